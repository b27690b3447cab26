/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "records/schema.h"

/*
 * SQL for both engines: see ext/db_store.h.  Days are text, "2026-01-12", which sorts as the days do.  Truth
 * is 0 and 1. Every table begins with the school, so that several can share a database.
 */

/* SQLite keeps rows in the tree of the key instead of in one of their own beside it: half the writing. */
#define BY_KEY ")\n-- only sqlite\nWITHOUT ROWID\n-- both\n;"

static const char log_and_people[] =
	"CREATE TABLE event (school_id TEXT NOT NULL, seq BIGINT NOT NULL, at TEXT NOT NULL, actor TEXT NOT "
	"NULL,"
	" kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, prev_hash TEXT NOT NULL, hash TEXT "
	"NOT NULL,"
	" PRIMARY KEY (school_id, seq));"
	/* What is sealed with the key of the learner: name and contacts (part 'profile'), notes. */
	"CREATE TABLE person (school_id TEXT NOT NULL, learner_id TEXT NOT NULL, part TEXT NOT NULL, sealed "
	"BYTES NOT NULL,"
	" PRIMARY KEY (school_id, learner_id, part)" BY_KEY
	/* That key, sealed with the key of the school. */
	"CREATE TABLE person_key (school_id TEXT NOT NULL, learner_id TEXT NOT NULL, sealed BYTES NOT NULL,"
	" PRIMARY KEY (school_id, learner_id)" BY_KEY
	/* Fingerprints under the key of the school, to find a person by e-mail or login. They come first in
	   the key, because one differs from another in the first letter. */
	"CREATE TABLE person_print (school_id TEXT NOT NULL, field TEXT NOT NULL, print TEXT NOT NULL, "
	"learner_id TEXT NOT NULL,"
	" PRIMARY KEY (print, school_id, field, learner_id)" BY_KEY;

static const char log_is_kept_sqlite[] = "CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event BEGIN "
					 "SELECT RAISE(ABORT, 'events are never changed'); END;"
					 "CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event BEGIN "
					 "SELECT RAISE(ABORT, 'events are never deleted'); END;";

static const char log_is_kept_postgres[] =
	"CREATE FUNCTION event_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
	"$$ BEGIN RAISE EXCEPTION 'events are never changed or deleted'; END $$;"
	"CREATE TRIGGER event_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON event"
	" FOR EACH STATEMENT EXECUTE FUNCTION event_is_kept();";

static const char cohorts[] =
	"CREATE TABLE cohort (school_id TEXT NOT NULL, cohort_id TEXT NOT NULL, title TEXT, kind TEXT NOT "
	"NULL,"
	" start_on TEXT NOT NULL, length_days BIGINT NOT NULL, census_day BIGINT NOT NULL,"
	/* The last days of being counted as left before it began, on time, and late; the first one when
	   figures are final. */
	" census_on TEXT NOT NULL, on_time_by TEXT NOT NULL, late_by TEXT NOT NULL, final_on TEXT NOT NULL,"
	" curriculum TEXT, closed_on TEXT, PRIMARY KEY (school_id, cohort_id));"
	"CREATE TABLE learner (school_id TEXT NOT NULL, learner_id TEXT NOT NULL, gender TEXT, erased_on "
	"TEXT,"
	" PRIMARY KEY (school_id, learner_id)" BY_KEY
	/* cohort_id is the one that the learner started in, for ever; cohort_finish where the learner moved
	   to. */
	/* Not BY_KEY: reports read all of it, and a row that changes need not be taken out and put in again.
	 */
	"CREATE TABLE enrolment (school_id TEXT NOT NULL, cohort_id TEXT NOT NULL, learner_id TEXT NOT NULL,"
	" gender TEXT, started_on TEXT, withdrawn_on TEXT, withdrawn_reason TEXT, exclusion TEXT,"
	" graduated_on TEXT, certificate_on TEXT, rule_set TEXT, intent TEXT, intent_on TEXT, work_auth TEXT,"
	" outcome TEXT, accepted_on TEXT, status_exit TEXT, status_6m TEXT, cohort_finish TEXT, moved_on "
	"TEXT,"
	" age BIGINT, third_country TEXT, entry_status TEXT, isced TEXT,"
	" PRIMARY KEY (school_id, cohort_id, learner_id),"
	" FOREIGN KEY (school_id, cohort_id) REFERENCES cohort (school_id, cohort_id),"
	" FOREIGN KEY (school_id, learner_id) REFERENCES learner (school_id, learner_id));"
	"CREATE INDEX enrolment_learner ON enrolment (school_id, learner_id);"
	/* Few move, so this costs nothing, and finds who came to a cohort. */
	"CREATE INDEX enrolment_finish ON enrolment (school_id, cohort_finish) WHERE cohort_finish IS NOT "
	"NULL;";

