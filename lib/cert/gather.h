/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_GATHER_H
#define MC_CERT_GATHER_H

#include "cert/keyring.h"
#include "cert/register.h"
#include "cohort/cohort.h"
#include "cohort/office.h"
#include "course/curriculum.h"

/*
 * What a certificate of a graduate says: gathered from the decision, the course, what they passed, and what
 * they agreed to.
 */

/** What all certificates of a cohort have in common: course, frameworks, results of everybody. */
struct mc_gather;

/** What is wanted. All borrowed. */
struct mc_gather_wanted {
	struct mc_office *office;
	const struct mc_cert_settings *settings;
	const struct mc_keyring *keyring; /* NULL: nothing but lists and people is asked for */
	const char *cohort;
	const char *learner; /* NULL: all graduates */
	const char *lang;    /* of the credential; NULL: that of the settings, else of the school */
};

/** Opens a cohort. Errors: MC_E_INPUT (cohort, learner, course, tables of frameworks, words, a title that
 * claims to be an ICDL certificate), MC_E_IO. */
struct mc_err *mc_gather_open(struct mc_gather **gather, const struct mc_gather_wanted *wanted) MC_MUST_USE;

/** Frees it; NULL is allowed. */
void mc_gather_free(struct mc_gather *gather);
MC_AUTOPTR_DEFINE(mc_gather);

/** X(constant, name in documents): why somebody gets no certificate. */
#define MC_GATHER_REASONS(X) \
	X(MC_GATHER_GRADUATE, "graduate") /* gets one */ \
	X(MC_GATHER_NOT_DECIDED, "not-graduated") \
	X(MC_GATHER_NO_DECISION, "no-decision") /* a day of graduation, but no decision by rules */ \
	X(MC_GATHER_WITHDRAWN, "withdrawn") \
	X(MC_GATHER_ERASED, "erased")

enum mc_gather_reason {
#define X(constant, name) constant,
	MC_GATHER_REASONS(X)
#undef X
		MC_GATHER_REASON_COUNT
};

/** Names of the reasons. */
extern const char *const mc_gather_reasons[MC_GATHER_REASON_COUNT];

/** Somebody who started in the cohort. */
struct mc_gather_row {
	const char *learner;
	enum mc_gather_reason reason;
	/* Of a decision: */
	const char *graduated_on;
	const char *rule_set;
	const char *decided_by; /* who is recorded as having decided */
	int64_t decision;	/* number of the event */
	bool is_individual;	/* not all rules were met */
};

/** Those who started in the cohort (or the one who was asked for), sorted by id, and whether they get one. */
size_t mc_gather_row_count(const struct mc_gather *gather);
const struct mc_gather_row *mc_gather_row_at(const struct mc_gather *gather, size_t row);

/** The graduates among them: those with a recorded decision who were not erased. */
size_t mc_gather_count(const struct mc_gather *gather);
const char *mc_gather_learner(const struct mc_gather *gather, size_t index);
const struct mc_gather_row *mc_gather_graduate(const struct mc_gather *gather, size_t index);

/** Curriculum id and version, as the register has it; language of the credentials. */
const char *mc_gather_achievement(const struct mc_gather *gather);
const char *mc_gather_lang(const struct mc_gather *gather);

/** Codes of the course that are in no table of frameworks, or not verified: they are left out. */
size_t mc_gather_left_out(const struct mc_gather *gather);

/** Who a learner is. Texts are NULL when they are not known. */
struct mc_gather_person {
	const char *name; /* legal name, else display name */
	const char *email;
	const char *lang;
	bool shows_name; /* agreed that the credential has the name as it is */
};

/** Reads it. Texts live in the arena. Errors: those of records/people.h. */
struct mc_err *mc_gather_person(struct mc_gather_person *person, struct mc_arena *arena,
				const struct mc_gather *gather, const char *learner) MC_MUST_USE;

/** Refuses somebody without a name: there is nothing to print. Errors: MC_E_INPUT (the hint says how to add
 * one). */
struct mc_err *mc_gather_need_name(const struct mc_gather *gather, const char *learner,
				   const struct mc_gather_person *person) MC_MUST_USE;

/** What one of them gets. Texts live in the arena or belong to gather. */
struct mc_gathered {
	struct mc_badge badge;	       /* status, valid_from and valid_until are the caller's */
	struct mc_printed_facts facts; /* valid_until, qr and made_s are the caller's */
	const char *uuid;	       /* of the credential: badge.id without urn:uuid: */
	const char *rule_set;
	int64_t decision; /* number of the event */
	const char *graduated_on;
	const char *achievement; /* for the register */
	const char *paper_lang;	 /* the language beside the first one: the learner's; NULL: none */
};

/** Gathers it. Errors: MC_E_INPUT (no name is known: the hint says how to add one), MC_E_IO. */
struct mc_err *mc_gather_one(struct mc_gathered *gathered, struct mc_arena *arena, struct mc_gather *gather,
			     size_t index) MC_MUST_USE;

/** The same for a certificate that replaces turn others that were revoked: it has another id. */
struct mc_err *mc_gather_again(struct mc_gathered *gathered, struct mc_arena *arena, struct mc_gather *gather,
			       size_t index, unsigned turn) MC_MUST_USE;

/**
 * What is printed beside what the credential says, for one that is stored: as mc_gather_one() fills facts and
 * paper_lang. badge must outlive facts. Errors: as mc_gather_one(); MC_E_INPUT (the name that is known is not
 * the one of the credential).
 */
struct mc_err *mc_gather_paper(struct mc_printed_facts *facts, const char **paper_lang,
			       struct mc_arena *arena, struct mc_gather *gather, const char *learner,
			       const struct mc_badge *badge) MC_MUST_USE;

/** A number that nobody can guess and that comes out the same again: where in the status list a certificate
 * stands. */
uint64_t mc_gather_place(const struct mc_gather *gather, const char *uuid);

#endif
