-- What the citizen brings along in her own words, who helps, and when the broker's name was written into Min Plan.
ALTER TABLE citizen ADD COLUMN resources TEXT NOT NULL DEFAULT '';
ALTER TABLE citizen ADD COLUMN challenges TEXT NOT NULL DEFAULT '';
ALTER TABLE citizen ADD COLUMN support_by TEXT NOT NULL DEFAULT '';
ALTER TABLE citizen ADD COLUMN min_plan_broker_on TEXT CHECK (min_plan_broker_on IS date(min_plan_broker_on));

-- Someone of the citizen's network.
CREATE TABLE network_contact (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    name TEXT NOT NULL CHECK (name <> ''),
    relation TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX network_contact_by_citizen ON network_contact (citizen_id, name);

-- Work on the CV.
CREATE TABLE cv_event (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day)),
    work TEXT NOT NULL CHECK (work IN ('started', 'consolidated', 'updated', 'cafe')),
    with_broker INTEGER NOT NULL DEFAULT 0 CHECK (with_broker IN (0, 1)),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX cv_event_by_citizen ON cv_event (citizen_id, on_day, work, with_broker, id);

-- Times in which companies may find the CV.
CREATE TABLE cv_searchable (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    started_on TEXT NOT NULL CHECK (started_on IS date(started_on)),
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    job_sought_filled INTEGER NOT NULL DEFAULT 0 CHECK (job_sought_filled IN (0, 1))
) STRICT;
CREATE INDEX cv_searchable_by_citizen ON cv_searchable (citizen_id, started_on, ended_on, job_sought_filled);

-- What kind of goal it is, how clear, where the ideas came from (a JSON list), and what makes it concrete.
ALTER TABLE job_goal ADD COLUMN kind TEXT CHECK (kind IN ('position', 'functions', 'field', 'to_try'));
ALTER TABLE job_goal ADD COLUMN clarity TEXT CHECK (clarity IN ('clear', 'narrowing', 'hard'));
ALTER TABLE job_goal ADD COLUMN sources TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(sources));
ALTER TABLE job_goal ADD COLUMN workplaces TEXT NOT NULL DEFAULT '';
ALTER TABLE job_goal ADD COLUMN tasks TEXT NOT NULL DEFAULT '';
ALTER TABLE job_goal ADD COLUMN abilities TEXT NOT NULL DEFAULT '';

-- Companies, shared across citizens; contacts is a JSON list. search_text and sort_name are made when it is written.
CREATE TABLE company (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    cvr TEXT NOT NULL DEFAULT '' CHECK (length(cvr) IN (0, 8)),
    p_number TEXT NOT NULL DEFAULT '' CHECK (length(p_number) IN (0, 10)),
    branch TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    contacts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(contacts)),
    search_text TEXT NOT NULL,
    sort_name TEXT NOT NULL
) STRICT;
CREATE INDEX company_by_name ON company (sort_name, id, search_text);
CREATE INDEX company_by_cvr ON company (cvr) WHERE cvr <> '';

-- Going to companies for a citizen.
CREATE TABLE approach (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    ordinary_environment INTEGER CHECK (ordinary_environment IN (0, 1)),
    colleagues INTEGER CHECK (colleagues IN (0, 1)),
    meaningful_tasks INTEGER CHECK (meaningful_tasks IN (0, 1)),
    room_to_grow INTEGER CHECK (room_to_grow IN (0, 1)),
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day)),
    company TEXT NOT NULL DEFAULT '',
    company_id TEXT REFERENCES company (id),
    done_by TEXT NOT NULL CHECK (done_by IN ('citizen', 'broker', 'together')),
    result TEXT NOT NULL CHECK (result IN ('no_answer', 'refused', 'interested', 'visit', 'agreed')),
    note TEXT NOT NULL DEFAULT '',
    transferred_on TEXT CHECK (transferred_on IS date(transferred_on))
) STRICT;
CREATE INDEX approach_by_citizen ON approach (citizen_id, on_day);
CREATE INDEX approach_by_company ON approach (company_id, on_day) WHERE company_id IS NOT NULL;

