-- Who a device is: concentrators that speak for others, client certificates and their revocation; and camera stills.

-- Concentrators ----------------------------------------------------------------------------------------------------

-- concentrator: the device that may publish for this one (a LoRaWAN network server, a recorder, an edge node).
-- external_id: how the concentrator calls this one in its own messages (DevEUI, serial number, device name).
alter table store.device
    add column concentrator text references store.device (id) on delete set null deferrable initially deferred,
    add column external_id text check (length(external_id) between 1 and 256),
    add check (concentrator <> id);
create unique index device_external_id on store.device (concentrator, external_id);

-- Client certificates ----------------------------------------------------------------------------------------------

-- Those that the operator's own authority issued. A serial number is written in hexadecimal, small, no leading zeros.
create table store.certificate (
    serial     text primary key check (serial ~ '^[1-9a-f][0-9a-f]{0,39}$'),
    device_id  text not null,
    issued_at  timestamptz not null default now(),
    expires_at timestamptz not null
);
create index certificate_device on store.certificate (device_id);

-- Serials that are worth nothing any more, of the operator's own authority or of an external one.
create table store.revoked_certificate (
    serial     text primary key check (serial ~ '^[1-9a-f][0-9a-f]{0,39}$'),
    revoked_at timestamptz not null default now()
);

-- Tells every gateway which serial was revoked or reinstated.
create function store.notify_certificate() returns trigger language plpgsql as $$
begin
    perform pg_notify('cityops_certificate', coalesce(new.serial, old.serial));
    return null;
end $$;
create trigger certificate_changed after insert or update or delete on store.revoked_certificate
    for each row execute function store.notify_certificate();

-- Camera stills ----------------------------------------------------------------------------------------------------

-- The newest of each camera.
create table store.snapshot (
    device_id   text primary key,
    taken_at    timestamptz not null,
    received_at timestamptz not null,
    bytes       bytea not null check (octet_length(bytes) <= 262144)
);

-- Least privilege --------------------------------------------------------------------------------------------------

grant select on store.revoked_certificate to cityops_gateway;
grant select, insert, update on store.snapshot to cityops_gateway;
grant select on store.snapshot to cityops_dashboard;
grant select, insert on store.certificate to cityops_registrar;
grant select, insert, delete on store.revoked_certificate to cityops_registrar;
grant delete, select (device_id) on store.snapshot to cityops_registrar;
