-- The gateway tells the jobs which devices are being worked on, so that figures can leave them out and say so.

create function store.notify_maintenance() returns trigger language plpgsql as $$
begin
    perform pg_notify('cityops_maintenance', '');
    return null;
end $$;
create trigger maintenance_window_notify after insert or update or delete on store.maintenance_window
    for each statement execute function store.notify_maintenance();

grant select on store.maintenance_window to cityops_gateway;