static const char attendance[] =
	"CREATE TABLE session (school_id TEXT NOT NULL, session_id TEXT NOT NULL, cohort_id TEXT NOT NULL,"
	" held_on TEXT NOT NULL, starts_at TEXT, minutes BIGINT, module TEXT, title TEXT, cancelled SMALLINT "
	"NOT NULL, changes BIGINT NOT NULL,"
	" PRIMARY KEY (school_id, session_id),"
	" FOREIGN KEY (school_id, cohort_id) REFERENCES cohort (school_id, cohort_id)" BY_KEY
	"CREATE INDEX session_cohort ON session (school_id, cohort_id, held_on);"
	/* present, late, excused, absent. By far the largest table, so it has no second index: who wants the
	   marks of a learner goes by the sessions of their cohorts. */
	"CREATE TABLE attendance (school_id TEXT NOT NULL, session_id TEXT NOT NULL, learner_id TEXT NOT "
	"NULL,"
	" status TEXT NOT NULL, PRIMARY KEY (school_id, session_id, learner_id)" BY_KEY
	/* Workshops, career days and other meetings beside the course, with head counts by group. */
	"CREATE TABLE activity (school_id TEXT NOT NULL, activity_id TEXT NOT NULL, kind TEXT NOT NULL, "
	"held_on TEXT NOT NULL,"
	" cohort_id TEXT, title TEXT, minutes BIGINT, employers BIGINT, PRIMARY KEY (school_id, "
	"activity_id)" BY_KEY
	"CREATE TABLE activity_heads (school_id TEXT NOT NULL, activity_id TEXT NOT NULL, people TEXT NOT "
	"NULL, heads BIGINT NOT NULL,"
	" PRIMARY KEY (school_id, activity_id, people)" BY_KEY
	"CREATE TABLE activity_learner (school_id TEXT NOT NULL, activity_id TEXT NOT NULL, learner_id TEXT "
	"NOT NULL,"
	" PRIMARY KEY (school_id, activity_id, learner_id)" BY_KEY;

