/* SPDX-License-Identifier: MIT */
#include "roster/marks.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "roster/roster_parts.h"

enum { MAX_WORDS = 50, CLOCK_LETTERS = 5, DAY_LETTERS = 10, LAST_STATUS = MC_MARK_ABSENT };

/* A table that is being read. */
struct reading {
	struct mc_marks *marks;
	struct mc_roster_table table;
	size_t user;
	size_t session;
	size_t status;
	size_t time;
	struct {
		struct mc_str word;
		enum mc_mark_status status;
	} words[MAX_WORDS];
	size_t word_count;
};

static const struct {
	const char *name;
	const char *acronym;
} statuses[] = { [MC_MARK_BY_TIME] = { "", "" },
#define X(constant, name, acronym) [constant] = { name, acronym },
		 MC_MARK_STATUSES(X)
#undef X
};

void mc_marks_release(struct mc_marks *marks)
{
	free(marks->marks);
	mc_roster_release(&marks->list);
	*marks = (struct mc_marks)MC_MARKS_INIT;
}

const char *mc_mark_name(enum mc_mark_status status)
{
	return statuses[status].name;
}

/* ---- words for statuses ---- */

static bool is_word(struct mc_str a, const char *b)
{
	return a.len == strlen(b) && strncasecmp(a.ptr, b, a.len) == 0;
}

static bool find_status(enum mc_mark_status *status, const struct reading *reading, struct mc_str word)
{
	for (size_t i = 0; i < reading->word_count; i++)
		if (reading->words[i].word.len == word.len &&
		    strncasecmp(reading->words[i].word.ptr, word.ptr, word.len) == 0) {
			*status = reading->words[i].status;
			return true;
		}
	for (unsigned i = MC_MARK_PRESENT; i <= LAST_STATUS; i++)
		if (is_word(word, statuses[i].name) || is_word(word, statuses[i].acronym)) {
			*status = i;
			return true;
		}
	return false;
}

static struct mc_err *read_words(struct reading *reading, const char *words)
{
	while (words && *words) {
		size_t len = strcspn(words, ",");
		const char *equals = memchr(words, '=', len);
		struct mc_str meaning = { "", 0 };
		enum mc_mark_status status = MC_MARK_BY_TIME;
		struct reading none = { .word_count = 0 };

		if (equals)
			meaning = mc_str_trim(
				(struct mc_str){ equals + 1, (size_t)(words + len - equals - 1) });
		if (reading->word_count == MAX_WORDS || !equals || equals == words ||
		    !find_status(&status, &none, meaning))
			return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' does not say what words mean"),
						      words),
					   _("write it as 'R=late,J=excused'"));
		reading->words[reading->word_count].word =
			mc_str_trim((struct mc_str){ words, (size_t)(equals - words) });
		reading->words[reading->word_count++].status = status;
		words += len + (words[len] == ',');
	}
	return NULL;
}

/* ---- columns ---- */

static size_t first_column(const struct mc_csv *csv, const char *const names[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (mc_csv_column(csv, names[i]) != SIZE_MAX)
			return mc_csv_column(csv, names[i]);
	return SIZE_MAX;
}

/* "id" is not among them: in files of Moodle it is a number of Moodle's own. */
static struct mc_err *find_user(struct reading *reading)
{
	static const struct {
		const char *column;
		const char *means;
	} users[] = {
		{ "learner_id", "learner_id" },
		{ "idnumber", "learner_id" },
		{ "identifier", "learner_id" },
		{ "email", "email" },
		{ "moodle_login", "moodle_login" },
		{ "username", "moodle_login" },
		{ "github_login", "github_login" },
		{ "github_username", "github_login" },
		{ "user", "user" },
	};

	for (size_t i = 0; i < MC_COUNT(users); i++) {
		reading->user = mc_csv_column(reading->table.csv, users[i].column);
		reading->marks->user = users[i].means;
		if (reading->user != SIZE_MAX)
			return NULL;
	}
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' has no column that names people"),
				      reading->table.file),
			   _("call it 'learner_id', 'email' or 'username'"));
}

