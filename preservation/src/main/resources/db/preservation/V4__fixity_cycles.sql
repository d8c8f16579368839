-- What each audit reads and came to on each volume, when each copy was read last, and how incidents ended.

alter table fixity_run drop constraint fixity_run_state_check;
alter table fixity_run
    add constraint fixity_run_state_check check (state in ('RUNNING', 'FINISHED', 'CANCELLED', 'FAILED')),
    add column scope         uuid[] not null default '{}',
    add column sample_seed   bigint,
    add column sample_random integer,
    add column sample_oldest integer,
    add column tallies       text not null default '',
    add column failure       text;
comment on column fixity_run.scope is 'volumes whose copies it reads; none for all';
comment on column fixity_run.tallies is 'what it came to on each volume, as in the journal';

create table fixity_run_volume (
    run    uuid not null,
    volume uuid not null,
    away   bigint not null,
    primary key (run, volume)
);
comment on column fixity_run_volume.away is 'copies that could not be reached';

create table fixity_sample (
    run    uuid not null,
    aip    uuid not null,
    volume uuid not null,
    primary key (run, aip, volume)
);
comment on table fixity_sample is 'what the running sample takes; emptied when it ends';

create index copy_by_age on copy (volume, (coalesce(verified_at, since)), aip, version) where state = 'KEPT';

create table fixity_day (
    day      date not null,
    volume   uuid not null,
    producer text not null,
    copies   bigint not null,
    bytes    bigint not null,
    bad      bigint not null,
    primary key (day, volume, producer)
);
comment on column fixity_day.day is 'by the clock of Vietnam';
comment on column fixity_day.bad is 'copies of which something was not as promised, or not read';

create table fixity_age (
    volume   uuid not null,
    producer text not null,
    day      date not null,
    copies   bigint not null,
    bytes    bigint not null,
    owed     boolean not null,
    primary key (volume, producer, day, owed)
);
comment on table fixity_age is 'how many copies were read last on which day; made anew as a whole';
comment on column fixity_age.day is '0001-01-01 for copies that were never read';

create table fixity_age_head (
    only_row boolean primary key default true check (only_row),
    as_of    timestamptz not null,
    took_ms  bigint not null
);

alter table incident
    add column closed_at timestamptz,
    add column closed_by text,
    add column cause     text,
    add column action    text,
    add column result    text;

create table roll_call (
    volume      uuid not null,
    direction   text not null check (direction in ('CATALOGUE_TO_STORAGE', 'STORAGE_TO_CATALOGUE')),
    position    text not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    rounds      bigint not null,
    seen        bigint not null,
    found       bigint not null,
    primary key (volume, direction)
);
comment on table roll_call is 'where the comparison of names stands; follows from nothing and may begin anew';
