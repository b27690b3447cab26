/* SPDX-License-Identifier: MIT */
#include "cohort/rules_check.h"

#include <string.h>

#include "base/date.h"

void mc_rules_check_release(struct mc_rules_check *check)
{
	mc_arena_release(&check->arena);
	*check = (struct mc_rules_check)MC_RULES_CHECK_INIT;
}

/*
 * A sum of what is certain, with what is open.  Of a share: part of whole; unsure may or may not belong to
 * part; later will add to both, at best; done may still come true without adding to whole.
 */
struct tally {
	int64_t part;
	int64_t unsure;
	int64_t whole; /* with unsure */
	int64_t later;
	int64_t open; /* of whole, can still be done */
	enum mc_rule_reason unsure_reason;
};

/* Tenths of a percent, rounded down; -1 when there is nothing to take a share of. */
static int64_t tenths(int64_t part, int64_t whole)
{
	return whole > 0 ? part * 1000 / whole : -1;
}

static void settle(struct mc_rule_check *check, enum mc_rule_state state, enum mc_rule_reason reason)
{
	check->state = state;
	check->reason = reason;
}

/* From numbers in the unit of the threshold: the value for certain, the value if all that is unsure holds,
 * and what can still become of it. */
static void settle_numbers(struct mc_rule_check *check, bool is_reached, bool is_reached_at_best,
			   bool is_possible, enum mc_rule_reason unsure)
{
	if (is_reached)
		settle(check, MC_RULE_PASS, MC_WHY_FULFILLED);
	else if (is_reached_at_best)
		settle(check, MC_RULE_UNKNOWN, unsure);
	else
		settle(check, MC_RULE_FAIL, is_possible ? MC_WHY_BELOW : MC_WHY_OUT_OF_REACH);
}

static bool is_share_enough(int64_t part, int64_t whole, uint32_t percent)
{
	return whole > 0 && part * 100 >= (int64_t)percent * whole;
}

static void judge_share(struct mc_rule_check *check, const struct tally *tally)
{
	uint32_t percent = check->rule->percent;
	int64_t best = tally->part + tally->unsure;
	int64_t most = best + tally->open + tally->later, most_of = tally->whole + tally->later;

	check->is_share = true;
	check->part = tally->part;
	check->whole = tally->whole;
	check->value = tenths(tally->part, tally->whole);
	check->threshold = (int64_t)percent * 10;
	check->possible = tenths(most, most_of);
	if (tally->whole == 0) {
		settle(check, MC_RULE_UNKNOWN, MC_WHY_NO_DATA);
		return;
	}
	settle_numbers(check, is_share_enough(tally->part, tally->whole, percent),
		       is_share_enough(best, tally->whole, percent), is_share_enough(most, most_of, percent),
		       tally->unsure_reason);
}

static void judge_count(struct mc_rule_check *check, const struct tally *tally, int64_t needed)
{
	check->part = tally->part;
	check->whole = tally->whole;
	check->value = tally->part;
	check->threshold = needed;
	check->possible = tally->part + tally->unsure + tally->open + tally->later;
	settle_numbers(check, tally->part >= needed, tally->part + tally->unsure >= needed,
		       check->possible >= needed, tally->unsure_reason);
}

static void add_missing(struct mc_rule_check *check, const char *id)
{
	check->missing.items[check->missing.count++] = id;
}

/* Room for count ids. */
static void start_missing(struct mc_rule_check *check, struct mc_arena *arena, size_t count)
{
	check->missing.items = mc_arena_alloc(arena, (count + 1) * sizeof(*check->missing.items));
}

