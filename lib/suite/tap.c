/* SPDX-License-Identifier: MIT */
#include "suite/tap.h"

#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "suite/tap_line.h"

enum { INDENT = 4, NAME_MAX_BYTES = 500, LOOK_BYTES = 1024 };

void mc_tap_release(struct mc_tap *tap)
{
	mc_arena_release(&tap->arena);
	mc_buf_release(&tap->line);
	mc_buf_release(&tap->scratch);
	mc_buf_release(&tap->diagnostic);
	free(tap->cases);
	*tap = (struct mc_tap)MC_TAP_INIT;
}

/* The first problem is the one to tell: the others follow from it. */
static void set_broken(struct mc_tap *tap, const char *why)
{
	if (!tap->is_broken)
		tap->why = why;
	tap->is_broken = true;
}

static void set_full(struct mc_tap *tap)
{
	if (tap->is_full)
		return;
	tap->is_full = true;
	set_broken(tap, mc_arena_format(&tap->arena, _("the suite reported more than %u tests"),
					MC_TAP_MAX_CASES));
}

/* ---- cases ---- */

static void add_case(struct mc_tap *tap, const struct mc_tap_case *value)
{
	if (tap->case_count == MC_TAP_MAX_CASES)
		set_full(tap);
	else
		*MC_VEC_ADD(tap->cases, tap->case_count, tap->case_capacity) = *value;
}

/* No further line belongs to the diagnostic of the last case. */
static void end_diagnostic(struct mc_tap *tap)
{
	if (tap->diagnostic.len > 0 && tap->case_count > 0) {
		tap->cases[tap->case_count - 1].diagnostic =
			mc_arena_copy(&tap->arena, tap->diagnostic.ptr, tap->diagnostic.len);
		tap->diagnostic_bytes += tap->diagnostic.len;
	}
	mc_buf_reset(&tap->diagnostic);
	tap->keeps_diagnostic = false;
}

static const char *name_of(struct mc_tap *tap, const struct mc_tap_line *line, size_t number)
{
	mc_buf_reset(&tap->scratch);
	mc_tap_add_unescaped(&tap->scratch, line->name);
	if (tap->scratch.len == 0)
		return mc_arena_format(&tap->arena, _("test %zu"), number);
	return mc_arena_copy(&tap->arena, tap->scratch.ptr,
			     mc_utf8_cut(tap->scratch.ptr, tap->scratch.len, NAME_MAX_BYTES));
}

static const char *joined_name(struct mc_tap *tap, const char *parent, const char *child)
{
	mc_buf_reset(&tap->scratch);
	mc_buf_addf(&tap->scratch, "%s > %s", parent, child);
	return mc_arena_copy(&tap->arena, tap->scratch.ptr,
			     mc_utf8_cut(tap->scratch.ptr, tap->scratch.len, NAME_MAX_BYTES));
}

/* ---- levels ---- */

/* So that sums of numbers are equal when the numbers are, and not by chance. Source: SplitMix64 of S. Vigna.
 */
static uint64_t id_hash(size_t id)
{
	uint64_t n = (uint64_t)id * 0x9e3779b97f4a7c15u;

	n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9u;
	n = (n ^ (n >> 27)) * 0x94d049bb133111ebu;
	return n ^ (n >> 31);
}

/* True when as many points as planned, all within the plan, do not have all its numbers: one came twice. */
static bool has_repeated_id(const struct mc_tap_level *level)
{
	uint64_t sum = 0;

	for (size_t id = 1; id <= level->points; id++)
		sum += id_hash(id);
	return sum != level->id_sum;
}

/* name is that of the parent; NULL for the outermost level. */
static void check_level(struct mc_tap *tap, const struct mc_tap_level *level, const char *name)
{
	bool is_count_wrong = level->points != level->plan;
	bool is_id_wrong = level->last_id > level->plan;
	bool is_id_repeated = !is_count_wrong && !is_id_wrong && !level->is_bad && has_repeated_id(level);

	if (tap->is_broken || (!is_count_wrong && !is_id_wrong && !level->is_bad && !is_id_repeated))
		return;
	const char *who = name ? mc_arena_format(&tap->arena, _("the subtest '%s'"), name) : _("the suite");

	if (is_count_wrong)
		set_broken(tap, mc_arena_format(&tap->arena, _("%s announced %zu tests and reported %zu"),
						who, level->plan, level->points));
	else if (is_id_wrong)
		set_broken(tap, mc_arena_format(&tap->arena, _("%s numbered a test %zu but announced %zu"),
						who, level->last_id, level->plan));
	else if (is_id_repeated)
		set_broken(tap, mc_arena_format(&tap->arena, _("%s gave two tests the same number"), who));
	else
		set_broken(tap,
			   mc_arena_format(&tap->arena,
					   _("%s announced its number of tests in the wrong place"), who));
}

