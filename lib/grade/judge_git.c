/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "course/git_test.h"
#include "ext/regex.h"
#include "ext/repo_history.h"
#include "grade/judge.h"

/* Processor time for the patterns of a test in all messages together: each alone has its own limit. */
enum { SHORT_HASH = 7, SUBJECT_BYTES = 60, LIMIT_S = 5 };

static struct mc_err *fail(struct mc_test_result *out, struct mc_reason reason)
{
	mc_judge_fail(out, MC_FAIL, reason);
	return NULL;
}

static struct mc_str subject_of(const struct mc_history_commit *commit)
{
	return (struct mc_str){ commit->message, strcspn(commit->message, "\r\n") };
}

/* How people name a commit: its short hash and its first line. */
static const char *name_of(struct mc_job *job, const struct mc_history_commit *commit)
{
	struct mc_str subject = subject_of(commit);

	return mc_arena_format(&job->result->arena, "%.*s '%.*s'", SHORT_HASH, commit->hash,
			       (int)mc_utf8_cut(subject.ptr, subject.len, SUBJECT_BYTES), subject.ptr);
}

/* ---- commits ---- */

static size_t count_own(const struct mc_history *history)
{
	size_t own = 0;

	for (size_t i = 0; i < history->commit_count; i++)
		own += history->commits[i].is_own;
	return own;
}

static const struct mc_history_commit *find_merge(const struct mc_history *history)
{
	for (size_t i = 0; i < history->commit_count; i++) {
		if (history->commits[i].is_merge)
			return &history->commits[i];
	}
	return NULL;
}

static void judge_commits(struct mc_job *job, struct mc_test_result *out, const struct mc_history *history)
{
	const struct mc_git_test *git = out->test->git;
	const struct mc_history_commit *merge = find_merge(history);
	size_t own = count_own(history);

	if (own < git->commits_min || own > git->commits_max)
		mc_judge_fail(out, MC_FAIL,
			      (struct mc_reason){ .code = MC_REASON_GIT_COMMITS,
						  .got = (int64_t)own,
						  .want = own < git->commits_min ? git->commits_min
										 : git->commits_max });
	else if (merge ? git->merge == MC_GIT_MERGE_NONE : git->merge == MC_GIT_MERGE_NEEDED)
		mc_judge_fail(out, MC_FAIL,
			      (struct mc_reason){ .code = MC_REASON_GIT_MERGE,
						  .subject = merge ? name_of(job, merge) : NULL,
						  .want = git->merge == MC_GIT_MERGE_NEEDED });
}

/* ---- messages ---- */

/* Characters of a line; bytes that are no UTF-8 count one each. */
static size_t count_characters(struct mc_str line)
{
	size_t count = 0;

	for (size_t at = 0; at < line.len; count++) {
		uint32_t character;
		size_t step = mc_utf8_decode(&character, line.ptr + at, line.len - at);

		at += step ? step : 1;
	}
	return count;
}

/* Looks for a pattern in one part of a message; a missing pattern is found everywhere. */
static struct mc_err *find_pattern(bool *is_found, const struct mc_regex *regex, struct mc_str text)
{
	*is_found = true;
	return regex ? mc_regex_is_match(is_found, regex, text.ptr, text.len) : NULL;
}

static void fail_message(struct mc_job *job, struct mc_test_result *out, const struct mc_history *history,
			 size_t index, uint32_t most, const struct mc_pattern *pattern)
{
	const char *why = pattern ? mc_words_pick(&pattern->why, job->options->lang) : NULL;

	if (pattern && !why)
		why = mc_arena_format(&job->result->arena, _("it has to match '%s'"), pattern->regex);
	mc_judge_fail(out, MC_FAIL,
		      (struct mc_reason){ .code = MC_REASON_GIT_MESSAGE,
					  .subject = name_of(job, &history->commits[index]),
					  .got = (int64_t)index,
					  .want = most,
					  .detail = why });
}

static struct mc_err *judge_message(struct mc_job *job, struct mc_test_result *out,
				    const struct mc_history *history, size_t index,
				    const struct mc_regex *subject_regex,
				    const struct mc_regex *message_regex)
{
	const struct mc_git_test *git = out->test->git;
	const struct mc_history_commit *commit = &history->commits[index];
	struct mc_str subject = subject_of(commit);
	bool is_found = true;

	if (git->subject_max > 0 && count_characters(subject) > git->subject_max) {
		fail_message(job, out, history, index, git->subject_max, NULL);
		return NULL;
	}
	MC_TRY(find_pattern(&is_found, subject_regex, subject));
	if (!is_found) {
		fail_message(job, out, history, index, 0, &git->subject);
		return NULL;
	}
	MC_TRY(find_pattern(&is_found, message_regex, mc_str(commit->message)));
	if (!is_found)
		fail_message(job, out, history, index, 0, &git->message);
	return NULL;
}

