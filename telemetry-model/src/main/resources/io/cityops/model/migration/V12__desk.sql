-- What operators do to alarms besides: tick off the steps of a procedure, and close what cannot end by itself.

alter table store.alert_event drop constraint alert_event_action_check;
alter table store.alert_event add constraint alert_event_action_check check (action in
    ('raised', 'severity-changed', 'returned', 'cleared', 'acknowledged', 'closed', 'commented', 'assigned',
     'shelved', 'unshelved', 'suppressed', 'unsuppressed', 'chattering', 'reminded', 'escalated',
     'step-done', 'step-undone'));

-- When the time ends at which a window is open at a moment; of one that is not open then, that of its last time.
create function store.open_until(w store.maintenance_window, p_at timestamptz) returns timestamptz
    language sql stable as $$
    select case w.repeats when 'once' then w.ends_at else
        least((w.ends_at at time zone w.time_zone + case w.repeats when 'daily' then interval '1 day' else interval '7 days' end
            * floor(extract(epoch from (p_at at time zone w.time_zone) - (w.starts_at at time zone w.time_zone))
                / case w.repeats when 'daily' then 86400 else 604800 end)::integer) at time zone w.time_zone,
            w.repeats_until) end
$$;

-- Notes that a step of the alarm's procedure is done, or not after all. The comment is the step's number and its words:
-- 'N. words'. False when there is no such alarm, or when it is so already.
create function store.tick_step(p_id uuid, p_actor text, p_step integer, p_words text, p_done boolean) returns boolean
    language plpgsql as $$
declare
    acted_at timestamptz;
    known text;
    wanted text := case when p_done then 'step-done' else 'step-undone' end;
begin
    perform from store.alert where id = p_id for update;
    if not found then
        return false;
    end if;
    select action into known from store.alert_event
        where alert_id = p_id and action in ('step-done', 'step-undone') and comment like p_step || '. %'
        order by at desc limit 1;
    if coalesce(known, 'step-undone') = wanted then
        return false;
    end if;
    acted_at := clock_timestamp();
    insert into store.alert_event (alert_id, at, actor, action, comment)
        values (p_id, acted_at, p_actor, wanted, p_step || '. ' || p_words);
    insert into store.audit (at, actor, action, object, detail)
        values (acted_at, p_actor, 'alert.' || wanted, p_id::text, p_step || '. ' || p_words);
    return true;
end $$;

-- Closes an alarm whose condition nobody can see the end of any more: its device is disabled or gone from the registry,
-- or its rule is no longer there (p_rule_gone). Says what came of it: 'done', 'closed' (or unknown), 'no-reason',
-- 'watched' (it ends by itself; until then it can be shelved).
create function store.close_unwatched(p_id uuid, p_actor text, p_reason text, p_rule_gone boolean) returns text
    language plpgsql as $$
declare
    a store.alert;
    acted_at timestamptz := clock_timestamp();
begin
    if coalesce(btrim(p_reason), '') = '' then
        return 'no-reason';
    end if;
    select * into a from store.alert where id = p_id and state <> 'closed' for update;
    if not found then
        return 'closed';
    elsif a.state <> 'cleared' and not p_rule_gone and (a.entity_kind <> 'device' or exists (
            select from store.device where id = a.entity_id and enabled)) then
        return 'watched';
    end if;
    update store.alert set state = 'closed', closed_at = acted_at,
        acknowledged_by = coalesce(acknowledged_by, p_actor), acknowledged_at = coalesce(acknowledged_at, acted_at)
        where id = p_id;
    insert into store.alert_event (alert_id, at, actor, action, comment)
        values (p_id, acted_at, p_actor, 'closed', btrim(p_reason));
    insert into store.audit (at, actor, action, object, detail)
        values (acted_at, p_actor, 'alert.close', p_id::text, btrim(p_reason));
    return 'done';
end $$;

-- What engineers do to devices ---------------------------------------------------------------------------------------

-- Whether an account may change the registry now. The registrar's own commands ask nobody.
create function store.may_register(p_actor text) returns boolean
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select session_user = 'cityops_registrar' or exists (select from store.account
        where name = p_actor and enabled and role in ('engineer', 'administrator'))