-- The agreement with a company, the plan for following up, what was written where, and how it ended. mastery and phases
-- are JSON lists; hours are decimal numbers as text.
ALTER TABLE placement ADD COLUMN company_id TEXT REFERENCES company (id);
ALTER TABLE placement ADD COLUMN agreed_on TEXT CHECK (agreed_on IS date(agreed_on));
ALTER TABLE placement ADD COLUMN work_function TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN tasks TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN working_time TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN weekly_hours TEXT;
ALTER TABLE placement ADD COLUMN health_considerations TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN purpose TEXT CHECK (purpose IN ('paid_hours', 'training', 'clarification'));
ALTER TABLE placement ADD COLUMN why_not_paid_hours TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN paid_hours_possible INTEGER CHECK (paid_hours_possible IN (0, 1));
ALTER TABLE placement ADD COLUMN paid_hours_expected TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN paid_hours_expected_on TEXT CHECK (paid_hours_expected_on IS date(paid_hours_expected_on));
ALTER TABLE placement ADD COLUMN mastery TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(mastery));
ALTER TABLE placement ADD COLUMN next_workplace_plan TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN is_taster INTEGER NOT NULL DEFAULT 0 CHECK (is_taster IN (0, 1));
ALTER TABLE placement ADD COLUMN goal_told_citizen INTEGER NOT NULL DEFAULT 0 CHECK (goal_told_citizen IN (0, 1));
ALTER TABLE placement ADD COLUMN goal_told_company INTEGER NOT NULL DEFAULT 0 CHECK (goal_told_company IN (0, 1));
ALTER TABLE placement ADD COLUMN contact_name TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN contact_phone TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN contact_email TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN plan_agreed_on TEXT CHECK (plan_agreed_on IS date(plan_agreed_on));
ALTER TABLE placement ADD COLUMN plan_citizen INTEGER NOT NULL DEFAULT 0 CHECK (plan_citizen IN (0, 1));
ALTER TABLE placement ADD COLUMN plan_broker INTEGER NOT NULL DEFAULT 0 CHECK (plan_broker IN (0, 1));
ALTER TABLE placement ADD COLUMN plan_company INTEGER NOT NULL DEFAULT 0 CHECK (plan_company IN (0, 1));
ALTER TABLE placement ADD COLUMN phases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(phases));
ALTER TABLE placement ADD COLUMN min_plan_on TEXT CHECK (min_plan_on IS date(min_plan_on));
ALTER TABLE placement ADD COLUMN vitas_on TEXT CHECK (vitas_on IS date(vitas_on));
ALTER TABLE placement ADD COLUMN purpose_min_plan_on TEXT CHECK (purpose_min_plan_on IS date(purpose_min_plan_on));
ALTER TABLE placement ADD COLUMN purpose_vitas_on TEXT CHECK (purpose_vitas_on IS date(purpose_vitas_on));
ALTER TABLE placement ADD COLUMN taken_over INTEGER NOT NULL DEFAULT 0 CHECK (taken_over IN (0, 1));
ALTER TABLE placement ADD COLUMN interrupted_on TEXT CHECK (interrupted_on IS date(interrupted_on));
ALTER TABLE placement ADD COLUMN interruption_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN company_told_on TEXT CHECK (company_told_on IS date(company_told_on));
ALTER TABLE placement ADD COLUMN ordinary_environment INTEGER CHECK (ordinary_environment IN (0, 1));
ALTER TABLE placement ADD COLUMN colleagues INTEGER CHECK (colleagues IN (0, 1));
ALTER TABLE placement ADD COLUMN meaningful_tasks INTEGER CHECK (meaningful_tasks IN (0, 1));
ALTER TABLE placement ADD COLUMN room_to_grow INTEGER CHECK (room_to_grow IN (0, 1));
CREATE INDEX placement_by_company ON placement (company_id, started_on, ended_on, citizen_id) WHERE company_id IS NOT NULL;

-- Following up a placement; the hours a week hold from that day on.
CREATE TABLE follow_up (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    placement_id TEXT NOT NULL REFERENCES placement (id),
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day)),
    place TEXT NOT NULL CHECK (place IN ('company', 'other')),
    with_citizen INTEGER NOT NULL CHECK (with_citizen IN (0, 1)),
    with_company INTEGER NOT NULL CHECK (with_company IN (0, 1)),
    acute INTEGER NOT NULL DEFAULT 0 CHECK (acute IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    changed_tasks TEXT NOT NULL DEFAULT '',
    internship_hours TEXT,
    paid_hours TEXT,
    transferred_on TEXT CHECK (transferred_on IS date(transferred_on))
) STRICT;
CREATE INDEX follow_up_by_citizen ON follow_up (citizen_id, placement_id, on_day);
CREATE INDEX follow_up_by_placement ON follow_up (placement_id, on_day);

-- Paid hours of a placement; period reads 2026-11 or 2026-W47.
CREATE TABLE worked_hours (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    placement_id TEXT NOT NULL REFERENCES placement (id),
    period TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR period GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]'),
    hours TEXT NOT NULL
) STRICT;
CREATE INDEX worked_hours_by_citizen ON worked_hours (citizen_id, period);
CREATE INDEX worked_hours_by_placement ON worked_hours (placement_id, period);

-- Answers to the question of consent.
CREATE TABLE consent (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('aftercare', 'step_up', 'sharing')),
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day)),
    form TEXT NOT NULL CHECK (form IN ('written', 'oral')),
    scope TEXT NOT NULL DEFAULT '',
    refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1)),
    withdrawn_on TEXT CHECK (withdrawn_on IS date(withdrawn_on))
) STRICT;
CREATE INDEX consent_by_citizen ON consent (citizen_id, on_day, purpose, refused, withdrawn_on, id);

-- Times in which a citizen supports herself.
CREATE TABLE self_support (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    kind TEXT NOT NULL CHECK (kind IN ('job', 'education')),
    started_on TEXT NOT NULL CHECK (started_on IS date(started_on)),
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX self_support_by_citizen ON self_support (citizen_id, started_on, ended_on, kind);

-- Measures beside the way to a job.
CREATE TABLE parallel_measure (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    type TEXT NOT NULL CHECK (type IN ('upskilling', 'health', 'family', 'other')),
    name TEXT NOT NULL CHECK (name <> ''),
    reason TEXT NOT NULL DEFAULT '',
    started_on TEXT NOT NULL CHECK (started_on IS date(started_on)),
    ended_on TEXT CHECK (ended_on IS date(ended_on))
) STRICT;
CREATE INDEX parallel_measure_by_citizen ON parallel_measure (citizen_id, started_on, ended_on, type);

-- Notes that are not yet carried over to the official system.
CREATE INDEX contact_waiting ON contact (citizen_id, on_day) WHERE note <> '' AND transferred_on IS NULL;
CREATE INDEX approach_waiting ON approach (citizen_id, on_day) WHERE note <> '' AND transferred_on IS NULL;
CREATE INDEX follow_up_waiting ON follow_up (citizen_id, on_day) WHERE note <> '' AND transferred_on IS NULL;
