-- Indicators with their passport, and every revision kept. A figure of a closed window is corrected when late readings
-- come; what it was before goes into indicator_revision, so that "as known then" can be asked.

alter table store.indicator
    -- How many readings stand behind the value: of two figures of a closed window the one with more is the newer,
    -- whatever is written again after a crash.
    add column readings bigint not null default 0,
    add column late integer not null default 0,
    add column passport jsonb;

-- Rows of open windows are updated each second. A BRIN index, unlike a B-tree, lets such an update stay within its page
-- (HOT); it finds the pages that were written lately, which is all that is asked of it.
drop index store.indicator_updated;
create index indicator_updated on store.indicator using brin (updated_at) with (pages_per_range = 8, autosummarize = on);

-- The revisions of closed windows that a newer one took the place of.
create table store.indicator_revision (
    window_start   timestamptz not null,
    window_seconds integer not null,
    area           text not null,
    indicator      text not null,
    drill          text not null default '',
    revision       integer not null,
    value          double precision,
    expected       integer not null,
    reporting      integer not null,
    excluded       integer not null,
    quality        text,
    passport       jsonb,
    known_from     timestamptz not null,
    known_to       timestamptz not null,
    primary key (area, indicator, window_seconds, window_start, drill, revision)
);

do $$
begin
    if exists (select from pg_extension where extname = 'timescaledb') then
        perform public.create_hypertable('store.indicator_revision', 'window_start',
            chunk_time_interval => interval '7 days');
    end if;
end $$;

create function store.keep_indicator_revision() returns trigger language plpgsql as $$
begin
    insert into store.indicator_revision (window_start, window_seconds, area, indicator, drill, revision, value,
            expected, reporting, excluded, quality, passport, known_from, known_to)
        values (old.window_start, old.window_seconds, old.area, old.indicator, old.drill, old.revision, old.value,
            old.expected, old.reporting, old.excluded, old.quality, old.passport, old.updated_at, new.updated_at)
        on conflict do nothing;
    return null;
end $$;
create trigger indicator_corrected after update on store.indicator
    for each row when (old.revision >= 1 and new.revision > old.revision)
    execute function store.keep_indicator_revision();

-- The contract -----------------------------------------------------------------------------------------------------

create or replace view cityops.indicator as
    select window_start, window_seconds, area, indicator, value, expected, reporting, excluded, revision, updated_at,
           quality, newest_reading_at, nullif(drill, '') as drill, passport
    from store.indicator;

-- All revisions of closed windows; known_to null: as known now. As known at T: known_from <= T < known_to.
create view cityops.indicator_revision as
    select window_start, window_seconds, area, indicator, nullif(drill, '') as drill, revision, value, expected,
           reporting, excluded, quality, passport, known_from, known_to
    from store.indicator_revision
    union all
    select window_start, window_seconds, area, indicator, nullif(drill, ''), revision, value, expected,
           reporting, excluded, quality, passport, updated_at, null
    from store.indicator where revision >= 1;

grant select on cityops.indicator_revision to cityops_dashboard, cityops_reader;
grant select, insert on store.indicator_revision to cityops_jobs;
grant select on store.indicator_revision to cityops_dashboard;
