/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/time.h"
#include "base/utf8.h"
#include "ext/escape.h"
#include "report/points.h"
#include "report/report.h"
#include "result/points.h"

/* Classroom 50's result.json, "classroom50/result/v1".  Source: the documentation of
 * foundation50/classroom50; its runner gives the facts in the variables named below and stamps owner, type
 * and time itself. */

enum { NAME_BYTES = 100 };

/* What a result must say beside the points, and where it may come from. */
struct fact {
	const char *key;
	const char *const variables[2]; /* of the environment */
	const char *value;		/* found; NULL: not yet */
};

static const char *variable(const char *name)
{
	const char *value = name ? getenv(name) : NULL;

	return value && *value ? value : NULL;
}

static const char *find(const struct mc_report *report, const struct fact *fact)
{
	const char *value = mc_report_fact(report, fact->key);

	for (size_t i = 0; !value && i < MC_COUNT(fact->variables); i++)
		value = variable(fact->variables[i]);
	return value;
}

static struct mc_err *is_missing(const char *key)
{
	return mc_err_hint(mc_err_new(MC_E_USAGE, _("a result for Classroom 50 needs '%s'"), key),
			   _("add --meta %s=<value>"), key);
}

/* The page of a commit or a release on the server that the workflow runs on; NULL: it is not known. */
static char *page_of(const char *kind, const char *name)
{
	const char *server = variable("GITHUB_SERVER_URL");
	const char *repository = variable("GITHUB_REPOSITORY");

	return server && repository && name ? mc_format("%s/%s/%s/%s", server, repository, kind, name) : NULL;
}

static struct mc_err *write_link(struct mc_json_writer *w, const struct mc_report *report,
				 const struct fact *fact, const char *fallback)
{
	const char *value = find(report, fact);

	value = value ? value : fallback;
	if (!value)
		return is_missing(fact->key);
	mc_json_key_text(w, fact->key, value);
	return NULL;
}

/* Times are UTC in whole seconds; fallback_ms 0: no time is known. */
static struct mc_err *write_time(struct mc_json_writer *w, const struct mc_report *report, const char *key,
				 int64_t fallback_ms)
{
	const char *given = mc_report_fact(report, key);
	MC_AUTO(mc_buf) moment = MC_BUF_INIT;
	int64_t ms = fallback_ms;

	if (given && !mc_time_read_ms(&ms, given))
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' is no time, in '%s'"), given, key),
				   _("write it as in 2026-10-02T18:00:00Z"));
	if (!given && fallback_ms == 0)
		return is_missing(key);
	mc_time_add(&moment, ms / 1000);
	mc_json_key_text(w, key, moment.ptr);
	return NULL;
}

static struct mc_err *write_submission(const char **tag, struct mc_json_writer *w,
				       const struct mc_report *report)
{
	const struct fact fact = { "submission", { "SUBMISSION_TAG", "GITHUB_REF_NAME" }, NULL };

	*tag = find(report, &fact);
	if (!*tag)
		return is_missing(fact.key);
	if (strncmp(*tag, "submit/", 7) != 0)
		return mc_err_hint(mc_err_new(MC_E_USAGE,
					      _("the submission '%s' does not begin with 'submit/'"), *tag),
				   _("add --meta submission=submit/<tag>"));
	mc_json_key_text(w, fact.key, *tag);
	return NULL;
}

