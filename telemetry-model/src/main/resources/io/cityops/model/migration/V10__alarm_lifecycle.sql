-- The life of an alarm after ISA-18.2: shelved, suppressed by maintenance or by its cause, held while it chatters, called
-- again and escalated until somebody answers. Whoever writes, each transition is decided here, under locks taken in one
-- order: root causes, then the alarm's rule and entity, then its row.

-- Maintenance windows ----------------------------------------------------------------------------------------------

-- Alarms of what is being worked on are kept, and call nobody. Null: any; area 'city': everywhere.
create table store.maintenance_window (
    id            bigint generated always as identity primary key,
    device_id     text,
    area          text,
    sector        text,
    -- The first time; those that follow are as long, at the same time of the zone's day or week.
    starts_at     timestamptz not null,
    ends_at       timestamptz not null,
    repeats       text not null default 'once' check (repeats in ('once', 'daily', 'weekly')),
    repeats_until timestamptz,
    time_zone     text not null default 'Asia/Ho_Chi_Minh',
    reason        text not null check (btrim(reason) <> ''),
    owner         text not null,
    created_at    timestamptz not null default clock_timestamp(),
    -- given up before its time
    cancelled_at  timestamptz,
    check (num_nonnulls(device_id, area, sector) >= 1),
    check (ends_at > starts_at),
    check (repeats <> 'daily' or ends_at <= starts_at + interval '1 day'),
    check (repeats <> 'weekly' or ends_at <= starts_at + interval '7 days'),
    -- a zone that the server does not know is refused here, and not when an alarm is raised
    check (starts_at at time zone time_zone is not null)
);

create function store.is_open(w store.maintenance_window, p_at timestamptz) returns boolean language sql stable as $$
    select p_at >= w.starts_at and p_at < coalesce(w.cancelled_at, 'infinity')
        and p_at < coalesce(w.repeats_until, 'infinity')
        and case w.repeats when 'once' then p_at < w.ends_at else
            mod(extract(epoch from (p_at at time zone w.time_zone) - (w.starts_at at time zone w.time_zone)),
                case w.repeats when 'daily' then 86400 else 604800 end)
            < extract(epoch from (w.ends_at at time zone w.time_zone) - (w.starts_at at time zone w.time_zone)) end
$$;

-- The window that holds an entity's alarms back at a moment; null: none.
create function store.maintenance_of(
    p_entity_kind text, p_entity_id text, p_area text, p_sector text, p_at timestamptz) returns bigint
    language plpgsql stable as $$
begin
    return (select id from store.maintenance_window w
        where (device_id is null or (p_entity_kind = 'device' and device_id = p_entity_id))
            and (area is null or area in ('city', p_area)) and (sector is null or sector = p_sector)
            and cancelled_at is null and (repeats <> 'once' or ends_at > p_at) and store.is_open(w, p_at)
        order by id limit 1);
end $$;

-- Shelving ---------------------------------------------------------------------------------------------------------

-- By rule and entity, so that an alarm that comes back within the time stays shelved. Ends at the latest after a day.
create table store.shelving (
    rule        text not null,
    entity_kind text not null,
    entity_id   text not null,
    drill       text not null default '',
    -- the worst that is shelved: what is worse calls all the same, and ends it
    severity    text not null,
    owner       text not null,
    reason      text not null check (btrim(reason) <> ''),
    since       timestamptz not null,
    until       timestamptz not null,
    primary key (rule, entity_kind, entity_id, drill),
    check (until > since and until <= since + interval '24 hours')
);

-- Policy, and causes -----------------------------------------------------------------------------------------------

-- How long nobody may answer. Nulls: never.
create table store.alarm_policy (
    severity       text primary key check (severity in ('critical', 'high', 'medium', 'low')),
    remind_every   interval check (remind_every >= interval '30 seconds'),
    escalate_every interval check (escalate_every >= interval '30 seconds'),
    escalations    integer not null default 0 check (escalations between 0 and 5),
    -- an alarm whose condition is gone closes by itself when nobody has acknowledged it for so long
    close_after    interval check (close_after >= interval '0')
);
insert into store.alarm_policy values
    ('critical', '2 minutes', '5 minutes', 2, null),
    ('high', '10 minutes', '15 minutes', 2, null),
    ('medium', '30 minutes', '60 minutes', 1, null),
    ('low', null, null, 0, '30 seconds');

