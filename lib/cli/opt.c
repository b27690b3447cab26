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

/* A table of options together with the struct that it fills. */
struct target {
	const struct mc_opt *table;
	void *fields;
};

void mc_opt_list_release(struct mc_opt_list *list)
{
	free(list->items);
	*list = (struct mc_opt_list){ 0 };
}

static struct mc_err *unknown(const char *word, const struct target targets[2])
{
	const char *names[64];
	size_t count = 0;
	MC_AUTOTEXT name = mc_strndup(word + 2, strcspn(word + 2, "="));

	for (size_t t = 0; t < 2; t++) {
		for (const struct mc_opt *opt = targets[t].table; opt && opt->type != MC_OPT_TYPE_END;
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

static const struct mc_opt *find(void **fields, const struct target targets[2], char letter, const char *name,
				 size_t len)
{
	for (size_t t = 0; t < 2; t++) {
		for (const struct mc_opt *opt = targets[t].table; opt && opt->type != MC_OPT_TYPE_END;
		     opt++) {
			if (letter ? opt->letter == letter
				   : strlen(opt->name) == len && !memcmp(opt->name, name, len)) {
				*fields = targets[t].fields;
				return opt;
			}
		}
	}
	return NULL;
}

/* "--name", "--name=value" or "--name value"; *at moves on when the value is the next word. */
static struct mc_err *parse_long(const struct target targets[2], size_t *at, size_t argc,
				 const char *const argv[])
{
	const char *word = argv[*at];
	const char *equal = strchr(word, '=');
	size_t len = equal ? (size_t)(equal - word - 2) : strlen(word + 2);
	void *fields;
	const struct mc_opt *opt = find(&fields, targets, 0, word + 2, len);

	if (!opt)
		return unknown(word, targets);
	if (opt->type == MC_OPT_TYPE_FLAG) {
		if (equal)
			return mc_err_new(MC_E_USAGE, _("option '--%s' takes no value"), opt->name);
		set_flag(fields, opt);
		return NULL;
	}
	if (equal)
		return store(fields, opt, equal + 1);
	if (*at + 1 >= argc)
		return mc_err_new(MC_E_USAGE, _("option '--%s' needs a value: %s"), opt->name, opt->value);
	return store(fields, opt, argv[++*at]);
}

/* "-a", "-ab", "-ovalue" or "-o value". */
static struct mc_err *parse_letters(const struct target targets[2], size_t *at, size_t argc,
				    const char *const argv[])
{
	for (const char *p = argv[*at] + 1; *p; p++) {
		void *fields;
		const struct mc_opt *opt = find(&fields, targets, *p, NULL, 0);

		if (!opt)
			return mc_err_new(MC_E_USAGE, _("unknown option '-%c' in '%s'"), *p, argv[*at]);
		if (opt->type == MC_OPT_TYPE_FLAG) {
			set_flag(fields, opt);
			continue;
		}
		if (p[1])
			return store(fields, opt, p + 1);
		if (*at + 1 >= argc)
			return mc_err_new(MC_E_USAGE, _("option '-%c' needs a value: %s"), *p, opt->value);
		return store(fields, opt, argv[++*at]);
	}
	return NULL;
}

struct mc_err *mc_opt_parse(const char **operands, size_t *operand_count, void *args,
			    const struct mc_opt *table, void *common, const struct mc_opt *common_table,
			    size_t argc, const char *const argv[])
{
	const struct target targets[2] = { { table, args }, { common_table, common } };
	size_t count = 0;
	bool is_over = false;

	for (size_t at = 0; at < argc; at++) {
		const char *word = argv[at];

		if (is_over || word[0] != '-' || !word[1])
			operands[count++] = word;
		else if (!strcmp(word, "--"))
			is_over = true;
		else if (word[1] == '-')
			MC_TRY(parse_long(targets, &at, argc, argv));
		else
			MC_TRY(parse_letters(targets, &at, argc, argv));
	}
	*operand_count = count;
	return NULL;
}
