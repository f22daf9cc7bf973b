-- What wall screens show: layouts, edited by engineers and administrators of the whole city, and which screen has which.

create table store.wall_layout (
    name          text primary key check (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    ground        text not null check (ground in ('dark', 'light')),
    -- how long a page is shown before the next
    dwell_seconds integer not null check (dwell_seconds between 20 and 3600),
    -- objects with tiles (ids of indicators), areas (codes, the first of them that of the tiles), mapped (an indicator's
    -- id) and view (of the map), both '' where the wall itself is to choose
    pages         jsonb not null check (jsonb_typeof(pages) = 'array' and jsonb_array_length(pages) between 1 and 12
        and not jsonb_path_exists(pages, '$[*] ? (!exists(@.tiles[*]) || @.tiles.size() > 9)')),
    -- one more with each change, so that nobody overwrites what they have not seen
    revision      integer not null default 1,
    changed_at    timestamptz not null default clock_timestamp(),
    changed_by    text not null
);

-- Of a screen by its name, so that it keeps its layout when it is paired anew.
create table store.screen_layout (
    kiosk  text primary key check (kiosk ~ '^[a-z0-9][a-z0-9._-]{0,39}$'),
    layout text not null references store.wall_layout on delete cascade
);

create function store.may_design(p_actor text) returns boolean
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from store.account where name = p_actor and enabled and role in ('engineer', 'administrator')
        and 'city' = any (areas) and sectors = '{}')
$$;

-- Writes a layout. p_revision is that of the layout that was changed, 0 for a new one. Says what came of it: 'done',
-- 'not-allowed', or 'changed' when somebody else was first.
create function store.save_layout(
    p_actor text, p_name text, p_ground text, p_dwell_seconds integer, p_pages jsonb, p_revision integer) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not store.may_design(p_actor) then
        return 'not-allowed';
    end if;
    if p_revision = 0 then
        insert into store.wall_layout (name, ground, dwell_seconds, pages, changed_by)
            values (p_name, p_ground, p_dwell_seconds, p_pages, p_actor) on conflict do nothing;
    else
        update store.wall_layout set ground = p_ground, dwell_seconds = p_dwell_seconds, pages = p_pages,
            revision = revision + 1, changed_at = clock_timestamp(), changed_by = p_actor
            where name = p_name and revision = p_revision;
    end if;
    if not found then
        return 'changed';
    end if;
    insert into store.audit (actor, action, object, detail) values (p_actor, 'layout.save', p_name,
        format('%s pages, %s s each, %s', jsonb_array_length(p_pages), p_dwell_seconds, p_ground));
    return 'done';
end $$;

-- 'done', 'not-allowed' or 'unknown'.
create function store.remove_layout(p_actor text, p_name text) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not store.may_design(p_actor) then
        return 'not-allowed';
    end if;
    delete from store.wall_layout where name = p_name;
    if not found then
        return 'unknown';
    end if;
    insert into store.audit (actor, action, object) values (p_actor, 'layout.remove', p_name);
    return 'done';
end $$;

-- Gives a screen a layout, or none (''). 'done', 'not-allowed' or 'unknown'.
create function store.assign_layout(p_actor text, p_kiosk text, p_layout text) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not store.may_design(p_actor) then
        return 'not-allowed';
    elsif not exists (select from store.kiosk where name = p_kiosk)
            or p_layout <> '' and not exists (select from store.wall_layout where name = p_layout) then
        return 'unknown';
    end if;
    delete from store.screen_layout where kiosk = p_kiosk;
    if p_layout <> '' then
        insert into store.screen_layout (kiosk, layout) values (p_kiosk, p_layout);
    end if;
    insert into store.audit (actor, action, object, detail) values (p_actor, 'layout.assign', p_kiosk, p_layout);
    return 'done';
end $$;

-- Tells every dashboard, and so every screen.
create function store.notify_layout() returns trigger language plpgsql as $$
begin
    perform pg_notify('cityops_layout', '');
    return null;
end $$;
create trigger wall_layout_changed after insert or update or delete on store.wall_layout
    for each statement execute function store.notify_layout();
create trigger screen_layout_changed after insert or update or delete on store.screen_layout
    for each statement execute function store.notify_layout();

revoke all on function store.may_design(text), store.save_layout(text, text, text, integer, jsonb, integer),
    store.remove_layout(text, text), store.assign_layout(text, text, text) from public;
grant execute on function store.save_layout(text, text, text, integer, jsonb, integer),
    store.remove_layout(text, text), store.assign_layout(text, text, text) to cityops_dashboard;
grant select on store.wall_layout, store.screen_layout to cityops_dashboard;
