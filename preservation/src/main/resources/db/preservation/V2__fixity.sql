-- The log of fixity audits and what they found wrong.

create table fixity_run (
    id             uuid primary key,
    requested_by   text not null,
    started_at     timestamptz not null,
    finished_at    timestamptz,
    state          text not null check (state in ('RUNNING', 'FINISHED', 'CANCELLED')),
    mb_per_second  integer not null,
    packages_total bigint not null,
    packages_done  bigint not null,
    bytes_done     bigint not null,
    intact         bigint not null,
    altered        bigint not null,
    missing        bigint not null,
    extra          bigint not null,
    unread         bigint not null,
    position       text
);
create index fixity_run_by_start on fixity_run (started_at desc, id desc);
create unique index fixity_run_one_at_a_time on fixity_run (state) where state = 'RUNNING';

create table incident (
    id      uuid primary key,
    at      timestamptz not null,
    aip     uuid not null,
    kind    text not null check (kind in ('ALTERED', 'MISSING', 'EXTRA', 'UNREAD')),
    subject text not null,
    detail  text not null,
    open    boolean not null
);
create index incident_by_time on incident (at, id);
create unique index incident_once_while_open on incident (aip, kind, subject) where open;
