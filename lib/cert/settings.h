/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_SETTINGS_H
#define MC_CERT_SETTINGS_H

#include "base/arena.h"
#include "cohort/school.h"
#include "credential/badge.h"
#include "printed/printed.h"

/*
 * "certificates" in school.json: who issues, what certificates look like, and where things are published.
 */

/** Files below the folder of a school. */
#define MC_CERT_FOLDER "certificates"
#define MC_CERT_KEY_FILE "certificates/issuer.key"
#define MC_CERT_ISSUERS_FILE "certificates/issuers.json"
#define MC_CERT_DID_FILE "certificates/did.json"
#define MC_CERT_STATUS_FOLDER "certificates/status"

/** What school.json says; what it leaves out has a value that works offline. Texts live in the arena. */
struct mc_cert_settings {
	struct mc_arena arena;
	struct mc_badge_issuer issuer; /* id NULL: that of the key, did:key */
	const char *did;	       /* "did:web:…"; NULL: did:key */
	const char *status_url;	       /* folder where status/<n>.json are published; NULL: nowhere */
	const char *verify_url;	       /* verification page; NULL: none */
	const char *course_url;	       /* page about the course: criteria.id; NULL: none */
	const char *achievement_type;  /* "CertificateOfCompletion" (default) or "Course" */
	const char *centre;	       /* code of an accredited ICDL centre; NULL: the school is none */
	const char *place;
	uint32_t valid_months; /* 0: for ever */
	uint32_t status_days;  /* a status list is valid for so many days after it was written */
	bool shows_points, shows_attendance;
	struct mc_printed_style style; /* its lang NULL: that of the course */
	struct mc_printed_signatory *signatories;
	size_t signatory_count;
};

#define MC_CERT_SETTINGS_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all. */
void mc_cert_settings_release(struct mc_cert_settings *settings);

/** Reads them from school.json of a school; paths of images become paths from here. Errors: MC_E_INPUT (file,
 * line, column, place), MC_E_IO. */
struct mc_err *mc_cert_settings_read(struct mc_cert_settings *settings, const struct mc_school *school)
	MC_MUST_USE;

/** Reads len bytes that stand for the file school.json of a school at path; a missing name is no fault.
 * Errors: MC_E_INPUT. */
struct mc_err *mc_cert_settings_parse(struct mc_cert_settings *settings, const struct mc_school *school,
				      const char *path, const char *bytes, size_t len) MC_MUST_USE;

#endif