-- Which alarms hang under which. concentrator: those of the devices that the entity speaks for; area: those of devices
-- in the entity's area. severity: how bad a concentrator's silence is at least.
create table store.root_cause (
    relation    text not null check (relation in ('concentrator', 'area')),
    cause_rule  text not null,
    effect_rule text not null,
    severity    text not null check (severity in ('critical', 'high', 'medium', 'low')),
    -- so many devices behind one concentrator that fall silent within a minute are its doing, whatever else is known of it
    together    integer not null default 20 check (together >= 3),
    primary key (relation, cause_rule, effect_rule)
);
insert into store.root_cause (relation, cause_rule, effect_rule, severity) values
    ('concentrator', 'device.silent', 'device.silent', 'medium'),
    ('area', 'energy.feeder-out', 'device.silent', 'high');

-- The alarm --------------------------------------------------------------------------------------------------------

alter table store.alert
    add column shelved_by text,
    add column shelved_until timestamptz,
    add column shelved_reason text,
    -- the window that suppresses it
    add column maintenance bigint references store.maintenance_window (id),
    -- the alarm under which it was folded
    add column cause uuid references store.alert (id),
    -- raised because of what its children say, not of its own
    add column inferred boolean not null default false,
    -- since when, by the wall's clock, it has called for an answer; event time may be long past when it arrives
    add column active_since timestamptz not null default clock_timestamp(),
    add column reminders integer not null default 0,
    add column escalation integer not null default 0,
    -- it came three times in a minute: until then, in event time, it stays as it is; since when it would be cleared
    add column chattering_until timestamptz,
    add column held_clear_at timestamptz,
    add constraint alert_shelving check (shelved = (num_nonnulls(shelved_by, shelved_until, shelved_reason) = 3));
create index alert_entity on store.alert (rule, entity_kind, entity_id, opened_at desc);

-- A closed alarm is not shelved; its rule and entity may still be.
create function store.close_alert() returns trigger language plpgsql as $$
begin
    new.shelved := false;
    new.shelved_by := null;
    new.shelved_until := null;
    new.shelved_reason := null;
    new.chattering_until := null;
    new.held_clear_at := null;
    return new;
end $$;
create trigger alert_closes before update on store.alert
    for each row when (new.state = 'closed') execute function store.close_alert();

alter table store.alert_event drop constraint alert_event_action_check;
alter table store.alert_event add constraint alert_event_action_check check (action in
    ('raised', 'severity-changed', 'returned', 'cleared', 'acknowledged', 'closed', 'commented', 'assigned',
     'shelved', 'unshelved', 'suppressed', 'unsuppressed', 'chattering', 'reminded', 'escalated'));
-- Whether it called for an operator: what the alarm load counts, and notifications tell.
alter table store.alert_event add column announced boolean not null default false;
update store.alert_event set announced = true where action in ('raised', 'returned');
create index alert_event_announced on store.alert_event (at desc) where announced;

-- What would be an alarm if its cause were not known: a device that nothing is known of. In event time.
create table store.alert_child (
    id            uuid primary key,
    cause         uuid not null references store.alert (id),
    rule          text not null,
    rule_version  integer not null,
    entity_kind   text not null,
    entity_id     text not null,
    area          text not null,
    sector        text not null,
    severity      text not null,
    level         text not null,
    value         double precision,
    threshold     double precision,
    message       text not null,
    drill         text not null,
    since         timestamptz not null,
    transition_at timestamptz not null,
    -- its condition is gone, or it became an alarm of its own
    ended_at      timestamptz
);
create unique index alert_child_open on store.alert_child (rule, entity_kind, entity_id, drill) where ended_at is null;
-- not partial: a plan made while the table is small would take it for the one above, and read all of it
create index alert_child_cause on store.alert_child (cause, ended_at);
create index alert_child_entity on store.alert_child (rule, entity_kind, entity_id, drill, transition_at desc);
create trigger alert_child_changed after insert or update on store.alert_child
    for each statement execute function store.notify_alert();