/* Sessions that were held and have no mark could have been anything. */
static void check_attendance(struct mc_rule_check *check, const struct mc_rule_policy *policy,
			     const struct mc_rule_facts *facts)
{
	int64_t marked = facts->present + facts->late + facts->excused + facts->absent;
	int64_t unmarked = facts->held > marked ? facts->held - marked : 0;
	int64_t counted = marked - (policy->excused == MC_EXCUSED_LEFT_OUT ? facts->excused : 0);
	struct tally tally = { .part = facts->present * 1000 + facts->late * policy->late,
			       .unsure = unmarked * 1000,
			       .whole = (counted + unmarked) * 1000,
			       .later = facts->is_over ? 0 : facts->planned * 1000,
			       .unsure_reason = MC_WHY_MARKS_MISSING };

	if (policy->excused == MC_EXCUSED_PRESENT)
		tally.part += facts->excused * 1000;
	judge_share(check, &tally);
	if (facts->held < policy->min_held)
		settle(check, MC_RULE_UNKNOWN, MC_WHY_TOO_FEW_SESSIONS);
}

static const struct mc_fact_exercise *find_exercise(const struct mc_rule_facts *facts, const char *id)
{
	for (size_t i = 0; i < facts->exercise_count; i++) {
		if (!strcmp(facts->exercises[i].id, id))
			return &facts->exercises[i];
	}
	return NULL;
}

static void tally_exercise(struct tally *tally, struct mc_rule_check *check, const char *id,
			   enum mc_fact_exercise_state state, bool is_over)
{
	bool is_done =
		state == MC_EXERCISE_PASSED || (check->rule->takes_submitted && state != MC_EXERCISE_MISSING);

	tally->whole++;
	tally->part += is_done;
	if (is_done)
		return;
	tally->unsure += state == MC_EXERCISE_UNGRADED;
	tally->open += !is_over && state != MC_EXERCISE_UNGRADED;
	add_missing(check, id);
}

static void check_exercises(struct mc_rule_check *check, struct mc_arena *arena,
			    const struct mc_rule_facts *facts)
{
	const struct mc_rule *rule = check->rule;
	struct tally tally = { .unsure_reason = MC_WHY_UNGRADED };

	start_missing(check, arena, rule->items.count + facts->exercise_count);
	for (size_t i = 0; i < rule->items.count; i++) {
		const struct mc_fact_exercise *fact = find_exercise(facts, rule->items.items[i]);

		tally_exercise(&tally, check, rule->items.items[i], fact ? fact->state : MC_EXERCISE_MISSING,
			       facts->is_over);
	}
	for (size_t i = 0; rule->groups.count && facts->knows_curriculum && i < facts->exercise_count; i++) {
		const struct mc_fact_exercise *fact = &facts->exercises[i];

		if (fact->module && mc_texts_has(&rule->groups, fact->module))
			tally_exercise(&tally, check, fact->id, fact->state, facts->is_over);
	}
	judge_share(check, &tally);
}

/* The points of a module that can be had are those of all its exercises, also of those not handed in. */
static void check_points(struct mc_rule_check *check, const struct mc_rule_facts *facts)
{
	struct tally tally = { .unsure_reason = MC_WHY_UNGRADED };

	for (size_t i = 0; facts->knows_curriculum && i < facts->exercise_count; i++) {
		const struct mc_fact_exercise *fact = &facts->exercises[i];

		if (!fact->module || !mc_texts_has(&check->rule->groups, fact->module))
			continue;
		tally.whole += fact->max;
		if (fact->state == MC_EXERCISE_UNGRADED) {
			tally.unsure += fact->max;
			continue;
		}
		tally.part += fact->points;
		tally.open += facts->is_over ? 0 : fact->max - fact->points;
	}
	judge_share(check, &tally);
}