static void forget_levels(struct mc_tap *tap, size_t from)
{
	for (; tap->level_count > from; tap->level_count--)
		tap->levels[tap->level_count - 1] = (struct mc_tap_level){ 0 };
}

static struct mc_tap_level *use_level(struct mc_tap *tap, size_t depth)
{
	if (tap->level_count <= depth)
		tap->level_count = depth + 1;
	return &tap->levels[depth];
}

/* Gives the cases from first on to their parent; true when one of them failed. */
static bool adopt_cases(struct mc_tap *tap, size_t first, const struct mc_tap_case *parent)
{
	bool has_failed = false;

	for (size_t i = first; i < tap->case_count; i++) {
		struct mc_tap_case *child = &tap->cases[i];

		child->name = joined_name(tap, parent->name, child->name);
		child->depth = parent->depth;
		child->is_skip = child->is_skip || parent->is_skip;
		child->is_todo = child->is_todo || parent->is_todo;
		has_failed = has_failed || !child->is_ok;
	}
	return has_failed;
}

/*
 * A point ends the subtest before it, if there is one.  Indented points without a plan are no subtest but
 * something that a program printed: counting them would let student code report success.
 */
static void finish_point(struct mc_tap *tap, const struct mc_tap_case *point)
{
	struct mc_tap_level *inner = &tap->levels[point->depth + 1];
	bool has_subtest = inner->has_plan;

	end_diagnostic(tap);
	while (tap->case_count > 0 && tap->cases[tap->case_count - 1].depth > point->depth + 1)
		tap->case_count--;
	size_t first = tap->case_count;

	while (first > 0 && tap->cases[first - 1].depth == point->depth + 1)
		first--;
	if (has_subtest)
		check_level(tap, inner, point->name);
	else
		tap->case_count = first;
	bool has_cases = first < tap->case_count;
	bool has_failed = has_cases && adopt_cases(tap, first, point);

	forget_levels(tap, point->depth + 1);
	tap->point_depth = point->depth;
	if (!has_cases || (!point->is_ok && !has_failed))
		add_case(tap, point);
	tap->keeps_diagnostic = !point->is_ok && !has_failed && !tap->is_full;
}

static void close_brace(struct mc_tap *tap, size_t depth)
{
	struct mc_tap_level *level = &tap->levels[depth];

	if (!level->has_parent)
		return;
	level->has_parent = false;
	finish_point(tap, &level->parent);
}

static void open_brace(struct mc_tap *tap, const struct mc_tap_case *point)
{
	struct mc_tap_level *level = use_level(tap, point->depth);

	end_diagnostic(tap);
	forget_levels(tap, point->depth + 1);
	while (tap->case_count > 0 && tap->cases[tap->case_count - 1].depth > point->depth)
		tap->case_count--;
	level->has_parent = true;
	level->parent = *point;
	tap->point_depth = SIZE_MAX;
}

/* A brace on a line of its own, behind a point and its diagnostic: that point was the parent of what
 * follows. */
static void open_late_brace(struct mc_tap *tap, size_t depth)
{
	if (tap->point_depth != depth || tap->case_count == 0 ||
	    tap->cases[tap->case_count - 1].depth != depth)
		return;
	end_diagnostic(tap);
	struct mc_tap_case parent = tap->cases[--tap->case_count];

	open_brace(tap, &parent);
}

/* ---- lines ---- */

static void count_point(struct mc_tap_tally *tally, const struct mc_tap_case *point)
{
	tally->count++;
	if (point->is_skip)
		tally->skipped++;
	else if (point->is_todo)
		tally->todo++;
	else if (point->is_ok)
		tally->passed++;
	else
		tally->failed++;
}

