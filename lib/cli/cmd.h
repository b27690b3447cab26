/* SPDX-License-Identifier: MIT */
#ifndef MC_CLI_CMD_H
#define MC_CLI_CMD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "cli/opt.h"
#include "cli/passphrase.h"

/** What every command gets: the options that all share, the operands, and how to say "the answer is no". */
struct mc_call {
	const struct mc_cmd *cmd;
	const char **operands;
	size_t operand_count;
	bool json; /* print exactly one document with a "schema" key on stdout */
	bool quiet;
	bool verbose;
	bool wants_help;
	const char *color; /* auto, always, never */
	const char *lang;  /* "es" …; never NULL once the command runs */
	/* Only of commands with has_school; NULL when neither option nor environment gives one. */
	const char *school;  /* folder of the school */
	const char *records; /* where its records are, a URL or a file, whatever school.json says */
	const char *actor;   /* who is recorded as doing it */
	struct mc_passphrase passphrase; /* where the one of the key file comes from */
	struct mc_passphrase_question question;
	struct mc_seal_asker asker; /* asks for it, when the records need it */
	bool has_color;		    /* stdout may get colour */
	bool answer_is_no;	    /* set by the command: exit status MC_STATUS_NO */
	bool is_untrusted; /* set by the command: yes, but nobody who is known says so; exit status of
			      MC_E_UNTRUSTED */
	bool has_document; /* set by the command: the JSON document is on stdout, an error goes to stderr only
			    */
	bool has_failed;   /* set by the command: its document says what failed; exit status of MC_E_IO */
	bool is_bad_input; /* set by the command: it printed what is wrong; exit status of MC_E_INPUT */
};

/** Where a command stands in the overview. */
enum mc_family {
	MC_FAMILY_COURSE,
	MC_FAMILY_LEARNING,
	MC_FAMILY_GRADING,
	MC_FAMILY_PEOPLE,
	MC_FAMILY_CERTIFICATES,
	MC_FAMILY_CARE,
	MC_FAMILY_COUNT
};

/** A subcommand is this record and one function. */
struct mc_cmd {
	const char *name; /* the words on the command line: "init curriculum" for cmd/init-curriculum.c */
	enum mc_family family;
	bool has_school;     /* works on the records of a school: takes mc_school_options, too */
	const char *summary; /* one line, marked N_() */
	const char *about;   /* a paragraph or more, marked N_(); paragraphs are separated by an empty line */
	const char *operands; /* "<submission>...", shown as typed */
	size_t min_operands;
	size_t max_operands;
	const char *example; /* lines to type, each with what it does behind '#'; marked N_(); may be NULL */
	const struct mc_opt *options;
	size_t args_size;
	const void *args_default;
	struct mc_err *(*run)(struct mc_call *call, void *args);
};

#define MC_ARGS(type, ...) .args_size = sizeof(type), .args_default = &(__VA_ARGS__)

/** All commands in the order of their names, NULL at the end; generated from the files in cmd/. */
extern const struct mc_cmd *const mc_commands[];

/** The options that all commands share (fields of struct mc_call). */
extern const struct mc_opt mc_common_options[];

/** The options of all commands with has_school (fields of struct mc_call). */
extern const struct mc_opt mc_school_options[];

#endif