-- Writes the timeline. p_calls: whether it would call, were the alarm not shelved, suppressed or held.
create function store.note_alert(
    p_id uuid, p_at timestamptz, p_actor text, p_action text, p_comment text, p_calls boolean default false)
    returns void language plpgsql as $$
begin
    insert into store.alert_event (alert_id, at, actor, action, comment, announced)
        select p_id, p_at, p_actor, p_action, p_comment, p_calls and exists (
            select from store.alert where id = p_id and state = 'active' and not shelved and maintenance is null
                and chattering_until is null)
        on conflict do nothing;
end $$;

-- Causes -----------------------------------------------------------------------------------------------------------

-- The open alarm under which one of this device belongs; null: none.
create function store.cause_of(p_rule text, p_entity_kind text, p_entity_id text, p_area text, p_drill text)
    returns uuid language plpgsql stable as $$
declare
    policy store.root_cause;
    above text := p_entity_id;
    found_id uuid;
    cause_id uuid;
begin
    if p_entity_kind <> 'device' then
        return null;
    end if;
    -- up from concentrator to concentrator: the topmost that is silent, or is explained itself
    for policy in select * from store.root_cause where effect_rule = p_rule and relation = 'concentrator' loop
        for depth in 1..5 loop
            select concentrator into above from store.device where id = above;
            exit when above is null or above = p_entity_id;
            select id into found_id from store.alert where rule = policy.cause_rule and entity_kind = 'device'
                and entity_id = above and drill = p_drill and state in ('active', 'acknowledged');
            if not found then
                select a.id into found_id from store.alert_child c join store.alert a on a.id = c.cause
                    where c.rule = policy.cause_rule and c.entity_kind = 'device' and c.entity_id = above
                        and c.drill = p_drill and c.ended_at is null and a.state in ('active', 'acknowledged');
            end if;
            cause_id := coalesce(found_id, cause_id);
        end loop;
    end loop;
    if cause_id is null then
        select a.id into cause_id from store.root_cause r join store.alert a on a.rule = r.cause_rule
            where r.effect_rule = p_rule and r.relation = 'area' and a.area = p_area and a.drill = p_drill
                and a.state in ('active', 'acknowledged') and a.entity_id <> p_entity_id
            order by a.opened_at limit 1;
    end if;
    return cause_id;
end $$;

-- Takes the alarms that one explains under it: they are closed, and their devices are its children.
create function store.fold_under(p_cause uuid, p_at timestamptz) returns void language plpgsql as $$
declare
    top store.alert;
    acted_at timestamptz := clock_timestamp();
begin
    select * into top from store.alert where id = p_cause;
    with recursive down (id, depth) as (
        select id, 1 from store.device where concentrator = top.entity_id
        union all
        select d.id, depth + 1 from down join store.device d on d.concentrator = down.id
            where d.id <> top.entity_id and depth < 5
    ), effects as (
        select relation, effect_rule from store.root_cause where cause_rule = top.rule
    ), explained as (
        select a.id from store.alert a
        where a.drill = top.drill and a.entity_kind = 'device' and a.id <> top.id and a.entity_id <> top.entity_id
            and a.state in ('active', 'acknowledged')
            and exists (select from effects e where e.effect_rule = a.rule and (
                (e.relation = 'area' and a.area = top.area)
                or (e.relation = 'concentrator' and a.entity_id in (select id from down))))
        for update
    ), folded as (
        update store.alert a set state = 'closed', closed_at = acted_at, cause = p_cause
            from explained where a.id = explained.id returning a.*
    ), children as (
        insert into store.alert_child (id, cause, rule, rule_version, entity_kind, entity_id, area, sector, severity,
                level, value, threshold, message, drill, since, transition_at)
            select id, p_cause, rule, rule_version, entity_kind, entity_id, area, sector, severity, level, value,
                threshold, message, drill, opened_at, transition_at
            from folded where not inferred
            on conflict (id) do update set cause = excluded.cause, transition_at = excluded.transition_at, ended_at = null
    ), grandchildren as (
        update store.alert_child c set cause = p_cause from folded where c.cause = folded.id and c.ended_at is null
    ), unsaid as (
        -- what was folded as it came was no load on anybody
        update store.alert_event e set announced = false from folded
            where e.alert_id = folded.id and e.announced and folded.active_since > acted_at - interval '10 seconds'
    )
    insert into store.alert_event (alert_id, at, actor, action, comment)
        select id, acted_at, 'cityops', 'suppressed', 'cause: ' || top.rule || ' ' || top.entity_id from folded
        on conflict do nothing;
