-- How much the alarms ask of the people at the desks, against EEMUA 191 and ISA-18.2, and the situations into which a
-- flood folds. What called for an operator counts: alert_event.announced. Each drill apart.

-- A desk is a sector of an area. Null: all.
create table store.alarm_flood (
    id         bigint generated always as identity primary key,
    area       text,
    sector     text,
    started_at timestamptz not null,
    ended_at   timestamptz,
    -- the most alarms in ten minutes
    peak       integer not null
);
create unique index alarm_flood_open on store.alarm_flood (coalesce(area, ''), coalesce(sector, '')) where ended_at is null;

-- The load of every desk at a moment, of ordinary life or of a drill.
create function store.desk_load(p_now timestamptz, p_drill text default '')
    returns table (area text, sector text, last_10_min integer, last_hour integer, last_day integer, standing integer,
                   critical integer, high integer, medium integer, low integer)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with called as (
        select a.area, a.sector, a.severity, e.at from store.alert_event e join store.alert a on a.id = e.alert_id
        where e.announced and e.at > p_now - interval '1 day' and e.at <= p_now and a.drill = p_drill
    ), load as (
        select area, sector,
               count(*) filter (where at > p_now - interval '10 minutes') as last_10_min,
               count(*) filter (where at > p_now - interval '1 hour') as last_hour,
               count(*) as last_day,
               count(*) filter (where severity = 'critical') as critical,
               count(*) filter (where severity = 'high') as high,
               count(*) filter (where severity = 'medium') as medium,
               count(*) filter (where severity = 'low') as low
        from called group by cube (area, sector)
    ), open as (
        select area, sector, count(*) as standing from store.alert
        where state in ('active', 'acknowledged') and drill = p_drill and not shelved and maintenance is null
        group by cube (area, sector))
    select coalesce(load.area, open.area), coalesce(load.sector, open.sector), coalesce(last_10_min, 0)::integer,
           coalesce(last_hour, 0)::integer, coalesce(last_day, 0)::integer, coalesce(standing, 0)::integer,
           coalesce(critical, 0)::integer, coalesce(high, 0)::integer, coalesce(medium, 0)::integer,
           coalesce(low, 0)::integer
    from load full join open on coalesce(load.area, '') = coalesce(open.area, '')
        and coalesce(load.sector, '') = coalesce(open.sector, '')
$$;

-- Begins a desk's flood at more than 10 alarms in 10 minutes, and ends it at fewer than 5.
create function store.watch_floods(p_now timestamptz) returns void language plpgsql as $$
begin
    insert into store.alarm_flood (area, sector, started_at, peak)
        select area, sector, p_now, last_10_min from store.desk_load(p_now) where last_10_min > 10
        on conflict ((coalesce(area, '')), (coalesce(sector, ''))) where ended_at is null
        do update set peak = greatest(store.alarm_flood.peak, excluded.peak);
    update store.alarm_flood f set ended_at = p_now
        where ended_at is null and not exists (
            select from store.desk_load(p_now) d where d.area is not distinct from f.area
                and d.sector is not distinct from f.sector and d.last_10_min >= 5);
end $$;

-- The load of one desk that answers for these areas ('city': all) and sectors (none: all), such as an account's.
create function store.scope_load(p_areas text[], p_sectors text[], p_now timestamptz, p_drill text default '')
    returns table (last_10_min integer, last_hour integer, last_day integer, peak_10_min integer)
    language sql stable as $$
    with called as (
        select e.at from store.alert_event e join store.alert a on a.id = e.alert_id
        where e.announced and e.at > p_now - interval '1 day' and e.at <= p_now and a.drill = p_drill
            and ('city' = any (p_areas) or a.area = any (p_areas))
            and (cardinality(p_sectors) = 0 or a.sector = any (p_sectors)))
    select count(*) filter (where at > p_now - interval '10 minutes')::integer,
           count(*) filter (where at > p_now - interval '1 hour')::integer, count(*)::integer,
           coalesce((select max(within) from (
               select count(*) over (order by at range between interval '10 minutes' preceding and current row) as within
               from called) windows), 0)::integer
    from called
$$;

-- Views ------------------------------------------------------------------------------------------------------------

-- One row a desk with anything on it in the last day; area and sector null: all of them together. verdict: 'flood' (more
-- than 10 in 10 minutes, until fewer than 5), 'overload' (over 15 in the hour), 'busy' (over 1 in 10 minutes and over 5
-- in the hour), 'calm'. flood_share: of the last day, in per cent; the limit is 1.
create view cityops.alarm_load as
    select d.area, d.sector, d.last_10_min, d.last_hour, d.last_day, round(d.last_day / 24.0, 1) as per_hour,
           10 as limit_10_min, 15 as limit_hour, 5 as limit_per_hour, d.standing, d.critical, d.high, d.medium, d.low,
           f.id is not null as flood, f.started_at as flood_since,
           case when f.id is not null then 'flood' when d.last_hour > 15 then 'overload'
                when d.last_10_min > 1 and d.last_hour > 5 then 'busy' else 'calm' end as verdict,
           coalesce((select round((100 * sum(extract(epoch from
                    least(coalesce(past.ended_at, clock_timestamp()), clock_timestamp())
                    - greatest(past.started_at, clock_timestamp() - interval '1 day'))) / 86400)::numeric, 2)
               from store.alarm_flood past where past.area is not distinct from d.area
                   and past.sector is not distinct from d.sector
                   and coalesce(past.ended_at, clock_timestamp()) > clock_timestamp() - interval '1 day'), 0)
               as flood_share
    from store.desk_load(clock_timestamp()) d
    left join store.alarm_flood f on f.area is not distinct from d.area and f.sector is not distinct from d.sector
        and f.ended_at is null;

