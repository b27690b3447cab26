/* SPDX-License-Identifier: MIT */
#include "os/sandbox.h"

#include <errno.h>

#include "base/i18n.h"
#include "os/sandbox_attend.h"

static struct mc_err *start(struct mc_attend *attend, const struct mc_sandbox_run *run)
{
	MC_AUTO(mc_ends) ends = { .count = 0 };

	MC_TRY(mc_ends_add_input(&ends, run));
	MC_TRY(mc_ends_add_stream(&attend->streams[0], &ends));
	MC_TRY(mc_ends_add_stream(&attend->streams[1], &ends));
	return mc_attend_send(attend, run, &ends, NULL);
}

static struct mc_err *run_one(struct mc_attend *attend, const struct mc_sandbox_run *run)
{
	MC_TRY(start(attend, run));
	while (!attend->has_ended) {
		struct pollfd watched[MC_ATTEND_WATCHED];

		mc_attend_watch(attend, watched);
		if (poll(watched, MC_ATTEND_WATCHED, MC_ATTEND_LOOK_MS) < 0)
			return mc_err_new(errno == EINTR ? MC_E_INTERRUPTED : MC_E_IO, _("interrupted"));
		MC_TRY(mc_attend_react(attend, watched));
	}
	return NULL;
}

struct mc_err *mc_sandbox_run(struct mc_sandbox_result *result, struct mc_sandbox *sandbox,
			      const struct mc_sandbox_run *run)
{
	struct mc_attend attend;

	MC_TRY(mc_attend_check(sandbox, run));
	mc_attend_init(&attend, sandbox, run);
	struct mc_err *err = run_one(&attend, run);

	if (!err) {
		*result = attend.result;
		attend.result = (struct mc_sandbox_result)MC_SANDBOX_RESULT_INIT;
	} else if (err->code != MC_E_INPUT) {
		/* Otherwise what the caller asked for was wrong, and was found to be before anything was
		 * sent. */
		mc_attend_give_up(&attend);
	}
	mc_attend_release(&attend);
	return err;
}
