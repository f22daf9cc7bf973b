-- What can wait, waits before it calls: it stands in the lists at once, and calls for somebody only when it still stands after
-- a while. A device that comes back by itself has not disturbed anybody.

alter table store.alarm_policy add column call_after interval not null default '0' check (call_after between '0' and '1 hour');
update store.alarm_policy set call_after = '5 minutes' where severity = 'low';

create or replace function store.note_alert(
    p_id uuid, p_at timestamptz, p_actor text, p_action text, p_comment text, p_calls boolean default false)
    returns void language plpgsql as $$
begin
    insert into store.alert_event (alert_id, at, actor, action, comment, announced)
        select p_id, p_at, p_actor, p_action, p_comment, p_calls and exists (
            select from store.alert a left join store.alarm_policy p on p.severity = a.severity
            where a.id = p_id and a.state = 'active' and not a.shelved and a.maintenance is null
                and a.chattering_until is null
                and (p_action not in ('raised', 'returned') or coalesce(p.call_after, '0') = '0'))
        on conflict do nothing;
end $$;

-- Lets call what has stood long enough, by the moment at which it was raised. Returns how many.
create function store.call_late(p_now timestamptz) returns integer language plpgsql as $$
declare
    calls integer;
begin
    with due as (
        select a.id, (select max(e.at) from store.alert_event e
                      where e.alert_id = a.id and e.action in ('raised', 'returned')) as raised_at
        from store.alert a join store.alarm_policy p on p.severity = a.severity
        where p.call_after > '0' and a.state = 'active' and a.active_since <= p_now - p.call_after
            and not a.shelved and a.maintenance is null and a.chattering_until is null
        for update of a skip locked
    )
    update store.alert_event e set announced = true from due
        where e.alert_id = due.id and e.at = due.raised_at and e.action in ('raised', 'returned') and not e.announced
            and not exists (select from store.alert_event later where later.alert_id = due.id
                            and later.announced and later.at >= due.raised_at);
    get diagnostics calls = row_count;
    return calls;
end $$;

create trigger alert_event_told_late after update of announced on store.alert_event
    for each row when (new.announced and not old.announced)
    execute function store.fill_outbox();

create or replace function store.tend_alarms(p_now timestamptz) returns table (
    unshelved integer, maintained integer, released integer, settled integer, called integer, closed integer)
    language plpgsql as $$
begin
    if not pg_try_advisory_xact_lock(hashtextextended('alarm-tending', 0)) then
        return;
    end if;
    unshelved := store.end_shelvings(p_now);
    maintained := store.follow_maintenance(p_now);
    settled := store.settle_chattering(p_now);
    called := store.call_again(p_now) + store.call_late(p_now);
    closed := store.close_unanswered(p_now);
    -- last, since it is the only one that waits for the jobs
    released := store.release_children(p_now);
    perform store.watch_floods(p_now);
    return next;
end $$;

-- Whoever writes an alarm's timeline asks what its severity may wait.
grant select on store.alarm_policy to cityops_jobs;
