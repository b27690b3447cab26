/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_CABINET_H
#define MC_CERT_CABINET_H

#include "cert/keyring.h"
#include "cohort/office.h"

/** A school, its records, what it says about certificates, and its keys: what a command of certificates works
 * with. */
struct mc_cabinet {
	struct mc_office office;
	struct mc_cert_settings settings;
	struct mc_keyring keyring;
	struct mc_arena arena;
	const char *at; /* the moment of this command */
};

#define MC_CABINET_INIT \
	{ \
		.office = MC_OFFICE_INIT, .settings = MC_CERT_SETTINGS_INIT, .keyring = MC_KEYRING_INIT, \
		.arena = MC_ARENA_INIT \
	}

/** Where the school is, and who works; see mc_office_open(). */
struct mc_cabinet_place {
	const char *dir, *records, *actor;
	const struct mc_seal_asker *asker;
	const char *at; /* of --at; NULL: now */
};

/** Opens all but the keys. Errors: those of mc_office_open(), mc_cert_settings_read(), mc_cert_moment(). */
struct mc_err *mc_cabinet_open(struct mc_cabinet *cabinet, const struct mc_cabinet_place *place) MC_MUST_USE;

/** Wipes and closes. */
void mc_cabinet_release(struct mc_cabinet *cabinet);

#endif
