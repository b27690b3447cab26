/* SPDX-License-Identifier: MIT */
#include "suite/suite_read.h"

#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "os/confine.h"
#include "os/worker.h"
#include "suite/ctrf.h"
#include "suite/jest.h"
#include "suite/junit.h"
#include "suite/suite_tap.h"

enum { READ_CPU_S = 10, READ_MS = 60 * 1000 };

/* Beside the report, which the child has a copy of, and its answer. */
#define READ_MEMORY_BYTES (128u * 1024 * 1024)
#define ANSWER_BYTES (MC_SUITE_MAX_CASES * (MC_SUITE_MAX_NAME + 16) + 2 * MC_SUITE_MAX_MESSAGES)

static const struct mc_suite_reader *const readers[] = {
	[MC_SUITE_TAP] = &mc_suite_tap,
	[MC_SUITE_JUNIT] = &mc_suite_junit,
	[MC_SUITE_CTRF] = &mc_suite_ctrf,
	[MC_SUITE_JEST] = &mc_suite_jest,
};

/* ---- in a process of its own ---- */

/* What is read; the child has a copy of our memory, so nothing of this needs to be sent. */
struct job {
	const struct mc_suite_reader *reader;
	const char *bytes;
	size_t len;
	int exit_status;
};

/* A case is its time, its verdict, its name and its message with their zeros; before all stands why it is
 * broken. */
static void pack(struct mc_buf *out, const struct mc_suite_report *report)
{
	mc_buf_addc(out, report->is_broken ? 'b' : 'g');
	mc_buf_add(out, report->why ? report->why : "", report->why ? strlen(report->why) + 1 : 1);
	for (size_t i = 0; i < report->case_count; i++) {
		const struct mc_suite_case *item = &report->cases[i];

		mc_buf_add(out, &item->wall_us, sizeof(item->wall_us));
		mc_buf_addc(out, (char)item->verdict);
		mc_buf_add(out, item->name, strlen(item->name) + 1);
		mc_buf_add(out, item->message ? item->message : "",
			   item->message ? strlen(item->message) + 1 : 1);
	}
}

static void run_job(int fd, void *context)
{
	const struct job *job = context;
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;

	mc_worker_limit(&(struct mc_worker_limits){ .cpu_s = READ_CPU_S, .more_bytes = READ_MEMORY_BYTES });
	/* Messages come from the catalogue, which must be open before nothing else can be opened. */
	(void)_("unknown");
	mc_confine_to("/usr/share/zoneinfo");
	job->reader->read(&report, job->bytes, job->len, job->exit_status);
	pack(&answer, &report);
	/* When nobody listens, the parent has given up: the process ends anyway. */
	mc_err_drop(mc_frame_write(fd, answer.ptr, answer.len));
}

/* ---- in ours: the report may have taken over the child, so its answer is not trusted either ---- */

static bool cut_text(struct mc_str *text, struct mc_str *rest)
{
	const char *end = rest->len > 0 ? memchr(rest->ptr, '\0', rest->len) : NULL;

	if (!end)
		return false;
	*text = (struct mc_str){ rest->ptr, (size_t)(end - rest->ptr) };
	*rest = (struct mc_str){ end + 1, rest->len - text->len - 1 };
	return mc_utf8_is_valid(text->ptr, text->len);
}

static bool unpack_case(struct mc_suite_report *report, struct mc_str *rest)
{
	uint64_t wall_us;
	struct mc_str name, message;

	if (rest->len < sizeof(wall_us) + 1)
		return false;
	memcpy(&wall_us, rest->ptr, sizeof(wall_us));
	unsigned char verdict = (unsigned char)rest->ptr[sizeof(wall_us)];

	rest->ptr += sizeof(wall_us) + 1;
	rest->len -= sizeof(wall_us) + 1;
	if (verdict > MC_SKIPPED || verdict == MC_PARTIAL || !cut_text(&name, rest) ||
	    !cut_text(&message, rest) ||
	    !mc_suite_add(report, (struct mc_str){ "", 0 }, name, (enum mc_verdict)verdict, wall_us))
		return false;
	mc_suite_say(report, message);
	return true;
}

static bool unpack(struct mc_suite_report *report, const struct mc_buf *answer)
{
	struct mc_str rest = { answer->ptr, answer->len };
	struct mc_str why;

	if (rest.len == 0)
		return false;
	bool is_broken = *rest.ptr == 'b';

	rest.ptr++;
	rest.len--;
	if (!cut_text(&why, &rest))
		return false;
	while (rest.len > 0) {
		if (!unpack_case(report, &rest))
			return false;
	}
	if (is_broken)
		mc_suite_break(report, why.ptr);
	return true;
}

static struct mc_err *read_guarded(struct mc_suite_report *report, struct job *job)
{
	struct mc_worker worker = MC_WORKER_INIT;
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;
	bool is_end = true;

	MC_TRY_AS(mc_worker_open(&worker, run_job, job), "%s", _("cannot read the report of the tests"));
	if (mc_frame_wait(worker.fd, READ_MS)) {
		MC_AUTOPTR(mc_err) err = mc_frame_read(&answer, &is_end, worker.fd, ANSWER_BYTES);

		is_end = is_end || err;
	}
	(void)mc_worker_kill(&worker);
	if (is_end || !unpack(report, &answer))
		mc_suite_break(report, _("the report cannot be read: it is damaged, or far too large"));
	return NULL;
}

struct mc_err *mc_suite_read(struct mc_suite_report *report, enum mc_suite_format format, const char *bytes,
			     size_t len, int exit_status)
{
	const struct mc_suite_reader *reader = readers[format];
	struct job job = { reader, bytes, len, exit_status };

	if (reader->prepare)
		MC_TRY(reader->prepare());
	if (reader->is_guarded)
		MC_TRY(read_guarded(report, &job));
	else
		reader->read(report, bytes, len, exit_status);
	if (!reader->checks_exit && exit_status != 0 && mc_suite_count(report, MC_FAIL) == 0 &&
	    mc_suite_count(report, MC_ERROR) == 0)
		mc_suite_break(report,
			       mc_arena_format(&report->arena,
					       _("the suite ended with status %d although no test failed"),
					       exit_status));
	return NULL;
}
