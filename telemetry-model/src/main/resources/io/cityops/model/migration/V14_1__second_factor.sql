-- A code beside the password, for accounts that want one (RFC 6238).

create table store.second_factor (
    account   text primary key references store.account on delete cascade,
    -- as the dashboards encrypt it, with a key that is not in the database
    secret    bytea not null,
    -- false until its owner has shown that their device gives the right codes, and kept the recovery codes
    confirmed boolean not null default false,
    -- of the newest code that was accepted: none is accepted twice, and none that is older
    last_step bigint not null default 0,
    -- SHA-256 of 80 random bits each
    recovery  bytea[] not null default '{}'
);

-- Keeps a new secret that its owner has yet to confirm. False when one is confirmed already.
create function store.begin_second_factor(p_account text, p_secret bytea) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    delete from store.second_factor where account = p_account and not confirmed;
    insert into store.second_factor (account, secret) values (p_account, p_secret) on conflict do nothing;
    return found;
end $$;

-- Its owner's device gives the right codes; p_recovery are their recovery codes. False when there is nothing to be
-- confirmed, or the code was used.
create function store.confirm_second_factor(p_account text, p_step bigint, p_recovery bytea[]) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update store.second_factor set last_step = p_step, recovery = p_recovery
        where account = p_account and not confirmed and last_step < p_step;
    return found;
end $$;

-- Its owner has kept the recovery codes: from now on the account asks for a code. Whoever signed in with the password
-- alone must do it again. False when the second factor was not confirmed, or asks already.
create function store.activate_second_factor(p_account text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update store.second_factor set confirmed = true
        where account = p_account and not confirmed and cardinality(recovery) > 0;
    if not found then
        return false;
    end if;
    update store.account set sign_in_generation = sign_in_generation + 1 where name = p_account;
    insert into store.audit (actor, action, object) values (p_account, 'account.second-factor', p_account);
    return true;
end $$;

-- Whether the code of this step had not been used yet; it has been then.
create function store.use_second_factor(p_account text, p_step bigint) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update store.second_factor set last_step = p_step where account = p_account and confirmed and last_step < p_step;
    return found;
end $$;

-- Whether this was one of the account's recovery codes; it is none any more.
create function store.use_recovery_code(p_account text, p_hash bytea) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update store.second_factor set recovery = array_remove(recovery, p_hash)
        where account = p_account and confirmed and p_hash = any (recovery);
    if not found then
        return false;
    end if;
    insert into store.audit (actor, action, object) values (p_account, 'account.recovery-code', p_account);
    return true;
end $$;

-- The password alone is enough again: done by an administrator for whoever lost their device, or by the account itself.
-- 'done', 'not-allowed' or 'unknown'.
create function store.drop_second_factor(p_actor text, p_account text) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if session_user <> 'cityops_registrar' and p_actor <> p_account and not exists (
            select from store.account where name = p_actor and enabled and role = 'administrator') then
        return 'not-allowed';
    end if;
    delete from store.second_factor where account = p_account and confirmed;
    if not found then
        return 'unknown';
    end if;
    insert into store.audit (actor, action, object) values (p_actor, 'account.second-factor-off', p_account);
    return 'done';
end $$;

revoke all on function store.begin_second_factor(text, bytea), store.confirm_second_factor(text, bigint, bytea[]),
    store.activate_second_factor(text), store.use_second_factor(text, bigint), store.use_recovery_code(text, bytea), store.drop_second_factor(text, text)
    from public;
grant execute on function store.begin_second_factor(text, bytea), store.confirm_second_factor(text, bigint, bytea[]),
    store.activate_second_factor(text), store.use_second_factor(text, bigint), store.use_recovery_code(text, bytea), store.drop_second_factor(text, text)
    to cityops_dashboard;
grant execute on function store.drop_second_factor(text, text) to cityops_registrar;
grant select on store.second_factor to cityops_dashboard;