end $$;

-- Opens an alarm that stands on its own, shelved or suppressed where it belongs to a shelving or a window.
create function store.open_alarm(p store.alert_child, p_at timestamptz, p_actor text) returns void
    language plpgsql as $$
declare
    shelf store.shelving;
    times integer;
    returns boolean := exists (select from store.alert where id = p.id);
begin
    select * into shelf from store.shelving where rule = p.rule and entity_kind = p.entity_kind
        and entity_id = p.entity_id and drill = p.drill and until > clock_timestamp();
    if found and store.severity_rank(p.severity) > store.severity_rank(shelf.severity) then
        delete from store.shelving where rule = p.rule and entity_kind = p.entity_kind
            and entity_id = p.entity_id and drill = p.drill;
        shelf := null;
    end if;
    select count(*) into times from store.alert a join store.alert_event e on e.alert_id = a.id
        where a.rule = p.rule and a.entity_kind = p.entity_kind and a.entity_id = p.entity_id and a.drill = p.drill
            and a.opened_at > p_at - interval '1 day' and e.action in ('raised', 'returned')
            and e.at > p_at - interval '1 minute';
    insert into store.alert (id, rule, rule_version, entity_kind, entity_id, area, sector, severity, level, state,
            opened_at, value, threshold, message, transition_at, drill, shelved, shelved_by, shelved_until,
            shelved_reason, maintenance, chattering_until)
        values (p.id, p.rule, p.rule_version, p.entity_kind, p.entity_id, p.area, p.sector, p.severity, p.level,
            'active', p.since, p.value, p.threshold, p.message, p.transition_at, p.drill, shelf.rule is not null,
            shelf.owner, shelf.until, shelf.reason,
            case p.drill when '' then
                store.maintenance_of(p.entity_kind, p.entity_id, p.area, p.sector, clock_timestamp()) end,
            case when times >= 2 then p_at + interval '2 minutes' end)
        on conflict (id) do update set state = 'active', cleared_at = null, closed_at = null, cause = null,
            severity = excluded.severity, level = excluded.level, value = excluded.value,
            threshold = excluded.threshold, message = excluded.message, transition_at = excluded.transition_at,
            active_since = clock_timestamp(), reminders = 0, escalation = 0, shelved = excluded.shelved,
            shelved_by = excluded.shelved_by, shelved_until = excluded.shelved_until,
            shelved_reason = excluded.shelved_reason, maintenance = excluded.maintenance;
    perform store.note_alert(p.id, p_at, p_actor, case when returns then 'returned' else 'raised' end, p.message, true);
    if times >= 2 then
        perform store.note_alert(p.id, p_at, 'cityops', 'chattering', '');
    end if;
    if exists (select from store.root_cause where cause_rule = p.rule) then
        perform store.fold_under(p.id, p_at);
    end if;
end $$;

-- Many devices behind one concentrator that fall silent together are one alarm of the concentrator, even when it has
-- never said a word of its own.
create function store.infer_cause(p store.alert_child) returns void language plpgsql as $$
declare
    policy store.root_cause;
    top store.device;
    lately integer;
    within_minute integer;
begin
    select c.* into top from store.device d join store.device c on c.id = d.concentrator where d.id = p.entity_id;
    select * into policy from store.root_cause where effect_rule = p.rule and relation = 'concentrator';
    if top.id is null or policy.cause_rule is null then
        return;
    end if;
    select count(*), count(*) filter (where opened_at > p.since - interval '1 minute') into lately, within_minute
        from store.alert a join store.device d on d.id = a.entity_id and d.concentrator = top.id
        where a.rule = p.rule and a.entity_kind = 'device' and a.drill = p.drill and a.state in ('active', 'acknowledged')
            and a.opened_at > p.since - interval '5 minutes';
    if within_minute >= policy.together or (lately >= 3 and lately * 2 > (
            select count(*) from (select from store.device where concentrator = top.id and enabled
                                  limit policy.together * 2) known)) then
        perform store.apply_alert_transition('raised', md5('inferred|' || top.id || '|' || p.since || p.drill)::uuid,
            policy.cause_rule, p.rule_version, 'device', top.id, top.area, top.sector, policy.severity, p.level,
            p.since, null, null, 'Các thiết bị phía sau cùng mất tín hiệu', p.drill);
        update store.alert set inferred = true
            where id = md5('inferred|' || top.id || '|' || p.since || p.drill)::uuid;
    end if;
