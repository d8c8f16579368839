-- Where every package stands and where a copy is owed. Both tables follow from the journal.

create table volume (
    id        uuid primary key,
    name      text not null unique,
    joined_at timestamptz not null
);

create table copy (
    aip         uuid not null,
    version     integer not null,
    volume      uuid not null,
    state       text not null check (state in ('KEPT', 'OWED')),
    since       timestamptz not null,
    due_by      timestamptz,
    verified_at timestamptz,
    primary key (aip, version, volume)
);
comment on column copy.due_by is 'until when an owed copy is to be made';
comment on column copy.verified_at is 'when every byte was last read and compared';
create index copy_owed on copy (volume, aip, version) where state = 'OWED';
