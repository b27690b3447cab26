/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_SETTINGS_VALUE_H
#define MC_CERT_SETTINGS_VALUE_H

#include "course/spec.h"

/*
 * Values of "certificates" in school.json.  As in course/spec.h: NULL is a key that is not there, a wrong
 * value becomes a finding and leaves the target alone.
 */

/** What a URL is for. */
enum mc_cert_url {
	MC_CERT_URL_PAGE,   /* for people */
	MC_CERT_URL_BARE,   /* something is put behind it: no query, no fragment */
	MC_CERT_URL_FOLDER, /* the same, and names of files are put behind it: read without '/' at its end */
};

/** Longest URL and DID, in bytes. */
#define MC_CERT_MAX_URL 1000u

/** A URL that begins with https://, or http:// and a name of this machine, for tests; without user and
 * password. */
void mc_cert_read_url(const char **url, const struct mc_spec *spec, const struct mc_json_node *node,
		      enum mc_cert_url use);

/** True for a DID of the method web: a host, a port as %3A and digits, and folders. Source: did:web Method
 * Specification. */
bool mc_cert_is_did_web(const char *text);

/** A DID of the method web. */
void mc_cert_read_did(const char **did, const struct mc_spec *spec, const struct mc_json_node *node);

/** An address of e-mail: one '@' with something on both sides, no white space. */
void mc_cert_read_email(const char **email, const struct mc_spec *spec, const struct mc_json_node *node);

/** A code of a country, two capital letters. Source: ISO 3166-1. */
void mc_cert_read_country(const char **country, const struct mc_spec *spec, const struct mc_json_node *node);

/** A code of a language. */
void mc_cert_read_lang(const char **lang, const struct mc_spec *spec, const struct mc_json_node *node);

/** A colour, "#1f4e79". */
void mc_cert_read_colour(const char **colour, const struct mc_spec *spec, const struct mc_json_node *node);

#endif
