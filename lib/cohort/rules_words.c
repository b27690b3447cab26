/* SPDX-License-Identifier: MIT */
#include "base/date.h"
#include "base/i18n.h"
#include "cohort/rules_check.h"

static const char *const state_names[] = {
#define X(constant, name) name,
	MC_RULE_STATES(X)
#undef X
};

static const char *const reason_names[] = {
#define X(constant, name) name,
	MC_RULE_REASONS(X)
#undef X
};

const char *mc_rule_state_name(enum mc_rule_state state)
{
	return state_names[state];
}

const char *mc_rule_reason_name(enum mc_rule_reason reason)
{
	return reason_names[reason];
}

/* Ids in a sentence at most. */
enum { MAX_NAMED = 8, NUMBER_CHARS = 40 };

/* A value as people read it: "72.5%" or "3"; without a value "–". */
static void write_value(char text[NUMBER_CHARS], bool is_share, int64_t value)
{
	if (value < 0)
		(void)snprintf(text, NUMBER_CHARS, "%s", "–");
	else if (is_share)
		(void)snprintf(text, NUMBER_CHARS, _("%lld.%d%%"), (long long)value / 10, (int)(value % 10));
	else
		(void)snprintf(text, NUMBER_CHARS, "%lld", (long long)value);
}

/* A threshold is a whole percentage. */
static void write_threshold(char text[NUMBER_CHARS], const struct mc_rule_check *check)
{
	if (check->is_share)
		/* TRANSLATORS: a whole percentage. Spanish: "%lld %%" with a no-break space. */
		(void)snprintf(text, NUMBER_CHARS, _("%lld%%"), (long long)check->threshold / 10);
	else
		write_value(text, false, check->threshold);
}

static void add_missing(struct mc_buf *out, const struct mc_texts *missing)
{
	const char *comma = "";

	if (!missing->count)
		return;
	mc_buf_addz(out, "; ");
	mc_buf_addz(out, _("missing: "));
	for (size_t i = 0; i < missing->count && i < MAX_NAMED; i++, comma = ", ")
		mc_buf_addf(out, "%s%s", comma, missing->items[i]);
	if (missing->count > MAX_NAMED) {
		size_t rest = missing->count - MAX_NAMED;

		mc_buf_addz(out, " ");
		mc_buf_addf(out, NP_("and %zu more", "and %zu more", rest), rest);
	}
}

/* The sentences with a value; the others say why there is none that counts. */
static void add_numbers(struct mc_buf *out, const struct mc_rule_check *check)
{
	char value[NUMBER_CHARS], threshold[NUMBER_CHARS], possible[NUMBER_CHARS];

	write_value(value, check->is_share, check->value);
	write_threshold(threshold, check);
	write_value(possible, check->is_share, check->possible);
	if (check->state == MC_RULE_PASS)
		mc_buf_addf(out, _("%s, and %s is needed"), value, threshold);
	else if (check->reason == MC_WHY_BELOW)
		mc_buf_addf(out, _("%s, but %s is needed; %s can still be reached"), value, threshold,
			    possible);
	else if (check->reason == MC_WHY_OUT_OF_REACH)
		mc_buf_addf(out, _("%s, but %s is needed; no more than %s can be reached"), value, threshold,
			    possible);
	else if (check->reason == MC_WHY_MARKS_MISSING)
		mc_buf_addf(out, _("%s of %s needed is sure; sessions without marks decide"), value,
			    threshold);
	else
		mc_buf_addf(out, _("%s of %s needed is sure; what is not graded yet decides"), value,
			    threshold);
}

void mc_rule_check_words(struct mc_buf *out, const struct mc_rule_check *check)
{
	char day[MC_DATE_TEXT];

	switch (check->reason) {
	case MC_WHY_FULFILLED:
		if (check->rule->kind == MC_RULE_NO_CASE)
			mc_buf_addz(out, _("no case is open"));
		else
			add_numbers(out, check);
		return;
	case MC_WHY_BELOW:
	case MC_WHY_OUT_OF_REACH:
	case MC_WHY_MARKS_MISSING:
	case MC_WHY_UNGRADED:
		add_numbers(out, check);
		add_missing(out, &check->missing);
		return;
	case MC_WHY_TOO_FEW_SESSIONS:
		mc_buf_addz(out, _("too few sessions were held to say"));
		return;
	case MC_WHY_NO_DATA:
		mc_buf_addz(out, _("nothing is recorded that this rule asks for"));
		return;
	case MC_WHY_CASE_OPEN:
		mc_buf_addz(out, _("a case is open"));
		add_missing(out, &check->missing);
		return;
	case MC_WHY_EARLIER_COHORT:
		mc_date_text(day, check->rule->since);
		mc_buf_addf(out, _("asked only of cohorts that start on %s or later"), day);
		return;
	}
}

static void write_number(struct mc_json_writer *w, const char *key, bool is_share, int64_t value)
{
	char text[NUMBER_CHARS];

	mc_json_key(w, key);
	if (value < 0) {
		mc_json_null(w);
	} else if (is_share) {
		(void)snprintf(text, sizeof(text), "%lld.%lld", (long long)value / 10, (long long)value % 10);
		mc_json_text(w, text);
	} else {
		mc_json_int(w, value);
	}
}

void mc_rules_check_write(struct mc_json_writer *writer, const struct mc_rules_check *check)
{
	mc_json_start(writer, '[');
	for (size_t i = 0; i < check->count; i++) {
		const struct mc_rule_check *one = &check->checks[i];

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "id", one->rule->id);
		mc_json_key_text(writer, "kind", mc_rule_kind_names[one->rule->kind]);
		mc_json_key_text(writer, "state", mc_rule_state_name(one->state));
		mc_json_key_text(writer, "reason", mc_rule_reason_name(one->reason));
		write_number(writer, "value", one->is_share, one->value);
		write_number(writer, "threshold", one->is_share, one->threshold);
		write_number(writer, "possible", one->is_share, one->possible);
		mc_json_key(writer, "missing");
		mc_json_start(writer, '[');
		for (size_t j = 0; j < one->missing.count; j++)
			mc_json_text(writer, one->missing.items[j]);
		mc_json_end(writer);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}
