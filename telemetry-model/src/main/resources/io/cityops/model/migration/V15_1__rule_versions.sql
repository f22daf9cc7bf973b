-- Versions of rules on their way into the catalogue: draft, rehearsed over recorded telemetry, run in the shadow of the active
-- one, and then, by a second person, active. None is ever changed; a better one is another version.

create table store.rule_version (
    rule         text not null,
    version      integer not null check (version > 0),
    state        text not null default 'draft'
        check (state in ('draft', 'rehearsed', 'shadow', 'active', 'superseded', 'withdrawn')),
    -- a file such as rules.yaml with this one rule
    content      text not null,
    note         text,
    proposed_by  text not null,
    proposed_at  timestamptz not null default clock_timestamp(),
    rehearsed_by text,
    rehearsed_at timestamptz,
    -- the newest rehearsal's report
    rehearsal    jsonb,
    shadow_by    text,
    shadow_at    timestamptz,
    -- who made it active, or withdrew it
    decided_by   text,
    decided_at   timestamptz,
    primary key (rule, version),
    check (state <> 'active' or decided_by <> proposed_by)
);
create unique index rule_version_shadow on store.rule_version (rule) where state = 'shadow';
create unique index rule_version_active on store.rule_version (rule) where state = 'active';

-- What a shadow would have done. Nobody is called by it, and no alarm list knows it.
create table store.shadow_transition (
    rule        text not null,
    version     integer not null,
    alert_id    uuid not null,
    action      text not null check (action in ('raised', 'severity-changed', 'cleared', 'closed')),
    entity_kind text not null,
    entity_id   text not null,
    area        text not null,
    sector      text not null,
    severity    text not null,
    level       text not null,
    at          timestamptz not null,
    value       double precision,
    threshold   double precision,
    message     text not null,
    drill       text not null default '',
    primary key (rule, version, alert_id, at, action)
);
create index shadow_transition_at on store.shadow_transition (at desc);

-- Whether an account may work on rules now. The registrar's own commands, which act as the machine's user, ask nobody.
create function store.may_change_rules(p_actor text) returns boolean
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select (session_user = 'cityops_registrar' and p_actor like 'cli:%') or exists (select from store.account
        where name = p_actor and enabled and role in ('engineer', 'administrator'))
$$;

-- Stores a version that its caller has found valid. 'done', 'not-allowed', or 'known' when there is one of that number.
create function store.propose_rule(p_actor text, p_rule text, p_version integer, p_content text, p_note text) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not store.may_change_rules(p_actor) then
        return 'not-allowed';
    end if;
    insert into store.rule_version (rule, version, content, note, proposed_by)
        values (p_rule, p_version, p_content, nullif(btrim(p_note), ''), p_actor) on conflict do nothing;
    if not found then
        return 'known';
    end if;
    insert into store.audit (actor, action, object, detail)
        values (p_actor, 'rule.propose', p_rule || ' ' || p_version, coalesce(btrim(p_note), ''));
    return 'done';
end $$;

-- Keeps what a rehearsal said. 'done', 'not-allowed', 'unknown', or the state that it is in and that cannot be rehearsed.
create function store.rule_rehearsed(p_actor text, p_rule text, p_version integer, p_report jsonb) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    known text;
begin
    if not store.may_change_rules(p_actor) then
        return 'not-allowed';
    end if;
    select state into known from store.rule_version where rule = p_rule and version = p_version for update;
    if known is null then
        return 'unknown';
    elsif known not in ('draft', 'rehearsed') then
        return known;
    end if;
    update store.rule_version set state = 'rehearsed', rehearsed_by = p_actor, rehearsed_at = clock_timestamp(),
        rehearsal = p_report where rule = p_rule and version = p_version;
    insert into store.audit (actor, action, object, detail) values (p_actor, 'rule.rehearse', p_rule || ' ' || p_version,
        coalesce(p_report ->> 'alarm_count', '?') || ' alarms');
    return 'done';
end $$;

-- Takes a version a step on, together with the catalogue that runs it so, or not at all: 'shadow' (from rehearsed), 'active'
-- (from shadow, by somebody else than who proposed it), 'withdrawn' (from all but active). The catalogue must have been
-- made of version p_based_on; null: it stays as it is. 'done', 'not-allowed', 'unknown', 'same-person', 'shadow-taken' (another
-- version is in the shadow), 'catalogue-changed', or the state that it is in and that does not lead there.
create function store.move_rule(
    p_actor text, p_rule text, p_version integer, p_to text, p_based_on integer, p_checksum text, p_hash text,
    p_content bytea) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    known store.rule_version;
    moved_at timestamptz := clock_timestamp();
