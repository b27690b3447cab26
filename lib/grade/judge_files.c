/* SPDX-License-Identifier: MIT */
#include "base/str.h"
#include "grade/judge.h"

/* The first file of the submission that glob matches, or NULL. */
static const char *matched_path(const struct mc_job *job, const char *glob)
{
	for (size_t i = 0; i < job->submission->tree.count; i++) {
		if (mc_str_is_match(glob, job->submission->tree.files[i].path))
			return job->submission->tree.files[i].path;
	}
	return NULL;
}

static struct mc_err *judge(struct mc_job *job, struct mc_test_result *out)
{
	const struct mc_test *test = out->test;

	for (size_t i = 0; i < test->present.count; i++) {
		if (!matched_path(job, test->present.items[i])) {
			mc_judge_fail(out, MC_FAIL,
				      (struct mc_reason){ .code = MC_REASON_MISSING_FILE,
							  .subject = test->present.items[i] });
			return NULL;
		}
	}
	for (size_t i = 0; i < test->absent.count; i++) {
		const char *path = matched_path(job, test->absent.items[i]);

		if (path) {
			mc_judge_fail(out, MC_FAIL,
				      (struct mc_reason){
					      .code = MC_REASON_FORBIDDEN_FILE,
					      .subject = mc_arena_strdup(&job->result->arena, path) });
			return NULL;
		}
	}
	return NULL;
}

const struct mc_judge mc_judge_files = { .sees_missing = true, .judge = judge };
