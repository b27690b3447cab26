/* SPDX-License-Identifier: MIT */
#include "foreign/classroom_shell.h"

#include <string.h>

#include "base/buf.h"
#include "base/cleanup.h"
#include "base/str.h"
#include "foreign/classroom_install.h"

#define MAX_WORDS 40

/* A command of the list, cut into words; the words are slices of the text with the quotes left on. */
struct simple {
	struct mc_str text;
	struct mc_str words[MAX_WORDS];
	size_t count;
	size_t first; /* index of the command's name, behind assignments and sudo */
};

static bool is_word(struct mc_str word, const char *text)
{
	return mc_str_is_equal(word, mc_str(text));
}

static bool is_one_of(struct mc_str word, const char *const names[])
{
	for (size_t i = 0; names[i]; i++) {
		if (is_word(word, names[i]))
			return true;
	}
	return false;
}

/* The end of a quoted text that starts at text[at]; of the whole text when the quote is not closed. */
static size_t quote_end(const char *text, size_t at)
{
	char quote = text[at++];

	while (text[at] && text[at] != quote)
		at += quote == '"' && text[at] == '\\' && text[at + 1] ? 2 : 1;
	return text[at] ? at + 1 : at;
}

/* The end of the command that starts at text[at]: where ';' '&' '|' or a line end stands that joins commands.
 */
static size_t command_end(const char *text, size_t at)
{
	size_t depth = 0;

	for (size_t start = at; text[at];) {
		char c = text[at];
		bool is_redirection =
			c == '&' && ((at > start && strchr("<>", text[at - 1])) || text[at + 1] == '>');

		if (c == '\'' || c == '"') {
			at = quote_end(text, at);
			continue;
		}
		if (depth == 0 && strchr(";&|\n", c) && !is_redirection)
			break;
		depth += c == '(';
		depth -= c == ')' && depth > 0;
		at += c == '\\' && text[at + 1] ? 2 : 1;
	}
	return at;
}

static size_t joint_length(const char *text)
{
	if (!text[0])
		return 0;
	return text[1] == text[0] && strchr("&|;", text[0]) ? 2 : 1;
}

static void cut_words(struct simple *simple)
{
	const char *text = simple->text.ptr;
	size_t at = 0;

	simple->count = 0;
	while (at < simple->text.len && simple->count < MAX_WORDS) {
		at += strspn(text + at, " \t");
		size_t start = at;

		while (at < simple->text.len && !strchr(" \t", text[at]))
			at = text[at] == '\'' || text[at] == '"' ? quote_end(text, at) : at + 1;
		if (at > simple->text.len)
			at = simple->text.len;
		if (at > start)
			simple->words[simple->count++] = (struct mc_str){ text + start, at - start };
	}
}

static bool is_assignment(struct mc_str word)
{
	const char *equals = memchr(word.ptr, '=', word.len);

	return equals &&
	       strspn(word.ptr, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz0123456789") ==
		       (size_t)(equals - word.ptr);
}

/* Finds the name of the command; true when 'sudo' stands before it. */
static bool skip_prefix(struct simple *simple)
{
	bool has_sudo = false;
	size_t i = 0;

	while (i < simple->count && (is_assignment(simple->words[i]) || is_word(simple->words[i], "!")))
		i++;
	if (i < simple->count && is_word(simple->words[i], "sudo")) {
		has_sudo = true;
		for (i++; i < simple->count && simple->words[i].ptr[0] == '-'; i++)
			i += is_word(simple->words[i], "-u") || is_word(simple->words[i], "-g");
	}
	simple->first = i < simple->count ? i : simple->count;
	return has_sudo;
}

static const char *const builtins[] = {
	"alias",  "break",  "cd",   "command", "continue", "echo", "eval", "exec",   "exit",
	"export", "false",  "hash", "kill",    "printf",   "pwd",  "read", "return", "set",
	"shift",  "source", "test", "time",    "times",	   "trap", "true", "type",   "ulimit",
	"umask",  "unset",  "wait", "[",       "[[",	   ".",	   ":",	   NULL,
};

static const char *const compounds[] = {
	"if",	"then", "else", "elif",	  "fi",	      "for", "while", "until", "do",
	"done", "case", "esac", "select", "function", "{",   "}",     NULL,
};

/* A name that can be looked up: no path, no quote, no variable. */
static bool is_plain_name(struct mc_str word)
{
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];
		bool is_alnum = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');

		if (!is_alnum && !strchr("_-+.", c))
			return false;
	}
	return word.len > 0;
}

static const char *missing_program(struct mc_arena *arena, const struct mc_toolbox *toolbox,
				   struct mc_str name)
{
	if (!is_plain_name(name) || is_one_of(name, builtins))
		return NULL;
	const char *program = mc_arena_copy(arena, name.ptr, name.len);

	return toolbox->has_program(strcmp(program, "python") ? program : "python3") ? NULL : program;
}

/* Looks at one command and appends what is to be run in its place. */
static void review_simple(struct mc_shell_review *review, struct mc_buf *out, struct mc_arena *arena,
			  const struct mc_toolbox *toolbox, struct simple *simple)
{
	cut_words(simple);
	bool has_sudo = skip_prefix(simple);
	const struct mc_str *words = simple->words + simple->first;
	size_t count = simple->count - simple->first;
	struct mc_install install = MC_INSTALL_INIT;

	if (count > 0)
		mc_install_classify(&install, arena, toolbox, words, count);
	if (install.is_needless) {
		if (!review->left_out)
			review->left_out = mc_arena_copy(arena, simple->text.ptr, simple->text.len);
		mc_buf_addz(out, ": ");
		return;
	}
	review->lacks_install |= install.lacks && install.is_install;
	if (!install.lacks && count > 0)
		install.lacks = missing_program(arena, toolbox, words[0]);
	if (!review->lacks)
		review->lacks = install.lacks;
	review->uses_python |= count > 0 && is_word(words[0], "python");
	if (has_sudo && count > 0)
		mc_buf_add(out, words[0].ptr, (size_t)(simple->text.ptr + simple->text.len - words[0].ptr));
	else
		mc_buf_add(out, simple->text.ptr, simple->text.len);
}

void mc_shell_review(struct mc_shell_review *review, struct mc_arena *arena, const struct mc_toolbox *toolbox,
		     const char *command)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	struct mc_shell_review found = { .command = command };
	bool is_alternative = false; /* behind "||": the author has foreseen that something is missing */
	size_t at = 0;

	while (command[at]) {
		size_t end = command_end(command, at);
		size_t joint = joint_length(command + end);
		struct simple simple = { .text = mc_str_trim((struct mc_str){ command + at, end - at }) };

		cut_words(&simple);
		if (simple.count > 0 &&
		    (is_one_of(simple.words[0], compounds) || memmem(command + at, end - at, "<<", 2)))
			break;
		if (is_alternative || simple.count == 0 || simple.text.ptr[0] == '(')
			mc_buf_add(&out, command + at, end - at);
		else
			review_simple(&found, &out, arena, toolbox, &simple);
		mc_buf_add(&out, command + end, joint);
		mc_buf_addz(&out, joint && command[end] != '\n' ? " " : "");
		is_alternative = joint == 2 && command[end] == '|';
		at = end + joint;
	}
	if (found.left_out || strstr(command, "sudo")) {
		mc_buf_addz(&out, command + at);
		found.command = mc_arena_copy(arena, out.ptr, out.len);
	}
	*review = found;
}