static struct mc_err *find_columns(struct reading *reading)
{
	static const char *const sessions[] = { "session_id", "session" };
	static const char *const states[] = { "status", "attendance" };
	static const char *const times[] = { "scantime", "scan time", "time", "at", "date", "held_on" };
	const struct mc_csv *csv = reading->table.csv;

	MC_TRY(find_user(reading));
	reading->session = first_column(csv, sessions, MC_COUNT(sessions));
	reading->status = first_column(csv, states, MC_COUNT(states));
	reading->time = first_column(csv, times, MC_COUNT(times));
	if (reading->status == SIZE_MAX && reading->time == SIZE_MAX)
		return mc_err_new(MC_E_INPUT, _("'%s' has neither a column 'status' nor a column 'scantime'"),
				  reading->table.file);
	return NULL;
}

/* ---- rows ---- */

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* "18:05" or "18:05:59". */
static bool is_clock(const char *text)
{
	bool has_seconds = text[0] && strlen(text) == CLOCK_LETTERS + 3;

	for (size_t i = 0; i < CLOCK_LETTERS + (has_seconds ? 3u : 0u); i++)
		if (i % 3 == 2 ? text[i] != ':' : !is_digit(text[i]))
			return false;
	return (has_seconds || !text[CLOCK_LETTERS]) &&
	       (text[0] < '2' || (text[0] == '2' && text[1] < '4')) && text[3] < '6';
}

/* A time as marks have it; NULL: it is none. */
static const char *clean_time(struct mc_arena *arena, const char *text)
{
	char day_text[MC_DATE_TEXT] = "";
	int32_t day;

	if (!*text)
		return "";
	if (is_clock(text))
		return mc_arena_copy(arena, text, CLOCK_LETTERS);
	memcpy(day_text, text, strnlen(text, DAY_LETTERS));
	if (mc_date_read(&day, text))
		return mc_arena_strdup(arena, text);
	if (!mc_date_read(&day, day_text) || (text[DAY_LETTERS] != ' ' && text[DAY_LETTERS] != 'T') ||
	    !is_clock(text + DAY_LETTERS + 1))
		return NULL;
	return mc_arena_format(arena, "%sT%.5s", day_text, text + DAY_LETTERS + 1);
}

static void fault(struct reading *reading, const struct mc_csv_row *row, size_t column, const char *why)
{
	mc_roster_fault(&reading->marks->list, reading->table.file, row->line,
			column == SIZE_MAX ? NULL : mc_csv_column_name(reading->table.csv, column), why);
}

static const char *value(const struct mc_csv_row *row, size_t column)
{
	return column == SIZE_MAX ? "" : row->fields[column];
}

/* False when the row is bad, which is noted. */
static bool fill(struct mc_mark *mark, struct reading *reading, const struct mc_csv_row *row)
{
	struct mc_arena *arena = &reading->marks->list.arena;
	size_t faults = reading->marks->list.fault_count;
	const char *status = value(row, reading->status);
	const char *user = value(row, reading->user);
	const char *session = value(row, reading->session);

	*mark = (struct mc_mark){ .line = row->line, .at = clean_time(arena, value(row, reading->time)) };
	if (!*user || strlen(user) > MC_ROSTER_MAX_TEXT)
		fault(reading, row, reading->user, _("this is empty or too long"));
	if (reading->session != SIZE_MAX && (!*session || strlen(session) > MC_ROSTER_MAX_TEXT))
		fault(reading, row, reading->session, _("this is empty or too long"));
	if (!mark->at)
		fault(reading, row, reading->time,
		      _("a time is written as 2026-01-12 18:05 or 18:05, a day as 2026-01-12"));
	else if (!*status && !*mark->at)
		fault(reading, row, SIZE_MAX, _("there is neither a status nor a time"));
	if (*status && !find_status(&mark->status, reading, mc_str(status)))
		fault(reading, row, reading->status, _("this status is not known"));
	if (reading->marks->list.fault_count > faults)
		return false;
	mark->user = mc_arena_strdup(arena, user);
	mark->session = reading->session == SIZE_MAX ? NULL : mc_arena_strdup(arena, session);
	return true;
}

