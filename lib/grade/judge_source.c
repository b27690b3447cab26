/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "base/i18n.h"
#include "ext/regex.h"
#include "grade/judge.h"
#include "source/blank.h"

/* CPU time for one pattern in all files of a submission. */
enum { PATTERN_LIMIT_S = 10 };

static bool is_looked_at(const struct mc_job *job, const struct mc_test *test, const char *path)
{
	const struct mc_texts *globs = test->sources.count ? &test->sources : &job->exercise->submit;
	const struct mc_tree_filter filter = { .globs = globs->items, .glob_count = globs->count };

	return mc_tree_is_wanted(&filter, path);
}

/* Counts a pattern over all files that the test looks at, with comments and strings blanked as it asks. */
static struct mc_err *count_pattern(size_t *count, struct mc_job *job, const struct mc_test *test,
				    const struct mc_regex *regex, const char *pattern)
{
	clock_t start = clock();

	*count = 0;
	for (size_t i = 0; i < job->submission->tree.count; i++) {
		const struct mc_tree_file *file = &job->submission->tree.files[i];
		MC_AUTO(mc_buf) text = MC_BUF_INIT;
		size_t more;

		if (!is_looked_at(job, test, file->path))
			continue;
		mc_source_blank(&text, file->path, file->data, file->len, test->skips_comments,
				test->skips_strings);
		MC_TRY(mc_regex_count(&more, regex, text.ptr, text.len));
		*count += more;
		/* Thousands of files that are each slow, but not too slow, would keep the grader for hours.
		 */
		if (clock() - start > PATTERN_LIMIT_S * CLOCKS_PER_SEC)
			return mc_err_new(MC_E_LIMIT,
					  _("the regular expression '%s' takes too long on this text"),
					  pattern);
	}
	return NULL;
}

static struct mc_err *judge(struct mc_job *job, struct mc_test_result *out)
{
	const struct mc_test *test = out->test;

	for (size_t i = 0; i < test->pattern_count; i++) {
		const struct mc_pattern *pattern = &test->patterns[i];
		MC_AUTOPTR(mc_regex) regex = NULL;
		size_t count;

		MC_TRY(mc_regex_open(&regex, NULL, pattern->regex, MC_REGEX_MULTILINE));
		MC_TRY(count_pattern(&count, job, test, regex, pattern->regex));
		if (count >= pattern->min && count <= pattern->max)
			continue;
		bool is_missing = count < pattern->min;

		mc_judge_fail(out, MC_FAIL,
			      (struct mc_reason){ .code = is_missing ? MC_REASON_PATTERN_MISSING
								     : MC_REASON_PATTERN_FOUND,
						  .subject = pattern->regex,
						  .got = (int64_t)count,
						  .want = is_missing ? pattern->min : pattern->max,
						  .why = mc_words_pick(&pattern->why, job->options->lang) });
		return NULL;
	}
	return NULL;
}

const struct mc_judge mc_judge_source = { .judge = judge };
