/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/csv.h"
#include "ext/json_write.h"
#include "similar/archive.h"
#include "similar/report.h"

/* How many pairs people read. */
#define USUAL_TOP 50u

void mc_similar_write(struct mc_buf *out, const struct mc_study *study, const char *format, size_t top,
		      const char *lang)
{
	size_t all = top ? top : SIZE_MAX;
	size_t usual = top ? top : USUAL_TOP;

	if (!strcmp(format, "json"))
		mc_similar_write_json(out, study, all);
	else if (!strcmp(format, "csv"))
		mc_similar_write_csv(out, study, all);
	else if (!strcmp(format, "html"))
		mc_similar_write_html(out, study, usual, lang);
	else
		mc_similar_write_text(out, study, usual);
}

bool mc_similar_is_worth(const struct mc_study *study, const struct mc_pair *pair)
{
	return (double)pair->match.score >= study->threshold;
}

size_t mc_similar_count_worth(const struct mc_study *study, size_t top)
{
	size_t count = 0;

	while (count < study->pair_count && count < top && mc_similar_is_worth(study, &study->pairs[count]))
		count++;
	return count;
}

const char *mc_similar_name_b(const struct mc_study *study, const struct mc_pair *pair)
{
	return pair->archived ? pair->archived : study->programs[pair->match.b].name;
}

static int64_t thousandths(double score)
{
	return llround(score * 1000);
}

static void add_lines(struct mc_json_writer *writer, const char *key, const struct mc_span_lines *lines,
		      const char *const *files)
{
	if (!files)
		return;
	mc_json_key(writer, key);
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "file", files[lines->file]);
	mc_json_key_int(writer, "from", lines->from);
	mc_json_key_int(writer, "to", lines->to);
	mc_json_end(writer);
}

static void add_spans(struct mc_json_writer *writer, const struct mc_pair *pair)
{
	mc_json_key(writer, "spans");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < pair->span_count; i++) {
		const struct mc_tile *span = &pair->spans[i];

		mc_json_start(writer, '{');
		add_lines(writer, "a", &span->a, pair->files_a);
		add_lines(writer, "b", &span->b, pair->files_b);
		mc_json_key_int(writer, "tokens", span->tokens);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void add_pair(struct mc_json_writer *writer, const struct mc_study *study, const struct mc_pair *pair)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "a", study->programs[pair->match.a].name);
	mc_json_key_text(writer, "b", mc_similar_name_b(study, pair));
	if (pair->archive)
		mc_json_key_text(writer, "archive", pair->archive->path);
	mc_json_key(writer, "score");
	mc_json_thousandths(writer, thousandths((double)pair->match.score));
	mc_json_key_int(writer, "lines", pair->lines);
	mc_json_key_bool(writer, "worth_a_talk", mc_similar_is_worth(study, pair));
	if (pair->is_exact)
		add_spans(writer, pair);
	mc_json_end(writer);
}

/* There may be thousands of pairs: one a line. */
static void add_pairs(struct mc_json_writer *writer, const struct mc_study *study, size_t top)
{
	mc_json_key(writer, "pairs");
	mc_json_start(writer, '[');
	writer->is_pretty = false;
	for (size_t i = 0; i < study->pair_count && i < top; i++)
		add_pair(writer, study, &study->pairs[i]);
	mc_json_end(writer);
	writer->is_pretty = true;
}

static void add_clusters(struct mc_json_writer *writer, const struct mc_study *study)
{
	mc_json_key(writer, "clusters");
	mc_json_start(writer, '[');
	for (uint32_t cluster = 1; cluster <= study->cluster_count; cluster++) {
		mc_json_start(writer, '[');
		for (size_t i = 0; i < study->program_count; i++) {
			if (study->clusters[i] == cluster)
				mc_json_text(writer, study->programs[i].name);
		}
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void add_short(struct mc_json_writer *writer, const struct mc_study *study)
{
	mc_json_key(writer, "too_short");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < study->program_count; i++) {
		const struct mc_program *program = &study->programs[i];

		if (program->state != MC_PROGRAM_SHORT && program->state != MC_PROGRAM_EMPTY)
			continue;
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "name", program->name);
		mc_json_key_int(writer, "tokens", program->tokens);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void add_failed(struct mc_json_writer *writer, const struct mc_study *study)
{
	mc_json_key(writer, "not_read");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < study->program_count; i++) {
		const struct mc_program *program = &study->programs[i];

		if (!program->err)
			continue;
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "name", program->name);
		mc_json_key_text(writer, "message", program->err->msg);
		if (program->err->hint)
			mc_json_key_text(writer, "hint", program->err->hint);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void add_skips(struct mc_json_writer *writer, const struct mc_study *study)
{
	mc_json_key(writer, "skipped_files");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < study->program_count; i++) {
		const struct mc_program *program = &study->programs[i];

		for (size_t k = 0; k < program->skip_count; k++) {
			mc_json_start(writer, '{');
			mc_json_key_text(writer, "name", program->name);
			mc_json_key_text(writer, "path", program->skips[k].path);
			mc_json_key_text(writer, "reason", program->skips[k].reason);
			mc_json_end(writer);
		}
	}
	mc_json_end(writer);
}

void mc_similar_write_json(struct mc_buf *out, const struct mc_study *study, size_t top)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/similar/v1");
	mc_json_key_int(&writer, "submissions", (int64_t)study->program_count);
	mc_json_key_int(&writer, "compared", (int64_t)study->compared_count);
	mc_json_key(&writer, "threshold");
	mc_json_thousandths(&writer, thousandths(study->threshold));
	add_pairs(&writer, study, top);
	add_clusters(&writer, study);
	add_short(&writer, study);
	add_failed(&writer, study);
	add_skips(&writer, study);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}

void mc_similar_write_csv(struct mc_buf *out, const struct mc_study *study, size_t top)
{
	static const char *const columns[] = { "a", "b", "score", "lines", "worth_a_talk", "archive" };

	for (size_t i = 0; i < MC_COUNT(columns); i++)
		mc_csv_add(out, columns[i], i == 0);
	mc_csv_end_row(out);
	for (size_t i = 0; i < study->pair_count && i < top; i++) {
		const struct mc_pair *pair = &study->pairs[i];

		mc_csv_add_safe(out, study->programs[pair->match.a].name, true);
		mc_csv_add_safe(out, mc_similar_name_b(study, pair), false);
		mc_buf_addf(out, ",%.3f,%u,%s", (double)pair->match.score, pair->lines,
			    mc_similar_is_worth(study, pair) ? "yes" : "no");
		mc_csv_add_safe(out, pair->archive ? pair->archive->path : "", false);
		mc_csv_end_row(out);
	}
}