/* A project is a fact of its own, or an exercise of that id. */
static enum mc_fact_exercise_state project_state(const struct mc_rule_facts *facts, const char *id,
						 bool is_team)
{
	const struct mc_fact_exercise *exercise = is_team ? NULL : find_exercise(facts, id);
	enum mc_fact_exercise_state state = exercise ? exercise->state : MC_EXERCISE_MISSING;

	for (size_t i = 0; i < facts->project_count; i++) {
		const struct mc_fact_project *project = &facts->projects[i];

		if (strcmp(project->id, id) != 0 || (is_team && !project->is_team))
			continue;
		if (project->is_passed)
			return MC_EXERCISE_PASSED;
		if (project->is_ungraded && state != MC_EXERCISE_PASSED)
			state = MC_EXERCISE_UNGRADED;
	}
	return state;
}

static void tally_project(struct tally *tally, struct mc_rule_check *check, const char *id,
			  enum mc_fact_exercise_state state, bool is_over)
{
	tally->whole++;
	if (state == MC_EXERCISE_PASSED) {
		tally->part++;
		return;
	}
	tally->unsure += state == MC_EXERCISE_UNGRADED;
	tally->open += !is_over && state != MC_EXERCISE_UNGRADED;
	add_missing(check, id);
}

static void check_projects(struct mc_rule_check *check, struct mc_arena *arena,
			   const struct mc_rule_facts *facts)
{
	const struct mc_rule *rule = check->rule;
	bool is_team = rule->kind == MC_RULE_TEAM;
	struct tally tally = { .unsure_reason = MC_WHY_UNGRADED };

	start_missing(check, arena, rule->items.count);
	for (size_t i = 0; i < rule->items.count; i++)
		tally_project(&tally, check, rule->items.items[i],
			      project_state(facts, rule->items.items[i], is_team), facts->is_over);
	judge_count(check, &tally, rule->count ? rule->count : (int64_t)rule->items.count);
}

/* Any team projects, so many of them. */
static void check_team(struct mc_rule_check *check, const struct mc_rule_facts *facts)
{
	int64_t needed = check->rule->count ? check->rule->count : 1;
	struct tally tally = { .unsure_reason = MC_WHY_UNGRADED };

	for (size_t i = 0; i < facts->project_count; i++) {
		tally.part += facts->projects[i].is_team && facts->projects[i].is_passed;
		tally.unsure += facts->projects[i].is_team && !facts->projects[i].is_passed &&
				facts->projects[i].is_ungraded;
	}
	tally.whole = needed;
	if (!facts->is_over && needed > tally.part + tally.unsure)
		tally.open = needed - tally.part - tally.unsure;
	judge_count(check, &tally, needed);
}

static void check_meetings(struct mc_rule_check *check, const struct mc_rule_facts *facts)
{
	struct tally tally = { .part = facts->meetings_attended,
			       .whole = facts->meetings_attended + facts->meetings_missed,
			       .later = facts->is_over ? 0 : facts->meetings_planned,
			       .unsure_reason = MC_WHY_NO_DATA };
	int64_t needed = check->rule->count;

	if (check->rule->percent) {
		judge_share(check, &tally);
		return;
	}
	/* More can be agreed on until the course ends. */
	if (!facts->is_over && needed > tally.part)
		tally.later = tally.later > needed - tally.part ? tally.later : needed - tally.part;
	judge_count(check, &tally, needed);
}

static void tally_event(struct tally *tally, struct mc_rule_check *check, const char *id, bool has_attended,
			bool may_come)
{
	tally->whole++;
	tally->part += has_attended;
	tally->open += !has_attended && may_come;
	if (!has_attended)
		add_missing(check, id);
}

static const struct mc_fact_event *find_event(const struct mc_rule_facts *facts, const char *id)
{
	for (size_t i = 0; i < facts->event_count; i++) {
		if (!strcmp(facts->events[i].id, id))
			return &facts->events[i];
	}
	return NULL;
}

