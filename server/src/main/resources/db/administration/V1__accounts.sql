create table administration.account (
    name              text primary key,
    display_name      text not null,
    roles             text[] not null,
    agency            text,
    owner_type        text,
    owner_value       text,
    password_hash     text not null,
    enabled           boolean not null,
    created_at        timestamptz not null,
    changed_at        timestamptz not null,
    check ((owner_type is null) = (owner_value is null))
);

create table administration.client (
    id                uuid primary key,
    display_name      text not null,
    role              text not null,
    agency            text,
    token_hash        text not null unique,
    enabled           boolean not null,
    created_at        timestamptz not null,
    created_by        text not null,
    expires_at        timestamptz not null
);

create table administration.session (
    id                uuid primary key,
    token_hash        text not null unique,
    account           text not null references administration.account (name),
    opened_at         timestamptz not null,
    last_seen_at      timestamptz not null,
    ends_at           timestamptz not null
);
create index session_account on administration.session (account);
create index session_ends_at on administration.session (ends_at);
