/* SPDX-License-Identifier: MIT */
#ifndef MC_CLI_OPT_H
#define MC_CLI_OPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum mc_opt_type { MC_OPT_TYPE_END, MC_OPT_TYPE_FLAG, MC_OPT_TYPE_UINT, MC_OPT_TYPE_TEXT, MC_OPT_TYPE_LIST };

/** Texts of an option that may be given several times; the texts belong to argv. Zero is an empty list. */
struct mc_opt_list {
	const char **items;
	size_t count;
	size_t capacity;
};

/** One option of a subcommand: what the parser, the help, the completion and the manual page all read. */
struct mc_opt {
	enum mc_opt_type type;
	size_t offset;	     /* of the field in the subcommand's struct args */
	char letter;	     /* 0: none */
	const char *name;    /* without "--" */
	const char *value;   /* "<file>" …; NULL for flags */
	const char *about;   /* marked N_(); starts small, no full stop */
	const char *choices; /* "a|b|c": the only values taken, in order; NULL: any */
};

/* _Generic without a default branch: a field of another type does not compile. */
#define MC_OPT_OFFSET_(args, field, type) (_Generic(((args *)0)->field, type : offsetof(args, field)))

#define MC_OPT_FLAG(args, field, letter, name, about) \
	{ \
		MC_OPT_TYPE_FLAG, MC_OPT_OFFSET_(args, field, bool), letter, name, NULL, about, NULL \
	}
#define MC_OPT_UINT(args, field, letter, name, value, about) \
	{ \
		MC_OPT_TYPE_UINT, MC_OPT_OFFSET_(args, field, unsigned), letter, name, value, about, NULL \
	}
#define MC_OPT_TEXT(args, field, letter, name, value, about) \
	{ \
		MC_OPT_TYPE_TEXT, MC_OPT_OFFSET_(args, field, const char *), letter, name, value, about, \
			NULL \
	}
#define MC_OPT_CHOICE(args, field, letter, name, choices, about) \
	{ \
		MC_OPT_TYPE_TEXT, MC_OPT_OFFSET_(args, field, const char *), letter, name, "<" choices ">", \
			about, choices \
	}
/** Like MC_OPT_CHOICE with so many choices that the help shows value instead. */
#define MC_OPT_NAME(args, field, letter, name, value, choices, about) \
	{ \
		MC_OPT_TYPE_TEXT, MC_OPT_OFFSET_(args, field, const char *), letter, name, value, about, \
			choices \
	}
#define MC_OPT_LIST(args, field, letter, name, value, about) \
	{ \
		MC_OPT_TYPE_LIST, MC_OPT_OFFSET_(args, field, struct mc_opt_list), letter, name, value, \
			about, NULL \
	}
#define MC_OPT_END \
	{ \
		MC_OPT_TYPE_END, 0, 0, NULL, NULL, NULL, NULL \
	}

/** Releases the memory of a list, not its texts. */
void mc_opt_list_release(struct mc_opt_list *list);

/** A table of options together with the struct whose fields it fills. */
struct mc_opt_target {
	const struct mc_opt *table;
	void *fields;
};

/**
 * Parses argv (without the words of the command) by several tables; the first one that has an option takes
 * it.
 *
 * targets   their structs are already set to the defaults
 * operands  gets what is no option, in order; capacity for argc is the caller's; "--" ends options
 *
 * Errors: MC_E_USAGE with the nearest option as hint.
 */
struct mc_err *mc_opt_parse(const char **operands, size_t *operand_count,
			    const struct mc_opt_target targets[], size_t target_count, size_t argc,
			    const char *const argv[]) MC_MUST_USE;

/** How many words the option that argv begins with takes: 1 or 2, also when no table knows it; 0 when argv
 * begins with no option, or with "--". */
size_t mc_opt_width(const struct mc_opt_target targets[], size_t target_count, size_t argc,
		    const char *const argv[]);

/** Whether argv has the option --name where no other option takes it as its value; *value becomes the text
 * of the last one, when it has any. Says nothing of what is wrong. */
bool mc_opt_peek(const char **value, const char *name, const struct mc_opt_target targets[],
		 size_t target_count, size_t argc, const char *const argv[]);

#endif