/* The newest message that is wrong comes first: it is the one that is easily changed. */
static struct mc_err *judge_messages(struct mc_job *job, struct mc_test_result *out,
				     const struct mc_history *history)
{
	const struct mc_git_test *git = out->test->git;
	MC_AUTOPTR(mc_regex) subject = NULL;
	MC_AUTOPTR(mc_regex) message = NULL;
	clock_t start = clock();

	if (git->subject.regex)
		MC_TRY(mc_regex_open(&subject, NULL, git->subject.regex, 0));
	if (git->message.regex)
		MC_TRY(mc_regex_open(&message, NULL, git->message.regex, MC_REGEX_MULTILINE));
	for (size_t i = 0; i < history->commit_count && out->verdict == MC_PASS; i++) {
		if (history->commits[i].is_own)
			MC_TRY(judge_message(job, out, history, i, subject, message));
		if (clock() - start > LIMIT_S * CLOCKS_PER_SEC)
			return mc_err_new(MC_E_LIMIT, "%s",
					  _("the pattern for messages takes too long on these commits"));
	}
	return NULL;
}

/* ---- files ---- */

static bool is_matched(const struct mc_texts *globs, const char *path)
{
	for (size_t i = 0; i < globs->count; i++) {
		if (mc_str_is_match(globs->items[i], path))
			return true;
	}
	return false;
}

/* The first change that is not allowed, or NULL. */
static const char *find_change(const struct mc_git_test *git, const struct mc_history *history)
{
	for (size_t i = 0; i < history->change_count; i++) {
		const char *path = history->changes[i];

		if ((git->changed.count > 0 && !is_matched(&git->changed, path)) ||
		    is_matched(&git->unchanged, path))
			return path;
	}
	return NULL;
}

static const char *find_tracked(const struct mc_git_test *git, const struct mc_history *history)
{
	for (size_t i = 0; i < history->path_count; i++) {
		if (is_matched(&git->absent, history->paths[i]))
			return history->paths[i];
	}
	return NULL;
}

static struct mc_err *judge_files(struct mc_job *job, struct mc_test_result *out,
				  const struct mc_history *history)
{
	const struct mc_git_test *git = out->test->git;
	const char *changed = find_change(git, history);
	const char *tracked = find_tracked(git, history);
	const char *open = job->submission->uncommitted;

	if (changed)
		return fail(out, (struct mc_reason){ .code = MC_REASON_GIT_CHANGED, .subject = changed });
	if (tracked)
		return fail(out, (struct mc_reason){ .code = MC_REASON_GIT_TRACKED, .subject = tracked });
	if (git->max_files > 0 && history->change_count > git->max_files)
		return fail(out, (struct mc_reason){ .code = MC_REASON_GIT_CHANGED,
						     .got = (int64_t)history->change_count,
						     .want = git->max_files });
	if (history->is_cut)
		return mc_err_new(MC_E_LIMIT, _("the repository has more than %d files to look at"),
				  MC_HISTORY_MAX_PATHS);
	if (git->is_clean && open)
		return fail(out, (struct mc_reason){ .code = MC_REASON_GIT_UNCOMMITTED, .subject = open });
	return NULL;
}

/* ---- all of it ---- */

/* True when there is a history to look at; else the verdict is set. */
static bool has_history(struct mc_job *job, struct mc_test_result *out, const struct mc_history *history)
{
	const struct mc_git_test *git = out->test->git;
	struct mc_arena *arena = &job->result->arena;

	switch (history->state) {
	case MC_HISTORY_READ:
		return true;
	case MC_HISTORY_EMPTY:
		mc_judge_fail(out, MC_FAIL, (struct mc_reason){ .code = MC_REASON_GIT_NONE });
		break;
	case MC_HISTORY_SHALLOW:
		mc_judge_fail(out, MC_GRADER_ERROR, (struct mc_reason){ .code = MC_REASON_GIT_SHALLOW });
		break;
	case MC_HISTORY_NO_BRANCH:
		mc_judge_fail(out, MC_FAIL,
			      (struct mc_reason){ .code = MC_REASON_GIT_BRANCH,
						  .subject = git->branch,
						  .detail = history->branch
								    ? mc_arena_strdup(arena, history->branch)
								    : NULL });
		break;
	case MC_HISTORY_NO_SINCE:
		mc_judge_fail(out, MC_FAIL,
			      (struct mc_reason){
				      .code = MC_REASON_GIT_BRANCH, .subject = git->since, .got = 1 });
		break;
	}
	return false;
}

/* Texts of a history live as long as the submission, which results outlive. */
static void keep_subject(struct mc_job *job, struct mc_test_result *out)
{
	if (out->reason.subject)
		out->reason.subject = mc_arena_strdup(&job->result->arena, out->reason.subject);
}

static struct mc_err *judge(struct mc_job *job, struct mc_test_result *out)
{
	const struct mc_submission *submission = job->submission;
	const struct mc_history *history =
		mc_submission_history(submission, (size_t)(out->test - job->exercise->tests));

	if (submission->history_err)
		return mc_err_new(submission->history_err->code, "%s", submission->history_err->msg);
	if (!history)
		return fail(out, (struct mc_reason){ .code = MC_REASON_GIT_NONE });
	if (!has_history(job, out, history))
		return NULL;
	judge_commits(job, out, history);
	if (out->verdict == MC_PASS)
		MC_TRY(judge_messages(job, out, history));
	if (out->verdict == MC_PASS)
		MC_TRY(judge_files(job, out, history));
	keep_subject(job, out);
	return NULL;
}

const struct mc_judge mc_judge_git = { .sees_missing = true, .judge = judge };
