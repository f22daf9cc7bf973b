-- What becomes of alarms by the mere passing of time. Every dashboard asks; whoever is first does it. Nothing is lost
-- while nobody asks: shelvings and held alarms then end late.

-- Ends shelvings whose time is over. Returns how many alarms call again.
create function store.end_shelvings(p_now timestamptz) returns integer language plpgsql as $$
declare
    ended uuid[];
begin
    delete from store.shelving where until <= p_now;
    with due as (
        select id from store.alert where shelved and shelved_until <= p_now for update skip locked
    ), freed as (
        update store.alert a set shelved = false, shelved_by = null, shelved_until = null, shelved_reason = null,
            active_since = p_now, reminders = 0, escalation = 0 from due where a.id = due.id returning a.id)
    select coalesce(array_agg(id), '{}') into ended from freed;
    perform store.note_alert(id, p_now, 'cityops', 'unshelved', '', true) from unnest(ended) id;
    return cardinality(ended);
end $$;

-- Suppresses open alarms that a window has begun to cover, and lets go of those that none covers any more.
create function store.follow_maintenance(p_now timestamptz) returns integer language plpgsql as $$
declare
    changed store.alert;
    changes integer := 0;
begin
    for changed in
        with wanted as (
            select id, maintenance as before,
                   store.maintenance_of(entity_kind, entity_id, area, sector, p_now) as after
            from store.alert where state <> 'closed' and drill = ''
                and (maintenance is not null or exists (select from store.maintenance_window
                     where cancelled_at is null and (repeats <> 'once' or ends_at > p_now) and starts_at <= p_now)))
        select a.* from store.alert a join wanted on wanted.id = a.id
            where wanted.before is distinct from wanted.after for update of a skip locked
    loop
        update store.alert set
            maintenance = store.maintenance_of(entity_kind, entity_id, area, sector, p_now),
            active_since = p_now, reminders = 0, escalation = 0 where id = changed.id;
        if changed.maintenance is null then
            perform store.note_alert(changed.id, p_now, 'cityops', 'suppressed',
                (select 'maintenance ' || id || ': ' || reason from store.maintenance_window where id =
                    store.maintenance_of(changed.entity_kind, changed.entity_id, changed.area, changed.sector, p_now)));
        elsif store.maintenance_of(changed.entity_kind, changed.entity_id, changed.area, changed.sector, p_now) is null
        then
            perform store.note_alert(changed.id, p_now, 'cityops', 'unsuppressed', '', true);
        end if;
        changes := changes + 1;
    end loop;
    return changes;
end $$;

-- Makes alarms of children whose cause has been over for a minute and who have not come back with it.
create function store.release_children(p_now timestamptz) returns integer language plpgsql as $$
declare
    due_drill text;
    child store.alert_child;
    other uuid;
    released integer := 0;
begin
    for due_drill in
        select distinct c.drill from store.alert_child c join store.alert a on a.id = c.cause
            where c.ended_at is null and a.state in ('cleared', 'closed')
                and coalesce(a.cleared_at, a.closed_at) <= p_now - interval '60 seconds'
    loop
        perform pg_advisory_xact_lock(hashtextextended('root-cause|' || due_drill, 0));
        for child in
            select c.* from store.alert_child c join store.alert a on a.id = c.cause
                where c.ended_at is null and c.drill = due_drill and a.state in ('cleared', 'closed')
                    and coalesce(a.cleared_at, a.closed_at) <= p_now - interval '60 seconds'
                order by c.since limit 1000 for update of c
        loop
            other := store.cause_of(child.rule, child.entity_kind, child.entity_id, child.area, child.drill);
            if other is not null then
                update store.alert_child set cause = other where id = child.id;
                continue;
            end if;
            update store.alert_child set ended_at = p_now where id = child.id;
            -- of what is no longer in the registry, or of a drill that is over, nobody needs to know
            if exists (select from store.device where id = child.entity_id and enabled)
                and not exists (select from store.drill where id = child.drill and ended_at is not null) then
                perform store.open_alarm(child, p_now, 'cityops');
                released := released + 1;
            end if;
        end loop;
    end loop;
    delete from store.alert_child where ended_at < p_now - interval '30 days';
    return released;
end $$;

-- Lets alarms go that have stopped chattering: those whose condition was gone all the while are cleared.
create function store.settle_chattering(p_now timestamptz) returns integer language plpgsql as $$
declare
    settled store.alert;
    times integer := 0;
begin
    for settled in
        select * from store.alert where state <> 'closed' and chattering_until <= p_now for update skip locked
    loop
        update store.alert set
            state = case when held_clear_at is null or state = 'cleared' then state
                         when state = 'acknowledged' then 'closed' else 'cleared' end,
            cleared_at = coalesce(held_clear_at, cleared_at),
            closed_at = case when held_clear_at is not null and state = 'acknowledged' then p_now end,
            chattering_until = null, held_clear_at = null where id = settled.id;
        if settled.held_clear_at is not null then
            perform store.note_alert(settled.id, p_now, 'cityops', 'cleared', '');
        end if;
        times := times + 1;
    end loop;
    return times;
end $$;

-- Calls again for what nobody has acknowledged, and calls further people. After a pause of ours, once and not for each
-- time that was missed.
create function store.call_again(p_now timestamptz) returns integer language plpgsql as $$
declare
    due record;
    calls integer := 0;
