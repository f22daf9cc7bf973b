-- Refused messages that somebody at a desk has judged again. The dashboard knows no Kafka: it writes down what is wanted, and whoever
-- serves it (./cityops demo, or ./cityops rejected serve) does what ./cityops rejected replay does. What became of each
-- message stands with the message, as ever.

create table store.replay (
    id       bigint generated always as identity primary key,
    state    text not null default 'asked' check (state in ('asked', 'running', 'done', 'failed')),
    asked_by text not null,
    asked_at timestamptz not null,
    messages integer not null,
    -- of them judged so far: accepted, still refused, or kept without what is needed to judge them
    accepted integer not null default 0,
    refused  integer not null default 0,
    unfit    integer not null default 0,
    runner   text,
    -- when its runner was last heard of
    heard_at timestamptz,
    ended_at timestamptz,
    -- 'unanswered': no gateway judged them; 'lost': its runner was heard of no more
    failure  text
);
create index replay_of on store.replay (asked_by, id desc);
create unique index replay_running on store.replay ((true)) where state = 'running';

-- Which refusals are wanted, in the order in which they came; gone when the replay has ended.
create table store.replay_message (
    replay       bigint not null references store.replay on delete cascade,
    number       integer not null,
    received_at  timestamptz not null,
    partition    integer not null,
    kafka_offset bigint not null,
    primary key (replay, number)
);

-- A runner tells of itself after each batch, and a batch that nobody answers ends after half a minute.
create function store.fail_lost_replays() returns void
    language sql security definer set search_path = pg_catalog, pg_temp as $$
    with lost as (
        update store.replay set state = 'failed', failure = 'lost', ended_at = clock_timestamp()
            where state = 'running' and heard_at < clock_timestamp() - interval '2 minutes' returning id
    )
    delete from store.replay_message m using lost where m.replay = lost.id
$$;

-- p_messages: an array of objects with received_at, partition and kafka_offset. Those of drills and those that were accepted
-- since are left out. Which devices the actor may see is the caller's to know. 'done', 'not-allowed', 'nothing' (none is left), 'too-many' (over 10,000), or 'asked': theirs before still waits or runs.
create function store.ask_replay(p_actor text, p_messages jsonb) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wanted integer;
    replay bigint;
    asked_at timestamptz := clock_timestamp();
begin
    -- locked, so that of two that are asked for at once the second sees the first
    perform from store.account where name = p_actor and enabled and role in ('engineer', 'administrator') for update;
    if not found then
        return 'not-allowed';
    elsif jsonb_array_length(p_messages) > 10000 then
        return 'too-many';
    end if;
    perform store.fail_lost_replays();
    if exists (select from store.replay r where r.asked_by = p_actor and r.state in ('asked', 'running')) then
        return 'asked';
    end if;
    insert into store.replay (asked_by, asked_at, messages) values (p_actor, asked_at, 0) returning id into replay;
    insert into store.replay_message (replay, number, received_at, partition, kafka_offset)
        select replay, row_number() over (order by r.received_at, r.partition, r.kafka_offset), r.received_at, r.partition,
               r.kafka_offset
        from (select distinct received_at, partition, kafka_offset
              from jsonb_to_recordset(p_messages) as m(received_at timestamptz, partition integer, kafka_offset bigint)) m
        join store.rejected r using (received_at, partition, kafka_offset)
        where r.drill = '' and r.replay_outcome is distinct from 'accepted';
    get diagnostics wanted = row_count;
    if wanted = 0 then
        delete from store.replay r where r.id = replay;
        return 'nothing';
    end if;
    update store.replay r set messages = wanted where r.id = replay;
    insert into store.audit (at, actor, action, object, detail)
        values (asked_at, p_actor, 'rejected.replay', 'replay ' || replay, wanted || ' messages');
    return 'done';
end $$;

-- The oldest that waits, now this runner's; null: there is none, or one is running.
create function store.claim_replay(p_runner text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    claimed bigint;
begin
    perform pg_advisory_xact_lock(hashtextextended('replay', 0));
    perform store.fail_lost_replays();
    if exists (select from store.replay where state = 'running') then
        return null;
    end if;
    update store.replay r set state = 'running', runner = p_runner, heard_at = clock_timestamp()
        where r.id = (select min(a.id) from store.replay a where a.state = 'asked')
        returning r.id into claimed;
    return claimed;
end $$;

-- What became of another batch. Whether the replay is still this runner's.
create function store.tell_replay(
    p_id bigint, p_runner text, p_accepted integer, p_refused integer, p_unfit integer) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update store.replay set heard_at = clock_timestamp(), accepted = accepted + p_accepted, refused = refused + p_refused,
            unfit = unfit + p_unfit
        where id = p_id and runner = p_runner and state = 'running';
    return found;
end $$;

-- p_failure: null when all were judged.
create function store.end_replay(p_id bigint, p_runner text, p_failure text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    ended store.replay;
begin
    update store.replay set state = case when p_failure is null then 'done' else 'failed' end, failure = p_failure,
            ended_at = clock_timestamp()
        where id = p_id and runner = p_runner and state = 'running' returning * into ended;
    if not found then
        return;
    end if;
    delete from store.replay_message where replay = p_id;
    insert into store.audit (actor, action, object, detail)
        values (ended.asked_by, 'rejected.replayed', 'replay ' || p_id,
                ended.accepted || ' accepted, ' || ended.refused || ' refused, ' || ended.unfit || ' unfit'
                || coalesce(', ' || p_failure, ''));
end $$;

-- The contract -----------------------------------------------------------------------------------------------------

create view cityops.replay as
    select id, case when lost then 'failed' else state end as state, asked_by, asked_at, messages, accepted, refused, unfit,
           ended_at, case when lost then 'lost' else failure end as failure
    from (select *, state = 'running' and heard_at < clock_timestamp() - interval '2 minutes' as lost from store.replay) r;

create or replace view cityops.rejected as
    select received_at, device_id, topic, reason, detail, payload, nullif(drill, '') as drill, sender, content_type,
           replayed_at, replay_outcome, partition, kafka_offset
    from store.rejected;

grant select on cityops.replay to cityops_dashboard, cityops_reader, cityops_registrar;
grant select on store.replay_message to cityops_registrar;
revoke all on function store.fail_lost_replays(), store.ask_replay(text, jsonb), store.claim_replay(text),
    store.tell_replay(bigint, text, integer, integer, integer), store.end_replay(bigint, text, text) from public;
grant execute on function store.ask_replay(text, jsonb) to cityops_dashboard;
grant execute on function store.claim_replay(text), store.tell_replay(bigint, text, integer, integer, integer),
    store.end_replay(bigint, text, text) to cityops_registrar;
