/* SPDX-License-Identifier: MIT */
#include "gradebook/feedback_text.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "ext/escape.h"
#include "ext/json.h"
#include "gradebook/score_print.h"
#include "os/catalogue.h"
#include "report/markdown.h"
#include "result/points.h"
#include "result/result_text.h"

/* A stored result is in a few languages. */
enum { STORED_MAX_BYTES = 64 * 1024 * 1024, NOTE_CHARACTERS = 500, COMMIT_DIGITS = 7 };

char *mc_feedback_marker(const char *exercise)
{
	return mc_format("<!-- migracode-feedback: %s -->", exercise);
}

/* ---- the result ---- */

/* The document in a language; NULL: it is not in it. "es" will do for "es-MX". */
static const struct mc_json_node *document_in(const char **found, const struct mc_json *json,
					      const char *lang)
{
	const struct mc_json_node *documents = mc_json_find(mc_json_root(json), "documents");
	size_t stem = strcspn(lang, "-_");

	for (const struct mc_json_node *node = mc_json_first(documents); node; node = mc_json_next(node)) {
		const char *key = mc_json_key_of(node);

		if (!strcmp(key, lang) || (strlen(key) == stem && !strncmp(key, lang, stem))) {
			*found = key;
			return node;
		}
	}
	return NULL;
}

/* The document leaves it out already; a fault there must not show here. */
static void blank_hidden(struct mc_document *document)
{
	size_t count = document->test_count;
	struct mc_document_test *tests = mc_arena_alloc(&document->arena, (count + 1) * sizeof(*tests));

	for (size_t i = 0; i < count; i++) {
		tests[i] = document->tests[i];
		if (!tests[i].is_hidden)
			continue;
		tests[i].command = tests[i].expected = tests[i].actual = tests[i].output = NULL;
		tests[i].case_count = 0;
		tests[i].lost_bytes = 0;
	}
	document->tests = tests;
}

/* ---- the score ---- */

static void add_cell(struct mc_buf *out, const char *text)
{
	MC_AUTOTEXT cut = mc_strndup(text, mc_escape_cut(text, NOTE_CHARACTERS));

	mc_escape_markdown(out, cut);
	if (strlen(cut) < strlen(text))
		mc_buf_addz(out, "\u2026");
}

static void add_line(struct mc_buf *out, const struct mc_score_line *line, const char *note)
{
	MC_AUTO(mc_buf) words = MC_BUF_INIT;

	mc_score_add_line(&words, line);
	mc_buf_addz(out, "| ");
	mc_escape_markdown(out, words.ptr);
	if (note) {
		mc_buf_addz(out, ": ");
		add_cell(out, note);
	}
	mc_buf_addz(out, " | ");
	mc_points_add(out, line->points);
	mc_buf_addz(out, " |\n");
}

static void add_score(struct mc_buf *out, const struct mc_feedback_parts *parts)
{
	const struct mc_score *score = parts->score;
	bool says_nothing =
		score->line_count == 0 || (score->line_count == 1 && score->lines[0].kind == MC_SCORE_TESTS);

	if (says_nothing && parts->stored.ptr)
		return;
	mc_buf_addf(out, "### %s\n\n| %s | %s |\n| --- | --- |\n", _("Score"), _("For"), _("Points"));
	for (size_t i = 0; i < score->line_count; i++)
		add_line(out, &score->lines[i], parts->notes ? parts->notes[i] : NULL);
	mc_buf_addf(out, "| **%s**", _("Sum"));
	if (score->verdict)
		mc_buf_addf(out, " (%s)", mc_result_word(mc_score_verdict(score)));
	mc_buf_addz(out, " | **");
	mc_points_add(out, score->points);
	mc_buf_addc(out, '/');
	mc_points_add(out, score->max);
	mc_buf_addz(out, "** |\n\n");
}

static void add_source(struct mc_buf *out, const struct mc_grade *grade)
{
	mc_buf_addf(out, _("Commit %.*s, handed in %.10s %.5s (UTC)"), COMMIT_DIGITS, grade->commit,
		    grade->submitted_at, strlen(grade->submitted_at) > 16 ? grade->submitted_at + 11 : "");
	mc_buf_addz(out, "\n\n");
}

/* ---- the whole ---- */

/* A line that begins with '/' is a command to GitLab, which does not look well whether it stands in a block
 * of code: a character without width comes before it. */
static void add_without_commands(struct mc_buf *out, struct mc_str text)
{
	struct mc_str line;

	while (mc_str_cut_line(&line, &text)) {
		size_t blank = 0;

		while (blank < line.len && (line.ptr[blank] == ' ' || line.ptr[blank] == '\t'))
			blank++;
		mc_buf_add(out, line.ptr, blank);
		if (blank < line.len && line.ptr[blank] == '/')
			mc_buf_addz(out, "\u2060");
		mc_buf_add(out, line.ptr + blank, line.len - blank);
		mc_buf_addc(out, '\n');
	}
}

/* document: NULL when there is none. */
static void write_text(struct mc_buf *out, const struct mc_document *document,
		       const struct mc_feedback_parts *parts)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) score = MC_BUF_INIT;
	MC_AUTOTEXT marker = mc_feedback_marker(parts->score->exercise);

	if (document) {
		mc_markdown_add_document(&text, document);
	} else {
		mc_buf_addz(&text, "## ");
		mc_escape_markdown(&text, parts->title);
		mc_buf_addz(&text, "\n\n");
	}
	add_score(&score, parts);
	if (parts->score->grade)
		add_source(&score, parts->score->grade);
	if (text.len + score.len + strlen(marker) < MC_FEEDBACK_MAX_BYTES)
		mc_buf_add(&text, score.ptr, score.len);
	add_without_commands(out, (struct mc_str){ text.ptr, text.len });
	mc_buf_addf(out, "%s\n", marker);
}

/* Writes in a language, and goes back to that of the program. */
static void write_in(struct mc_buf *out, const char *lang, const struct mc_document *document,
		     const struct mc_feedback_parts *parts)
{
	MC_AUTO(mc_buf) before = MC_BUF_INIT;

	mc_i18n_lang(&before);
	mc_catalogue_use(lang);
	write_text(out, document, parts);
	mc_catalogue_use(before.ptr);
}

struct mc_err *mc_feedback_write(struct mc_buf *out, char **title, char **lang,
				 const struct mc_feedback_parts *parts)
{
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTO(mc_document) document = MC_DOCUMENT_INIT;
	const char *found = NULL;

	if (!parts->stored.ptr) {
		write_in(out, parts->lang, NULL, parts);
		*title = mc_strdup(parts->title);
		*lang = mc_strdup(parts->lang);
		return NULL;
	}
	MC_TRY(mc_json_open_up_to(&json, NULL, parts->stored.ptr, parts->stored.len, STORED_MAX_BYTES));
	const struct mc_json_node *node = document_in(&found, json, parts->lang);

	if (!node)
		node = document_in(&found, json, parts->otherwise);
	if (!node)
		node = mc_json_first(mc_json_find(mc_json_root(json), "documents"));
	if (!node)
		return mc_err_new(MC_E_INPUT, _("a stored result has no document"));
	found = mc_json_key_of(node);
	MC_TRY(mc_document_read(&document, mc_json_raw(json, node)));
	blank_hidden(&document);
	write_in(out, found, &document, parts);
	*title = mc_strdup(document.title);
	*lang = mc_strdup(found);
	return NULL;
}
