-- Incidents: alarms that people deal with as one. Grouping is a note beside the alarms and changes nothing of them (ISA-18.2): each
-- keeps its state, calls, is acknowledged, shelved and closed by itself. An alarm is in one incident at most.

create table store.incident (
    id        bigint generated always as identity primary key,
    title     text not null check (length(title) between 1 and 120),
    state     text not null default 'open' check (state in ('open', 'closed')),
    owner     text,
    opened_at timestamptz not null,
    opened_by text not null,
    closed_at timestamptz,
    closed_by text,
    check ((state = 'closed') = (closed_at is not null))
);

create table store.incident_alert (
    alert    uuid primary key references store.alert on delete cascade,
    incident bigint not null references store.incident on delete cascade,
    added_at timestamptz not null,
    added_by text not null
);
create index incident_alert_of on store.incident_alert (incident);

-- action: opened, added, removed, assigned, commented, closed. alert: which was added or removed. comment: for 'assigned' to whom.
create table store.incident_event (
    incident bigint not null references store.incident on delete cascade,
    at       timestamptz not null,
    actor    text not null,
    action   text not null check (action in ('opened', 'added', 'removed', 'assigned', 'commented', 'closed')),
    alert    uuid,
    comment  text not null default ''
);
create index incident_event_of on store.incident_event (incident, at);

-- Which alarms and which people are within the actor's areas and sectors is the caller's to know, as it is for alarms.
create function store.may_answer(p_actor text) returns boolean
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from store.account
        where name = p_actor and enabled and role in ('operator', 'administrator'))
$$;

create function store.note_incident(
    p_incident bigint, p_at timestamptz, p_actor text, p_action text, p_alert uuid, p_comment text) returns void
    language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into store.incident_event (incident, at, actor, action, alert, comment)
        values (p_incident, p_at, p_actor, p_action, p_alert, p_comment);
    insert into store.audit (at, actor, action, object, detail)
        values (p_at, p_actor,
            'incident.' || case p_action when 'opened' then 'open' when 'added' then 'add' when 'removed' then 'remove'
                when 'assigned' then 'assign' when 'commented' then 'comment' else 'close' end,
            'incident ' || p_incident, concat_ws(' ', p_alert::text, nullif(p_comment, '')));
$$;

-- Those that are in none yet, and are no drill's. Returns how many were added.
create function store.add_alerts(p_incident bigint, p_at timestamptz, p_actor text, p_alerts uuid[]) returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    added uuid[];
begin
    with new as (
        insert into store.incident_alert (alert, incident, added_at, added_by)
            select a.id, p_incident, p_at, p_actor from store.alert a where a.id = any (p_alerts) and a.drill = ''
            order by a.opened_at, a.id on conflict do nothing returning alert)
    select coalesce(array_agg(alert), '{}') into added from new;
    perform store.note_incident(p_incident, p_at, p_actor, 'added', alert, '') from unnest(added) alert;
    return cardinality(added);
end $$;

-- 'done', 'not-allowed', 'invalid' (no title, or one that is too long), or 'nothing': all are in an incident already.
create function store.open_incident(p_actor text, p_title text, p_owner text, p_alerts uuid[]) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    opened bigint;
    now timestamptz := clock_timestamp();
begin
    if not store.may_answer(p_actor) then
        return 'not-allowed';
    elsif length(btrim(p_title)) not between 1 and 120 then
        return 'invalid';
    end if;
    insert into store.incident (title, owner, opened_at, opened_by) values (btrim(p_title), p_owner, now, p_actor)
        returning id into opened;
    perform store.note_incident(opened, now, p_actor, 'opened', null, btrim(p_title));
    if p_owner is not null then
        perform store.note_incident(opened, now, p_actor, 'assigned', null, p_owner);
    end if;
    if store.add_alerts(opened, now, p_actor, p_alerts) = 0 then
        raise exception 'all alarms are in incidents' using errcode = 'CO001';
    end if;
    return 'done';
exception when sqlstate 'CO001' then
    return 'nothing';
end $$;

-- 'add' and 'remove' p_alerts; 'assign' to p_text, '' for nobody; 'comment' and 'close' with p_text. 'done', 'not-allowed',
-- 'unknown', 'closed', 'nothing' (no alarm was added or removed), or 'invalid' (a comment, or a reason to close, is missing).
create function store.change_incident(p_actor text, p_id bigint, p_what text, p_text text, p_alerts uuid[]) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    known store.incident;
    removed uuid[];
    now timestamptz := clock_timestamp();
    words text := left(btrim(p_text), 500);
begin
    if not store.may_answer(p_actor) then
        return 'not-allowed';
    end if;
    select * into known from store.incident where id = p_id for update;
    if not found then
        return 'unknown';
    elsif known.state = 'closed' then
        return 'closed';
    elsif p_what in ('comment', 'close') and words = '' then
        return 'invalid';
    end if;
    case p_what
        when 'add' then
            if store.add_alerts(p_id, now, p_actor, p_alerts) = 0 then
                return 'nothing';
            end if;
        when 'remove' then
            with gone as (
                delete from store.incident_alert where incident = p_id and alert = any (p_alerts) returning alert)
            select coalesce(array_agg(alert), '{}') into removed from gone;
            if cardinality(removed) = 0 then
                return 'nothing';
            end if;
            perform store.note_incident(p_id, now, p_actor, 'removed', alert, words) from unnest(removed) alert;
        when 'assign' then
            update store.incident set owner = nullif(words, '') where id = p_id;
            perform store.note_incident(p_id, now, p_actor, 'assigned', null, words);
        when 'comment' then
            perform store.note_incident(p_id, now, p_actor, 'commented', null, words);
        when 'close' then
            update store.incident set state = 'closed', closed_at = now, closed_by = p_actor where id = p_id;
            perform store.note_incident(p_id, now, p_actor, 'closed', null, words);
    end case;
    return 'done';
end $$;

-- Tells every dashboard, and so every desk.
create function store.notify_incident() returns trigger language plpgsql as $$
begin
    perform pg_notify('cityops_incident', '');
    return null;
end $$;
create trigger incident_changed after insert or update or delete on store.incident
    for each statement execute function store.notify_incident();
create trigger incident_alert_changed after insert or update or delete on store.incident_alert
    for each statement execute function store.notify_incident();

-- The contract -----------------------------------------------------------------------------------------------------

create view cityops.incident as
    select id, title, state, owner, opened_at, opened_by, closed_at, closed_by from store.incident;
create view cityops.incident_alert as select incident, alert as alert_id, added_at, added_by from store.incident_alert;
create view cityops.incident_event as select incident, at, actor, action, alert as alert_id, comment from store.incident_event;

grant select on cityops.incident, cityops.incident_alert, cityops.incident_event
    to cityops_dashboard, cityops_reader, cityops_registrar;
revoke all on function store.may_answer(text), store.note_incident(bigint, timestamptz, text, text, uuid, text),
    store.add_alerts(bigint, timestamptz, text, uuid[]), store.open_incident(text, text, text, uuid[]),
    store.change_incident(text, bigint, text, text, uuid[]) from public;
grant execute on function store.open_incident(text, text, text, uuid[]),
    store.change_incident(text, bigint, text, text, uuid[]) to cityops_dashboard;
