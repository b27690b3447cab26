/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_FEEDBACK_H
#define MC_GRADEBOOK_FEEDBACK_H

#include "base/arena.h"
#include "forge/forge.h"
#include "gradebook/book.h"

/*
 * What learners get to read about their work: one text for each learner and exercise, in the learner's
 * language, brought to the learner's repository or into files. What was sent is remembered by the digest of
 * its text, and what did not change is not sent again.
 */

/** Where it goes: X(constant, name in the option, in events and in documents) */
#define MC_FEEDBACK_TARGETS(X) \
	X(MC_FEEDBACK_PR, "pr")		/* comment on the request that is for feedback */ \
	X(MC_FEEDBACK_ISSUE, "issue")	/* an issue for each exercise */ \
	X(MC_FEEDBACK_BRANCH, "branch") /* a file on the branch "feedback" */ \
	X(MC_FEEDBACK_FILES, "files")	/* a file in a folder here */

enum mc_feedback_target {
#define X(constant, name) constant,
	MC_FEEDBACK_TARGETS(X)
#undef X
};

extern const char *const mc_feedback_targets[];

/** What became of a text: X(constant, name in documents) */
#define MC_FEEDBACK_STATES(X) \
	X(MC_FEEDBACK_WAITING, "waiting")     /* it is new, or another one than was sent */ \
	X(MC_FEEDBACK_UNCHANGED, "unchanged") /* sent before, as it is */ \
	X(MC_FEEDBACK_SENT, "sent")	      /* by this run */ \
	X(MC_FEEDBACK_FAILED, "failed")

enum mc_feedback_state {
#define X(constant, name) constant,
	MC_FEEDBACK_STATES(X)
#undef X
		MC_FEEDBACK_STATE_COUNT
};

extern const char *const mc_feedback_states[];

/** One text. Texts live in the arena of the list. */
struct mc_feedback_item {
	const char *learner;
	const char *name; /* display name; NULL: none is known */
	const char *exercise;
	const char *title; /* of the exercise, in the language of the text */
	const char *lang;
	const char *text; /* NULL: it failed before there was one */
	char digest[65];  /* of target, title and text, with the ids of what is sealed in its place */
	enum mc_feedback_state state;
	struct mc_err *err; /* why it failed; owned by the list */
};

/** All texts of a cohort, by learner, then in the order of the course. */
struct mc_feedback {
	struct mc_arena arena;
	struct mc_feedback_item *items;
	size_t count;
	size_t capacity;
	size_t counts[MC_FEEDBACK_STATE_COUNT];
};

#define MC_FEEDBACK_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all; the list is empty and usable again. */
void mc_feedback_release(struct mc_feedback *feedback);

/** What is wanted; NULL: all. */
struct mc_feedback_wanted {
	enum mc_feedback_target target;
	const char *module;
	const char *exercise;
	const char *const *learners;
	size_t learner_count; /* 0: all of the book */
};

/**
 * Makes the texts for all graded results of a book. A result that is stored no more is an item that failed.
 * Errors: MC_E_INPUT (no such learner), MC_E_IO, those of records/people.h.
 */
struct mc_err *mc_feedback_gather(struct mc_feedback *feedback, const struct mc_book *book,
				  const struct mc_feedback_wanted *wanted) MC_MUST_USE;

/** How texts are sent. */
struct mc_feedback_sending {
	enum mc_feedback_target target;
	bool is_public_too; /* also to repositories that everybody can read */
	const char *host;   /* "forgejo:https://forge.example": the one that the token of the environment is
			       for, beside the public ones; NULL: none */
	const char *folder; /* of MC_FEEDBACK_FILES */
	struct mc_forge_config forge;
	/** Told after each item; NULL: nobody. */
	void (*done)(void *context, const struct mc_feedback_item *item);
	void *context;
};

/**
 * Sends what is waiting, one after the other, and records each as soon as it is there. What goes wrong with
 * one is that one's MC_FEEDBACK_FAILED; a host that does not answer is not asked for the rest. Errors:
 * MC_E_INPUT (host is no address), MC_E_IO (records, folder).
 */
struct mc_err *mc_feedback_send(struct mc_feedback *feedback, const struct mc_book *book,
				const struct mc_feedback_sending *sending) MC_MUST_USE;

/** Sets the state of an item, with an error that it takes over, and counts. */
void mc_feedback_set(struct mc_feedback *feedback, struct mc_feedback_item *item,
		     enum mc_feedback_state state, struct mc_err *err);

/** Whether this text was sent to this target last. Errors: MC_E_IO. */
struct mc_err *mc_feedback_is_recorded(bool *is_recorded, struct mc_records *records, const char *cohort,
				       enum mc_feedback_target target, const struct mc_feedback_item *item)
	MC_MUST_USE;

/** Records that it was sent. Errors: MC_E_IO. */
struct mc_err *mc_feedback_record(struct mc_records *records, const char *cohort,
				  enum mc_feedback_target target, const struct mc_feedback_item *item)
	MC_MUST_USE;

/** Appends the document "migracode/feedback/v1". has_text: with the texts. No names are in it. */
void mc_feedback_json(struct mc_buf *out, const struct mc_feedback *feedback, const char *cohort,
		      enum mc_feedback_target target, bool has_text);

/** Appends all texts with a heading each, for people. */
void mc_feedback_show(struct mc_buf *out, const struct mc_feedback *feedback);

#endif