static void take_point(struct mc_tap *tap, const struct mc_tap_line *line, size_t depth)
{
	struct mc_tap_level *level = use_level(tap, depth);

	close_brace(tap, depth);
	if (++tap->point_count > MC_TAP_MAX_POINTS)
		set_full(tap);
	if (tap->is_full)
		return;
	level->points++;
	level->is_bad = level->is_bad || level->is_closed || (line->has_id && line->id == 0);
	if (line->has_id && line->id > level->last_id)
		level->last_id = line->id;
	size_t id = line->has_id ? line->id : level->points;
	struct mc_tap_case point = { .is_ok = line->is_ok,
				     .is_skip = line->is_skip,
				     .is_todo = line->is_todo,
				     .name = name_of(tap, line, id),
				     .depth = depth };

	level->id_sum += id_hash(id);
	if (depth == 0)
		count_point(&tap->top, &point);
	if (line->opens_brace)
		open_brace(tap, &point);
	else
		finish_point(tap, &point);
}

static void take_plan(struct mc_tap *tap, const struct mc_tap_line *line, size_t depth)
{
	struct mc_tap_level *level = use_level(tap, depth);

	close_brace(tap, depth);
	level->is_bad = level->is_bad || level->has_plan;
	level->is_closed = level->points > 0;
	level->has_plan = true;
	level->plan = line->plan;
	tap->point_depth = SIZE_MAX;
}

static void keep_diagnostic(struct mc_tap *tap, struct mc_str text)
{
	struct mc_buf *kept = &tap->diagnostic;

	if (!tap->keeps_diagnostic || kept->len + text.len + 1 > MC_TAP_MAX_DIAGNOSTIC ||
	    tap->diagnostic_bytes + kept->len + text.len + 1 > MC_TAP_MAX_DIAGNOSTICS)
		return;
	for (size_t i = 0; i < text.len; i++)
		mc_buf_addc(kept, text.ptr[i] ? text.ptr[i] : '?');
	mc_buf_addc(kept, '\n');
}

static void take_comment(struct mc_tap *tap, const struct mc_tap_line *line)
{
	struct mc_str text = { line->text.ptr + 1, line->text.len - 1 };

	if (text.len >= 9 && !memcmp(text.ptr, " Subtest:", 9)) {
		tap->point_depth = SIZE_MAX;
	} else if (tap->point_depth != SIZE_MAX && line->indent == INDENT * tap->point_depth) {
		size_t blank = text.len > 0 && *text.ptr == ' ';

		keep_diagnostic(tap, (struct mc_str){ text.ptr + blank, text.len - blank });
	}
}

/* True when the line belongs to the YAML block that is open. */
static bool take_yaml(struct mc_tap *tap, const struct mc_tap_line *line)
{
	struct mc_str text = mc_str_trim(line->text);

	if (line->indent < tap->yaml_indent && text.len > 0) {
		tap->yaml_indent = SIZE_MAX;
		return false;
	}
	if (line->indent == tap->yaml_indent && mc_str_is_equal(text, mc_str("..."))) {
		tap->yaml_indent = SIZE_MAX;
		return true;
	}
	size_t more = line->indent > tap->yaml_indent ? line->indent - tap->yaml_indent : 0;

	keep_diagnostic(tap, (struct mc_str){ line->text.ptr - more, line->text.len + more });
	return true;
}

static bool starts_yaml(const struct mc_tap *tap, const struct mc_tap_line *line)
{
	return line->kind == MC_TAP_YAML_START && tap->point_depth != SIZE_MAX &&
	       line->indent > INDENT * tap->point_depth && line->indent < INDENT * (tap->point_depth + 1);
}

static void refuse_junk(struct mc_tap *tap, const struct mc_tap_line *line)
{
	if (!tap->is_strict || mc_str_trim(line->text).len == 0)
		return;
	mc_buf_reset(&tap->scratch);
	mc_tap_add_unescaped(&tap->scratch, line->text);
	set_broken(tap, mc_arena_format(&tap->arena,
					_("the suite wants nothing but TAP printed, and this was: %.*s"),
					NAME_MAX_BYTES, tap->scratch.ptr));
}

static void take_tap(struct mc_tap *tap, const struct mc_tap_line *line, size_t depth)
{
	switch (line->kind) {
	case MC_TAP_POINT:
		take_point(tap, line, depth);
		break;
	case MC_TAP_PLAN:
		take_plan(tap, line, depth);
		break;
	case MC_TAP_BAIL_OUT:
		if (tap->is_broken)
			break;
		mc_buf_reset(&tap->scratch);
		mc_tap_add_unescaped(&tap->scratch, line->reason);
		set_broken(tap, mc_arena_format(&tap->arena, _("the suite gave up: %.*s"), NAME_MAX_BYTES,
						tap->scratch.ptr));
		break;
	case MC_TAP_BRACE_OPEN:
		open_late_brace(tap, depth);
		break;
	case MC_TAP_BRACE_CLOSE:
		close_brace(tap, depth);
		break;
	case MC_TAP_PRAGMA:
		if (line->sets_strict)
			tap->is_strict = line->is_strict;
		break;
	case MC_TAP_JUNK:
		refuse_junk(tap, line);
		break;
	case MC_TAP_VERSION:
	case MC_TAP_COMMENT:
	case MC_TAP_YAML_START:
		break;
	}
}