static struct mc_err *write_head(struct mc_json_writer *w, const struct mc_report *report,
				 const struct mc_document *document)
{
	const char *type = mc_report_fact(report, "assignment_type");
	const char *sha = document->commit ? document->commit : variable("GITHUB_SHA");
	const char *tag = NULL;

	mc_json_key_text(w, "schema", "classroom50/result/v1");
	MC_TRY(write_link(w, report, &(struct fact){ "classroom", { "CLASSROOM" }, NULL }, NULL));
	MC_TRY(write_link(w, report, &(struct fact){ "assignment", { "ASSIGNMENT" }, NULL },
			  document->exercise));
	if (type && strcmp(type, "individual") != 0 && strcmp(type, "group") != 0)
		return mc_err_new(MC_E_USAGE, _("'assignment_type' is 'individual' or 'group', not '%s'"),
				  type);
	mc_json_key_text(w, "assignment_type", type ? type : "individual");
	MC_TRY(write_link(w, report, &(struct fact){ "owner", { "OWNER", "GITHUB_ACTOR" }, NULL }, NULL));
	MC_TRY(write_submission(&tag, w, report));
	MC_AUTOTEXT commit = page_of("commit", sha);
	MC_AUTOTEXT release = page_of("releases/tag", tag);

	MC_TRY(write_link(w, report, &(struct fact){ "commit", { "COMMIT_URL" }, NULL }, commit));
	MC_TRY(write_link(w, report, &(struct fact){ "release", { "RELEASE_URL" }, NULL }, release));
	const char *seen = mc_report_fact(report, "commit");

	seen = seen ? seen : variable("COMMIT_URL");
	MC_TRY(write_link(w, report, &(struct fact){ "review", { "REVIEW_URL" }, NULL },
			  seen ? seen : commit));
	/* When it was handed in, however often it is graded: deadlines are counted by it. */
	MC_TRY(write_time(w, report, "datetime", document->committed_ms));
	/* This one may be left out. */
	if (document->started_ms == 0 && !mc_report_fact(report, "graded_at"))
		return NULL;
	return write_time(w, report, "graded_at", document->started_ms);
}

static void write_test(struct mc_json_writer *w, const struct mc_document_test *test)
{
	MC_AUTO(mc_buf) name = MC_BUF_INIT;

	mc_escape_line(&name, test->title);
	mc_json_start(w, '{');
	mc_json_key(w, "test-name");
	mc_json_bytes(w, name.ptr, mc_utf8_cut(name.ptr, name.len, NAME_BYTES));
	mc_json_key_bool(w, "passed", test->verdict == MC_PASS);
	mc_json_key_int(w, "score", mc_whole_points(test->points, test->max));
	mc_json_key_int(w, "max-score", mc_whole_max(test->max));
	mc_json_key_text(w, "migracode.id", test->id);
	mc_json_key_text(w, "migracode.status", mc_verdict_name(test->verdict));
	mc_json_key(w, "migracode.points");
	mc_json_thousandths(w, test->points);
	if (*test->reason) {
		mc_buf_reset(&name);
		mc_escape_line(&name, test->reason);
		mc_json_key_text(w, "migracode.reason", name.ptr);
	}
	mc_json_end(w);
}

/* The whole is the sum of its parts, which are rounded: what the pages of Classroom 50 show then adds up. */
static void write_tests(struct mc_json_writer *w, const struct mc_document *document)
{
	const struct mc_document_test whole = { .id = "submission",
						.title = document->title,
						.verdict = document->verdict,
						.points = document->points,
						.max = document->max,
						.reason = document->reason };
	int64_t score = 0;
	int64_t max = 0;

	mc_json_key(w, "tests");
	mc_json_start(w, '[');
	for (size_t i = 0; i < document->test_count; i++) {
		const struct mc_document_test *test = &document->tests[i];

		if (test->verdict == MC_NOT_RUN)
			continue;
		write_test(w, test);
		score += mc_whole_points(test->points, test->max);
		max += test->is_extra ? 0 : mc_whole_max(test->max);
	}
	if (document->test_count == 0) {
		write_test(w, &whole);
		max = mc_whole_max(document->max);
	}
	mc_json_end(w);
	/* More than the maximum is refused there. */
	mc_json_key_int(w, "score", score < max ? score : max);
	mc_json_key_int(w, "max-score", max);
}

static struct mc_err *add(struct mc_report *report, const struct mc_document *document)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer w = MC_JSON_WRITER(&text, false);

	mc_json_start(&w, '{');
	MC_TRY(write_head(&w, report, document));
	write_tests(&w, document);
	mc_json_end(&w);
	mc_buf_addf(&report->out, "%s\n", text.ptr);
	return NULL;
}

const struct mc_report_format mc_report_classroom50 = {
	.name = "classroom50",
	.extension = "json",
	.media_type = "application/json",
	.holds_one = true,
	.is_for_students = true,
	.refuses_ours = true,
	.add = add,
};
