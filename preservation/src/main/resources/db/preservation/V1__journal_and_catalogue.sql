-- The journal, the catalogue, the retention schedule and the log of fixity audits.
-- Everything here can be made again from storage (D5); times have microseconds, the precision of events.

-- One row. Its lock orders all appends, so index and sequence have no gaps and commit in order.
create table journal_head (
    only_row    boolean primary key default true check (only_row),
    index       bigint not null,
    hash        bytea not null check (length(hash) = 32),
    recorded_at timestamptz not null,
    sequence    bigint not null,
    schedule    bigint not null
);
comment on column journal_head.sequence is 'last position given to a visibility change of a record';
comment on column journal_head.schedule is 'journal index of the last change of the retention schedule';
insert into journal_head (index, hash, recorded_at, sequence, schedule)
    values (0, decode(repeat('00', 32), 'hex'), '1970-01-01T00:00:00Z', 0, 0);

create table journal (
    index       bigint primary key check (index > 0),
    recorded_at timestamptz not null,
    previous    bytea not null,
    hash        bytea not null,
    event       text not null
);
comment on column journal.event is 'canonical JSON of the PREMIS event; the bytes that the hash covers';

create table journal_object (
    object text not null,
    index  bigint not null,
    primary key (object, index)
);

create function journal_is_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'the journal is append-only'; end $$;
create trigger journal_is_append_only before update or delete or truncate on journal
    for each statement execute function journal_is_append_only();

create table package (
    aip             uuid not null,
    version         integer not null check (version > 0),
    newest          boolean not null,
    sip             uuid not null,
    producer        text not null,
    root_digest     text not null,
    file_count      integer not null,
    bytes           bigint not null,
    record_count    integer not null,
    stored_at       timestamptz not null,
    ingestion_index bigint not null,
    retention_kind  text not null check (retention_kind in ('YEARS', 'PERMANENT', 'UNCLASSIFIED')),
    retention_due   date,
    retention_rule  text,
    retention       text not null,
    primary key (aip, version)
);
create unique index package_newest on package (aip) where newest;
create index package_by_sip on package (sip);
create index package_by_due on package (retention_due, aip) where newest and retention_due is not null;
create index package_unclassified on package (aip) where newest and retention_kind = 'UNCLASSIFIED';

create table record (
    id          uuid primary key,
    aip         uuid not null,
    ordinal     integer not null,
    sequence    bigint not null,
    changed_at  timestamptz not null,
    visible     boolean not null,
    custodian   text not null,
    open        boolean not null,
    same_result bytea,
    result      text not null,
    files       text not null,
    retention   text not null
);
comment on column record.open is 'access mode PUBLIC';
comment on column record.same_result is
    'SHA-256 of owner, type, number and date for the duplicate guard; no bare personal number in an index';
create unique index record_by_aip on record (aip, ordinal);
create unique index record_by_sequence on record (sequence);
create unique index record_by_time on record (changed_at, sequence);
create unique index record_by_custodian on record (custodian, sequence);
create unique index record_open on record (sequence) where open;
create unique index record_open_by_custodian on record (custodian, sequence) where open;
create index record_same_result on record (same_result) where same_result is not null;

create table retention_rule (
    code    text not null,
    version integer not null,
    since   bigint not null,
    rule    text not null,
    primary key (code, version)
);
comment on column retention_rule.since is 'journal index of the change that brought it';

create table retention_mapping (
    document_type text not null,
    since         bigint not null,
    rule_code     text not null,
    primary key (document_type, since)
);
