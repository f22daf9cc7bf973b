-- Rehearsals that are asked for in the dashboard, which runs none itself: whoever serves them (./cityops demo, or ./cityops
-- rehearse serve) takes them one by one, tells how far each has come, and keeps the report with the version.

create table store.rehearsal (
    id         bigint generated always as identity primary key,
    rule       text not null,
    version    integer not null,
    state      text not null default 'asked' check (state in ('asked', 'running', 'done', 'failed', 'cancelled')),
    from_at    timestamptz not null,
    until_at   timestamptz not null check (until_at > from_at),
    asked_by   text not null,
    asked_at   timestamptz not null,
    runner     text,
    started_at timestamptz,
    -- when its runner was last heard of
    heard_at   timestamptz,
    -- how much of the recording it has been through, 0 to 1
    share      double precision not null default 0 check (share between 0 and 1),
    ended_at   timestamptz,
    -- why it failed; 'lost': its runner was heard of no more
    failure    text,
    foreign key (rule, version) references store.rule_version (rule, version)
);
create index rehearsal_version on store.rehearsal (rule, version, id desc);
create unique index rehearsal_open on store.rehearsal (rule, version) where state in ('asked', 'running');
create unique index rehearsal_running on store.rehearsal ((true)) where state = 'running';

-- A runner tells of itself each second; one that is not heard of for half a minute is gone.
create function store.fail_lost_rehearsals() returns void
    language sql security definer set search_path = pg_catalog, pg_temp as $$
    update store.rehearsal set state = 'failed', failure = 'lost', ended_at = clock_timestamp()
        where state = 'running' and heard_at < clock_timestamp() - interval '30 seconds'
$$;

-- 'done', 'not-allowed', 'unknown', 'invalid' (too short or too long a time), 'asked' (already), or the state that the version is
-- in and that cannot be rehearsed.
create function store.ask_rehearsal(p_actor text, p_rule text, p_version integer, p_span interval) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    known text;
    asked_at timestamptz := clock_timestamp();
begin
    if not store.may_change_rules(p_actor) then
        return 'not-allowed';
    end if;
    select state into known from store.rule_version where rule = p_rule and version = p_version for update;
    if known is null then
        return 'unknown';
    elsif known not in ('draft', 'rehearsed') then
        return known;
    elsif p_span not between interval '10 minutes' and interval '31 days' then
        return 'invalid';
    end if;
    perform store.fail_lost_rehearsals();
    insert into store.rehearsal (rule, version, from_at, until_at, asked_by, asked_at)
        values (p_rule, p_version, asked_at - p_span, asked_at, p_actor, asked_at) on conflict do nothing;
    if not found then
        return 'asked';
    end if;
    insert into store.audit (at, actor, action, object, detail)
        values (asked_at, p_actor, 'rule.ask-rehearsal', p_rule || ' ' || p_version, p_span::text);
    return 'done';
end $$;

-- Its runner hears of it the next time that it tells of itself. 'done', 'not-allowed', 'unknown', or the state that it ended in.
create function store.cancel_rehearsal(p_actor text, p_id bigint) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    known store.rehearsal;
begin
    if not store.may_change_rules(p_actor) then
        return 'not-allowed';
    end if;
    select * into known from store.rehearsal where id = p_id for update;
    if not found then
        return 'unknown';
    elsif known.state not in ('asked', 'running') then
        return known.state;
    end if;
    update store.rehearsal set state = 'cancelled', ended_at = clock_timestamp() where id = p_id;
    insert into store.audit (actor, action, object)
        values (p_actor, 'rule.cancel-rehearsal', known.rule || ' ' || known.version);
    return 'done';
end $$;

-- The next to be run, now this runner's; no row: there is none, or one is running.
create function store.claim_rehearsal(p_runner text)
    returns table (id bigint, content text, from_at timestamptz, until_at timestamptz)
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('rehearsal', 0));
    perform store.fail_lost_rehearsals();
    if exists (select from store.rehearsal r where r.state = 'running') then
        return;
    end if;
    return query
        update store.rehearsal r set state = 'running', runner = p_runner, started_at = clock_timestamp(),
            heard_at = clock_timestamp()
        from store.rule_version v
        where v.rule = r.rule and v.version = r.version
            and r.id = (select min(a.id) from store.rehearsal a where a.state = 'asked')
        returning r.id, v.content, r.from_at, r.until_at;
end $$;

-- Whether it is still wanted, by this runner.
create function store.tell_rehearsal(p_id bigint, p_runner text, p_share double precision) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update store.rehearsal set heard_at = clock_timestamp(), share = greatest(share, least(p_share, 1))
        where id = p_id and runner = p_runner and state = 'running';
    return found;
end $$;

-- Keeps the report with the version, or says why there is none. 'done', or 'gone': it was cancelled, or given up for lost.
create function store.end_rehearsal(p_id bigint, p_runner text, p_report jsonb, p_failure text) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    known store.rehearsal;
    came text := p_failure;
begin
    select * into known from store.rehearsal where id = p_id and runner = p_runner and state = 'running' for update;
    if not found then
        return 'gone';
    end if;
    if p_report is not null then
        came := nullif(store.rule_rehearsed(known.asked_by, known.rule, known.version, p_report), 'done');
    end if;
    update store.rehearsal set state = case when came is null then 'done' else 'failed' end, failure = came,
        share = case when came is null then 1 else share end, ended_at = clock_timestamp() where id = p_id;
    return 'done';
end $$;

-- The contract -----------------------------------------------------------------------------------------------------

create view cityops.rehearsal as
    select id, rule, version, case when lost then 'failed' else state end as state, from_at, until_at, asked_by, asked_at,
           runner, started_at, share, ended_at, case when lost then 'lost' else failure end as failure
    from (select *, state = 'running' and heard_at < clock_timestamp() - interval '30 seconds' as lost from store.rehearsal) r;

grant select on cityops.rehearsal to cityops_dashboard, cityops_reader, cityops_registrar;
revoke all on function store.fail_lost_rehearsals(),
    store.ask_rehearsal(text, text, integer, interval), store.cancel_rehearsal(text, bigint), store.claim_rehearsal(text),
    store.tell_rehearsal(bigint, text, double precision), store.end_rehearsal(bigint, text, jsonb, text) from public;
grant execute on function store.ask_rehearsal(text, text, integer, interval), store.cancel_rehearsal(text, bigint)
    to cityops_dashboard;
grant execute on function store.claim_rehearsal(text), store.tell_rehearsal(bigint, text, double precision),
    store.end_rehearsal(bigint, text, jsonb, text) to cityops_registrar;

-- Rules are edited in the dashboard, too.
grant execute on function store.propose_rule(text, text, integer, text, text),
    store.move_rule(text, text, integer, text, integer, text, text, bytea) to cityops_dashboard;