$$;

-- Writes new devices, all of them or none: those of p_devices, an array of objects with id, type, sector, area, lat, lon,
-- interval_ms, token_salt and token_hash (hexadecimal), concentrator, external_id. Says what came of it: 'done',
-- 'not-allowed', or 'known: ID' of one that is there already. A concentrator that is not there and an external id that
-- is taken are refused by the table's own constraints.
create function store.register_devices(p_actor text, p_devices jsonb) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    known text;
    written integer;
begin
    if not store.may_register(p_actor) then
        return 'not-allowed';
    end if;
    set constraints all immediate;
    select d.id into known from store.device d
        join jsonb_to_recordset(p_devices) as n(id text) on n.id = d.id order by d.id limit 1;
    if known is not null then
        return 'known: ' || known;
    end if;
    insert into store.device (id, type, sector, area, lat, lon, expected_interval, token_salt, token_hash, concentrator,
            external_id)
        select id, type, sector, area, lat, lon, interval_ms * interval '1 millisecond', decode(token_salt, 'hex'),
            decode(token_hash, 'hex'), concentrator, external_id
        from jsonb_to_recordset(p_devices) as n(id text, type text, sector text, area text, lat double precision,
            lon double precision, interval_ms bigint, token_salt text, token_hash text, concentrator text,
            external_id text);
    get diagnostics written = row_count;
    insert into store.audit (actor, action, object) values (p_actor, 'device.import',
        case written when 1 then p_devices -> 0 ->> 'id' else written || ' devices' end);
    return 'done';
end $$;

-- Gives a device another token; the old one is worth nothing from then on. 'done', 'not-allowed' or 'unknown'.
create function store.replace_token(p_actor text, p_id text, p_salt bytea, p_hash bytea) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not store.may_register(p_actor) then
        return 'not-allowed';
    end if;
    update store.device set token_salt = p_salt, token_hash = p_hash where id = p_id;
    if not found then
        return 'unknown';
    end if;
    insert into store.audit (actor, action, object) values (p_actor, 'device.token', p_id);
    return 'done';
end $$;

-- A device that is off is neither let in nor expected to report. 'done', 'not-allowed' or 'unknown' (or so already).
create function store.enable_device(p_actor text, p_id text, p_enabled boolean) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not store.may_register(p_actor) then
        return 'not-allowed';
    end if;
    update store.device set enabled = p_enabled where id = p_id and enabled <> p_enabled;
    if not found then
        return 'unknown';
    end if;
    insert into store.audit (actor, action, object)
        values (p_actor, case when p_enabled then 'device.enable' else 'device.disable' end, p_id);
    return 'done';
end $$;

create index audit_at on store.audit (at desc);

revoke all on function store.may_register(text), store.register_devices(text, jsonb),
    store.replace_token(text, text, bytea, bytea), store.enable_device(text, text, boolean) from public;
grant execute on function store.register_devices(text, jsonb), store.replace_token(text, text, bytea, bytea),
    store.enable_device(text, text, boolean) to cityops_dashboard;

-- Sessions -----------------------------------------------------------------------------------------------------------

-- Who signed in under another number than this must do it again, whatever their browser remembers.
alter table store.account add column sign_in_generation integer not null default 0;
create trigger account_signed_out after update of sign_in_generation on store.account
    for each statement execute function store.notify_access();

-- Ends every session of an account, on every dashboard, and what its browsers remember. By an administrator, or by the
-- account itself. 'done', 'not-allowed' or 'unknown'.
create function store.end_sessions(p_actor text, p_name text) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if p_actor <> p_name and not exists (
            select from store.account where name = p_actor and enabled and role = 'administrator') then
        return 'not-allowed';
    end if;
    update store.account set sign_in_generation = sign_in_generation + 1 where name = p_name;
    if not found then
        return 'unknown';
    end if;
    insert into store.audit (actor, action, object) values (p_actor, 'session.end', p_name);
    return 'done';
end $$;
revoke all on function store.end_sessions(text, text) from public;
grant execute on function store.end_sessions(text, text) to cityops_dashboard;