begin
    if not store.may_change_rules(p_actor) then
        return 'not-allowed';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('catalogue', 0));
    select * into known from store.rule_version where rule = p_rule and version = p_version for update;
    if not found then
        return 'unknown';
    elsif not (case p_to when 'shadow' then known.state = 'rehearsed' when 'active' then known.state = 'shadow'
            when 'withdrawn' then known.state in ('draft', 'rehearsed', 'shadow') else false end) then
        return known.state;
    elsif p_to = 'active' and p_actor = known.proposed_by then
        return 'same-person';
    elsif p_to = 'shadow' and exists (select from store.rule_version where rule = p_rule and state = 'shadow') then
        return 'shadow-taken';
    elsif p_based_on is distinct from (select max(number) from store.catalogue_version) and p_content is not null then
        return 'catalogue-changed';
    end if;
    if p_to = 'active' then
        update store.rule_version set state = 'superseded' where rule = p_rule and state = 'active';
    end if;
    update store.rule_version set state = p_to,
        shadow_by = case p_to when 'shadow' then p_actor else shadow_by end,
        shadow_at = case p_to when 'shadow' then moved_at else shadow_at end,
        decided_by = case p_to when 'shadow' then decided_by else p_actor end,
        decided_at = case p_to when 'shadow' then decided_at else moved_at end
        where rule = p_rule and version = p_version;
    insert into store.audit (at, actor, action, object, detail) values (moved_at, p_actor,
        case p_to when 'shadow' then 'rule.shadow' when 'active' then 'rule.promote' else 'rule.withdraw' end,
        p_rule || ' ' || p_version, case p_to when 'active' then 'proposed by ' || known.proposed_by else '' end);
    if p_content is not null then
        perform store.apply_catalogue(p_actor, p_rule || ' ' || p_version || ': ' || p_to, p_checksum, p_hash, p_content,
            'applied', null);
    end if;
    return 'done';
end $$;

-- The contract -----------------------------------------------------------------------------------------------------

create view cityops.rule_version as
    select rule, version, state, content, note, proposed_by, proposed_at, rehearsed_by, rehearsed_at, rehearsal,
           shadow_by, shadow_at, decided_by, decided_at
    from store.rule_version;
create view cityops.shadow_transition as
    select rule, version, alert_id, action, entity_kind, entity_id, area, sector, severity, level, at, value, threshold,
           message, nullif(drill, '') as drill
    from store.shadow_transition;

-- What a shadow raised and the active version did not within two minutes ('shadow'), and the other way round ('active'), since
-- the shadow began; 'both': that they agree on. What the database holds as chattering is not raised again by the active one.
create view cityops.shadow_difference as
    with shadow as (
        select s.rule, s.version, s.entity_kind, s.entity_id, s.area, s.severity, s.at, s.drill
        from store.shadow_transition s where s.action = 'raised'
    ), active as (
        select v.rule, v.version, a.entity_kind, a.entity_id, a.area, a.severity, e.at, a.drill
        from store.rule_version v
        join store.alert a on a.rule = v.rule
        join store.alert_event e on e.alert_id = a.id and e.actor = 'jobs' and e.action in ('raised', 'returned')
            and e.at >= v.shadow_at and (v.decided_at is null or e.at < v.decided_at)
        where v.shadow_at is not null
    )
    select coalesce(s.rule, a.rule) as rule, coalesce(s.version, a.version) as version,
           case when a.rule is null then 'shadow' when s.rule is null then 'active' else 'both' end as raised_by,
           coalesce(s.entity_kind, a.entity_kind) as entity_kind, coalesce(s.entity_id, a.entity_id) as entity_id,
           coalesce(s.area, a.area) as area, s.severity as shadow_severity, a.severity as active_severity,
           s.at as shadow_at, a.at as active_at, nullif(coalesce(s.drill, a.drill), '') as drill
    from shadow s full join active a on a.rule = s.rule and a.version = s.version and a.entity_kind = s.entity_kind
        and a.entity_id = s.entity_id and a.drill = s.drill
        and a.at between s.at - interval '2 minutes' and s.at + interval '2 minutes';

grant select on cityops.rule_version, cityops.shadow_transition, cityops.shadow_difference
    to cityops_dashboard, cityops_reader, cityops_registrar;
grant select, insert on store.shadow_transition to cityops_jobs;
revoke all on function store.may_change_rules(text), store.propose_rule(text, text, integer, text, text),
    store.rule_rehearsed(text, text, integer, jsonb),
    store.move_rule(text, text, integer, text, integer, text, text, bytea) from public;
grant execute on function store.propose_rule(text, text, integer, text, text),
    store.rule_rehearsed(text, text, integer, jsonb),
    store.move_rule(text, text, integer, text, integer, text, text, bytea) to cityops_registrar;