static void take_line(struct mc_tap *tap, struct mc_str bytes)
{
	struct mc_tap_line line;

	mc_tap_line_read(&line, bytes);
	if (tap->yaml_indent != SIZE_MAX && take_yaml(tap, &line))
		return;
	if (line.kind == MC_TAP_COMMENT)
		take_comment(tap, &line);
	else if (starts_yaml(tap, &line))
		tap->yaml_indent = line.indent;
	else if (line.indent % INDENT == 0 && line.indent / INDENT <= MC_TAP_MAX_DEPTH)
		take_tap(tap, &line, line.indent / INDENT);
	else
		refuse_junk(tap, &line);
}

/* Lines end with LF or CR. Looked for piece by piece: where there is no LF, no line may cost a look at all
 * bytes. */
static const char *find_line_end(const char *bytes, const char *end)
{
	for (; bytes < end; bytes += LOOK_BYTES) {
		size_t len = end - bytes < LOOK_BYTES ? (size_t)(end - bytes) : LOOK_BYTES;
		const char *lf = memchr(bytes, '\n', len);
		const char *cr = memchr(bytes, '\r', lf ? (size_t)(lf - bytes) : len);

		if (cr || lf)
			return cr ? cr : lf;
	}
	return end;
}

/* The line is taken from where it stands; only the pieces of one that was cut are put together before. */
static void end_line(struct mc_tap *tap, struct mc_str last)
{
	if (tap->line.len == 0) {
		take_line(tap, last);
		return;
	}
	mc_buf_add(&tap->line, last.ptr, last.len);
	take_line(tap, (struct mc_str){ tap->line.ptr, tap->line.len });
	mc_buf_reset(&tap->line);
}

void mc_tap_feed(struct mc_tap *tap, const char *bytes, size_t len)
{
	const char *end = bytes + len;

	while (bytes < end) {
		const char *stop = find_line_end(bytes, end);
		size_t count = (size_t)(stop - bytes);
		size_t room = MC_TAP_MAX_LINE - tap->line.len;
		struct mc_str piece = { bytes, count < room ? count : room };

		bytes = stop + 1;
		tap->was_cr = tap->was_cr && count == 0;
		if (stop == end) {
			mc_buf_add(&tap->line, piece.ptr, piece.len);
			break;
		}
		if (*stop == '\r' || !tap->was_cr)
			end_line(tap, piece);
		tap->was_cr = *stop == '\r';
	}
}

/* ---- the end ---- */

static void judge(struct mc_tap *tap, int exit_status)
{
	const struct mc_tap_level *top = &tap->levels[0];

	if (!top->has_plan && tap->top.count == 0)
		set_broken(tap, _("the suite reported no test at all"));
	else if (!top->has_plan)
		set_broken(tap, _("the suite ended before it said how many tests it has"));
	else
		check_level(tap, top, NULL);
	if (exit_status != 0 && tap->tally.failed == 0)
		set_broken(tap, mc_arena_format(&tap->arena,
						_("the suite ended with status %d although no test failed"),
						exit_status));
}

void mc_tap_end(struct mc_tap *tap, int exit_status)
{
	if (tap->line.len > 0)
		end_line(tap, mc_str(""));
	end_diagnostic(tap);
	for (size_t depth = MC_TAP_MAX_DEPTH + 1; depth > 0; depth--)
		close_brace(tap, depth - 1);
	while (tap->case_count > 0 && tap->cases[tap->case_count - 1].depth > 0)
		tap->case_count--;
	tap->tally = (struct mc_tap_tally){ 0 };
	for (size_t i = 0; i < tap->case_count; i++)
		count_point(&tap->tally, &tap->cases[i]);
	tap->has_plan = tap->levels[0].has_plan;
	tap->plan = tap->levels[0].plan;
	tap->is_skip_all = tap->has_plan && tap->plan == 0 && tap->top.count == 0;
	judge(tap, exit_status);
}
