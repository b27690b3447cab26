/* SPDX-License-Identifier: MIT */
#include "cli/opt.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/vec.h"

/* The words that are parsed, and the tables that say how. */
struct line {
	const struct mc_opt_target *targets;
	size_t target_count;
	size_t argc;
	const char *const *argv;
};

void mc_opt_list_release(struct mc_opt_list *list)
{
	free(list->items);
	*list = (struct mc_opt_list){ 0 };
}

static struct mc_err *unknown(const char *word, const struct line *line)
{
	const char *names[64];
	size_t count = 0;
	MC_AUTOTEXT name = mc_strndup(word + 2, strcspn(word + 2, "="));

	for (size_t t = 0; t < line->target_count; t++) {
		for (const struct mc_opt *opt = line->targets[t].table; opt && opt->type != MC_OPT_TYPE_END;
		     opt++) {
			if (count < MC_COUNT(names))
				names[count++] = opt->name;
		}
	}
	const char *nearest = mc_str_nearest(name, names, count);
	struct mc_err *err = mc_err_new(MC_E_USAGE, _("unknown option '%s'"), word);

	return nearest ? mc_err_hint(err, _("did you mean '--%s'?"), nearest) : err;
}

static struct mc_err *read_uint(unsigned *value, const char *name, const char *text)
{
	char *end;

	errno = 0;
	unsigned long long number = strtoull(text, &end, 10);
	if (errno || end == text || *end || text[0] == '-' || number > UINT_MAX)
		return mc_err_new(MC_E_USAGE, _("option '--%s' needs a whole number, not '%s'"), name, text);
	*value = (unsigned)number;
	return NULL;
}

static bool is_choice(const char *choices, const char *text)
{
	size_t len = strlen(text);

	for (const char *p = choices; p; p = strchr(p, '|')) {
		p += *p == '|';
		if (!strncmp(p, text, len) && (p[len] == '|' || p[len] == '\0') && len > 0)
			return true;
	}
	return false;
}

static void set_flag(void *fields, const struct mc_opt *opt)
{
	*(bool *)((char *)fields + opt->offset) = true;
}

static struct mc_err *store(void *fields, const struct mc_opt *opt, const char *text)
{
	char *field = (char *)fields + opt->offset;

	if (opt->choices && !is_choice(opt->choices, text))
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("option '--%s' cannot be '%s'"), opt->name, text),
				   _("use one of %s"), opt->choices);
	switch (opt->type) {
	case MC_OPT_TYPE_UINT:
		return read_uint((unsigned *)(void *)field, opt->name, text);
	case MC_OPT_TYPE_TEXT:
		*(const char **)(void *)field = text;
		return NULL;
	case MC_OPT_TYPE_LIST: {
		struct mc_opt_list *list = (void *)field;

		*MC_VEC_ADD(list->items, list->count, list->capacity) = text;
		return NULL;
	}
	case MC_OPT_TYPE_FLAG: /* has no text: set_flag() */
	case MC_OPT_TYPE_END:
		break;
	}
	return NULL;
}

static const struct mc_opt *find(void **fields, const struct line *line, char letter, const char *name,
				 size_t len)
{
	for (size_t t = 0; t < line->target_count; t++) {
		for (const struct mc_opt *opt = line->targets[t].table; opt && opt->type != MC_OPT_TYPE_END;
		     opt++) {
			if (letter ? opt->letter == letter
				   : strlen(opt->name) == len && !memcmp(opt->name, name, len)) {
				*fields = line->targets[t].fields;
				return opt;
			}
		}
	}
	return NULL;
}

/* "--name", "--name=value" or "--name value"; *at moves on when the value is the next word. */
static struct mc_err *parse_long(const struct line *line, size_t *at)
{
	const char *word = line->argv[*at];
	const char *equal = strchr(word, '=');
	void *fields;
	const struct mc_opt *opt = find(&fields, line, 0, word + 2, strcspn(word + 2, "="));

