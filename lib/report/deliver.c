/* SPDX-License-Identifier: MIT */
#include "report/deliver.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/file.h"

static bool is_stream(const char *path)
{
	return !path || !strcmp(path, "-");
}

static bool is_folder(const char *path)
{
	size_t len = strlen(path);

	return (len > 0 && path[len - 1] == '/') || mc_file_is_dir(path);
}

/* A step of a workflow may write its summary in several goes. */
static bool is_summary(const char *path)
{
	const char *summary = getenv("GITHUB_STEP_SUMMARY");

	return summary && *summary && !strcmp(summary, path);
}

static struct mc_err *open_target(struct mc_delivery *delivery)
{
	if (is_stream(delivery->path))
		return NULL;
	if (is_folder(delivery->path)) {
		delivery->is_folder = true;
		return mc_file_make_dirs(delivery->path);
	}
	delivery->is_summary = is_summary(delivery->path);
	MC_TRY(mc_outfile_open(&delivery->file, delivery->path));
	if (!delivery->is_summary || !mc_file_is_regular(delivery->path))
		return NULL;
	MC_AUTO(mc_buf) old = MC_BUF_INIT;

	MC_TRY(mc_buf_read_file(&old, delivery->path, MC_DELIVER_SUMMARY_MAX));
	return mc_outfile_add(&delivery->file, old.ptr, old.len);
}

static struct mc_err *refuse_many(const struct mc_report_format *format)
{
	return mc_err_hint(mc_err_new(MC_E_USAGE,
				      _("the format '%s' holds one submission, and here are several"),
				      format->name),
			   _("type --output <folder>/ and each gets a file of its own"));
}

struct mc_err *mc_delivery_open(struct mc_delivery *delivery, const struct mc_report_format *format,
				const struct mc_report_options *options, const char *path, FILE *stream)
{
	delivery->format = format;
	delivery->options = options;
	delivery->path = is_stream(path) ? NULL : path;
	delivery->stream = stream;
	if (format->holds_one && options->name_count > 1 && (is_stream(path) || !is_folder(path)))
		return refuse_many(format);
	if (options->passing > 100)
		return mc_err_new(MC_E_USAGE, _("'--passing' is a percentage and not %u"), options->passing);
	MC_TRY(open_target(delivery));
	delivery->one = *options;
	delivery->one.name_count = 1;
	delivery->one.names = NULL;
	if (delivery->is_folder)
		delivery->common = mc_names_common(options->names, options->name_count);
	else
		mc_report_open(&delivery->report, format, options);
	return NULL;
}

/* Hands on what is finished. */
static struct mc_err *flush(struct mc_delivery *delivery)
{
	struct mc_buf *out = &delivery->report.out;

	if (delivery->path) {
		MC_TRY(mc_outfile_add(&delivery->file, out->ptr, out->len));
	} else if (out->len > 0) {
		/* A full disk shows when the program ends: main looks at the stream. */
		(void)fwrite(out->ptr, 1, out->len, delivery->stream);
		(void)fflush(delivery->stream);
	}
	mc_buf_reset(out);
	return NULL;
}

static struct mc_err *add_file(struct mc_delivery *delivery, const char *name, struct mc_str text)
{
	MC_AUTO(mc_report) report = MC_REPORT_INIT;

	mc_report_open(&report, delivery->format, &delivery->one);
	MC_TRY(mc_report_add(&report, text));
	mc_report_end(&report, false);
	MC_AUTOTEXT short_name = mc_name_of_submission(name);
	bool is_alone = delivery->options->name_count <= 1 || strlen(name) <= delivery->common;
	MC_AUTOTEXT file = mc_names_give(&delivery->names, is_alone ? short_name : name,
					 is_alone ? 0 : delivery->common, delivery->format->extension);
	MC_AUTOTEXT path = mc_path_join(delivery->path, file);

	if (report.tally.documents == 0)
		return NULL;
	return mc_deliver_text(path, NULL, (struct mc_str){ report.out.ptr, report.out.len });
}

struct mc_err *mc_delivery_add(struct mc_delivery *delivery, const char *name, struct mc_str text)
{
	if (delivery->is_folder)
		return add_file(delivery, name, text);
	MC_TRY(mc_report_add(&delivery->report, text));
	return flush(delivery);
}

static struct mc_err *check_summary(const struct mc_delivery *delivery)
{
	MC_AUTO(mc_buf) old = MC_BUF_INIT;

	if (!delivery->is_summary || !mc_file_is_regular(delivery->file.temporary))
		return NULL;
	struct mc_err *err = mc_buf_read_file(&old, delivery->file.temporary, MC_DELIVER_SUMMARY_MAX);

	return err ? mc_err_wrap(err, _("GitHub takes no larger summary of a step")) : NULL;
}

struct mc_err *mc_delivery_close(struct mc_delivery *delivery, bool is_interrupted)
{
	if (delivery->is_folder || (delivery->path && is_interrupted))
		return NULL;
	mc_report_end(&delivery->report, is_interrupted);
	MC_TRY(flush(delivery));
	if (!delivery->path)
		return NULL;
	/* A format without a word for our own faults had nothing to write. */
	if (delivery->format->refuses_ours && delivery->report.tally.documents == 0)
		return NULL;
	MC_TRY(check_summary(delivery));
	return mc_outfile_commit(&delivery->file);
}

void mc_delivery_release(struct mc_delivery *delivery)
{
	mc_report_release(&delivery->report);
	mc_outfile_release(&delivery->file);
	mc_names_release(&delivery->names);
}

struct mc_err *mc_deliver_text(const char *path, FILE *stream, struct mc_str text)
{
	if (is_stream(path)) {
		(void)fwrite(text.ptr, 1, text.len, stream);
		return NULL;
	}
	return mc_outfile_write(path, text.ptr, text.len);
}
