-- Tables live in schema store and may change; the views in schema cityops are the contract.
-- Roles cityops_gateway, cityops_jobs, cityops_dashboard, cityops_registrar and cityops_reader exist before
-- this runs (local-stack makes them with generated passwords); what each may do is granted at the end.

create schema if not exists store;
create schema if not exists cityops;

-- Registry ---------------------------------------------------------------------------------------------------------

create table store.device (
    id                text primary key check (id ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$'),
    type              text not null,
    sector            text not null,
    area              text not null,
    lat               double precision,
    lon               double precision,
    expected_interval interval not null default '30 seconds' check (expected_interval > interval '0'),
    -- SHA-256(salt || token). A token is 128 random bits, so a fast hash is safe: there is no dictionary to try.
    token_salt        bytea,
    token_hash        bytea,
    enabled           boolean not null default true,
    created_at        timestamptz not null default now()
);

-- Tells every gateway which device changed; the payload is the device id.
create function store.notify_device() returns trigger language plpgsql as $$
begin
    perform pg_notify('cityops_device', coalesce(new.id, old.id));
    return null;
end $$;
create trigger device_changed after insert or update or delete on store.device
    for each row execute function store.notify_device();

-- What the jobs know of a device's presence, in event time.
create table store.device_presence (
    device_id    text primary key,
    last_seen_at timestamptz not null,
    silent       boolean not null default false
);

-- Telemetry --------------------------------------------------------------------------------------------------------

-- quality: bit set, see io.cityops.model.telemetry.Quality. seq -1: the device sent none.
create table store.reading (
    observed_at timestamptz not null,
    received_at timestamptz not null,
    device_id   text not null,
    measure     text not null,
    value       double precision not null,
    quality     integer not null default 0,
    seq         bigint not null default -1,
    primary key (device_id, measure, observed_at, seq)
);

-- One row a refused message or value; (partition, kafka_offset) is its place in topic telemetry.rejected.
create table store.rejected (
    received_at  timestamptz not null,
    device_id    text,
    topic        text not null,
    reason       text not null,
    detail       text not null,
    payload      bytea not null,
    partition    integer not null,
    kafka_offset bigint not null,
    packet_id    integer not null default 0,
    primary key (received_at, partition, kafka_offset)
);
-- To find what a redelivery (MQTT DUP) repeats.
create index rejected_packet on store.rejected (device_id, packet_id, received_at desc);

create table store.indicator (
    window_start      timestamptz not null,
    window_seconds    integer not null,
    area              text not null,
    indicator         text not null,
    value             double precision,
    expected          integer not null,
    reporting         integer not null,
    excluded          integer not null default 0,
    -- 0 while the window is open, 1 when it was closed, then one more with each correction by late readings.
    revision          integer not null default 0,
    -- null: as good as it gets; 'provisional': the formula lacks history; 'insufficient': under the coverage floor.
    quality           text,
    newest_reading_at timestamptz,
    updated_at        timestamptz not null default clock_timestamp(),
    primary key (area, indicator, window_seconds, window_start)
);
create index indicator_updated on store.indicator (updated_at desc);

-- Hypertables where the extension is installed; plain tables, the same in every query, where it is not.
do $$
begin
    if exists (select from pg_extension where extname = 'timescaledb') then
        perform public.create_hypertable('store.reading', 'observed_at', chunk_time_interval => interval '1 day');
        perform public.create_hypertable('store.rejected', 'received_at', chunk_time_interval => interval '7 days');
        perform public.create_hypertable('store.indicator', 'window_start', chunk_time_interval => interval '1 day');
    else
        create index reading_observed on store.reading (observed_at desc);
        create index rejected_received on store.rejected (received_at desc);
        create index indicator_window on store.indicator (window_start desc);
    end if;
end $$;

-- Alarms -----------------------------------------------------------------------------------------------------------

create table store.alert (
    id              uuid primary key,
    rule            text not null,
    rule_version    integer not null,
    entity_kind     text not null check (entity_kind in ('device', 'area')),
    entity_id       text not null,
    area            text not null,
    sector          text not null,
    severity        text not null check (severity in ('critical', 'high', 'medium', 'low')),
    level           text not null default '',
    state           text not null check (state in ('active', 'acknowledged', 'cleared', 'closed')),
    shelved         boolean not null default false,
    opened_at       timestamptz not null,
    value           double precision,
    threshold       double precision,
    message         text not null,
    acknowledged_by text,
    acknowledged_at timestamptz,
    assigned_to     text,
    cleared_at      timestamptz,
    closed_at       timestamptz,
    -- event time of the newest transition applied, so that a replay after a crash changes nothing
    transition_at   timestamptz not null
);
-- Exactly one open alarm a rule and entity, whoever writes.
create unique index alert_open on store.alert (rule, entity_kind, entity_id) where state <> 'closed';
create index alert_opened on store.alert (opened_at desc);

create table store.alert_event (
    alert_id uuid not null references store.alert (id),
    at       timestamptz not null,
    actor    text not null,
    action   text not null check (action in
        ('raised', 'severity-changed', 'returned', 'cleared', 'acknowledged', 'closed', 'commented', 'assigned')),
    comment  text not null default '',
    primary key (alert_id, at, action)
);

create function store.notify_alert() returns trigger language plpgsql as $$
begin
    perform pg_notify('cityops_alert', '');
    return null;
end $$;
create trigger alert_changed after insert or update on store.alert
    for each statement execute function store.notify_alert();

-- Applies one transition that the jobs saw. Idempotent: the same transition again, or one older than what is
-- known of the alarm, changes nothing. Returns whether anything changed.
create function store.apply_alert_transition(
    p_action text, p_id uuid, p_rule text, p_rule_version integer, p_entity_kind text, p_entity_id text,
    p_area text, p_sector text, p_severity text, p_level text, p_at timestamptz,
    p_value double precision, p_threshold double precision, p_message text) returns boolean
    language plpgsql as $$
declare
    open_alert store.alert;
    known_action text;
begin
    -- One writer at a time for this rule and entity, an operator's acknowledgement included.
    perform pg_advisory_xact_lock(hashtextextended(p_rule || '|' || p_entity_kind || '|' || p_entity_id, 0));
    select * into open_alert from store.alert
        where rule = p_rule and entity_kind = p_entity_kind and entity_id = p_entity_id and state <> 'closed' for update;

    if not found then
        if p_action = 'cleared' or exists (select from store.alert where id = p_id)
            or exists (select from store.alert where rule = p_rule and entity_kind = p_entity_kind
                       and entity_id = p_entity_id and transition_at >= p_at) then
            return false;
        end if;
        insert into store.alert (id, rule, rule_version, entity_kind, entity_id, area, sector, severity, level, state,
                                 opened_at, value, threshold, message, transition_at)
            values (p_id, p_rule, p_rule_version, p_entity_kind, p_entity_id, p_area, p_sector, p_severity, p_level,
                    'active', p_at, p_value, p_threshold, p_message, p_at);
        insert into store.alert_event (alert_id, at, actor, action, comment)
            values (p_id, p_at, 'jobs', 'raised', p_message);
        return true;
    end if;

    if p_at <= open_alert.transition_at then
        return false;
    end if;

    if p_action = 'cleared' then
        if open_alert.state = 'cleared' then
            return false;
        end if;
        update store.alert set
            state = case open_alert.state when 'acknowledged' then 'closed' else 'cleared' end,
            cleared_at = p_at,
            closed_at = case open_alert.state when 'acknowledged' then p_at end,
            value = p_value, transition_at = p_at
            where id = open_alert.id;
        known_action := 'cleared';
    elsif open_alert.state = 'cleared' then
        update store.alert set state = 'active', cleared_at = null, rule_version = p_rule_version,
            severity = p_severity, level = p_level, value = p_value, threshold = p_threshold, message = p_message,
            transition_at = p_at
            where id = open_alert.id;
        known_action := 'returned';
    elsif open_alert.severity <> p_severity or open_alert.level <> p_level then
        update store.alert set
            -- a worse level must be acknowledged anew
            state = case when store.severity_rank(p_severity) > store.severity_rank(open_alert.severity)
                         then 'active' else open_alert.state end,
            severity = p_severity, level = p_level, value = p_value, threshold = p_threshold, message = p_message,
            transition_at = p_at
            where id = open_alert.id;
        known_action := 'severity-changed';
    else
        return false;
    end if;
    insert into store.alert_event (alert_id, at, actor, action, comment)
        values (open_alert.id, p_at, 'jobs', known_action, p_message) on conflict do nothing;
    return true;
end $$;

create function store.severity_rank(severity text) returns integer language sql immutable as
$$ select case severity when 'critical' then 4 when 'high' then 3 when 'medium' then 2 else 1 end $$;

-- An operator's acknowledgement. False when another was first, or the alarm is closed already.
create function store.acknowledge_alert(p_id uuid, p_actor text, p_comment text) returns boolean
    language plpgsql as $$
declare
    a store.alert;
    acted_at timestamptz := clock_timestamp();
begin
    select * into a from store.alert where id = p_id for update;
    if not found or a.state not in ('active', 'cleared') then
        return false;
    end if;
    update store.alert set
        state = case a.state when 'cleared' then 'closed' else 'acknowledged' end,
        acknowledged_by = p_actor, acknowledged_at = acted_at,
        closed_at = case a.state when 'cleared' then acted_at end
        where id = p_id;
    insert into store.alert_event (alert_id, at, actor, action, comment)
        values (p_id, acted_at, p_actor, 'acknowledged', p_comment);
    insert into store.audit (at, actor, action, object, detail)
        values (acted_at, p_actor, 'alert.acknowledge', p_id::text, p_comment);
    return true;
end $$;

-- People -----------------------------------------------------------------------------------------------------------

create table store.account (
    name          text primary key check (name ~ '^[a-z][a-z0-9._-]{1,63}$'),
    password_hash text not null, -- bcrypt
    role          text not null check (role in ('administrator', 'operator', 'leader', 'engineer')),
    area          text not null default 'city',
    enabled       boolean not null default true,
    created_at    timestamptz not null default now()
);

create table store.audit (
    id     bigint generated always as identity primary key,
    at     timestamptz not null default clock_timestamp(),
    actor  text not null,
    action text not null,
    object text not null,
    detail text not null default ''
);

-- The contract -----------------------------------------------------------------------------------------------------

create view cityops.reading as
    select observed_at, received_at, device_id, measure, value, quality, nullif(seq, -1) as seq from store.reading;
create view cityops.rejected as
    select received_at, device_id, topic, reason, detail, payload from store.rejected;
create view cityops.indicator as
    select window_start, window_seconds, area, indicator, value, expected, reporting, excluded, revision, updated_at,
           quality, newest_reading_at
    from store.indicator;
create view cityops.alert as
    select id, rule, rule_version, entity_kind, entity_id, area, sector, severity, state, opened_at, value, threshold,
           message, acknowledged_by, acknowledged_at, assigned_to, cleared_at, closed_at, shelved, level
    from store.alert;
create view cityops.alert_event as
    select alert_id, at, actor, action, comment from store.alert_event;
create view cityops.device as
    select d.id, d.type, d.sector, d.area, d.lat, d.lon, d.expected_interval,
           case when not d.enabled then 'disabled'
                when p.last_seen_at is null then 'never-seen'
                when p.silent then 'silent'
                else 'reporting' end as state,
           p.last_seen_at
    from store.device d left join store.device_presence p on p.device_id = d.id;
create view cityops.audit as
    select at, actor, action, object, detail from store.audit;

-- Least privilege --------------------------------------------------------------------------------------------------

grant usage on schema store to cityops_gateway, cityops_jobs, cityops_dashboard, cityops_registrar;
grant usage on schema cityops to cityops_dashboard, cityops_reader;
grant select on all tables in schema cityops to cityops_dashboard, cityops_reader;

grant select on store.device to cityops_gateway;

grant select, insert, update on store.reading, store.rejected, store.indicator, store.device_presence,
    store.alert to cityops_jobs;
grant select, insert on store.alert_event to cityops_jobs;

grant select on store.indicator, store.reading, store.rejected, store.device, store.device_presence,
    store.alert_event, store.account to cityops_dashboard;
grant select, update on store.alert to cityops_dashboard;
grant insert on store.alert_event, store.audit to cityops_dashboard;

grant select, insert, update, delete on store.device, store.account to cityops_registrar;
grant insert on store.audit to cityops_registrar;
