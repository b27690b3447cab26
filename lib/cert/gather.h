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
	const struct mc_keyring *keyring;
	const char *cohort;
	const char *learner; /* NULL: all graduates */
	const char *lang;    /* of the credential; NULL: that of the settings, else of the course */
};

/** Opens a cohort. Errors: MC_E_INPUT (cohort, course, tables of frameworks, a title that claims to be an
 * ICDL certificate), MC_E_IO. */
struct mc_err *mc_gather_open(struct mc_gather **gather, const struct mc_gather_wanted *wanted) MC_MUST_USE;

/** Frees it; NULL is allowed. */
void mc_gather_free(struct mc_gather *gather);
MC_AUTOPTR_DEFINE(mc_gather);

/** The graduates, sorted by id: those with a recorded decision who were not erased. */
size_t mc_gather_count(const struct mc_gather *gather);
const char *mc_gather_learner(const struct mc_gather *gather, size_t row);

/** What one of them gets. Texts live in the arena or belong to gather. */
struct mc_gathered {
	struct mc_badge badge;	       /* status and moments are the caller's */
	struct mc_printed_facts facts; /* id, qr and moments are the caller's */
	const char *rule_set;
	int64_t decision; /* number of the event */
	const char *graduated_on;
	const char *achievement; /* for the register */
	const char *paper_lang;	 /* the language beside the first one: the learner's; NULL: none */
};

/** Gathers it. Errors: MC_E_INPUT (no name is known: the hint says how to add one), MC_E_IO. */
struct mc_err *mc_gather_one(struct mc_gathered *gathered, struct mc_arena *arena, struct mc_gather *gather,
			     size_t row) MC_MUST_USE;

#endif
