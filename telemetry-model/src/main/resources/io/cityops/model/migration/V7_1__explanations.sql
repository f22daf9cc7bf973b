-- Leaders ask a ward to explain a figure by a day, and the ward answers.

create table store.explanation (
    id          uuid primary key default gen_random_uuid(),
    area        text not null,
    indicator   text not null,
    -- what the figure was when it was asked about
    value       double precision,
    question    text not null check (length(question) between 1 and 1000),
    asked_by    text not null,
    asked_at    timestamptz not null default clock_timestamp(),
    due_at      timestamptz not null,
    answer      text check (length(answer) between 1 and 4000),
    answered_by text,
    answered_at timestamptz,
    check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
);
create index explanation_asked on store.explanation (asked_at desc);

create function store.ask_explanation(
    p_actor text, p_area text, p_indicator text, p_value double precision, p_due timestamptz, p_question text) returns uuid
    language plpgsql as $$
declare
    asked uuid;
begin
    insert into store.explanation (area, indicator, value, question, asked_by, due_at)
        values (p_area, p_indicator, p_value, p_question, p_actor, p_due) returning id into asked;
    insert into store.audit (actor, action, object, detail)
        values (p_actor, 'explanation.ask', asked::text, p_area || ' ' || p_indicator || ': ' || p_question);
    return asked;
end $$;

-- False when it was answered already, or there is no such request.
create function store.answer_explanation(p_id uuid, p_actor text, p_answer text) returns boolean
    language plpgsql as $$
begin
    update store.explanation set answer = p_answer, answered_by = p_actor, answered_at = clock_timestamp()
        where id = p_id and answer is null;
    if not found then
        return false;
    end if;
    insert into store.audit (actor, action, object, detail)
        values (p_actor, 'explanation.answer', p_id::text, p_answer);
    return true;
end $$;

create view cityops.explanation as
    select id, area, indicator, value, question, asked_by, asked_at, due_at, answer, answered_by, answered_at
    from store.explanation;

grant select on cityops.explanation to cityops_dashboard, cityops_reader;
grant select, insert on store.explanation to cityops_dashboard;
grant update (answer, answered_by, answered_at) on store.explanation to cityops_dashboard;
