-- Telling people who are not looking: a notification is written in the same transaction as the alarm's event, and sent
-- from there at least once, with an id by which a receiver knows it again.

-- Who is told of what, and how.
create table store.notification_route (
    id              bigint generated always as identity primary key,
    owner           text not null,
    channel         text not null check (channel in ('email', 'webhook', 'sms')),
    -- e-mail address, http(s) URL, or number in international form
    address         text not null check (length(address) between 3 and 500 and address !~ '[[:cntrl:]]'),
    language        text not null default 'vi' check (language in ('vi', 'en')),
    least_severity  text not null default 'high' check (least_severity in ('critical', 'high', 'medium', 'low')),
    -- 'city': everywhere
    areas           text[] not null default '{city}' check (cardinality(areas) > 0),
    -- none: all
    sectors         text[] not null default '{}',
    -- told only when nobody has answered for so many steps; 0: at once
    from_escalation integer not null default 0 check (from_escalation between 0 and 5),
    -- whether also told that it is over
    all_clear       boolean not null default true,
    enabled         boolean not null default true,
    created_at      timestamptz not null default clock_timestamp(),
    unique (owner, channel, address, from_escalation)
);

create table store.notification (
    id          uuid primary key default gen_random_uuid(),
    route       bigint not null references store.notification_route (id) on delete cascade,
    -- null: a test
    alert_id    uuid references store.alert (id),
    event_at    timestamptz not null,
    action      text not null,
    created_at  timestamptz not null default clock_timestamp(),
    -- not before; while somebody is at it, when it is given to another
    next_at     timestamptz not null default clock_timestamp(),
    attempts    integer not null default 0,
    sent_at     timestamptz,
    given_up_at timestamptz,
    -- why it was not sent, or not yet
    reason      text,
    -- never twice of one event
    unique (route, alert_id, event_at, action),
    check (sent_at is null or given_up_at is null),
    check (given_up_at is null or reason is not null)
);
create index notification_due on store.notification (next_at) where sent_at is null and given_up_at is null;
create index notification_alert on store.notification (alert_id, route);

-- An event that calls, calls again, or says that it is over, becomes a notification for every route that wants it. Runs
-- with the owner's rights, so that who writes alarms need not see whom they concern.
create function store.fill_outbox() returns trigger language plpgsql
    security definer set search_path = pg_catalog, pg_temp as $$
declare
    a store.alert;
    -- what may turn out to be the doing of something else waits for that
    wait interval := '0';
begin
    select * into a from store.alert where id = new.alert_id;
    if a.drill <> '' or a.shelved or a.maintenance is not null then
        return null;
    end if;
    if exists (select from store.root_cause where effect_rule = a.rule) and new.action <> 'cleared' then
        wait := '20 seconds';
    end if;
    insert into store.notification (route, alert_id, event_at, action, next_at)
        select r.id, a.id, new.at, new.action, clock_timestamp() + wait
        from store.notification_route r
        where r.enabled and store.severity_rank(a.severity) >= store.severity_rank(r.least_severity)
            and ('city' = any (r.areas) or a.area = any (r.areas))
            and (cardinality(r.sectors) = 0 or a.sector = any (r.sectors))
            and case new.action
                when 'escalated' then r.from_escalation <= a.escalation
                when 'reminded' then r.from_escalation <= a.escalation
                when 'cleared' then r.all_clear and exists (
                    select from store.notification n where n.alert_id = a.id and n.route = r.id)
                else r.from_escalation = 0 end
        on conflict do nothing;
    return null;
end $$;
create trigger alert_event_told after insert on store.alert_event
    for each row when (new.announced or new.action in ('reminded', 'escalated', 'cleared'))
    execute function store.fill_outbox();

-- Hands out what is due, each to one sender at a time, for as long as p_lease. What a sender that died had is handed out
-- again. In their order for each route and alarm. What may not be told any more, or was tried for a day, is given up.
create function store.claim_notifications(p_now timestamptz, p_limit integer, p_lease interval)
    returns setof store.notification language plpgsql as $$
begin
    with due as (
        select n.id, case when n.created_at <= p_now - interval '1 day'
                          then 'given up after a day: ' || coalesce(n.reason, 'never tried')
                          when a.shelved then 'not sent: shelved'
                          when a.maintenance is not null then 'not sent: suppressed by maintenance ' || a.maintenance
                          when a.cause is not null then 'not sent: explained by alarm ' || a.cause
                          when not r.enabled then 'not sent: the route is switched off' end as why
        from store.notification n join store.notification_route r on r.id = n.route
            left join store.alert a on a.id = n.alert_id
        where n.sent_at is null and n.given_up_at is null and n.next_at <= p_now
        for update of n skip locked)
    update store.notification n set given_up_at = p_now, reason = due.why from due
        where n.id = due.id and due.why is not null;
    return query
        with due as (
            select n.id from store.notification n
            where n.sent_at is null and n.given_up_at is null and n.next_at <= p_now and not exists (
                select from store.notification before where before.route = n.route and before.alert_id = n.alert_id
                    and before.sent_at is null and before.given_up_at is null and before.created_at < n.created_at)
            order by n.next_at limit p_limit for update skip locked)
        update store.notification n set attempts = n.attempts + 1, next_at = p_now + p_lease from due
            where n.id = due.id returning n.*;
end $$;

-- The contract: what became of each; addresses are for those who may change them.
create view cityops.notification as
    select n.id, n.route, r.owner, r.channel, n.alert_id, n.action, n.event_at, n.created_at, n.attempts,
           case when n.sent_at is not null then 'sent' when n.given_up_at is not null then 'given-up' else 'waiting' end
               as state,
           n.sent_at, n.given_up_at, n.reason
    from store.notification n join store.notification_route r on r.id = n.route;

-- Least privilege --------------------------------------------------------------------------------------------------

grant select on cityops.notification to cityops_dashboard, cityops_reader, cityops_registrar;
grant select, insert, update, delete on store.notification_route to cityops_registrar, cityops_dashboard;
grant select on store.notification to cityops_registrar, cityops_dashboard;
grant insert (route, event_at, action) on store.notification to cityops_registrar, cityops_dashboard;
grant update on store.notification to cityops_dashboard;
revoke all on function store.fill_outbox() from public;
