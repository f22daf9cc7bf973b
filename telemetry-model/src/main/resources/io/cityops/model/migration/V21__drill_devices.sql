-- A drill's twins go when it ends. What they were stays, so that rules can be rehearsed over what the drill played.

create table store.drill_device (
    id                text primary key,
    drill             text not null references store.drill (id),
    type              text not null,
    sector            text not null,
    area              text not null,
    expected_interval interval not null
);
create index drill_device_drill on store.drill_device (drill);

-- With the owner's rights, so that who registers twins needs none here.
create function store.keep_twin() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into store.drill_device (id, drill, type, sector, area, expected_interval)
        values (new.id, new.drill, new.type, new.sector, new.area, new.expected_interval)
        on conflict (id) do nothing;
    return null;
end $$;
revoke all on function store.keep_twin() from public;
create trigger device_twin_kept after insert on store.device
    for each row when (new.drill is not null) execute function store.keep_twin();

insert into store.drill_device (id, drill, type, sector, area, expected_interval)
    select id, drill, type, sector, area, expected_interval from store.device where drill is not null;

create view cityops.drill_device as
    select id, drill, type, sector, area, expected_interval from store.drill_device;
grant select on cityops.drill_device to cityops_reader;
