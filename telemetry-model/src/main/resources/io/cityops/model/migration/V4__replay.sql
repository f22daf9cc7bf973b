-- Refused messages can be judged again: with what was told of them when they came, and what became of it.

-- sender: who was signed in, where that is not the device itself. stored: what of the message was good, see
-- io.cityops.model.telemetry.StoredParts. replay_outcome: 'accepted', or why it is still refused.
alter table store.rejected
    add column sender text,
    add column content_type text,
    add column stored text not null default '',
    add column replayed_at timestamptz,
    add column replay_outcome text;
create index rejected_reason on store.rejected (reason, received_at desc);

create or replace view cityops.rejected as
    select received_at, device_id, topic, reason, detail, payload, nullif(drill, '') as drill, sender, content_type,
           replayed_at, replay_outcome
    from store.rejected;

grant select on store.rejected to cityops_registrar;
grant update (stored, replayed_at, replay_outcome) on store.rejected to cityops_registrar;
