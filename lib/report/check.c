/* SPDX-License-Identifier: MIT */
#include "report/check.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/cache.h"
#include "os/file.h"
#include "result/overview.h"
#include "result/result_text.h"

/* Columns of a file. */
enum { FILE_WIDTH = 80 };

static void add_json(struct mc_buf *text, const struct mc_check_report *view,
		     const struct mc_overview *overview)
{
	const struct mc_result_json options = { .lang = view->lang };
	struct mc_json_writer writer = MC_JSON_WRITER(text, false);

	if (view->count == 1)
		mc_result_write_json(&writer, &view->results[0], &options);
	else
		mc_overview_write_json(&writer, overview, &options);
	mc_buf_addc(text, '\n');
}

/* Keeps the whole output of the test that is shown, for when the screen shows only a part of it; NULL:
 * nothing kept. */
static char *keep_whole(const struct mc_result *result)
{
	const struct mc_test_result *failed = mc_result_first_failed(result);
	MC_AUTOTEXT name = mc_format("output/%s.txt", result->exercise->id);
	MC_AUTOTEXT path = NULL;

	if (!failed || (failed->test && failed->test->is_hidden))
		return NULL;
	const struct mc_str text = failed->actual.len ? failed->actual : failed->output;
	MC_AUTOPTR(mc_err) err = mc_cache_path(&path, name);

	if (!err)
		err = mc_file_write_atomic(path, text.ptr, text.len, 0600);
	return err ? NULL : MC_TAKE(path);
}

static bool has_all_run(const struct mc_result *result)
{
	for (size_t i = 0; i < result->test_count; i++) {
		if (result->tests[i].verdict == MC_NOT_RUN)
			return false;
	}
	return true;
}

/* The command to type next: hand in what passes, run all when only a part was, else the test that is left. */
static void add_next(struct mc_buf *out, const struct mc_check_report *view, const struct mc_result *result)
{
	const struct mc_test_result *failed = mc_result_first_failed(result);

	if (result->verdict == MC_PASS && has_all_run(result)) {
		mc_buf_addz(out, "git add . && git commit -m \"My solution\" && git push");
		return;
	}
	mc_buf_addz(out, "migracode check");
	if (failed && failed->test && result->verdict != MC_GRADER_ERROR) {
		mc_buf_addz(out, " -t ");
		mc_buf_add_shell(out, failed->test->id);
	}
	if (view->operand) {
		mc_buf_addc(out, ' ');
		mc_buf_add_shell(out, view->operand);
	}
}

static void add_result(struct mc_buf *text, const struct mc_check_report *view,
		       const struct mc_print_style *style)
{
	const struct mc_result *result = &view->results[0];
	MC_AUTOTEXT whole = keep_whole(result);
	MC_AUTO(mc_buf) next = MC_BUF_INIT;

	add_next(&next, view, result);
	const struct mc_result_text options = {
		.style = *style,
		.lang = view->lang,
		.shows_hint = true,
		.whole_path = whole,
		.next = next.ptr,
	};

	mc_result_print_text(text, result, &options);
}

/* The first exercise that is left to do, or count. */
static size_t first_open(const struct mc_check_report *view)
{
	size_t i = 0;

	while (i < view->count && view->results[i].verdict == MC_PASS)
		i++;
	return i;
}

static void add_text(struct mc_buf *text, const struct mc_check_report *view,
		     const struct mc_overview *overview)
{
	struct mc_print_style style = view->style;
	size_t open = first_open(view);

	/* A file is read in many places: nothing of this terminal goes into it. */
	if (view->output && strcmp(view->output, "-") != 0)
		style = (struct mc_print_style){ .width = FILE_WIDTH };
	if (view->count == 1) {
		add_result(text, view, &style);
		return;
	}
	mc_overview_print(text, overview, &style, view->lang);
	if (open == view->count)
		return;
	mc_buf_addf(text, "\n%s\n  migracode check ", _("Next:"));
	mc_buf_add_shell(text, view->dirs[open]);
	mc_buf_addc(text, '\n');
}

static struct mc_err *add_all(struct mc_delivery *delivery, const struct mc_check_report *view)
{
	const struct mc_result_json json = { .lang = view->lang };

	for (size_t i = 0; i < view->count; i++) {
		MC_AUTO(mc_buf) document = MC_BUF_INIT;
		struct mc_json_writer writer = MC_JSON_WRITER(&document, false);

		mc_result_write_json(&writer, &view->results[i], &json);
		MC_TRY(mc_delivery_add(delivery, view->results[i].exercise->id,
				       (struct mc_str){ document.ptr, document.len }));
	}
	return mc_delivery_close(delivery, false);
}

static struct mc_err *deliver(const struct mc_check_report *view, FILE *stream)
{
	const char **names = mc_alloc_zero(view->count, sizeof(*names));
	MC_AUTO(mc_delivery) delivery = MC_DELIVERY_INIT;
	const struct mc_report_options options = {
		.names = names,
		.name_count = view->count,
		.lang = view->lang,
		.rerun = "migracode check",
		.check = "migracode check",
		.when_done = "git add . && git commit -m \"My solution\" && git push",
		.facts = view->facts,
		.fact_count = view->fact_count,
		.passing = view->passing,
	};

	for (size_t i = 0; i < view->count; i++)
		names[i] = view->results[i].exercise->id;
	struct mc_err *err = mc_delivery_open(&delivery, view->format, &options, view->output, stream);

	if (!err)
		err = add_all(&delivery, view);
	mc_delivery_release(&delivery);
	free(names);
	return err;
}

struct mc_err *mc_check_report(const struct mc_check_report *view, FILE *stream)
{
	const struct mc_overview overview = { view->name, view->results, view->count };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (view->format == &mc_report_json)
		add_json(&text, view, &overview);
	else if (view->format == &mc_report_text)
		add_text(&text, view, &overview);
	else
		return deliver(view, stream);
	return mc_deliver_text(view->output, stream, (struct mc_str){ text.ptr, text.len });
}