-- The same figures of drills, which no limit is held against.
create view cityops.drill_load as
    select r.id as drill, d.area, d.sector, d.last_10_min, d.last_hour, d.last_day, d.standing
    from store.drill r cross join lateral store.desk_load(clock_timestamp(), r.id) d
    where r.ended_at is null;

-- Who calls most: rule and entity, over the last day. most_in_a_minute of 3 or more: it chatters.
create view cityops.alarm_actor as
    with called as (
        select a.rule, a.entity_kind, a.entity_id, a.area, a.sector, e.at,
               count(*) over (partition by a.rule, a.entity_kind, a.entity_id order by e.at
                              range between interval '1 minute' preceding and current row) as in_a_minute
        from store.alert_event e join store.alert a on a.id = e.alert_id
        where e.action in ('raised', 'returned') and e.at > clock_timestamp() - interval '1 day' and a.drill = '')
    select rule, entity_kind, entity_id, max(area) as area, max(sector) as sector, count(*)::integer as times,
           count(*) filter (where at > clock_timestamp() - interval '1 hour')::integer as last_hour,
           max(in_a_minute)::integer as most_in_a_minute, max(in_a_minute) >= 3 as chattering, max(at) as last_at,
           round(100 * count(*) / sum(count(*)) over (), 1) as share
    from called group by rule, entity_kind, entity_id
    order by count(*) desc, max(at) desc;

-- Open alarms by how long they have stood; stale: over 24 h.
create view cityops.alarm_standing as
    select id, rule, entity_kind, entity_id, area, sector, severity, state, opened_at,
           clock_timestamp() - opened_at as age, opened_at <= clock_timestamp() - interval '24 hours' as stale,
           shelved, maintenance is not null as suppressed, nullif(drill, '') as drill
    from store.alert where state in ('active', 'acknowledged')
    order by opened_at;

-- Which situation each open alarm belongs to. Alarms of one rule within a quarter of an hour of each other in three areas
-- or more are one ('rule'); of the rest, those of one sector in one area are ('place'). Critical ones stay pinned.
create view cityops.alert_situation as
    with listed as (
        select * from store.alert where state <> 'closed' and not shelved and maintenance is null
    ), by_rule as (
        select *, sum(begins) over (partition by drill, rule order by opened_at, id) as session from (
            select *, case when opened_at - lag(opened_at) over (partition by drill, rule order by opened_at, id)
                       <= interval '15 minutes' then 0 else 1 end as begins
            from listed) with_gaps
    ), wide as (
        select drill, rule, session from by_rule group by drill, rule, session having count(distinct area) >= 3
    ), rest as (
        select *, sum(starts) over (partition by drill, area, sector order by opened_at, id) as place_session from (
            select l.*, case when l.opened_at - lag(l.opened_at) over (partition by l.drill, l.area, l.sector
                       order by l.opened_at, l.id) <= interval '15 minutes' then 0 else 1 end as starts
            from by_rule l left join wide w using (drill, rule, session) where w.rule is null) with_starts
    )
    select b.id as alert_id, 'rule' as kind, b.rule as cause, null::text as area, b.sector,
           md5(concat_ws('|', 'rule', b.drill, b.rule,
               min(b.opened_at) over (partition by b.drill, b.rule, b.session))) as situation,
           b.severity = 'critical' as pinned, nullif(b.drill, '') as drill
    from by_rule b join wide using (drill, rule, session)
    union all
    select id, 'place', sector, area, sector,
           md5(concat_ws('|', 'place', drill, area, sector,
               min(opened_at) over (partition by drill, area, sector, place_session))),
           severity = 'critical', nullif(drill, '')
    from rest;

-- What a list shows in a flood: one row a situation, worst first, and the critical alarms by themselves beside them.
create view cityops.situation as
    select s.situation as id, s.kind, s.cause, s.area, s.sector, count(*)::integer as alerts,
           count(*) filter (where a.state = 'active')::integer as unacknowledged,
           count(*) filter (where s.pinned)::integer as pinned,
           count(distinct a.area)::integer as areas,
           (array_agg(a.severity order by store.severity_rank(a.severity) desc))[1] as severity,
           min(a.opened_at) as since, max(a.opened_at) as newest_at,
           sum((select count(*) from store.alert_child c where c.cause = a.id and c.ended_at is null))::integer as children,
           s.drill
    from cityops.alert_situation s join store.alert a on a.id = s.alert_id
    group by s.situation, s.kind, s.cause, s.area, s.sector, s.drill
    order by max(store.severity_rank(a.severity)) desc, max(a.opened_at) desc;

-- Least privilege --------------------------------------------------------------------------------------------------

grant select on cityops.alarm_load, cityops.drill_load, cityops.alarm_actor, cityops.alarm_standing,
    cityops.alert_situation, cityops.situation to cityops_dashboard, cityops_reader;
grant select, insert, update on store.alarm_flood to cityops_dashboard;
revoke all on function store.desk_load(timestamptz, text), store.scope_load(text[], text[], timestamptz, text)
    from public;
grant execute on function store.desk_load(timestamptz, text) to cityops_dashboard, cityops_reader;
grant execute on function store.scope_load(text[], text[], timestamptz, text) to cityops_dashboard;
