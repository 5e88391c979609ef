-- A step-up: an overlay from the day it was started to the day it was closed. pack_others is a JSON list.
CREATE TABLE step_up (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    started_on TEXT NOT NULL CHECK (started_on IS date(started_on)),
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    main_model_tried INTEGER NOT NULL DEFAULT 0 CHECK (main_model_tried IN (0, 1)),
    match_delayed_reason TEXT NOT NULL DEFAULT '',
    challenge_health INTEGER NOT NULL DEFAULT 0 CHECK (challenge_health IN (0, 1)),
    challenge_family INTEGER NOT NULL DEFAULT 0 CHECK (challenge_family IN (0, 1)),
    citizen_view TEXT NOT NULL DEFAULT '',
    cooperation_insufficient INTEGER NOT NULL DEFAULT 0 CHECK (cooperation_insufficient IN (0, 1)),
    cooperation_reason TEXT NOT NULL DEFAULT '',
    network_wanted INTEGER CHECK (network_wanted IN (0, 1)),
    responsible_caseworker TEXT NOT NULL DEFAULT '',
    pack_others TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pack_others)),
    min_plan_on TEXT CHECK (min_plan_on IS date(min_plan_on)),
    closing_note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX step_up_by_citizen ON step_up (citizen_id, started_on, ended_on);

-- Who takes part in its meetings, why, and how the material reached them. received is a JSON list.
CREATE TABLE participant (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    step_up_id TEXT NOT NULL REFERENCES step_up (id),
    role TEXT NOT NULL CHECK (role IN ('citizen', 'caseworker', 'broker', 'health', 'family', 'teacher', 'network', 'other')),
    name TEXT NOT NULL DEFAULT '',
    organisation TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    reason TEXT CHECK (reason IN ('required', 'health', 'family', 'network', 'other_effort')),
    reason_note TEXT NOT NULL DEFAULT '',
    channel TEXT CHECK (channel IN ('secure_mail', 'platform', 'phone', 'paper')),
    delivered_on TEXT CHECK (delivered_on IS date(delivered_on)),
    received TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(received))
) STRICT;
CREATE INDEX participant_by_citizen ON participant (citizen_id, step_up_id);

-- Its meetings. agenda and present are JSON lists; held is empty while the meeting is planned, 0 when it was cancelled.
CREATE TABLE step_up_meeting (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    step_up_id TEXT NOT NULL REFERENCES step_up (id),
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day)),
    at TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    agenda TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(agenda)),
    held INTEGER CHECK (held IN (0, 1)),
    present TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(present)),
    challenges TEXT NOT NULL DEFAULT '',
    needs_considerations INTEGER CHECK (needs_considerations IN (0, 1)),
    considerations TEXT NOT NULL DEFAULT '',
    needs_measures INTEGER CHECK (needs_measures IN (0, 1)),
    measures TEXT NOT NULL DEFAULT '',
    second_needed INTEGER CHECK (second_needed IN (0, 1))
) STRICT;
CREATE INDEX step_up_meeting_by_citizen ON step_up_meeting (citizen_id, step_up_id, on_day);

-- Saved versions of its forms. content is a JSON object; saved_at is a moment in UTC.
CREATE TABLE form_version (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    step_up_id TEXT NOT NULL REFERENCES step_up (id),
    form TEXT NOT NULL CHECK (form IN ('preparation', 'agreement')),
    number INTEGER NOT NULL CHECK (number > 0),
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day)),
    saved_at TEXT NOT NULL,
    saved_by TEXT NOT NULL DEFAULT '',
    variant TEXT NOT NULL DEFAULT '',
    content TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(content)),
    approved_on TEXT CHECK (approved_on IS date(approved_on))
) STRICT;
CREATE INDEX form_version_by_citizen ON form_version (citizen_id, step_up_id, form, on_day, number);

-- What was agreed, who ensures it, who follows up and when.
CREATE TABLE agreed_item (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    step_up_id TEXT NOT NULL REFERENCES step_up (id),
    kind TEXT NOT NULL CHECK (kind IN ('consideration', 'measure', 'support', 'other')),
    text TEXT NOT NULL CHECK (text <> ''),
    department TEXT NOT NULL DEFAULT '',
    ensured_by TEXT NOT NULL CHECK (ensured_by IN ('broker', 'caseworker', 'citizen', 'health', 'family', 'company', 'other')),
    ensured_name TEXT NOT NULL DEFAULT '',
    follow_up_by TEXT NOT NULL CHECK (follow_up_by IN ('broker', 'caseworker', 'citizen', 'health', 'family', 'company', 'other')),
    follow_up_name TEXT NOT NULL DEFAULT '',
    follow_up_on TEXT CHECK (follow_up_on IS date(follow_up_on)),
    agreed_on TEXT NOT NULL CHECK (agreed_on IS date(agreed_on)),
    started_on TEXT CHECK (started_on IS date(started_on)),
    done_on TEXT CHECK (done_on IS date(done_on)),
    dropped_on TEXT CHECK (dropped_on IS date(dropped_on)),
    outcome TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX agreed_item_by_citizen ON agreed_item (citizen_id, step_up_id, agreed_on);