end $$;

-- Transitions ------------------------------------------------------------------------------------------------------

-- What is known of a device whose silence is explained changes; its cause, if it was only inferred, ends with the first
-- word that comes through.
create function store.apply_to_child(c store.alert_child, p_action text, p_severity text, p_level text,
    p_at timestamptz, p_message text) returns boolean language plpgsql as $$
declare
    top store.alert;
begin
    if p_at <= c.transition_at then
        return false;
    elsif p_action <> 'cleared' then
        update store.alert_child set severity = p_severity, level = p_level, message = p_message, transition_at = p_at
            where id = c.id;
        return true;
    end if;
    update store.alert_child set ended_at = p_at, transition_at = p_at where id = c.id;
    update store.alert set cleared_at = p_at where id = c.id and cleared_at is null;
    select * into top from store.alert where id = c.cause and inferred and state in ('active', 'acknowledged');
    if found then
        perform store.apply_alert_transition('cleared', top.id, top.rule, top.rule_version, top.entity_kind,
            top.entity_id, top.area, top.sector, top.severity, top.level, p_at, null, null, top.message, top.drill);
    end if;
    return true;
end $$;

-- Of an open alarm: what its new state is. The caller holds its row.
create function store.apply_to_open(a store.alert, p_action text, p_rule_version integer, p_severity text,
    p_level text, p_at timestamptz, p_value double precision, p_threshold double precision, p_message text)
    returns boolean language plpgsql as $$
declare
    worse boolean := store.severity_rank(p_severity) > store.severity_rank(a.severity);
    chatters boolean := coalesce(a.chattering_until > p_at, false);
    calls boolean;
    times integer;
begin
    if p_at <= a.transition_at then
        return false;
    end if;
    if p_action = 'cleared' then
        if a.state = 'cleared' then
            return false;
        elsif chatters then
            update store.alert set held_clear_at = p_at, chattering_until = p_at + interval '2 minutes',
                value = p_value, transition_at = p_at where id = a.id;
            return true;
        end if;
        update store.alert set
            state = case a.state when 'acknowledged' then 'closed' else 'cleared' end,
            cleared_at = p_at, closed_at = case a.state when 'acknowledged' then p_at end, chattering_until = null,
            held_clear_at = null, value = p_value, transition_at = p_at where id = a.id;
        perform store.note_alert(a.id, p_at, 'jobs', 'cleared', p_message);
        return true;
    end if;

    if a.shelved and worse then
        delete from store.shelving where rule = a.rule and entity_kind = a.entity_kind and entity_id = a.entity_id
            and drill = a.drill;
        update store.alert set shelved = false, shelved_by = null, shelved_until = null, shelved_reason = null
            where id = a.id;
        perform store.note_alert(a.id, p_at, 'cityops', 'unshelved', a.severity || ' → ' || p_severity);
    end if;
    if a.state = 'cleared' or a.held_clear_at is not null then
        select count(*) into times from store.alert_event
            where alert_id = a.id and action in ('raised', 'returned') and at > p_at - interval '1 minute';
        calls := (a.held_clear_at is null and times < 2) or worse;
        update store.alert set state = case when a.state = 'cleared' or worse then 'active' else a.state end,
            cleared_at = null, held_clear_at = null, rule_version = p_rule_version, severity = p_severity,
            level = p_level, value = p_value, threshold = p_threshold, message = p_message, transition_at = p_at,
            chattering_until = case when not calls then p_at + interval '2 minutes' end,
            active_since = case when a.held_clear_at is null then clock_timestamp() else a.active_since end,
            reminders = 0, escalation = 0
            where id = a.id;
        if a.held_clear_at is null or worse then
            perform store.note_alert(a.id, p_at, 'jobs', 'returned', p_message, calls);
        end if;
        if times >= 2 and a.chattering_until is null then
            perform store.note_alert(a.id, p_at, 'cityops', 'chattering', '');
        end if;
        if exists (select from store.root_cause where cause_rule = a.rule) then
            perform store.fold_under(a.id, p_at);
        end if;
    elsif a.severity <> p_severity or a.level <> p_level then
        update store.alert set
            -- a worse level must be acknowledged anew
            state = case when worse then 'active' else a.state end,
            active_since = case when worse then clock_timestamp() else a.active_since end,
            reminders = case when worse then 0 else a.reminders end,
            escalation = case when worse then 0 else a.escalation end,
            chattering_until = case when worse then null else a.chattering_until end,
            severity = p_severity, level = p_level, value = p_value, threshold = p_threshold, message = p_message,
            transition_at = p_at where id = a.id;
        perform store.note_alert(a.id, p_at, 'jobs', 'severity-changed', p_message, worse);
    elsif a.inferred then
        -- it says itself now what its children said of it
        update store.alert set inferred = false, transition_at = p_at where id = a.id;
    else
        return false;
    end if;
    return true;
