-- Drills: rehearsals in the running system. A drill's devices are twins of ordinary ones, registered for the run with
-- its id in column drill; the gateway stamps it on what they send, the jobs carry it to every row.
--
-- Ordinary life has no drill: '' in the tables, so that keys and unique indexes hold it, and null in the views.

create table store.drill (
    id         text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,23}$'),
    -- The file that is played, as it was given.
    scenario   text not null,
    name_vi    text not null,
    name_en    text not null,
    started_by text not null,
    started_at timestamptz not null default clock_timestamp(),
    -- When it will be over; the scenario's clock runs speed times as fast as the wall's from nominal_at on.
    ends_at    timestamptz not null,
    nominal_at timestamptz not null,
    speed      double precision not null default 1 check (speed > 0),
    -- What a good operator should notice: see io.cityops.localstack.drill.
    labels     jsonb not null default '[]',
    -- Kept up by whoever plays it. A drill that was left alone is no longer shown, until somebody ends it.
    alive_at   timestamptz not null default clock_timestamp(),
    ended_at   timestamptz,
    outcome    text check (outcome in ('completed', 'stopped', 'abandoned')),
    report     jsonb,
    check ((ended_at is null) = (outcome is null))
);
-- One at a time: every screen shows one drill's figures.
create unique index drill_running on store.drill ((true)) where ended_at is null;

-- What people did in a drill besides acknowledging its alarms.
create table store.drill_event (
    id      bigint generated always as identity primary key,
    drill   text not null references store.drill (id),
    at      timestamptz not null default clock_timestamp(),
    actor   text not null,
    action  text not null check (action in ('started', 'step', 'ended')),
    label   text not null default '',
    -- Which of the label's procedure, from 1; 0: the action is no step.
    step    integer not null default 0,
    comment text not null default ''
);
-- A step is done once; who ticks it again changes nothing.
create unique index drill_step on store.drill_event (drill, label, step) where action = 'step';

create function store.notify_drill() returns trigger language plpgsql as $$
begin
    perform pg_notify('cityops_drill', '');
    return null;
end $$;
create trigger drill_changed after insert or update of ended_at on store.drill
    for each statement execute function store.notify_drill();

-- A twin says in its id whose it is, so no ordinary device ever shares the history of one.
alter table store.device add column drill text references store.drill (id),
    add constraint device_twin check (drill is null or starts_with(id, 'drill-' || drill || '-'));
create index device_drill on store.device (drill) where drill is not null;

alter table store.device_presence add column drill text not null default '';
alter table store.reading add column drill text not null default '';
alter table store.rejected add column drill text not null default '';
alter table store.indicator add column drill text not null default '';
alter table store.alert add column drill text not null default '';

alter table store.indicator drop constraint indicator_pkey;
alter table store.indicator add primary key (area, indicator, window_seconds, window_start, drill);

drop index store.alert_open;
create unique index alert_open on store.alert (rule, entity_kind, entity_id, drill) where state <> 'closed';
create index alert_drill on store.alert (drill, opened_at) where drill <> '';

-- As before, for each drill apart. A drill that is over raises nothing any more, whatever is still on its way.
drop function store.apply_alert_transition(
    text, uuid, text, integer, text, text, text, text, text, text, timestamptz, double precision, double precision, text);
create function store.apply_alert_transition(
    p_action text, p_id uuid, p_rule text, p_rule_version integer, p_entity_kind text, p_entity_id text,
    p_area text, p_sector text, p_severity text, p_level text, p_at timestamptz,
    p_value double precision, p_threshold double precision, p_message text, p_drill text default '') returns boolean
    language plpgsql as $$
declare
    open_alert store.alert;
    known_action text;
