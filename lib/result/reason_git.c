/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/i18n.h"
#include "result/reason_part.h"

/* Each of these says what to type, for somebody who has known git for a week. */

static void print_branch(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT wanted = mc_reason_printable(reason->subject);
	MC_AUTOTEXT branch = mc_reason_printable(reason->detail);

	/* Of a hidden test the name is not told. */
	if (!*wanted) {
		mc_buf_addz(out, _("the repository has not the branch that is needed"));
		return;
	}
	if (reason->got == 1) {
		mc_buf_addf(out,
			    _("the branch '%s', from which the work has to start, is not in the repository"),
			    wanted);
		return;
	}
	mc_buf_addf(out, _("the repository has no branch whose name matches '%s'"), wanted);
	if (*branch)
		mc_buf_addf(
			out,
			_("; the work is on '%s'. Make the branch with 'git switch -c NAME', and push it"),
			branch);
}

static void print_commits(struct mc_buf *out, const struct mc_reason *reason)
{
	long long got = (long long)reason->got;
	long long want = (long long)reason->want;

	if (got < want)
		mc_buf_addf(out,
			    NP_("found %lld commit of yours for this exercise; at least %lld are needed. "
				"Commit each step: git add . && git commit -m \"What it does\"",
				"found %lld commits of yours for this exercise; at least %lld are needed. "
				"Commit each step: git add . && git commit -m \"What it does\"",
				got),
			    got, want);
	else
		mc_buf_addf(out,
			    NP_("found %lld commit of yours for this exercise; at most %lld are allowed",
				"found %lld commits of yours for this exercise; at most %lld are allowed",
				got),
			    got, want);
}

static void print_merge(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT commit = mc_reason_printable(reason->subject);

	if (reason->want == 1)
		mc_buf_addz(out, _("found no commit that merges a branch: git merge --no-ff NAME"));
	else
		mc_buf_addf(out,
			    _("the commit %s merges branches, and the work must have none that does; "
			      "git rebase puts commits in one line"),
			    commit);
}

static void print_message(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT commit = mc_reason_printable(reason->subject);
	MC_AUTOTEXT why = mc_reason_printable(reason->detail);

	if (reason->want > 0)
		mc_buf_addf(out, _("the first line of the commit %s is longer than %lld characters"), commit,
			    (long long)reason->want);
	else
		mc_buf_addf(out, _("the message of the commit %s is not as it should be"), commit);
	if (*why)
		mc_buf_addf(out, ": %s", why);
	if (reason->got == 0)
		mc_buf_addz(out, _("; to change it: git commit --amend"));
	else
		mc_buf_addf(
			out,
			_("; to change it: git rebase -i HEAD~%lld, and write 'reword' before this commit"),
			(long long)reason->got + 1);
}

static void print_changed(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT path = mc_reason_printable(reason->subject);

	if (*path)
		mc_buf_addf(out,
			    _("the file '%s' has changed, and must not; the commits that changed it: git log "
			      "-- %s"),
			    path, path);
	else
		mc_buf_addf(out,
			    NP_("%lld file has changed, and at most %lld may: git diff --stat shows them",
				"%lld files have changed, and at most %lld may: git diff --stat shows them",
				reason->got),
			    (long long)reason->got, (long long)reason->want);
}

static void print_tracked(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT path = mc_reason_printable(reason->subject);

	mc_buf_addf(
		out,
		_("the file '%s' must not be in the repository: git rm --cached %s, name it in .gitignore, "
		  "and commit"),
		path, path);
}

void mc_reason_print_git(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT subject = mc_reason_printable(reason->subject);

	if (reason->code == MC_REASON_GIT_NONE)
		mc_buf_addz(
			out,
			_("there is no git repository with a commit here; start one: git init && git add . "
			  "&& git commit -m \"Start\""));
	else if (reason->code == MC_REASON_GIT_SHALLOW)
		mc_buf_addz(out, _("the repository was cloned without its history: git fetch --unshallow"));
	else if (reason->code == MC_REASON_GIT_BRANCH)
		print_branch(out, reason);
	else if (reason->code == MC_REASON_GIT_COMMITS)
		print_commits(out, reason);
	else if (reason->code == MC_REASON_GIT_MERGE)
		print_merge(out, reason);
	else if (reason->code == MC_REASON_GIT_MESSAGE)
		print_message(out, reason);
	else if (reason->code == MC_REASON_GIT_CHANGED)
		print_changed(out, reason);
	else if (reason->code == MC_REASON_GIT_TRACKED)
		print_tracked(out, reason);
	else
		mc_buf_addf(out, _("the file '%s' is not committed as it is now: git add %s && git commit"),
			    subject, subject);
}
