-- A replay whose runner is gone waits again, once, as rehearsals do: what was asked for is not lost with the process that did it. It
-- begins anew: what is stored of a message stands with the message and is not stored again, and of what was under way when the
-- runner was gone a second copy is dropped where readings are told apart. One whose runner was stopped waits again at once.

alter table store.replay add column losses integer not null default 0;

create or replace function store.fail_lost_replays() returns void
    language sql security definer set search_path = pg_catalog, pg_temp as $$
    with lost as (
        update store.replay set losses = losses + 1,
            state = case when losses = 0 then 'asked' else 'failed' end,
            failure = case when losses = 0 then null else 'lost' end,
            ended_at = case when losses = 0 then null else clock_timestamp() end,
            runner = case when losses = 0 then null else runner end,
            accepted = case when losses = 0 then 0 else accepted end,
            refused = case when losses = 0 then 0 else refused end,
            unfit = case when losses = 0 then 0 else unfit end
            where state = 'running' and heard_at < clock_timestamp() - interval '2 minutes' returning id, state
    )
    delete from store.replay_message m using lost where m.replay = lost.id and lost.state = 'failed'
$$;

-- Its runner is stopped before all were judged.
create function store.leave_replay(p_id bigint, p_runner text) returns void
    language sql security definer set search_path = pg_catalog, pg_temp as $$
    update store.replay set state = 'asked', runner = null, accepted = 0, refused = 0, unfit = 0
        where id = p_id and runner = p_runner and state = 'running'
$$;

revoke all on function store.leave_replay(bigint, text) from public;
grant execute on function store.leave_replay(bigint, text) to cityops_registrar;

-- losses: how often its runner was gone.
create or replace view cityops.replay as
    select id,
           case when gone then case when losses = 0 then 'asked' else 'failed' end else state end as state,
           asked_by, asked_at, messages,
           case when gone and losses = 0 then 0 else accepted end as accepted,
           case when gone and losses = 0 then 0 else refused end as refused,
           case when gone and losses = 0 then 0 else unfit end as unfit,
           ended_at, case when gone and losses > 0 then 'lost' else failure end as failure,
           losses + case when gone then 1 else 0 end as losses
    from (select *, state = 'running' and heard_at < clock_timestamp() - interval '2 minutes' as gone from store.replay) r;