end $$;

-- As before: idempotent, the same transition again or an older one changes nothing. Returns whether anything changed.
create or replace function store.apply_alert_transition(
    p_action text, p_id uuid, p_rule text, p_rule_version integer, p_entity_kind text, p_entity_id text,
    p_area text, p_sector text, p_severity text, p_level text, p_at timestamptz,
    p_value double precision, p_threshold double precision, p_message text, p_drill text default '') returns boolean
    language plpgsql as $$
declare
    open_alert store.alert;
    child store.alert_child;
    severity_or_worse text := p_severity;
begin
    -- One writer at a time where one alarm may explain another.
    if exists (select from store.root_cause where p_rule in (cause_rule, effect_rule)) then
        perform pg_advisory_xact_lock(hashtextextended('root-cause|' || p_drill, 0));
        -- ordered, since whoever thinks every device is behind this one reads them all to find that none is
        if p_action <> 'cleared' and p_entity_kind = 'device' and (select id from store.device
                where concentrator = p_entity_id order by concentrator, external_id limit 1) is not null then
            select r.severity into severity_or_worse from store.root_cause r
                where r.relation = 'concentrator' and r.cause_rule = p_rule
                    and store.severity_rank(r.severity) > store.severity_rank(p_severity)
                order by store.severity_rank(r.severity) desc limit 1;
            severity_or_worse := coalesce(severity_or_worse, p_severity);
        end if;
    end if;
    -- And for this rule and entity.
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
    if found then
        return store.apply_to_open(open_alert, p_action, p_rule_version, severity_or_worse, p_level, p_at, p_value,
            p_threshold, p_message);
    end if;
    select * into child from store.alert_child
        where rule = p_rule and entity_kind = p_entity_kind and entity_id = p_entity_id and drill = p_drill
            and ended_at is null for update;
    if found then
        return store.apply_to_child(child, p_action, severity_or_worse, p_level, p_at, p_message);
    end if;
    if p_action = 'cleared' or exists (select from store.alert where id = p_id)
        or exists (select from store.alert_child where id = p_id)
        or exists (select from store.alert where rule = p_rule and entity_kind = p_entity_kind
                   and entity_id = p_entity_id and drill = p_drill and transition_at >= p_at)
        or exists (select from store.alert_child where rule = p_rule and entity_kind = p_entity_kind
                   and entity_id = p_entity_id and drill = p_drill and transition_at >= p_at) then
        return false;
    end if;

    child := row(p_id, store.cause_of(p_rule, p_entity_kind, p_entity_id, p_area, p_drill), p_rule, p_rule_version,
        p_entity_kind, p_entity_id, p_area, p_sector, severity_or_worse, p_level, p_value, p_threshold, p_message,
        p_drill, p_at, p_at, null)::store.alert_child;
    if child.cause is not null then
        insert into store.alert_child select (child).*;
        return true;
    end if;
    perform store.open_alarm(child, p_at, 'jobs');
    perform store.infer_cause(child);
    return true;
end $$;

-- What people do ---------------------------------------------------------------------------------------------------

