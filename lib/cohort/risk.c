/* SPDX-License-Identifier: MIT */
#include "cohort/risk.h"

#include <string.h>

#include "base/vec.h"

const char *const mc_risk_labels[4] = { "not-enough-information", "on-track", "behind", "at-risk" };

const char *const mc_risk_signals[MC_RISK_SIGNAL_COUNT] = {
#define X(constant, word) word,
	MC_RISK_SIGNALS(X)
#undef X
};

enum { WHOLE = 1000, TENTHS = 1000, SCORE_MAX = 10000 };

static bool is_mandatory(const struct mc_risk_settings *settings, const char *exercise)
{
	for (size_t i = 0; i < settings->mandatory.count; i++) {
		if (!strcmp(settings->mandatory.items[i], exercise))
			return true;
	}
	return settings->mandatory.count == 0;
}

/* ---- the class ---- */

bool mc_risk_is_here(const struct mc_risk_day *day, const struct mc_risk_learner *learner)
{
	return learner->from != MC_DATE_NONE && learner->from <= day->today &&
	       (learner->until == MC_DATE_NONE || learner->until > day->today);
}

static void note_active(struct mc_risk_day *day, int32_t on)
{
	if (on != MC_DATE_NONE && on <= day->today && on > day->last_active)
		day->last_active = on;
}

static bool is_sign(unsigned char mark)
{
	return mark == MC_RISK_PRESENT || mark == MC_RISK_LATE || mark == MC_RISK_EXCUSED;
}

/* Marks of those who left are marks, too: the session was held. */
static void look_at_sessions(struct mc_risk_day *day)
{
	const struct mc_risk_class *class = day->class;

	for (size_t s = 0; s < class->session_count; s++) {
		const struct mc_risk_session *session = &class->sessions[s];

		if (session->is_cancelled || session->day > day->today)
			continue;
		for (size_t i = 0; i < class->learner_count; i++) {
			unsigned char mark = class->learners[i].marks[s];

			day->is_taken[s] |= mark != MC_RISK_NO_MARK;
			if (is_sign(mark))
				note_active(day, session->day);
		}
		day->untaken += !day->is_taken[s];
	}
}

/* The cohort is through with an exercise once a share of those who are here has handed it in, and the others
 * have had some days more. So nobody has to keep a list of days, and a pause of all is no delay of one. */
static void look_at_exercise(struct mc_risk_day *day, size_t exercise)
{
	const struct mc_risk_class *class = day->class;
	size_t here = 0, done = 0;

	for (size_t i = 0; i < class->learner_count; i++) {
		const struct mc_risk_learner *learner = &class->learners[i];
		const struct mc_risk_result *result = &learner->results[exercise];

		if (result->done != MC_DATE_NONE)
			note_active(day, result->done);
		if (!mc_risk_is_here(day, learner))
			continue;
		here++;
		done += result->done != MC_DATE_NONE &&
			result->done + (int32_t)day->settings->work_days <= day->today;
	}
	day->is_expected[exercise] = here > 0 && done > 0 && done * 100 >= here * day->settings->work_share &&
				     is_mandatory(day->settings, class->exercises[exercise]);
}

struct mc_risk_day mc_risk_day(struct mc_arena *arena, const struct mc_risk_class *class,
			       const struct mc_risk_settings *settings, int32_t today)
{
	struct mc_risk_day day = { .class = class, .settings = settings, .today = today };

	day.last_active = MC_DATE_NONE;
	day.is_taken = mc_arena_alloc(arena, class->session_count + 1);
	day.is_expected = mc_arena_alloc(arena, class->exercise_count + 1);
	look_at_sessions(&day);
	for (size_t i = 0; i < class->exercise_count; i++)
		look_at_exercise(&day, i);
	return day;
}

/* ---- a learner ---- */

struct judging {
	const struct mc_risk_day *day;
	const struct mc_risk_learner *learner;
	struct mc_risk_verdict *verdict;
	int64_t sessions;  /* held for this learner, with a mark of theirs */
	int64_t in_a_row;  /* absences up to now */
	int64_t unmarked;  /* sessions in which only others were marked */
	int64_t remaining; /* planned */
	int64_t missing, failing;
	const char *first_missing, *first_failing;
	int64_t score_num, score_den;
};