begin
    for due in
        select a.id, a.reminders, a.escalation, a.severity,
               coalesce(floor(extract(epoch from p_now - a.active_since) / extract(epoch from p.remind_every)), 0)::integer
                   as remind_to,
               least(p.escalations, coalesce(floor(extract(epoch from p_now - a.active_since)
                   / extract(epoch from p.escalate_every)), 0)::integer) as escalate_to
        from store.alert a join store.alarm_policy p on p.severity = a.severity
        where a.state = 'active' and a.drill = '' and not a.shelved and a.maintenance is null
        order by a.active_since for update of a skip locked
    loop
        if due.escalate_to > due.escalation then
            update store.alert set escalation = due.escalate_to where id = due.id;
            perform store.note_alert(due.id, p_now, 'cityops', 'escalated', due.escalate_to::text);
            calls := calls + 1;
        end if;
        if due.remind_to > due.reminders then
            update store.alert set reminders = due.remind_to where id = due.id;
            perform store.note_alert(due.id, p_now, 'cityops', 'reminded', due.remind_to::text);
            calls := calls + 1;
        end if;
    end loop;
    return calls;
end $$;

-- Closes what is over, and of a severity at which nobody needs to have taken notice. A concentrator that is heard again
-- needs nobody's word either, whatever its silence was worth.
create function store.close_unanswered(p_now timestamptz) returns integer language plpgsql as $$
declare
    closed uuid[];
begin
    with due as (
        select a.id from store.alert a join store.alarm_policy p on p.severity = a.severity
        where a.state = 'cleared' and a.cleared_at + coalesce(p.close_after,
                case when exists (select from store.root_cause where relation = 'concentrator' and cause_rule = a.rule)
                    then interval '30 seconds' end) <= p_now for update of a skip locked
    ), done as (
        update store.alert a set state = 'closed', closed_at = p_now from due where a.id = due.id returning a.id)
    select coalesce(array_agg(id), '{}') into closed from done;
    perform store.note_alert(id, p_now, 'cityops', 'closed', 'over, and not acknowledged') from unnest(closed) id;
    return cardinality(closed);
end $$;

-- All of it, once. Null when another is at it.
create function store.tend_alarms(p_now timestamptz) returns table (
    unshelved integer, maintained integer, released integer, settled integer, called integer, closed integer)
    language plpgsql as $$
begin
    if not pg_try_advisory_xact_lock(hashtextextended('alarm-tending', 0)) then
        return;
    end if;
    unshelved := store.end_shelvings(p_now);
    maintained := store.follow_maintenance(p_now);
    settled := store.settle_chattering(p_now);
    called := store.call_again(p_now);
    closed := store.close_unanswered(p_now);
    -- last, since it is the only one that waits for the jobs
    released := store.release_children(p_now);
    perform store.watch_floods(p_now);
    return next;
end $$;

-- The contract -----------------------------------------------------------------------------------------------------

create or replace view cityops.alert as
    select id, rule, rule_version, entity_kind, entity_id, area, sector, severity, state, opened_at, value, threshold,
           message, acknowledged_by, acknowledged_at, assigned_to, cleared_at, closed_at, shelved, level,
           nullif(drill, '') as drill, shelved_by, shelved_until, shelved_reason, maintenance is not null as suppressed,
           maintenance, cause,
           (select count(*) from store.alert_child c where c.cause = a.id and c.ended_at is null)::integer as children,
           reminders, escalation, chattering_until is not null as chattering
    from store.alert a;
create or replace view cityops.alert_event as
    select alert_id, at, actor, action, comment, announced from store.alert_event;
-- The devices that nothing is known of because of an alarm; ended_at null: still so.
create view cityops.alert_child as
    select cause as alert_id, rule, entity_kind, entity_id, area, sector, severity, since, ended_at,
           nullif(drill, '') as drill
    from store.alert_child;
create view cityops.maintenance as
    select id, device_id, area, sector, starts_at, ends_at, repeats, repeats_until, time_zone, reason, owner, created_at,
           cancelled_at, store.is_open(w, clock_timestamp()) and cancelled_at is null as open
    from store.maintenance_window w;
create view cityops.shelving as
    select rule, entity_kind, entity_id, severity, owner, reason, since, until, nullif(drill, '') as drill
    from store.shelving;

-- Least privilege --------------------------------------------------------------------------------------------------

grant select on cityops.alert_child, cityops.maintenance, cityops.shelving to cityops_dashboard, cityops_reader,
    cityops_registrar;

grant select on store.device, store.root_cause, store.maintenance_window to cityops_jobs;
grant select, delete on store.shelving to cityops_jobs;
grant select, insert, update on store.alert_child to cityops_jobs;
grant update (announced) on store.alert_event to cityops_jobs;

grant insert on store.alert to cityops_dashboard;
grant update (announced) on store.alert_event to cityops_dashboard;
grant select, insert, update, delete on store.shelving, store.alert_child to cityops_dashboard;
grant select, insert, update on store.maintenance_window to cityops_dashboard;
grant select on store.root_cause, store.alarm_policy to cityops_dashboard;
grant select, insert on store.maintenance_window to cityops_registrar;
grant update (cancelled_at) on store.maintenance_window to cityops_registrar;
grant select, insert, update on store.alarm_policy, store.root_cause to cityops_registrar;
