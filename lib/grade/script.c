/* SPDX-License-Identifier: MIT */
#include "grade/script.h"

#include <string.h>

#include "base/cleanup.h"

/* Words of a shell that are no programs, although a command can begin with them; see sh(1). */
static bool is_shell_word(struct mc_str word)
{
	static const char *const words[] = {
		".",	   ":",	     "alias", "bg",	 "break",  "case",  "cd",      "eval",	   "exec",
		"exit",	   "export", "fg",    "for",	 "hash",   "jobs",  "local",   "readonly", "return",
		"select",  "set",    "shift", "shopt",	 "source", "times", "trap",    "type",	   "ulimit",
		"declare", "unset",  "wait",  "builtin", "let",	   "read",  "getopts", "typeset",  "umask",
		"unalias", "fc",     "[[",    "esac",	 "done",   "fi",    "command", "in"
	};

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (mc_str_is_equal(word, mc_str(words[i])))
			return true;
	}
	return false;
}

/* After these a command follows, as at the start of a line. */
static bool is_before_command(struct mc_str word)
{
	static const char *const words[] = { "then", "do", "else", "elif", "if", "while", "until", "!", "{" };

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (mc_str_is_equal(word, mc_str(words[i])))
			return true;
	}
	return memchr(word.ptr, '=', word.len) != NULL;
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

bool mc_script_next(struct mc_str *word, struct mc_script *script)
{
	while (cut_word(word, &script->is_command, &script->rest)) {
		if (!script->is_command || is_before_command(*word))
			continue;
		script->is_command = false;
		if (*script->rest != '(' && !is_shell_word(*word))
			return true;
	}
	return false;
}
