-- A rehearsal whose runner is gone waits again, once: what was asked for is not lost with the process that ran it. The second time
-- it has failed, or one that brings its runner down would do so for ever.

alter table store.rehearsal add column losses integer not null default 0;

create or replace function store.fail_lost_rehearsals() returns void
    language sql security definer set search_path = pg_catalog, pg_temp as $$
    update store.rehearsal set losses = losses + 1,
        state = case when losses = 0 then 'asked' else 'failed' end,
        failure = case when losses = 0 then null else 'lost' end,
        ended_at = case when losses = 0 then null else clock_timestamp() end,
        runner = case when losses = 0 then null else runner end,
        started_at = case when losses = 0 then null else started_at end,
        share = 0
        where state = 'running' and heard_at < clock_timestamp() - interval '30 seconds'
$$;

-- losses: how often its runner was gone.
create or replace view cityops.rehearsal as
    select id, rule, version,
           case when gone then case when losses = 0 then 'asked' else 'failed' end else state end as state,
           from_at, until_at, asked_by, asked_at,
           case when gone and losses = 0 then null else runner end as runner,
           case when gone and losses = 0 then null else started_at end as started_at,
           case when gone then 0 else share end as share, ended_at,
           case when gone and losses > 0 then 'lost' else failure end as failure,
           losses + case when gone then 1 else 0 end as losses
    from (select *, state = 'running' and heard_at < clock_timestamp() - interval '30 seconds' as gone from store.rehearsal) r;
