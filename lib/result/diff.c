/* SPDX-License-Identifier: MIT */
#include "result/diff.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "result/compare.h"

enum { CONTEXT = 3, WINDOW = 200, CUT_MIN_BYTES = 80 };

/* A line of one of the texts. */
struct line {
	size_t number;
	struct mc_str text; /* without its line end */
	bool has_newline;
	size_t raw_len; /* with its line end */
	uint64_t hash;
};

/* A text that is cut into lines. */
struct reader {
	struct mc_str rest;
	size_t number;
};

/* What a diff is made with. */
struct maker {
	struct mc_diff *diff;
	const struct mc_compare *compare;
	size_t max_rows;
	size_t max_bytes;
	size_t wanted_shown;
	size_t actual_shown;
	bool is_full;
};

void mc_diff_release(struct mc_diff *diff)
{
	free(diff->rows);
	*diff = (struct mc_diff)MC_DIFF_INIT;
}

static bool read_line(struct line *line, struct reader *reader)
{
	const char *start = reader->rest.ptr;
	size_t before = reader->rest.len;

	if (before == 0)
		return false;
	(void)mc_str_cut_line(&line->text, &reader->rest);
	line->raw_len = before - reader->rest.len;
	line->has_newline = start[line->raw_len - 1] == '\n';
	line->number = ++reader->number;
	if (line->has_newline && line->text.len > 0 && line->text.ptr[line->text.len - 1] == '\r')
		line->text.len--;
	return true;
}

static bool heeds_newline(const struct mc_compare *compare)
{
	return compare->mode == MC_COMPARE_EXACT && !compare->is_trimmed;
}

static bool is_equal(const struct mc_compare *compare, const struct line *a, const struct line *w)
{
	size_t unused;

	if (heeds_newline(compare) && a->has_newline != w->has_newline)
		return false;
	return !mc_compare_find(&unused, &unused, compare, a->text, w->text);
}

/* FNV-1a (Fowler, Noll, Vo), 64 bits. */
static uint64_t hash_of(const struct mc_compare *compare, const struct line *line, struct mc_buf *key)
{
	uint64_t hash = 0xcbf29ce484222325u;

	mc_buf_reset(key);
	mc_compare_add_line_key(key, compare, line->text);
	if (heeds_newline(compare) && line->has_newline)
		mc_buf_addc(key, '\n');
	for (size_t i = 0; i < key->len; i++)
		hash = (hash ^ (unsigned char)key->ptr[i]) * 0x100000001b3u;
	return hash;
}

/* ---- rows ---- */

/* Shows a line, or what is around its mark when it is too long for what is left of the budget. */
static struct mc_diff_side side_of(const struct line *line, size_t mark, size_t max_bytes, size_t *shown)
{
	struct mc_diff_side side = { .line = line->number, .text = line->text, .mark = mark };
	size_t room = max_bytes > *shown ? max_bytes - *shown : 0;
	size_t most = max_bytes / 4 > CUT_MIN_BYTES ? max_bytes / 4 : CUT_MIN_BYTES;

	if (most > room && room > CUT_MIN_BYTES)
		most = room;
	if (line->text.len <= most) {
		*shown += line->raw_len;
		return side;
	}
	size_t at = mark == SIZE_MAX ? 0 : mark;
	size_t start = mc_utf8_cut(line->text.ptr, line->text.len, at > most / 2 ? at - most / 2 : 0);

	side.text.ptr += start;
	side.text.len = mc_utf8_cut(side.text.ptr, line->text.len - start, most);
	side.is_cut_before = start > 0;
	side.is_cut_after = start + side.text.len < line->text.len;
	side.mark = mark == SIZE_MAX ? SIZE_MAX : mark - start;
	*shown += side.text.len;
	return side;
}

static void add_row(struct maker *maker, enum mc_diff_kind kind, const struct line *wanted,
		    const struct line *actual)
{
	struct mc_diff *diff = maker->diff;
	size_t wanted_mark = SIZE_MAX;
	size_t actual_mark = SIZE_MAX;

	if (diff->count == maker->max_rows || maker->wanted_shown >= maker->max_bytes ||
	    maker->actual_shown >= maker->max_bytes) {
		maker->is_full = true;
		return;
	}
	if (kind == MC_DIFF_CHANGED)
		(void)mc_compare_find(&actual_mark, &wanted_mark, maker->compare, actual->text, wanted->text);
	struct mc_diff_row row = { .kind = kind,
				   .wanted = { .mark = SIZE_MAX },
				   .actual = { .mark = SIZE_MAX } };

	if (wanted)
		row.wanted = side_of(wanted, wanted_mark, maker->max_bytes, &maker->wanted_shown);
	if (actual)
		row.actual = side_of(actual, actual_mark, maker->max_bytes, &maker->actual_shown);
	if (kind == MC_DIFF_CHANGED && heeds_newline(maker->compare) &&
	    wanted->has_newline != actual->has_newline) {
		row.wanted.lacks_newline = !wanted->has_newline;
		row.actual.lacks_newline = !actual->has_newline;
	}
	*MC_VEC_ADD(diff->rows, diff->count, diff->capacity) = row;
}

