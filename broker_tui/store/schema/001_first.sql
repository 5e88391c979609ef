-- What the file needs to know about itself: the site key, the private half of the inbox key.
CREATE TABLE vault (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

-- Job brokers; roles is a JSON list.
CREATE TABLE broker (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    roles TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(roles)),
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    sort_name TEXT NOT NULL
) STRICT;

-- A citizen's own data. search_name and sort_name are made from the name when it is written; the last_* columns
-- are kept by triggers on contact.
CREATE TABLE citizen (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    cpr TEXT NOT NULL UNIQUE CHECK (length(cpr) = 10),
    name TEXT NOT NULL CHECK (name <> ''),
    enrolled_on TEXT NOT NULL CHECK (enrolled_on IS date(enrolled_on)),
    edition TEXT NOT NULL,
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    protected_address INTEGER NOT NULL DEFAULT 0 CHECK (protected_address IN (0, 1)),
    home_municipality TEXT NOT NULL DEFAULT '',
    benefit TEXT,
    in_intro_programme INTEGER NOT NULL DEFAULT 0 CHECK (in_intro_programme IN (0, 1)),
    is_provider INTEGER CHECK (is_provider IN (0, 1)),
    caseworker TEXT NOT NULL DEFAULT '',
    caseworker_phone TEXT NOT NULL DEFAULT '',
    network_wish TEXT NOT NULL CHECK (network_wish IN ('not_asked', 'yes', 'no')),
    unable_to_take_part INTEGER NOT NULL DEFAULT 0 CHECK (unable_to_take_part IN (0, 1)),
    assessment TEXT CHECK (assessment IN ('resource_course', 'flex_job', 'disability_pension', 'none')),
    rehab_plan_started_on TEXT CHECK (rehab_plan_started_on IS date(rehab_plan_started_on)),
    rehab_team_on TEXT CHECK (rehab_team_on IS date(rehab_team_on)),
    rehab_outcome TEXT CHECK (rehab_outcome IN ('resource_course', 'flex_job', 'disability_pension', 'none')),
    rehab_outcome_on TEXT CHECK (rehab_outcome_on IS date(rehab_outcome_on)),
    case_closed_on TEXT CHECK (case_closed_on IS date(case_closed_on)),
    remark TEXT NOT NULL DEFAULT '',
    search_name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    last_contact_on TEXT CHECK (last_contact_on IS date(last_contact_on)),
    last_contact_medium TEXT CHECK (last_contact_medium IN ('phone', 'sms', 'walk', 'meeting', 'company', 'video', 'other')),
    last_contact_outcome TEXT CHECK (last_contact_outcome IN ('reached', 'no-answer', 'no-show')),
    last_reached_on TEXT CHECK (last_reached_on IS date(last_reached_on)),
    last_reached_medium TEXT CHECK (last_reached_medium IN ('phone', 'sms', 'walk', 'meeting', 'company', 'video', 'other'))
) STRICT;
CREATE INDEX citizen_by_name ON citizen (sort_name, id, search_name);
CREATE INDEX citizen_by_contact ON citizen (last_contact_on, sort_name, id);
CREATE INDEX citizen_by_enrolment ON citizen (enrolled_on, sort_name, id);

-- Who has had the citizen.
CREATE TABLE broker_assignment (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    broker_id TEXT NOT NULL REFERENCES broker (id),
    started_on TEXT NOT NULL CHECK (started_on IS date(started_on)),
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX broker_assignment_by_citizen ON broker_assignment (citizen_id, started_on, ended_on, broker_id);
CREATE INDEX broker_assignment_by_broker ON broker_assignment (broker_id, started_on, ended_on, citizen_id);

-- The groups of the programme.
CREATE TABLE group_membership (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    group_code TEXT NOT NULL CHECK (group_code IN ('1', '2')),
    started_on TEXT NOT NULL CHECK (started_on IS date(started_on)),
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX group_membership_by_citizen ON group_membership (citizen_id, started_on, ended_on, group_code);

-- Exemptions; type is a code of the programme's list.
CREATE TABLE exemption (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    type TEXT NOT NULL,
    started_on TEXT NOT NULL CHECK (started_on IS date(started_on)),
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX exemption_by_citizen ON exemption (citizen_id, started_on, ended_on, type);

-- Person-group markers.
CREATE TABLE person_marker (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    marker TEXT NOT NULL CHECK (marker IN ('rehab', 'step_up')),
    started_on TEXT NOT NULL CHECK (started_on IS date(started_on)),
    ended_on TEXT CHECK (ended_on IS date(ended_on))
) STRICT;
CREATE INDEX person_marker_by_citizen ON person_marker (citizen_id, started_on, ended_on, marker);

-- How ready for work the citizen was judged.
CREATE TABLE readiness_period (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    readiness TEXT NOT NULL CHECK (readiness IN ('activity_ready', 'job_ready')),
    started_on TEXT NOT NULL CHECK (started_on IS date(started_on))
) STRICT;
CREATE INDEX readiness_period_by_citizen ON readiness_period (citizen_id, started_on, readiness);

-- Steps in an application for senior pension.
CREATE TABLE senior_pension_event (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    status TEXT NOT NULL CHECK (status IN ('applied', 'granted', 'refused')),
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day))
) STRICT;
CREATE INDEX senior_pension_event_by_citizen ON senior_pension_event (citizen_id, on_day, id, status);

-- Talks that clarify the group.
CREATE TABLE clarification_talk (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day)),
    caseworker TEXT NOT NULL DEFAULT '',
    outcome TEXT CHECK (outcome IN ('1', '2'))
) STRICT;
CREATE INDEX clarification_talk_by_citizen ON clarification_talk (citizen_id, on_day, outcome);

