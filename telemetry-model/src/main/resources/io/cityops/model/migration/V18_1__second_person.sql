-- Who makes a version active is neither who proposed it nor who rehearsed it: 'rehearser' beside what move_rule said before.

create or replace function store.move_rule(
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
    elsif p_to = 'active' and p_actor = known.rehearsed_by then
        return 'rehearser';
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
