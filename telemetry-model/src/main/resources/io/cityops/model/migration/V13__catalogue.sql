-- Versions of the catalogue: each valid as a whole, none ever changed. The newest is the city's; the gateway tells the
-- stream of it, and every process follows.

create table store.catalogue_version (
    number        integer primary key check (number > 0),
    checksum      text not null,
    -- as passports name it: number and a short hash of what figures are made by
    label         text not null unique,
    content       bytea not null,
    -- the stream's time from which on it holds
    holds_from    timestamptz not null,
    applied_at    timestamptz not null default clock_timestamp(),
    applied_by    text not null,
    note          text,
    -- start: the installed one, found at a start of the city; applied, restored: by a person
    origin        text not null check (origin in ('start', 'applied', 'restored')),
    restored_from integer references store.catalogue_version,
    check ((origin = 'restored') = (restored_from is not null))
);

create function store.notify_catalogue() returns trigger language plpgsql as $$
begin
    perform pg_notify('cityops_catalogue', new.number::text);
    return null;
end $$;

create trigger catalogue_version_notify after insert on store.catalogue_version
    for each row execute function store.notify_catalogue();

-- What became of a version in a part of the city. Number -1: bytes that did not say which version they were.
create table store.catalogue_outcome (
    number  integer not null,
    part    text not null,
    outcome text not null check (outcome in ('taken', 'refused')),
    detail  text,
    at      timestamptz not null,
    primary key (number, part)
);

-- Stores a version that its caller has found valid, unless the newest one has the same content. It holds from the next full
-- minute that is 10 s away, so that every part has heard of it by then; the first one holds at once.
create function store.apply_catalogue(
    p_actor text, p_note text, p_checksum text, p_hash text, p_content bytea, p_origin text, p_restored_from integer,
    out number integer, out created boolean) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    newest store.catalogue_version;
    stored_at timestamptz;
begin
    perform pg_advisory_xact_lock(hashtextextended('catalogue', 0));
    stored_at := clock_timestamp();
    select * into newest from store.catalogue_version v order by v.number desc limit 1;
    if newest.checksum = p_checksum then
        number := newest.number;
        created := false;
        return;
    end if;
    number := coalesce(newest.number, 0) + 1;
    created := true;
    insert into store.catalogue_version (number, checksum, label, content, holds_from, applied_at, applied_by, note, origin,
            restored_from)
        values (number, p_checksum, number || '-' || p_hash, p_content,
            case when newest is null then stored_at
                else date_trunc('minute', stored_at + interval '10 seconds') + interval '1 minute' end,
            stored_at, p_actor, nullif(btrim(p_note), ''), p_origin, p_restored_from);
    insert into store.audit (at, actor, action, object, detail)
        values (stored_at, p_actor, 'catalogue.' || p_origin, number::text, coalesce(btrim(p_note), ''));
end $$;

-- What the job says of an alarm. One whose rule is gone, or is another one now, is over for good; the message says why.
create function store.apply_job_transition(
    p_action text, p_id uuid, p_rule text, p_rule_version integer, p_entity_kind text, p_entity_id text,
    p_area text, p_sector text, p_severity text, p_level text, p_at timestamptz,
    p_value double precision, p_threshold double precision, p_message text, p_drill text) returns boolean
    language plpgsql as $$
declare
    done boolean;
    closed uuid;
begin
    done := store.apply_alert_transition(case p_action when 'closed' then 'cleared' else p_action end, p_id, p_rule,
        p_rule_version, p_entity_kind, p_entity_id, p_area, p_sector, p_severity, p_level, p_at, p_value, p_threshold,
        p_message, p_drill);
    if p_action = 'closed' then
        update store.alert set state = 'closed', closed_at = greatest(p_at, opened_at)
            where rule = p_rule and entity_kind = p_entity_kind and entity_id = p_entity_id and drill = p_drill
                and state <> 'closed' and transition_at <= p_at
            returning id into closed;
        if closed is not null then
            insert into store.alert_event (alert_id, at, actor, action, comment)
                values (closed, clock_timestamp(), 'jobs', 'closed', p_message);
            done := true;
        end if;
    end if;
    return done;
end $$;

create view cityops.catalogue_version as
    select v.number, v.label, v.checksum, v.holds_from, v.applied_at, v.applied_by, v.note, v.origin, v.restored_from,
           o.outcome as jobs, o.detail as jobs_detail
    from store.catalogue_version v
    left join store.catalogue_outcome o on o.number = v.number and o.part = 'jobs';

revoke execute on function store.apply_catalogue(text, text, text, text, bytea, text, integer) from public;
grant execute on function store.apply_catalogue(text, text, text, text, bytea, text, integer) to cityops_registrar;
grant select on cityops.catalogue_version to cityops_dashboard, cityops_reader, cityops_registrar;
grant select on store.catalogue_version to cityops_gateway, cityops_dashboard, cityops_registrar;
grant select on store.catalogue_outcome to cityops_registrar;
grant select, insert, update on store.catalogue_outcome to cityops_jobs;