-- Puts an open alarm, and those of its rule and entity that follow, aside until p_until. Says what came of it: 'done',
-- 'closed' (or unknown), 'no-reason', 'no-end' (none, or past), 'too-long' (over 24 h).
create function store.shelve_alert(p_id uuid, p_actor text, p_until timestamptz, p_reason text) returns text
    language plpgsql as $$
declare
    a store.alert;
    acted_at timestamptz := clock_timestamp();
begin
    if coalesce(btrim(p_reason), '') = '' then
        return 'no-reason';
    elsif p_until is null or p_until <= acted_at then
        return 'no-end';
    elsif p_until > acted_at + interval '24 hours' then
        return 'too-long';
    end if;
    select * into a from store.alert where id = p_id;
    perform pg_advisory_xact_lock(
        hashtextextended(a.rule || '|' || a.entity_kind || '|' || a.entity_id || '|' || a.drill, 0));
    select * into a from store.alert where id = p_id and state <> 'closed' for update;
    if not found then
        return 'closed';
    end if;
    insert into store.shelving (rule, entity_kind, entity_id, drill, severity, owner, reason, since, until)
        values (a.rule, a.entity_kind, a.entity_id, a.drill, a.severity, p_actor, btrim(p_reason), acted_at, p_until)
        on conflict (rule, entity_kind, entity_id, drill) do update set severity = excluded.severity,
            owner = excluded.owner, reason = excluded.reason, since = excluded.since, until = excluded.until;
    update store.alert set shelved = true, shelved_by = p_actor, shelved_until = p_until,
        shelved_reason = btrim(p_reason) where id = p_id;
    perform store.note_alert(p_id, acted_at, p_actor, 'shelved',
        to_char(p_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ': ' || btrim(p_reason));
    insert into store.audit (at, actor, action, object, detail)
        values (acted_at, p_actor, 'alert.shelve', p_id::text, p_until || ': ' || btrim(p_reason));
    return 'done';
end $$;

-- False when it is not shelved. It calls anew.
create function store.unshelve_alert(p_id uuid, p_actor text, p_comment text) returns boolean language plpgsql as $$
declare
    a store.alert;
    acted_at timestamptz := clock_timestamp();
begin
    select * into a from store.alert where id = p_id and shelved for update;
    if not found then
        return false;
    end if;
    delete from store.shelving where rule = a.rule and entity_kind = a.entity_kind and entity_id = a.entity_id
        and drill = a.drill;
    update store.alert set shelved = false, shelved_by = null, shelved_until = null, shelved_reason = null,
        active_since = acted_at, reminders = 0, escalation = 0 where id = p_id;
    perform store.note_alert(p_id, acted_at, p_actor, 'unshelved', p_comment, true);
    insert into store.audit (at, actor, action, object, detail)
        values (acted_at, p_actor, 'alert.unshelve', p_id::text, p_comment);
    return true;
end $$;

create function store.open_maintenance(p_actor text, p_device text, p_area text, p_sector text, p_starts timestamptz,
    p_ends timestamptz, p_repeats text, p_repeats_until timestamptz, p_time_zone text, p_reason text) returns bigint
    language plpgsql as $$
declare
    made bigint;
begin
    insert into store.maintenance_window (device_id, area, sector, starts_at, ends_at, repeats, repeats_until,
            time_zone, reason, owner)
        values (p_device, p_area, p_sector, p_starts, p_ends, p_repeats, p_repeats_until, p_time_zone, p_reason, p_actor)
        returning id into made;
    insert into store.audit (actor, action, object, detail) values (p_actor, 'maintenance.open', made::text,
        concat_ws(' ', p_device, p_area, p_sector, p_starts, p_ends, p_repeats) || ': ' || p_reason);
    return made;
end $$;

-- False when there is none of that number, or it was cancelled before.
create function store.cancel_maintenance(p_id bigint, p_actor text) returns boolean language plpgsql as $$
begin
    update store.maintenance_window set cancelled_at = clock_timestamp() where id = p_id and cancelled_at is null;
    if not found then
        return false;
    end if;
    insert into store.audit (actor, action, object) values (p_actor, 'maintenance.cancel', p_id::text);
    return true;
end $$;
