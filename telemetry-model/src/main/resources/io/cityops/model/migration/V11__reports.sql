-- Raw readings are kept a row a report, as they come, and no longer a row a measure: a report has four measures on average,
-- and what a row costs is mostly its key, its place in the index and its header. View store.reading shows them by measure,
-- as before, and takes single readings.

drop view cityops.reading;
alter table store.reading rename to reading_by_measure;

-- quality: of all its values, a bit set, see io.cityops.model.telemetry.Quality; doubts: of each by itself, null where
-- nothing is doubted of any. seq -1: the device sent none. content: a hash of the measures' names, since a device may
-- report several times of one moment.
create table store.report (
    observed_at timestamptz not null,
    received_at timestamptz not null,
    seq         bigint not null default -1,
    quality     integer not null default 0,
    content     integer not null,
    device_id   text not null,
    drill       text not null default '',
    measures    text[] not null,
    measured    double precision[] not null check (cardinality(measured) = cardinality(measures)),
    doubts      integer[],
    primary key (device_id, observed_at, seq, content)
);

do $$
begin
    if exists (select from pg_extension where extname = 'timescaledb') then
        perform public.create_hypertable('store.report', 'observed_at', chunk_time_interval => interval '1 day',
            create_default_indexes => false);
    end if;
end $$;
-- Written in the order of time or nearly so; a few pages of it serve any span.
create index report_observed on store.report using brin (observed_at) with (pages_per_range = 32);

insert into store.report (observed_at, received_at, seq, content, device_id, drill, measures, measured, doubts)
    select observed_at, min(received_at), seq, 0, device_id, drill, array_agg(measure order by measure),
           array_agg(value order by measure), array_agg(quality order by measure)
    from store.reading_by_measure
    group by device_id, observed_at, seq, drill;
drop table store.reading_by_measure;

create view store.reading as
    select report.observed_at, report.received_at, report.device_id, each.measure, each.value,
           report.quality | coalesce(each.doubt, 0) as quality, report.seq, report.drill
    from store.report, unnest(report.measures, report.measured, report.doubts) as each (measure, value, doubt);

create function store.insert_reading() returns trigger language plpgsql as $$
begin
    insert into store.report (observed_at, received_at, seq, quality, content, device_id, drill, measures, measured)
        values (new.observed_at, new.received_at, coalesce(new.seq, -1), coalesce(new.quality, 0),
            hashtext(new.measure), new.device_id, coalesce(new.drill, ''), array[new.measure], array[new.value]);
    return new;
end $$;
create trigger reading_inserted instead of insert on store.reading
    for each row execute function store.insert_reading();

-- The contract -----------------------------------------------------------------------------------------------------

create view cityops.reading as
    select observed_at, received_at, device_id, measure, value, quality, nullif(seq, -1) as seq,
           nullif(drill, '') as drill
    from store.reading;

grant select on cityops.reading to cityops_dashboard, cityops_reader;
grant select, insert on store.report, store.reading to cityops_jobs;
grant select on store.report, store.reading to cityops_dashboard;