begin
    -- One writer at a time for this rule and entity, an operator's acknowledgement included.
    perform pg_advisory_xact_lock(
        hashtextextended(p_rule || '|' || p_entity_kind || '|' || p_entity_id || '|' || p_drill, 0));
    if p_drill <> '' then
        -- Not while the drill is being ended.
        perform pg_advisory_xact_lock_shared(hashtextextended('drill|' || p_drill, 0));
        if exists (select from store.drill where id = p_drill and ended_at is not null) then
            return false;
        end if;
    end if;
    select * into open_alert from store.alert
        where rule = p_rule and entity_kind = p_entity_kind and entity_id = p_entity_id and drill = p_drill
            and state <> 'closed' for update;

    if not found then
        if p_action = 'cleared' or exists (select from store.alert where id = p_id)
            or exists (select from store.alert where rule = p_rule and entity_kind = p_entity_kind
                       and entity_id = p_entity_id and drill = p_drill and transition_at >= p_at) then
            return false;
        end if;
        insert into store.alert (id, rule, rule_version, entity_kind, entity_id, area, sector, severity, level, state,
                                 opened_at, value, threshold, message, transition_at, drill)
            values (p_id, p_rule, p_rule_version, p_entity_kind, p_entity_id, p_area, p_sector, p_severity, p_level,
                    'active', p_at, p_value, p_threshold, p_message, p_at, p_drill);
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

-- Ends a drill: its twins go, its alarms are closed, its rows stay. False when it was over already. Runs with the
-- owner's rights, so that who may end a drill needs none on ordinary alarms.
create function store.end_drill(p_id text, p_actor text, p_outcome text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    acted_at timestamptz := clock_timestamp();
begin
    perform pg_advisory_xact_lock(hashtextextended('drill|' || p_id, 0));
    update store.drill set ended_at = acted_at, outcome = p_outcome where id = p_id and ended_at is null;
    if not found then
        return false;
    end if;
    insert into store.drill_event (drill, at, actor, action, comment)
        values (p_id, acted_at, p_actor, 'ended', p_outcome);
    delete from store.snapshot where device_id in (select id from store.device where drill = p_id);
    delete from store.device where drill = p_id;
    with closed as (
        update store.alert set state = 'closed', cleared_at = coalesce(cleared_at, acted_at), closed_at = acted_at
            where drill = p_id and state <> 'closed' returning id)
    insert into store.alert_event (alert_id, at, actor, action, comment)
        select id, acted_at, p_actor, 'closed', 'the drill is over' from closed;
    return true;
end $$;

-- The contract -----------------------------------------------------------------------------------------------------

create or replace view cityops.reading as
    select observed_at, received_at, device_id, measure, value, quality, nullif(seq, -1) as seq,
           nullif(drill, '') as drill
    from store.reading;
create or replace view cityops.rejected as
    select received_at, device_id, topic, reason, detail, payload, nullif(drill, '') as drill from store.rejected;
create or replace view cityops.indicator as
    select window_start, window_seconds, area, indicator, value, expected, reporting, excluded, revision, updated_at,
           quality, newest_reading_at, nullif(drill, '') as drill
    from store.indicator;
create or replace view cityops.alert as
    select id, rule, rule_version, entity_kind, entity_id, area, sector, severity, state, opened_at, value, threshold,
           message, acknowledged_by, acknowledged_at, assigned_to, cleared_at, closed_at, shelved, level,
           nullif(drill, '') as drill
    from store.alert;
create or replace view cityops.device as
    select d.id, d.type, d.sector, d.area, d.lat, d.lon, d.expected_interval,
           case when not d.enabled then 'disabled'
                when p.last_seen_at is null then 'never-seen'
                when p.silent then 'silent'
                else 'reporting' end as state,
           p.last_seen_at, d.drill
    from store.device d left join store.device_presence p on p.device_id = d.id;
create view cityops.drill as
    select id, scenario, name_vi, name_en, started_by, started_at, ends_at, nominal_at, speed, labels, ended_at, outcome,
           report, ended_at is null and alive_at > clock_timestamp() - interval '30 seconds' as running
    from store.drill;
create view cityops.drill_event as
    select drill, at, actor, action, label, step, comment from store.drill_event;

-- Least privilege --------------------------------------------------------------------------------------------------

grant select on cityops.drill, cityops.drill_event to cityops_dashboard, cityops_reader;
grant select on store.drill, store.drill_event to cityops_dashboard;
grant select on store.drill to cityops_jobs;

-- The registrar plays drills: it opens one, watches its alarms, keeps its report.
grant usage on schema cityops to cityops_registrar;
grant select on cityops.drill, cityops.drill_event, cityops.alert, cityops.alert_event to cityops_registrar;
grant select, insert on store.drill, store.drill_event to cityops_registrar;
grant update (alive_at, report) on store.drill to cityops_registrar;
revoke all on function store.end_drill(text, text, text) from public;
grant execute on function store.end_drill(text, text, text) to cityops_registrar;