static const char graduation[] =
	/* The best result of an exercise; points in thousandths. */
	"CREATE TABLE exercise_result (school_id TEXT NOT NULL, cohort_id TEXT NOT NULL, learner_id TEXT NOT "
	"NULL,"
	" exercise TEXT NOT NULL, module TEXT, passed SMALLINT NOT NULL, points BIGINT NOT NULL, max BIGINT "
	"NOT NULL,"
	" done_on TEXT NOT NULL, PRIMARY KEY (school_id, cohort_id, learner_id, exercise)" BY_KEY
	/* Individual meetings (result: attended, missed), projects and team projects (passed), and cases,
	   which are open until closed_on. */
	"CREATE TABLE mark (school_id TEXT NOT NULL, mark_id TEXT NOT NULL, cohort_id TEXT NOT NULL, "
	"learner_id TEXT NOT NULL,"
	" kind TEXT NOT NULL, name TEXT, on_day TEXT NOT NULL, result TEXT, closed_on TEXT, note_id TEXT,"
	" PRIMARY KEY (school_id, mark_id)" BY_KEY
	"CREATE INDEX mark_learner ON mark (school_id, learner_id);"
	"CREATE TABLE decision (school_id TEXT NOT NULL, seq BIGINT NOT NULL, cohort_id TEXT NOT NULL, "
	"learner_id TEXT NOT NULL,"
	" decision TEXT NOT NULL, decided_on TEXT NOT NULL, rule_set TEXT NOT NULL, overridden SMALLINT NOT "
	"NULL, note_id TEXT,"
	" actor TEXT NOT NULL, checks TEXT, PRIMARY KEY (school_id, seq));"
	"CREATE TABLE contact (school_id TEXT NOT NULL, contact_id TEXT NOT NULL, cohort_id TEXT NOT NULL, "
	"learner_id TEXT NOT NULL,"
	" kind TEXT NOT NULL, on_day TEXT NOT NULL, activity_id TEXT, result TEXT, note_id TEXT,"
	" PRIMARY KEY (school_id, contact_id)" BY_KEY
	"CREATE INDEX contact_learner ON contact (school_id, learner_id);"
	/* Who said that an outcome is so, when, and whether in writing. */
	"CREATE TABLE evidence (school_id TEXT NOT NULL, seq BIGINT NOT NULL, cohort_id TEXT NOT NULL,"
	" learner_id TEXT NOT NULL, outcome TEXT NOT NULL, source TEXT NOT NULL, form TEXT NOT NULL,"
	" on_day TEXT NOT NULL, note_id TEXT, PRIMARY KEY (school_id, seq));"
	"CREATE INDEX evidence_learner ON evidence (school_id, learner_id);"
	"CREATE TABLE consent (school_id TEXT NOT NULL, learner_id TEXT NOT NULL, purpose TEXT NOT NULL, "
	"version TEXT, lang TEXT,"
	" given_on TEXT, withdrawn_on TEXT, taken_by TEXT, PRIMARY KEY (school_id, learner_id, "
	"purpose)" BY_KEY
	"CREATE TABLE issued (school_id TEXT NOT NULL, seq BIGINT NOT NULL, report TEXT NOT NULL, audience "
	"TEXT NOT NULL,"
	" as_of TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (school_id, seq));";

static const char grading[] =
	/* The last result of each exercise: what was graded, and the key of the stored document. tip and
	   until_at say what it was chosen from, so that nothing is read again while they stay. */
	"CREATE TABLE grade (school_id TEXT NOT NULL, cohort_id TEXT NOT NULL, learner_id TEXT NOT NULL,"
	" exercise TEXT NOT NULL, module TEXT, tip TEXT NOT NULL, until_at TEXT, commit_id TEXT NOT NULL,"
	" digest TEXT NOT NULL, spec TEXT NOT NULL, tools TEXT NOT NULL, version TEXT NOT NULL, result_key "
	"TEXT NOT "
	"NULL,"
	" verdict TEXT NOT NULL, points BIGINT NOT NULL, max BIGINT NOT NULL, submitted_at TEXT NOT NULL,"
	" clock TEXT NOT NULL, PRIMARY KEY (school_id, cohort_id, learner_id, exercise)" BY_KEY
	/* scope: 'c' (cohort), 'm' (module), 'e' (exercise); scope_id '' for 'c'. */
	"CREATE TABLE deadline (school_id TEXT NOT NULL, cohort_id TEXT NOT NULL, scope TEXT NOT NULL,"
	" scope_id TEXT NOT NULL, due_at TEXT NOT NULL,"
	" PRIMARY KEY (school_id, cohort_id, scope, scope_id)" BY_KEY
	/* due_at is a moment of its own; days move whatever deadline there is, in the zone of the school. */
	"CREATE TABLE extension (school_id TEXT NOT NULL, cohort_id TEXT NOT NULL, learner_id TEXT NOT NULL,"
	" scope TEXT NOT NULL, scope_id TEXT NOT NULL, due_at TEXT, days BIGINT, zone TEXT,"
	" excused SMALLINT NOT NULL, note_id TEXT,"
	" PRIMARY KEY (school_id, cohort_id, learner_id, scope, scope_id)" BY_KEY
	/* The rules as the JSON that was given. */
	"CREATE TABLE late_policy (school_id TEXT NOT NULL, cohort_id TEXT NOT NULL, body TEXT NOT NULL,"
	" PRIMARY KEY (school_id, cohort_id)" BY_KEY
	/* What an instructor decided; points or verdict, until it is lifted. */
	"CREATE TABLE score_override (school_id TEXT NOT NULL, cohort_id TEXT NOT NULL, learner_id TEXT NOT "
	"NULL,"
	" exercise TEXT NOT NULL, points BIGINT, verdict TEXT, note_id TEXT, actor TEXT NOT NULL,"
	" decided_at TEXT NOT NULL, PRIMARY KEY (school_id, cohort_id, learner_id, exercise)" BY_KEY
	"CREATE TABLE rubric_mark (school_id TEXT NOT NULL, cohort_id TEXT NOT NULL, learner_id TEXT NOT "
	"NULL,"
	" exercise TEXT NOT NULL, criterion TEXT NOT NULL, level TEXT NOT NULL, note_id TEXT, actor TEXT NOT "
	"NULL,"
	" PRIMARY KEY (school_id, cohort_id, learner_id, exercise, criterion)" BY_KEY
	/* What was sent last and where to: target 'pr', 'issue', 'branch'; digest of the text. */
	"CREATE TABLE feedback (school_id TEXT NOT NULL, cohort_id TEXT NOT NULL, learner_id TEXT NOT NULL,"
	" exercise TEXT NOT NULL, target TEXT NOT NULL, digest TEXT NOT NULL, sent_at TEXT NOT NULL,"
	" PRIMARY KEY (school_id, cohort_id, learner_id, exercise, target)" BY_KEY;

