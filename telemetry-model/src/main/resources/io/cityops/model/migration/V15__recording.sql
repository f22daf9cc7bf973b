-- Recorded telemetry by report, as it came: what a rehearsal reads. cityops.reading shows the same a row a measure.

create view cityops.report as
    select observed_at, received_at, device_id, nullif(seq, -1) as seq, quality, measures, measured, doubts,
           nullif(drill, '') as drill
    from store.report;

grant select on cityops.report to cityops_dashboard, cityops_reader;
