-- Accounts that an OpenID provider vouches for, beside their password or instead of it.

alter table store.account
    -- what the provider calls whoever may come in as this account; null: nobody comes in that way
    add column openid_name text unique check (length(openid_name) between 1 and 254),
    -- the provider's issuer and subject of the first who did: whoever takes over the name there later is somebody else
    add column openid_subject text unique;

create trigger account_openid_changed after update of openid_name on store.account
    for each statement execute function store.notify_access();

-- Another name, or none, is for another person: who came in by the old one is put out (the name is part of the stamp of
-- rights).
create function store.forget_openid_subject() returns trigger language plpgsql as $$
begin
    new.openid_subject := null;
    return new;
end $$;
create trigger account_openid_forgets before update of openid_name on store.account
    for each row when (old.openid_name is distinct from new.openid_name)
    execute function store.forget_openid_subject();

-- The account that this person of the provider comes in as; null: none, or it is off. Runs with the owner's rights: who
-- checks passwords may change nothing else of an account.
create function store.sign_in_by_openid(p_name text, p_subject text, p_address text) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    known store.account;
begin
    select * into known from store.account where openid_name = p_name for update;
    if not found then
        return null;
    end if;
    if not known.enabled or known.openid_subject <> p_subject then
        insert into store.audit (actor, action, object, detail)
            values (known.name, 'session.refuse', known.name, p_address || ' by OpenID');
        return null;
    end if;
    update store.account set openid_subject = p_subject where name = known.name and openid_subject is null;
    insert into store.audit (actor, action, object, detail)
        values (known.name, 'session.open', known.name, p_address || ' by OpenID');
    return known.name;
end $$;
revoke execute on function store.sign_in_by_openid(text, text, text) from public;
grant execute on function store.sign_in_by_openid(text, text, text) to cityops_dashboard;