	if (!opt)
		return unknown(word, line);
	if (opt->type == MC_OPT_TYPE_FLAG) {
		if (equal)
			return mc_err_new(MC_E_USAGE, _("option '--%s' takes no value"), opt->name);
		set_flag(fields, opt);
		return NULL;
	}
	if (equal)
		return store(fields, opt, equal + 1);
	if (*at + 1 >= line->argc)
		return mc_err_new(MC_E_USAGE, _("option '--%s' needs a value: %s"), opt->name, opt->value);
	return store(fields, opt, line->argv[++*at]);
}

/* "-a", "-ab", "-ovalue" or "-o value". */
static struct mc_err *parse_letters(const struct line *line, size_t *at)
{
	const char *word = line->argv[*at];

	for (const char *p = word + 1; *p; p++) {
		void *fields;
		const struct mc_opt *opt = find(&fields, line, *p, NULL, 0);

		if (!opt)
			return mc_err_new(MC_E_USAGE, _("unknown option '-%c' in '%s'"), *p, word);
		if (opt->type == MC_OPT_TYPE_FLAG) {
			set_flag(fields, opt);
			continue;
		}
		if (p[1])
			return store(fields, opt, p + 1);
		if (*at + 1 >= line->argc)
			return mc_err_new(MC_E_USAGE, _("option '-%c' needs a value: %s"), *p, opt->value);
		return store(fields, opt, line->argv[++*at]);
	}
	return NULL;
}

static bool is_option(const char *word)
{
	return word[0] == '-' && word[1];
}

struct mc_err *mc_opt_parse(const char **operands, size_t *operand_count,
			    const struct mc_opt_target targets[], size_t target_count, size_t argc,
			    const char *const argv[])
{
	const struct line line = { targets, target_count, argc, argv };
	size_t count = 0;
	bool is_over = false;

	for (size_t at = 0; at < argc; at++) {
		if (is_over || !is_option(argv[at]))
			operands[count++] = argv[at];
		else if (!strcmp(argv[at], "--"))
			is_over = true;
		else if (argv[at][1] == '-')
			MC_TRY(parse_long(&line, &at));
		else
			MC_TRY(parse_letters(&line, &at));
	}
	*operand_count = count;
	return NULL;
}

/* Whether the value of the option in word is the next word. */
static bool takes_next(const struct line *line, const char *word)
{
	void *fields;
	const struct mc_opt *opt = NULL;

	if (word[1] == '-') {
		opt = find(&fields, line, 0, word + 2, strlen(word + 2));
		return opt && opt->type != MC_OPT_TYPE_FLAG;
	}
	for (const char *p = word + 1; *p; p++) {
		opt = find(&fields, line, *p, NULL, 0);
		if (!opt || opt->type != MC_OPT_TYPE_FLAG)
			return opt && !p[1];
	}
	return false;
}

size_t mc_opt_width(const struct mc_opt_target targets[], size_t target_count, size_t argc,
		    const char *const argv[])
{
	const struct line line = { targets, target_count, argc, argv };

	if (argc == 0 || !is_option(argv[0]) || !strcmp(argv[0], "--"))
		return 0;
	return argc > 1 && takes_next(&line, argv[0]) ? 2 : 1;
}

bool mc_opt_peek(const char **value, const char *name, const struct mc_opt_target targets[],
		 size_t target_count, size_t argc, const char *const argv[])
{
	size_t len = strlen(name);
	bool is_there = false;

	for (size_t at = 0, width; at < argc && strcmp(argv[at], "--") != 0; at += width ? width : 1) {
		const char *word = argv[at];

		width = mc_opt_width(targets, target_count, argc - at, argv + at);
		if (strncmp(word, "--", 2) != 0 || strncmp(word + 2, name, len) != 0)
			continue;
		if (word[2 + len] == '=')
			*value = word + 3 + len;
		else if (word[2 + len])
			continue;
		else if (width == 2)
			*value = argv[at + 1];
		is_there = true;
	}
	return is_there;
}