static const char certificates[] =
	/* No names; the signed bytes are in person, part 'cert-' and the id. state: valid, suspended,
	   revoked. list and place: which bit of which status list says so. */
	"CREATE TABLE certificate (school_id TEXT NOT NULL, cert_id TEXT NOT NULL, learner_id TEXT NOT NULL,"
	" cohort_id TEXT NOT NULL, achievement TEXT NOT NULL, lang TEXT NOT NULL, issued_at TEXT NOT NULL,"
	" valid_until TEXT, rule_set TEXT, decision BIGINT, method TEXT NOT NULL, list BIGINT NOT NULL,"
	" place BIGINT NOT NULL, hash TEXT NOT NULL, state TEXT NOT NULL, changed_at TEXT, note_id TEXT,"
	" PRIMARY KEY (school_id, cert_id)" BY_KEY
	"CREATE UNIQUE INDEX certificate_place ON certificate (school_id, list, place);"
	"CREATE INDEX certificate_learner ON certificate (school_id, learner_id);"
	"CREATE TABLE status_list (school_id TEXT NOT NULL, list BIGINT NOT NULL, issuer TEXT NOT NULL,"
	" status_url TEXT, used BIGINT NOT NULL, PRIMARY KEY (school_id, list)" BY_KEY
	/* Public halves. Behind until_at a key signs no more; what it signed counts unless it was lost. */
	"CREATE TABLE issuer_key (school_id TEXT NOT NULL, method TEXT NOT NULL, seq BIGINT NOT NULL,"
	" multikey TEXT NOT NULL, p256 TEXT, from_at TEXT NOT NULL, until_at TEXT, revoked_at TEXT,"
	" PRIMARY KEY (school_id, method)" BY_KEY;

const struct mc_schema_step mc_schema_steps[] = {
	{ 1, "log and people", log_and_people, log_is_kept_sqlite, log_is_kept_postgres },
	{ 2, "cohorts", cohorts, NULL, NULL },
	{ 3, "attendance", attendance, NULL, NULL },
	{ 4, "graduation", graduation, NULL, NULL },
	{ 5, "grading", grading, NULL, NULL },
	{ 6, "certificates", certificates, NULL, NULL },
};

const size_t mc_schema_step_count = MC_COUNT(mc_schema_steps);