-- Exits and returns.
CREATE TABLE programme_exit (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    reason TEXT NOT NULL CHECK (reason IN ('moved', 'died', 'state_pension', 'senior_pension')),
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day)),
    returned_on TEXT CHECK (returned_on IS date(returned_on)),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX programme_exit_by_citizen ON programme_exit (citizen_id, on_day, returned_on, reason, id);

-- Contacts and attempts.
CREATE TABLE contact (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day)),
    medium TEXT NOT NULL CHECK (medium IN ('phone', 'sms', 'walk', 'meeting', 'company', 'video', 'other')),
    outcome TEXT NOT NULL CHECK (outcome IN ('reached', 'no-answer', 'no-show')),
    party TEXT NOT NULL CHECK (party IN ('citizen', 'company', 'caseworker', 'network')),
    note TEXT NOT NULL DEFAULT '',
    is_statutory_talk INTEGER NOT NULL DEFAULT 0 CHECK (is_statutory_talk IN (0, 1)),
    transferred_on TEXT CHECK (transferred_on IS date(transferred_on))
) STRICT;
CREATE INDEX contact_by_citizen ON contact (citizen_id, on_day DESC, id DESC, party, outcome, medium);
CREATE INDEX contact_by_day ON contact (on_day DESC, citizen_id, party, outcome, medium);

-- Agreements and tasks.
CREATE TABLE task (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    text TEXT NOT NULL CHECK (text <> ''),
    agreed_on TEXT NOT NULL CHECK (agreed_on IS date(agreed_on)),
    contact_id TEXT REFERENCES contact (id) ON DELETE SET NULL,
    due_on TEXT CHECK (due_on IS date(due_on)),
    done_on TEXT CHECK (done_on IS date(done_on))
) STRICT;
CREATE INDEX task_by_citizen ON task (citizen_id, agreed_on, done_on, due_on);
CREATE INDEX task_by_contact ON task (contact_id) WHERE contact_id IS NOT NULL;

-- Weeks without the duty, by agreement; week reads 2026-W47.
CREATE TABLE week_excuse (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    week TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]'),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX week_excuse_by_citizen ON week_excuse (citizen_id, week);

-- Times at a company or school.
CREATE TABLE placement (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    kind TEXT NOT NULL CHECK (kind IN ('paid_hours', 'ordinary_job', 'internship', 'wage_subsidy', 'job_rotation', 'adult_apprentice', 'flex_job', 'social_card', 'su_education', 'paid_education', 'other_education')),
    company TEXT NOT NULL DEFAULT '',
    started_on TEXT NOT NULL CHECK (started_on IS date(started_on)),
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX placement_by_citizen ON placement (citizen_id, started_on, ended_on, kind, company);

-- Times in one step.
CREATE TABLE step_period (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    step INTEGER NOT NULL CHECK (step IN (1, 2, 3, 4, 5)),
    started_on TEXT NOT NULL CHECK (started_on IS date(started_on)),
    ended_on TEXT CHECK (ended_on IS date(ended_on))
) STRICT;
CREATE INDEX step_period_by_citizen ON step_period (citizen_id, started_on, ended_on, step);

-- The job goal from a day on.
CREATE TABLE job_goal (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    text TEXT NOT NULL CHECK (text <> ''),
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day))
) STRICT;
CREATE INDEX job_goal_by_citizen ON job_goal (citizen_id, on_day);

-- What search finds in texts about citizens, folded by the program; contentless, since the text itself stands in its
-- table. The row number holds the citizen's, the kind of text and its row. secure-delete: a word erased there is gone here.
CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61');
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);

-- What was done: audit, history, undo and redo in one. Append-only.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('act', 'undo', 'redo', 'view')),
    code TEXT NOT NULL,
    citizen_id TEXT,
    params TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(params)),
    reverses INTEGER REFERENCES journal (seq)
) STRICT;
CREATE INDEX journal_by_citizen ON journal (citizen_id, seq) WHERE citizen_id IS NOT NULL;
CREATE UNIQUE INDEX journal_by_reversed ON journal (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX journal_by_who ON journal (who, kind, seq);

-- Each row an act touched, as it was and as it became; one line a row and act.
CREATE TABLE journal_change (
    act INTEGER NOT NULL REFERENCES journal (seq),
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    citizen_id TEXT,
    before TEXT,
    after TEXT,
    PRIMARY KEY (act, table_name, row_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_change_by_citizen ON journal_change (citizen_id, act) WHERE citizen_id IS NOT NULL;

-- Unsaved entries.
CREATE TABLE draft (
    key TEXT PRIMARY KEY,
    saved_at TEXT NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;

-- What this database is set to.
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

-- Saved ways to read a file.
CREATE TABLE import_profile (
    name TEXT PRIMARY KEY,
    saved_at TEXT NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;

-- Files that have been imported, by the hash of their content.
CREATE TABLE import_file (
    seq INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    counts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(counts))
) STRICT;
CREATE INDEX import_file_by_hash ON import_file (sha256);
