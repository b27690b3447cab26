/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/unicode.h"
#include "roster/roster_parts.h"

/* What can be said of a list only when all of it is there. */

/* Somebody, and what no other person may have. */
struct key {
	const char *text;
	size_t line;
};

static int compare_keys(const void *a, const void *b)
{
	const struct key *left = a;
	const struct key *right = b;
	int order = strcmp(left->text, right->text);

	return order ? order : (left->line > right->line) - (left->line < right->line);
}

/* A name is no key: two people may have it, so it only is told. */
static bool is_name(enum mc_roster_text text)
{
	return text == MC_TEXT_legal_name || text == MC_TEXT_display_name;
}

static void note_double(struct mc_roster *roster, const char *file, enum mc_roster_text text,
			const char *sentence, size_t line, size_t first_line)
{
	MC_AUTO(mc_buf) why = MC_BUF_INIT;

	mc_buf_addf(&why, "%s: ", _(sentence));
	mc_buf_addf(&why, _("see line %zu"), first_line);
	if (!is_name(text))
		mc_roster_fault(roster, file, line, NULL, why.ptr);
	else if (roster->notice_count < MC_ROSTER_MAX_FAULTS)
		mc_roster_note(roster, file, line, why.ptr);
}

/* Notes all who have the same text as somebody before them. */
static void note_doubles_of(struct mc_roster *roster, const char *file, enum mc_roster_text text,
			    const char *sentence)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) folded = MC_BUF_INIT;
	struct key *keys = mc_alloc_zero(roster->count, sizeof(*keys));
	size_t count = 0;

	for (size_t i = 0; i < roster->count; i++) {
		const char *value = *mc_roster_text(&roster->people[i], text);

		if (!value || !*value)
			continue;
		mc_buf_reset(&folded);
		mc_unicode_add_key(&folded, value, strlen(value), text != MC_TEXT_id);
		keys[count++] =
			(struct key){ mc_arena_copy(&arena, folded.ptr, folded.len), roster->people[i].line };
	}
	qsort(keys, count, sizeof(*keys), compare_keys);
	for (size_t i = 1, first = 0; i < count; i++) {
		if (strcmp(keys[i].text, keys[first].text) != 0) {
			first = i;
			continue;
		}
		note_double(roster, file, text, sentence, keys[i].line, keys[first].line);
	}
	free(keys);
}

static void note_doubles(struct mc_roster *roster, const char *file)
{
	static const struct {
		enum mc_roster_text text;
		const char *sentence;
	} unique[] = {
		{ MC_TEXT_id, N_("the same identifier twice") },
		{ MC_TEXT_email, N_("the same e-mail address twice") },
		{ MC_TEXT_login, N_("the same login twice") },
		{ MC_TEXT_github, N_("the same login of GitHub twice") },
		{ MC_TEXT_github_id, N_("the same id of GitHub twice") },
		{ MC_TEXT_legal_name, N_("the same legal name twice") },
		{ MC_TEXT_display_name, N_("the same display name twice") },
	};

	for (size_t i = 0; i < MC_COUNT(unique); i++)
		note_doubles_of(roster, file, unique[i].text, unique[i].sentence);
}

/* By line, and in one line as they were found; there are few. */
void mc_roster_sort_faults(struct mc_roster *roster)
{
	for (size_t i = 1; i < roster->fault_kept; i++) {
		struct mc_roster_notice fault = roster->faults[i];
		size_t k = i;

		for (; k > 0; k--) {
			int order = strcmp(roster->faults[k - 1].file, fault.file);

			if (order < 0 || (order == 0 && roster->faults[k - 1].line <= fault.line))
				break;
			roster->faults[k] = roster->faults[k - 1];
		}
		roster->faults[k] = fault;
	}
}

/* Roles of Moodle (its shortnames, and the numbers that it gives them) and of OneRoster. */
static bool is_staff(const char *role)
{
	static const char *const roles[] = {
		"teacher",
		"editingteacher",
		"non-editingteacher",
		"manager",
		"coursecreator",
		"1",
		"2",
		"3",
		"4",
		"administrator",
		"siteadministrator",
		"districtadministrator",
		"aide",
		"systemadministrator",
		"guardian",
		"parent",
		"relative",
		"proctor",
		"counselor",
		"principal",
		"mentor",
		"volunteer",
		"staff",
	};

	for (size_t i = 0; role && i < MC_COUNT(roles); i++)
		if (!strcasecmp(role, roles[i]))
			return true;
	return false;
}

static void leave_staff_out(struct mc_roster *roster, const char *file)
{
	size_t kept = 0;

	for (size_t i = 0; i < roster->count; i++)
		if (!is_staff(roster->people[i].role))
			roster->people[kept++] = roster->people[i];
	size_t left = roster->count - kept;

	roster->count = kept;
	if (left == 0)
		return;
	MC_AUTOTEXT text = mc_format(NP_("%zu person who is no learner by the role was left out",
					 "%zu people who are no learners by their role were left out", left),
				     left);

	mc_roster_note(roster, file, 0, text);
}

void mc_roster_finish(struct mc_roster *roster, const struct mc_roster_source *source, const char *file)
{
	note_doubles(roster, file);
	mc_roster_sort_faults(roster);
	if (!source->takes_staff)
		leave_staff_out(roster, file);
}
