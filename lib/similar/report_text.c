/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "ext/escape.h"
#include "ext/unicode.h"
#include "similar/archive.h"
#include "similar/report.h"

#define MAX_NAME_COLUMNS 40u

static void add_name(struct mc_buf *out, const char *name, size_t columns)
{
	size_t start = out->len;

	mc_escape_line(out, name);
	size_t width = mc_unicode_width(out->ptr + start, out->len - start);

	for (; width < columns; width++)
		mc_buf_addc(out, ' ');
}

static size_t name_columns(const struct mc_study *study, size_t from, size_t to)
{
	size_t widest = 0;

	for (size_t i = from; i < to; i++) {
		const char *name = study->programs[study->pairs[i].match.a].name;
		size_t width = mc_unicode_width(name, strlen(name));

		widest = width > widest ? width : widest;
	}
	return widest < MAX_NAME_COLUMNS ? widest : MAX_NAME_COLUMNS;
}

static void add_pairs(struct mc_buf *out, const struct mc_study *study, const char *title, size_t from,
		      size_t to)
{
	size_t columns = name_columns(study, from, to);

	if (from >= to)
		return;
	mc_buf_addf(out, "\n%s\n", title);
	for (size_t i = from; i < to; i++) {
		const struct mc_pair *pair = &study->pairs[i];

		mc_buf_addf(out, "  %.2f  ", (double)pair->match.score);
		mc_buf_addf(out, NP_("%5u line ", "%5u lines", pair->lines), pair->lines);
		mc_buf_addz(out, "  ");
		add_name(out, study->programs[pair->match.a].name, columns);
		mc_buf_addz(out, "  ");
		add_name(out, mc_similar_name_b(study, pair), 0);
		if (pair->archive) {
			mc_buf_addz(out, "  (");
			add_name(out, pair->archive->path, 0);
			mc_buf_addc(out, ')');
		}
		mc_buf_addc(out, '\n');
	}
}

/* Those of two are pairs already. */
static void add_clusters(struct mc_buf *out, const struct mc_study *study)
{
	bool has_title = false;

	for (uint32_t cluster = 1; cluster <= study->cluster_count; cluster++) {
		size_t size = 0;

		for (size_t i = 0; i < study->program_count; i++)
			size += study->clusters[i] == cluster;
		if (size < 3)
			continue;
		if (!has_title)
			mc_buf_addf(out, "\n%s\n", _("groups that such pairs make"));
		has_title = true;
		mc_buf_addf(out, "  %zu: ", size);
		const char *separator = "";

		for (size_t i = 0; i < study->program_count; i++) {
			if (study->clusters[i] != cluster)
				continue;
			mc_buf_addz(out, separator);
			separator = ", ";
			add_name(out, study->programs[i].name, 0);
		}
		mc_buf_addc(out, '\n');
	}
}

static void add_short(struct mc_buf *out, const struct mc_study *study)
{
	bool has_title = false;

	for (size_t i = 0; i < study->program_count; i++) {
		const struct mc_program *program = &study->programs[i];
		bool is_empty = program->state == MC_PROGRAM_EMPTY;

		if (program->state != MC_PROGRAM_SHORT && !is_empty)
			continue;
		if (!has_title)
			mc_buf_addf(out, "\n%s\n", _("too short to judge"));
		has_title = true;
		mc_buf_addz(out, "  ");
		add_name(out, program->name, 0);
		mc_buf_addz(out, ": ");
		if (is_empty)
			mc_buf_addz(out, _("no source code of its own"));
		else
			mc_buf_addf(out, NP_("%u token", "%u tokens", program->tokens), program->tokens);
		mc_buf_addc(out, '\n');
	}
}

static void add_failed(struct mc_buf *out, const struct mc_study *study)
{
	bool has_title = false;

	for (size_t i = 0; i < study->program_count; i++) {
		const struct mc_err *err = study->programs[i].err;

		if (!err)
			continue;
		if (!has_title)
			mc_buf_addf(out, "\n%s\n", _("could not be read"));
		has_title = true;
		mc_buf_addz(out, "  ");
		add_name(out, err->msg, 0);
		mc_buf_addc(out, '\n');
		if (!err->hint)
			continue;
		mc_buf_addf(out, "    %s: ", _("hint"));
		add_name(out, err->hint, 0);
		mc_buf_addc(out, '\n');
	}
}

static void add_skips(struct mc_buf *out, const struct mc_study *study)
{
	size_t count = 0;

	for (size_t i = 0; i < study->program_count; i++)
		count += study->programs[i].skip_count;
	if (count == 0)
		return;
	mc_buf_addc(out, '\n');
	mc_buf_addf(out,
		    NP_("%zu file was left out; '--json' names it\n",
			"%zu files were left out; '--json' names them\n", count),
		    count);
}

void mc_similar_write_text(struct mc_buf *out, const struct mc_study *study, size_t top)
{
	size_t worth = mc_similar_count_worth(study, top);
	size_t end = study->pair_count < top ? study->pair_count : top;

	mc_buf_addf(out, NP_("compared %zu submission", "compared %zu submissions", study->compared_count),
		    study->compared_count);
	mc_buf_addf(out, NP_(": %zu pair is worth a talk\n", ": %zu pairs are worth a talk\n", worth), worth);
	add_pairs(out, study, _("worth a talk"), 0, worth);
	add_clusters(out, study);
	add_pairs(out, study, _("less alike, as programs for one task are"), worth, end);
	add_short(out, study);
	add_failed(out, study);
	add_skips(out, study);
	if (worth > 0)
		mc_buf_addf(out, "\n%s\n",
			    _("A score counts what two programs share; it does not say why. Talk with both "
			      "first: migracode-similar(7)"));
}