/* Lines that only one side has, paired by their order as long as both have some. */
static void add_block(struct maker *maker, const struct line *wanted, size_t wanted_count,
		      const struct line *actual, size_t actual_count)
{
	for (size_t i = 0; (i < wanted_count || i < actual_count) && !maker->is_full; i++) {
		const struct line *w = i < wanted_count ? &wanted[i] : NULL;
		const struct line *a = i < actual_count ? &actual[i] : NULL;

		if (!w)
			add_row(maker, MC_DIFF_EXTRA, NULL, a);
		else if (!a)
			add_row(maker, MC_DIFF_MISSING, w, NULL);
		else
			add_row(maker, is_equal(maker->compare, a, w) ? MC_DIFF_SAME : MC_DIFF_CHANGED, w, a);
	}
}

/* ---- alignment ---- */

/* common[i][j]: length of the longest common subsequence of the lines from i and j on. */
static uint16_t *common_lengths(const struct line *wanted, size_t wanted_count, const struct line *actual,
				size_t actual_count)
{
	size_t stride = actual_count + 1;
	uint16_t *common = mc_alloc_zero((wanted_count + 1) * stride, sizeof(*common));

	for (size_t i = wanted_count; i-- > 0;) {
		for (size_t j = actual_count; j-- > 0;) {
			uint16_t down = common[(i + 1) * stride + j];
			uint16_t right = common[i * stride + j + 1];
			uint16_t both = (uint16_t)(common[(i + 1) * stride + j + 1] + 1);

			common[i * stride + j] = wanted[i].hash == actual[j].hash ? both
						 : down > right			  ? down
										  : right;
		}
	}
	return common;
}

static void align(struct maker *maker, const struct line *wanted, size_t wanted_count,
		  const struct line *actual, size_t actual_count)
{
	uint16_t *common = common_lengths(wanted, wanted_count, actual, actual_count);
	size_t stride = actual_count + 1;
	size_t i = 0;
	size_t j = 0;

	while ((i < wanted_count || j < actual_count) && !maker->is_full) {
		size_t from_i = i;
		size_t from_j = j;

		while ((i < wanted_count || j < actual_count) &&
		       !(i < wanted_count && j < actual_count && wanted[i].hash == actual[j].hash)) {
			if (j == actual_count ||
			    (i < wanted_count && common[(i + 1) * stride + j] >= common[i * stride + j + 1]))
				i++;
			else
				j++;
		}
		add_block(maker, wanted + from_i, i - from_i, actual + from_j, j - from_j);
		if (i < wanted_count && j < actual_count && !maker->is_full)
			add_row(maker, MC_DIFF_SAME, &wanted[i++], &actual[j++]);
	}
	free(common);
}

/* Skips what is equal at the start and keeps the last lines of it. */
static size_t skip_equal(struct line *wanted_context, struct line *actual_context,
			 const struct mc_compare *compare, struct reader *wanted, struct reader *actual)
{
	for (size_t count = 0;; count++) {
		struct reader before_wanted = *wanted;
		struct reader before_actual = *actual;
		struct line w;
		struct line a;

		if (!read_line(&w, wanted) || !read_line(&a, actual) || !is_equal(compare, &a, &w)) {
			*wanted = before_wanted;
			*actual = before_actual;
			return count;
		}
		wanted_context[count % CONTEXT] = w;
		actual_context[count % CONTEXT] = a;
	}
}

static size_t read_window(struct line *lines, const struct mc_compare *compare, struct reader *reader)
{
	MC_AUTO(mc_buf) key = MC_BUF_INIT;
	size_t count = 0;

	while (count < WINDOW && read_line(&lines[count], reader)) {
		lines[count].hash = hash_of(compare, &lines[count], &key);
		count++;
	}
	return count;
}

void mc_diff_make(struct mc_diff *diff, const struct mc_compare *compare, struct mc_str wanted,
		  struct mc_str actual, const struct mc_diff_limits *limits)
{
	struct maker maker = {
		.diff = diff, .compare = compare, .max_rows = limits->rows, .max_bytes = limits->bytes
	};
	struct reader wanted_reader = { wanted, 0 };
	struct reader actual_reader = { actual, 0 };
	struct line wanted_context[CONTEXT];
	struct line actual_context[CONTEXT];
	struct line *lines = mc_alloc_zero(2 * (size_t)WINDOW, sizeof(*lines));

	mc_diff_release(diff);
	size_t equal = skip_equal(wanted_context, actual_context, compare, &wanted_reader, &actual_reader);
	size_t wanted_count = read_window(lines, compare, &wanted_reader);
	size_t actual_count = read_window(lines + WINDOW, compare, &actual_reader);

	if (wanted_count > 0 || actual_count > 0) {
		for (size_t i = equal > CONTEXT ? equal - CONTEXT : 0; i < equal; i++)
			add_row(&maker, MC_DIFF_SAME, &wanted_context[i % CONTEXT],
				&actual_context[i % CONTEXT]);
		align(&maker, lines, wanted_count, lines + WINDOW, actual_count);
	}
	diff->wanted_lost = wanted.len - maker.wanted_shown;
	diff->actual_lost = actual.len - maker.actual_shown;
	diff->is_actual_empty = actual.len == 0;
	free(lines);
}
