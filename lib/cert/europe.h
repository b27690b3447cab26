/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_EUROPE_H
#define MC_CERT_EUROPE_H

/*
 * Countries and languages as the lists of the Publications Office of the European Union name them.
 */

/** A country or a language. */
struct mc_europe_code {
	const char *tag;  /* "GR", "el" */
	const char *code; /* last part of its address in the list: "GRC", "ELL" */
	const char *name; /* in English */
};

/** Of a code of ISO 3166-1 with two letters; NULL: not in Europe or beside it. */
const struct mc_europe_code *mc_europe_country(const char *country);

/** Of a tag of BCP 47, by what stands before the first '-'; NULL: not known. */
const struct mc_europe_code *mc_europe_language(const char *lang);

#endif
