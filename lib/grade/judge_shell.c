/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/str.h"
#include "grade/judge.h"

/* Exit status of a shell whose command was not found, see sh(1). */
enum { SHELL_NOT_FOUND = 127 };

/* Words of a shell that are no programs, although a command can begin with them; see sh(1). */
static bool is_shell_word(const char *word)
{
	static const char *const words[] = {
		".",	   ":",	     "alias", "bg",	 "break",  "case",  "cd",      "eval",	   "exec",
		"exit",	   "export", "fg",    "for",	 "hash",   "jobs",  "local",   "readonly", "return",
		"select",  "set",    "shift", "shopt",	 "source", "times", "trap",    "type",	   "ulimit",
		"declare", "unset",  "wait",  "builtin", "let",	   "read",  "getopts", "typeset",  "umask",
		"unalias", "fc",     "[[",    "esac",	 "done",   "fi",    "command", "in"
	};

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (!strcmp(word, words[i]))
			return true;
	}
	return false;
}

/* After these a command follows, as at the start of a line. */
static bool is_before_command(const char *word)
{
	static const char *const words[] = { "then", "do", "else", "elif", "if", "while", "until", "!", "{" };

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (!strcmp(word, words[i]))
			return true;
	}
	return strchr(word, '=') != NULL;
}

static bool is_lacking(const struct mc_job *job, const char *word)
{
	return !is_shell_word(word) && !strchr(word, '/') && !mc_sandbox_finds_tool(job->sandbox, word);
}

/* Behind a quoted text, or behind one character; in ">&" and ">|" the second one starts no command. */
static const char *skip_one(const char *p)
{
	const char *end = *p == '\'' || *p == '"' ? strchr(p + 1, *p) : NULL;

	if (end)
		return end + 1;
	return p[0] == '>' && (p[1] == '&' || p[1] == '|') ? p + 2 : p + 1;
}

/* Cuts the next word off a script. is_command says, before and after, whether a command may stand here. */
static bool cut_word(struct mc_str *word, bool *is_command, const char **script)
{
	const char *p = *script;

	while (*p) {
		size_t len = strcspn(p, " \t\n;&|()<>'\"`$");

		if (len > 0) {
			*word = (struct mc_str){ p, len };
			*script = p + len;
			return true;
		}
		*is_command = strchr("\n;&|(`", *p) || (*is_command && (*p == ' ' || *p == '\t'));
		p = skip_one(p);
	}
	return false;
}

/*
 * "sh: 1: gcc: not found": the tool's name when the spec's own script starts it and it is not installed. What
 * was printed comes from the student, so only what the script runs as a command counts: for a file or an
 * option of it a program could pretend that it is missing, and turn its fail into a failure of ours.
 */
const char *mc_job_missing_tool(struct mc_job *job, const struct mc_texts *argv,
				const struct mc_sandbox_result *ran)
{
	bool is_command = true;
	struct mc_str cut;

	if (ran->exit_status != SHELL_NOT_FOUND || argv->count < 3 || strcmp(argv->items[1], "-c") != 0 ||
	    !strstr(ran->err.ptr, "not found"))
		return NULL;
	for (const char *script = argv->items[2]; cut_word(&cut, &is_command, &script);) {
		const char *word = mc_arena_copy(&job->result->arena, cut.ptr, cut.len);
		const char *said = mc_arena_format(&job->result->arena, "%s: ", word);

		if (!is_command || is_before_command(word))
			continue;
		is_command = false;
		if (*script != '(' && is_lacking(job, word) && strstr(ran->err.ptr, said))
			return word;
	}
	return NULL;
}