/* An event that nobody has recorded may still be held. */
static void check_events(struct mc_rule_check *check, struct mc_arena *arena,
			 const struct mc_rule_facts *facts)
{
	const struct mc_rule *rule = check->rule;
	struct tally tally = { .unsure_reason = MC_WHY_NO_DATA };

	start_missing(check, arena, rule->items.count + facts->event_count);
	for (size_t i = 0; i < rule->items.count; i++) {
		const struct mc_fact_event *event = find_event(facts, rule->items.items[i]);

		tally_event(&tally, check, rule->items.items[i], event && event->has_attended,
			    !facts->is_over && !(event && event->was_held));
	}
	for (size_t i = 0; rule->groups.count && i < facts->event_count; i++) {
		const struct mc_fact_event *event = &facts->events[i];

		/* Without a number, all that were held are needed. */
		if (mc_texts_has(&rule->groups, event->kind) && (event->was_held || rule->count))
			tally_event(&tally, check, event->id, event->has_attended,
				    !facts->is_over && !event->was_held);
	}
	if (rule->groups.count && rule->count && !facts->is_over && tally.part + tally.open < rule->count)
		tally.later = rule->count - tally.part - tally.open;
	judge_count(check, &tally, rule->count ? rule->count : tally.whole);
	if (rule->groups.count && !rule->count && tally.whole == 0 && !facts->is_over)
		settle(check, MC_RULE_UNKNOWN, MC_WHY_NO_DATA);
}

static void check_cases(struct mc_rule_check *check, struct mc_arena *arena,
			const struct mc_rule_facts *facts)
{
	start_missing(check, arena, facts->open_case_count);
	for (size_t i = 0; i < facts->open_case_count; i++) {
		if (!check->rule->groups.count || mc_texts_has(&check->rule->groups, facts->open_cases[i]))
			add_missing(check, facts->open_cases[i]);
	}
	check->value = (int64_t)check->missing.count;
	check->part = check->value;
	if (check->missing.count)
		settle(check, MC_RULE_FAIL, MC_WHY_CASE_OPEN);
	else
		settle(check, MC_RULE_PASS, MC_WHY_FULFILLED);
}

static void check_rule(struct mc_rule_check *check, struct mc_rules_check *all,
		       const struct mc_rule_facts *facts)
{
	if (check->rule->since != MC_DATE_NONE && facts->cohort_start < check->rule->since) {
		check->value = check->threshold = check->possible = -1;
		settle(check, MC_RULE_NOT_ASKED, MC_WHY_EARLIER_COHORT);
		return;
	}
	switch (check->rule->kind) {
	case MC_RULE_ATTENDANCE:
		check_attendance(check, &all->rules->policy, facts);
		break;
	case MC_RULE_EXERCISES:
		check_exercises(check, &all->arena, facts);
		break;
	case MC_RULE_POINTS:
		check_points(check, facts);
		break;
	case MC_RULE_TEAM:
		if (!check->rule->items.count) {
			check_team(check, facts);
			break;
		}
		check_projects(check, &all->arena, facts);
		break;
	case MC_RULE_PROJECTS:
		check_projects(check, &all->arena, facts);
		break;
	case MC_RULE_MEETINGS:
		check_meetings(check, facts);
		break;
	case MC_RULE_EVENTS:
		check_events(check, &all->arena, facts);
		break;
	case MC_RULE_NO_CASE:
		check_cases(check, &all->arena, facts);
		break;
	}
}

void mc_rules_check(struct mc_rules_check *check, const struct mc_rules *rules,
		    const struct mc_rule_facts *facts)
{
	mc_rules_check_release(check);
	check->rules = rules;
	check->checks = mc_arena_alloc(&check->arena, (rules->count + 1) * sizeof(*check->checks));
	check->state = MC_RULE_PASS;
	for (size_t i = 0; i < rules->count; i++) {
		struct mc_rule_check *one = &check->checks[check->count++];

		one->rule = &rules->rules[i];
		check_rule(one, check, facts);
		if (one->state == MC_RULE_FAIL ||
		    (one->state == MC_RULE_UNKNOWN && check->state == MC_RULE_PASS))
			check->state = one->state;
	}
}
