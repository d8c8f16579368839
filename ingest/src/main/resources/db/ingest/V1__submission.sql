-- Submissions from acceptance to receipt or refusal. One row each; the SIP's own identifier is a UUID of version 7, so the
-- primary key is the order of arrival.
create table submission (
    id              uuid        primary key,
    aip             uuid        not null unique,
    producer        text        not null,
    depositor       text        not null,
    file_name       text        not null,
    size            bigint      not null check (size >= 0),
    sha256          text        not null,
    received_at     timestamptz not null,
    concluded_at    timestamptz,
    lane            text        not null check (lane in ('INTERACTIVE', 'BULK')),
    state           text        not null check (state in ('WAITING', 'RUNNING', 'ARCHIVED', 'REFUSED', 'PARKED')),
    due_at          timestamptz not null,
    beat_at         timestamptz,
    worker          text,
    tries           integer     not null default 0,
    progress        text        not null,
    idempotency_key text,
    findings        text        not null default '[]',
    storage_receipt text,
    receipt         bytea,
    signature       bytea,
    trouble         text,
    check ((state = 'ARCHIVED') = (receipt is not null)),
    check ((state in ('ARCHIVED', 'REFUSED')) = (concluded_at is not null))
);

-- The same key from the same depositor is the same submission.
create unique index submission_key on submission (depositor, idempotency_key) where idempotency_key is not null;

-- What workers take from, oldest first.
create index submission_waiting on submission (lane, id) where state = 'WAITING';
create index submission_open on submission (state) where state in ('WAITING', 'RUNNING', 'PARKED');

-- What a depositor sees, newest first.
create index submission_of_producer on submission (producer, id);