static void note_sign(struct mc_risk_verdict *verdict, int32_t day)
{
	if (day != MC_DATE_NONE && day > verdict->last_sign)
		verdict->last_sign = day;
}

static void score(struct judging *j, int64_t points, int64_t of)
{
	j->score_num += points;
	j->score_den += of;
}

/* Source of the numbers: CodeYourFuture's tracker. */
static void count_mark(struct judging *j, unsigned char mark)
{
	const struct mc_risk_settings *settings = j->day->settings;
	struct mc_risk_verdict *verdict = j->verdict;

	j->sessions++;
	if (mark == MC_RISK_EXCUSED && settings->excused == MC_RISK_EXCUSED_LEFT_OUT)
		return;
	verdict->counted += WHOLE;
	if (mark == MC_RISK_PRESENT ||
	    (mark == MC_RISK_EXCUSED && settings->excused == MC_RISK_EXCUSED_PRESENT)) {
		verdict->attended += WHOLE;
		score(j, 10, 10);
	} else if (mark == MC_RISK_LATE) {
		verdict->attended += (int64_t)settings->late * WHOLE / 100;
		score(j, 8, 10);
	} else {
		score(j, 0, 20);
	}
	/* Who says why does not break a row of absences, and does not lengthen it. */
	if (mark == MC_RISK_ABSENT_MARK)
		j->in_a_row++;
	else if (mark != MC_RISK_EXCUSED)
		j->in_a_row = 0;
}

static void look_at_marks(struct judging *j)
{
	const struct mc_risk_class *class = j->day->class;

	for (size_t s = 0; s < class->session_count; s++) {
		const struct mc_risk_session *session = &class->sessions[s];
		unsigned char mark = j->learner->marks[s];

		if (session->is_cancelled || session->day < j->learner->from)
			continue;
		if (session->day > j->day->today) {
			j->remaining++;
		} else if (mark != MC_RISK_NO_MARK) {
			count_mark(j, mark);
			if (is_sign(mark))
				note_sign(j->verdict, session->day);
		} else {
			j->unmarked += j->day->is_taken[s];
		}
	}
}

static void look_at_work(struct judging *j)
{
	const struct mc_risk_class *class = j->day->class;

	for (size_t i = 0; i < class->exercise_count; i++) {
		const struct mc_risk_result *result = &j->learner->results[i];
		bool is_done = result->done != MC_DATE_NONE && result->done <= j->day->today;

		if (is_done)
			note_sign(j->verdict, result->done);
		if (!j->day->is_expected[i])
			continue;
		j->verdict->expected++;
		j->verdict->passed += is_done && result->is_passed;
		score(j, !is_done ? 0 : result->is_passed ? 10 : 6, 10);
		if (!is_done && ++j->missing == 1)
			j->first_missing = class->exercises[i];
		if (is_done && !result->is_passed && ++j->failing == 1)
			j->first_failing = class->exercises[i];
	}
}

static void look_at_contacts(struct judging *j)
{
	for (size_t i = 0; i < j->learner->contact_count; i++) {
		int32_t on = j->learner->contacts[i];

		if (on > j->day->today)
			continue;
		note_sign(j->verdict, on);
		if (on > j->verdict->last_contact)
			j->verdict->last_contact = on;
	}
}

/* ---- signals ---- */

static void add(struct judging *j, enum mc_risk_signal signal, enum mc_risk_label label, int64_t a, int64_t b,
		const char *text)
{
	struct mc_risk_verdict *verdict = j->verdict;

	verdict->reasons[verdict->reason_count++] = (struct mc_risk_reason){ signal, label, a, b, text };
	if (label > verdict->label)
		verdict->label = label;
}

/* More than a threshold is bad; 0 is off. */
static void add_many(struct judging *j, enum mc_risk_signal signal, int64_t count, uint32_t behind,
		     uint32_t at_risk, const char *text)
{
	if (at_risk > 0 && count >= at_risk)
		add(j, signal, MC_RISK_AT_RISK, count, at_risk, text);
	else if (behind > 0 && count >= behind)
		add(j, signal, MC_RISK_BEHIND, count, behind, text);
}

/* Silent is who shows no sign while others do: a holiday is nobody's silence. */
static void judge_silence(struct judging *j)
{
	const struct mc_risk_settings *settings = j->day->settings;
	int32_t sign = j->verdict->last_sign > j->learner->from ? j->verdict->last_sign : j->learner->from;

	if (j->day->last_active > sign)
		add_many(j, MC_RISK_SILENT, j->day->last_active - sign, settings->silent_behind,
			 settings->silent_at_risk, NULL);
}