/* ---- the same person twice in one session ---- */

/* Where a table does not name sessions, the day and time do; there may be two on a day, so who knows the
   sessions joins the rest. */
static int compare_sessions(const struct mc_mark *a, const struct mc_mark *b)
{
	if (a->session && b->session)
		return strcmp(a->session, b->session);
	return strcmp(strlen(a->at) < DAY_LETTERS ? "" : a->at, strlen(b->at) < DAY_LETTERS ? "" : b->at);
}

static int compare(const void *a, const void *b)
{
	const struct mc_mark *left = a;
	const struct mc_mark *right = b;
	int order = compare_sessions(left, right);

	order = order ? order : strcasecmp(left->user, right->user);
	return order ? order : (left->line > right->line) - (left->line < right->line);
}

static int compare_lines(const void *a, const void *b)
{
	const struct mc_mark *left = a;
	const struct mc_mark *right = b;

	return (left->line > right->line) - (left->line < right->line);
}

static bool is_same(const struct mc_mark *a, const struct mc_mark *b)
{
	return compare_sessions(a, b) == 0 && !strcasecmp(a->user, b->user);
}

/* Of several marks of somebody the first stays, with the earliest time. */
static void join_doubles(struct reading *reading)
{
	struct mc_marks *marks = reading->marks;
	struct mc_mark *first = marks->marks;
	size_t kept = 1;

	if (!first || marks->count == 0)
		return;
	qsort(first, marks->count, sizeof(*first), compare);
	for (const struct mc_mark *mark = first + 1; mark < marks->marks + marks->count; mark++) {
		if (!is_same(first, mark)) {
			*++first = *mark;
			kept++;
			continue;
		}
		if (mark->status != first->status) {
			MC_AUTOTEXT why = mc_format(_("another status than in line %zu"), first->line);

			mc_roster_fault(&marks->list, reading->table.file, mark->line, NULL, why);
		} else if (*mark->at && (!*first->at || strcmp(mark->at, first->at) < 0)) {
			first->at = mark->at;
		}
	}
	size_t doubles = marks->count - kept;

	marks->count = kept;
	qsort(marks->marks, kept, sizeof(*marks->marks), compare_lines);
	if (doubles == 0)
		return;
	MC_AUTOTEXT text = mc_format(NP_("%zu mark is of somebody who has one for the session",
					 "%zu marks are of people who have one for the session", doubles),
				     doubles);

	mc_roster_note(&marks->list, reading->table.file, 0, text);
}

struct mc_err *mc_marks_read_bytes(struct mc_marks *marks, const char *file, const char *words,
				   const char *bytes, size_t len)
{
	MC_AUTOPTR(mc_csv) csv = NULL;
	struct reading reading = { .marks = marks, .table = { .roster = &marks->list, .file = file } };
	struct mc_csv_row row;
	bool has_row = true;

	MC_TRY(read_words(&reading, words));
	MC_TRY(mc_csv_open(&csv, bytes, len, file));
	reading.table.csv = csv;
	mc_roster_note_table(&marks->list, file, csv);
	MC_TRY(find_columns(&reading));
	for (;;) {
		struct mc_mark mark;

		MC_TRY(mc_roster_next(&has_row, &row, &reading.table));
		if (!has_row)
			break;
		if (marks->count == MC_MARKS_MAX)
			return mc_err_new(MC_E_LIMIT, _("the table has more than %u marks"), MC_MARKS_MAX);
		if (fill(&mark, &reading, &row))
			*MC_VEC_ADD(marks->marks, marks->count, marks->capacity) = mark;
	}
	join_doubles(&reading);
	mc_roster_sort_faults(&marks->list);
	return NULL;
}

struct mc_err *mc_marks_read(struct mc_marks *marks, const char *path, const char *words)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	MC_TRY_AS(mc_buf_read_file(&bytes, path, MC_CSV_MAX_BYTES), _("cannot read the marks"));
	return mc_marks_read_bytes(marks, path, words, bytes.ptr, bytes.len);
}
