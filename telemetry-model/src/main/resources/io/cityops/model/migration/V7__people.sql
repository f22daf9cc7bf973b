-- Who may what: accounts for areas and sectors, lock-out, and wall screens with an identity of their own.

-- Accounts ---------------------------------------------------------------------------------------------------------

alter table store.account
    -- 'city' is everywhere; else codes of wards, the first of them the account's home
    add column areas text[] not null default '{city}' check (cardinality(areas) > 0),
    -- empty: all
    add column sectors text[] not null default '{}',
    -- refused sign-ins since the last that was accepted
    add column failures integer not null default 0,
    add column locked_until timestamptz;
update store.account set areas = array[area];
alter table store.account drop column area;
alter table store.account drop constraint account_role_check;
alter table store.account add constraint account_role_check
    check (role in ('administrator', 'operator', 'leader', 'engineer', 'kiosk'));

-- Counts a refused sign-in of an account that exists; the tenth in a row locks it for a quarter of an hour. Returns
-- whether it is locked now. Runs with the owner's rights: who checks passwords may change nothing else of an account.
create function store.sign_in_refused(p_name text, p_address text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    known store.account;
    acted_at timestamptz := clock_timestamp();
begin
    select * into known from store.account where name = p_name for update;
    if not found then
        return false;
    end if;
    if known.locked_until > acted_at then
        return true;
    end if;
    insert into store.audit (at, actor, action, object, detail)
        values (acted_at, p_name, 'session.refuse', p_name, p_address);
    if known.failures + 1 < 10 then
        update store.account set failures = failures + 1 where name = p_name;
        return false;
    end if;
    update store.account set failures = 0, locked_until = acted_at + interval '15 minutes' where name = p_name;
    insert into store.audit (at, actor, action, object, detail)
        values (acted_at, p_name, 'account.lock', p_name, 'ten refused sign-ins, the last from ' || p_address);
    return true;
end $$;

create function store.sign_in_accepted(p_name text, p_address text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update store.account set failures = 0, locked_until = null
        where name = p_name and (failures > 0 or locked_until is not null);
    insert into store.audit (actor, action, object, detail) values (p_name, 'session.open', p_name, p_address);
end $$;

-- Wall screens -----------------------------------------------------------------------------------------------------

-- A screen that is let in without a person. secret_hash: SHA-256 of 256 random bits that only the screen's browser has.
create table store.kiosk (
    name        text primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,39}$'),
    secret_hash bytea not null unique,
    areas       text[] not null default '{city}' check (cardinality(areas) > 0),
    created_at  timestamptz not null default clock_timestamp(),
    created_by  text not null
);

-- A screen that asks to be let in: it shows the code, and is known again by a secret of its own.
create table store.pairing (
    code        text primary key check (code ~ '^[A-Z0-9]{8}$'),
    secret_hash bytea not null unique,
    address     text not null,
    asked_at    timestamptz not null default clock_timestamp(),
    expires_at  timestamptz not null,
    -- as which kiosk it was let in
    kiosk       text
);

-- The other way round: an address that was written out for a kiosk, good for one screen, once.
create table store.kiosk_invitation (
    code_hash  bytea primary key, -- SHA-256
    kiosk      text not null check (kiosk ~ '^[a-z0-9][a-z0-9._-]{0,39}$'),
    areas      text[] not null,
    invited_by text not null,
    expires_at timestamptz not null default clock_timestamp() + interval '15 minutes'
);

-- Begins a pairing. Null when too many screens are waiting already: somebody else's crowd must not fill the table.
create function store.ask_pairing(p_code text, p_secret_hash bytea, p_address text) returns timestamptz
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    until timestamptz := clock_timestamp() + interval '10 minutes';
begin
    delete from store.pairing where expires_at < clock_timestamp() - interval '1 hour';
    if (select count(*) from store.pairing where kiosk is null and expires_at > clock_timestamp()) >= 100 then
        return null;
    end if;
    insert into store.pairing (code, secret_hash, address, expires_at)
        values (p_code, p_secret_hash, p_address, until);
    return until;
end $$;

-- Lets the screen that shows the code in, as a kiosk that is new or takes the place of the one of that name (whose
-- screen is signed out). Says what came of it: 'done', 'not-allowed' or 'unknown-code'. The screen's secret of the
-- pairing is its secret from then on.
create function store.approve_pairing(p_actor text, p_code text, p_name text, p_areas text[]) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    asked store.pairing;
begin
    if session_user <> 'cityops_registrar' and not exists (
            select from store.account where name = p_actor and enabled and role = 'administrator') then
        return 'not-allowed';
    end if;
    select * into asked from store.pairing
        where code = p_code and kiosk is null and expires_at > clock_timestamp() for update;
    if not found then
        return 'unknown-code';
    end if;
    delete from store.kiosk where name = p_name;
    insert into store.kiosk (name, secret_hash, areas, created_by) values (p_name, asked.secret_hash, p_areas, p_actor);
    update store.pairing set kiosk = p_name where code = p_code;
    insert into store.audit (actor, action, object, detail)
        values (p_actor, 'kiosk.add', p_name, 'asked from ' || asked.address);
    return 'done';
end $$;

-- Lets a screen in that was opened with an invitation. Returns the kiosk's name; null when the code is worth nothing.
create function store.accept_invitation(p_code_hash bytea, p_secret_hash bytea, p_address text) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    invited store.kiosk_invitation;
begin
    delete from store.kiosk_invitation where code_hash = p_code_hash returning * into invited;
    if not found or invited.expires_at < clock_timestamp() then
        return null;
    end if;
    delete from store.kiosk where name = invited.kiosk;
    insert into store.kiosk (name, secret_hash, areas, created_by)
        values (invited.kiosk, p_secret_hash, invited.areas, invited.invited_by);
    insert into store.audit (actor, action, object, detail)
        values (invited.invited_by, 'kiosk.add', invited.kiosk, 'opened at ' || p_address);
    return invited.kiosk;
end $$;

create function store.revoke_kiosk(p_actor text, p_name text) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if session_user <> 'cityops_registrar' and not exists (
            select from store.account where name = p_actor and enabled and role = 'administrator') then
        return 'not-allowed';
    end if;
    delete from store.kiosk where name = p_name;
    if not found then
        return 'unknown';
    end if;
    insert into store.audit (actor, action, object) values (p_actor, 'kiosk.revoke', p_name);
    return 'done';
end $$;

-- Tells every dashboard that somebody may more or less than before.
create function store.notify_access() returns trigger language plpgsql as $$
begin
    perform pg_notify('cityops_access', '');
    return null;
end $$;
create trigger account_changed after insert or delete or
    update of password_hash, role, areas, sectors, enabled on store.account
    for each statement execute function store.notify_access();
create trigger kiosk_changed after insert or update or delete on store.kiosk
    for each statement execute function store.notify_access();

-- The alarm desk ---------------------------------------------------------------------------------------------------

-- Gives an open alarm to somebody, or to nobody (null). False when it is closed, or theirs already.
create function store.assign_alert(p_id uuid, p_actor text, p_to text, p_comment text) returns boolean
    language plpgsql as $$
declare
    acted_at timestamptz := clock_timestamp();
begin
    update store.alert set assigned_to = p_to
        where id = p_id and state <> 'closed' and assigned_to is distinct from p_to;
    if not found then
        return false;
    end if;
    insert into store.alert_event (alert_id, at, actor, action, comment)
        values (p_id, acted_at, p_actor, 'assigned', concat_ws(': ', coalesce(p_to, '–'), nullif(p_comment, '')));
    insert into store.audit (at, actor, action, object, detail)
        values (acted_at, p_actor, 'alert.assign', p_id::text, coalesce(p_to, ''));
    return true;
end $$;

-- Adds a word to an alarm's timeline, closed or not. False when there is no such alarm.
create function store.comment_alert(p_id uuid, p_actor text, p_comment text) returns boolean
    language plpgsql as $$
declare
    acted_at timestamptz := clock_timestamp();
begin
    if not exists (select from store.alert where id = p_id) then
        return false;
    end if;
    insert into store.alert_event (alert_id, at, actor, action, comment)
        values (p_id, acted_at, p_actor, 'commented', p_comment);
    insert into store.audit (at, actor, action, object, detail)
        values (acted_at, p_actor, 'alert.comment', p_id::text, p_comment);
    return true;
end $$;

-- Least privilege --------------------------------------------------------------------------------------------------

revoke all on function store.sign_in_refused(text, text), store.sign_in_accepted(text, text),
    store.ask_pairing(text, bytea, text), store.approve_pairing(text, text, text, text[]),
    store.accept_invitation(bytea, bytea, text), store.revoke_kiosk(text, text) from public;
grant execute on function store.sign_in_refused(text, text), store.sign_in_accepted(text, text),
    store.ask_pairing(text, bytea, text), store.approve_pairing(text, text, text, text[]),
    store.accept_invitation(bytea, bytea, text), store.revoke_kiosk(text, text) to cityops_dashboard;
grant execute on function store.approve_pairing(text, text, text, text[]), store.revoke_kiosk(text, text)
    to cityops_registrar;
grant select on store.kiosk, store.pairing to cityops_dashboard;
grant select (name, areas, created_at, created_by) on store.kiosk to cityops_registrar;
grant select, insert, delete on store.kiosk_invitation to cityops_registrar;