/* Half up, as every share: see sheet/sheet.h. */
static int64_t tenths(int64_t part, int64_t whole)
{
	return whole > 0 ? (part * 2 * TENTHS + whole) / (2 * whole) : -1;
}

/* Compared exactly, not as it is printed. */
static bool is_below(int64_t part, int64_t whole, uint32_t percent)
{
	return whole > 0 && part * 100 < whole * (int64_t)percent;
}

static void judge_attendance(struct judging *j)
{
	const struct mc_risk_settings *settings = j->day->settings;
	const struct mc_risk_verdict *v = j->verdict;
	int64_t best = v->attended + j->remaining * WHOLE;
	int64_t all = v->counted + j->remaining * WHOLE;

	if (j->sessions < settings->warn_after || v->counted == 0)
		return;
	/* Without planned sessions nobody knows what is still to come. */
	if (j->remaining > 0 && is_below(best, all, settings->attendance_needed))
		add(j, MC_RISK_LOST, MC_RISK_AT_RISK, tenths(best, all), settings->attendance_needed, NULL);
	if (is_below(v->attended, v->counted, settings->attendance_at_risk))
		add(j, MC_RISK_ATTENDANCE, MC_RISK_AT_RISK, tenths(v->attended, v->counted),
		    settings->attendance_at_risk, NULL);
	else if (is_below(v->attended, v->counted, settings->attendance_behind))
		add(j, MC_RISK_ATTENDANCE, MC_RISK_BEHIND, tenths(v->attended, v->counted),
		    settings->attendance_behind, NULL);
}

static void judge_score(struct judging *j)
{
	const struct mc_risk_settings *settings = j->day->settings;
	struct mc_risk_verdict *v = j->verdict;

	v->score = j->score_den > 0 ? SCORE_MAX * j->score_num / j->score_den : -1;
	if (v->score < 0 || (j->sessions < settings->warn_after && v->expected == 0))
		return;
	if (v->score < settings->score_at_risk)
		add(j, MC_RISK_SCORE, MC_RISK_AT_RISK, v->score, settings->score_at_risk, NULL);
	else if (v->score < settings->score_behind)
		add(j, MC_RISK_SCORE, MC_RISK_BEHIND, v->score, settings->score_behind, NULL);
}

/* Nothing alarming was seen: is it because there was enough to see? */
static void judge_knowledge(struct judging *j)
{
	const struct mc_risk_settings *settings = j->day->settings;
	bool is_known = j->sessions >= settings->warn_after || j->verdict->expected > 0;

	if (j->unmarked > 0)
		add(j, MC_RISK_UNMARKED, MC_RISK_UNKNOWN, j->unmarked, 0, NULL);
	if (!is_known && j->verdict->label == MC_RISK_UNKNOWN)
		add(j, MC_RISK_EARLY, MC_RISK_UNKNOWN, j->sessions, settings->warn_after, NULL);
	else if (j->verdict->label == MC_RISK_UNKNOWN)
		j->verdict->label = MC_RISK_ON_TRACK;
}

struct mc_risk_verdict mc_risk_judge(const struct mc_risk_day *day, const struct mc_risk_learner *learner)
{
	const struct mc_risk_settings *settings = day->settings;
	struct mc_risk_verdict verdict = {
		.label = MC_RISK_UNKNOWN, .score = -1, .last_sign = MC_DATE_NONE, .last_contact = MC_DATE_NONE
	};
	struct judging judging = { .day = day, .learner = learner, .verdict = &verdict };
	struct judging *j = &judging;

	look_at_marks(j);
	look_at_work(j);
	look_at_contacts(j);
	judge_silence(j);
	add_many(j, MC_RISK_ABSENT, j->in_a_row, settings->absences_behind, settings->absences_at_risk, NULL);
	judge_attendance(j);
	add_many(j, MC_RISK_MISSING, j->missing, settings->missing_behind, settings->missing_at_risk,
		 j->first_missing);
	add_many(j, MC_RISK_FAILING, j->failing, settings->failing_behind, 0, j->first_failing);
	judge_score(j);
	judge_knowledge(j);
	return verdict;
}
