/* SPDX-License-Identifier: MIT */
#ifndef MC_PRINTED_WORDS_H
#define MC_PRINTED_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * The words of a certificate in one language: templates/certificate/words/<lang>.json.
 */

/** X(constant, key, the places that its text may have) */
#define MC_WORDS(X) \
	X(MC_WORD_TITLE, "title", "") \
	X(MC_WORD_CERTIFY, "certify", "") \
	X(MC_WORD_COMPLETED, "completed", "") \
	X(MC_WORD_AWARDED, "awarded", "{date}") \
	X(MC_WORD_AWARDED_IN, "awarded_in", "{place}{date}") \
	X(MC_WORD_VALID_UNTIL, "valid_until", "{date}") \
	X(MC_WORD_PERIOD, "period", "{from}{to}") \
	X(MC_WORD_DATE, "date", "{day}{month}{year}") \
	X(MC_WORD_DECIMAL, "decimal", "") \
	X(MC_WORD_HOURS, "hours", "") \
	X(MC_WORD_DATES, "dates", "") \
	X(MC_WORD_ATTENDANCE, "attendance", "") \
	X(MC_WORD_POINTS, "points", "") \
	X(MC_WORD_LANGUAGES, "languages", "") \
	X(MC_WORD_NAME, "name", "") \
	X(MC_WORD_COURSE, "course", "") \
	X(MC_WORD_ISSUER, "issuer", "") \
	X(MC_WORD_REGISTRATION, "registration", "") \
	X(MC_WORD_AWARD_DATE, "award_date", "") \
	X(MC_WORD_ABOUT, "about", "") \
	X(MC_WORD_CRITERIA, "criteria", "") \
	X(MC_WORD_RESULTS, "results", "") \
	X(MC_WORD_MODULE, "module", "") \
	X(MC_WORD_EXERCISE, "exercise", "") \
	X(MC_WORD_RESULT, "result", "") \
	X(MC_WORD_COMPETENCES, "competences", "") \
	X(MC_WORD_ALIGNED, "aligned", "{issuer}") \
	X(MC_WORD_EXTERNAL, "external", "") \
	X(MC_WORD_EXTERNAL_NOTE, "external_note", "{issuer}") \
	X(MC_WORD_VERIFY, "verify", "") \
	X(MC_WORD_VERIFY_HOW, "verify_how", "{url}") \
	X(MC_WORD_VERIFY_STATUS, "verify_status", "") \
	X(MC_WORD_ID, "id", "") \
	X(MC_WORD_ISSUER_ID, "issuer_id", "") \
	X(MC_WORD_PAGE, "page", "{page}{pages}") \
	X(MC_WORD_DISCLAIMER, "disclaimer", "{issuer}") \
	X(MC_WORD_ESCO, "esco", "") \
	X(MC_WORD_ALT_LOGO, "alt_logo", "{issuer}") \
	X(MC_WORD_ALT_PARTNER_LOGO, "alt_partner_logo", "{issuer}") \
	X(MC_WORD_ALT_SIGNATURE, "alt_signature", "{name}") \
	X(MC_WORD_ALT_QR, "alt_qr", "") \
	X(MC_WORD_TRANSCRIPT, "transcript", "") \
	X(MC_WORD_TRANSCRIPT_NOTE, "transcript_note", "{name}") \
	X(MC_WORD_SUPPLEMENT, "supplement", "") \
	X(MC_WORD_SUPPLEMENT_NOTE, "supplement_note", "") \
	X(MC_WORD_SUPPLEMENT_TITLE, "supplement_title", "") \
	X(MC_WORD_SUPPLEMENT_SKILLS, "supplement_skills", "") \
	X(MC_WORD_SUPPLEMENT_SKILLS_NOTE, "supplement_skills_note", "") \
	X(MC_WORD_SUPPLEMENT_OCCUPATIONS, "supplement_occupations", "") \
	X(MC_WORD_SUPPLEMENT_OCCUPATIONS_NOTE, "supplement_occupations_note", "") \
	X(MC_WORD_SUPPLEMENT_NO_OCCUPATIONS, "supplement_no_occupations", "") \
	X(MC_WORD_SUPPLEMENT_BASIS, "supplement_basis", "") \
	X(MC_WORD_SUPPLEMENT_BASIS_BODY, "supplement_basis_body", "") \
	X(MC_WORD_SUPPLEMENT_BASIS_NOTE, "supplement_basis_note", "{issuer}") \
	X(MC_WORD_SUPPLEMENT_PASS, "supplement_pass", "") \
	X(MC_WORD_SUPPLEMENT_WAYS, "supplement_ways", "") \
	X(MC_WORD_SUPPLEMENT_WAYS_HOURS, "supplement_ways_hours", "{hours}") \
	X(MC_WORD_SUPPLEMENT_WAYS_NOTE, "supplement_ways_note", "") \
	X(MC_WORD_SUPPLEMENT_ADDITIONAL, "supplement_additional", "")

enum mc_word {
#define X(constant, key, places) constant,
	MC_WORDS(X)
#undef X
		MC_WORD_COUNT
};

/** Words of a language. */
struct mc_printed_words;

/** Reads len bytes that stand for the file at path. Errors: MC_E_INPUT (unknown or missing key, a place in
 * braces that the key does not have). */
struct mc_err *mc_printed_words_parse(struct mc_printed_words **words, const char *path, const char *bytes,
				      size_t len) MC_MUST_USE;

/** Reads templates/certificate/words/<lang>.json; of "pt-BR", when there is none, "pt". Errors: MC_E_INPUT,
 * MC_E_IO. */
struct mc_err *mc_printed_words_open(struct mc_printed_words **words, const char *lang) MC_MUST_USE;

/** Frees them; NULL is allowed. */
void mc_printed_words_free(struct mc_printed_words *words);
MC_AUTOPTR_DEFINE(mc_printed_words);

/** The text of a word as it stands in the file. */
const char *mc_printed_word(const struct mc_printed_words *words, enum mc_word word);

/** The word with this key, or MC_WORD_COUNT. */
enum mc_word mc_printed_word_find(const char *key);

/** What goes into the places of a word; NULL: the place stays empty. */
struct mc_word_values {
	const char *name, *issuer, *place, *url, *date, *from, *to, *hours;
	unsigned page, pages;
};

/** Appends a word with its places filled. Texts of the other direction are kept apart from what is around
 * them. */
void mc_printed_word_fill(struct mc_buf *text, const struct mc_printed_words *words, enum mc_word word,
			  const struct mc_word_values *values);

/** Appends a day (ISO text) in words; what is no day is appended as it is. */
void mc_printed_date(struct mc_buf *text, const struct mc_printed_words *words, const char *day);

/** Appends a number with at most one digit behind the point. */
void mc_printed_number(struct mc_buf *text, const struct mc_printed_words *words, double number);

/** Appends a text with the digits of the language, where it has others than 0 to 9. */
void mc_printed_digits(struct mc_buf *text, const struct mc_printed_words *words, const char *from);

/** True when the language is written from right to left. */
bool mc_printed_words_is_rtl(const struct mc_printed_words *words);

#endif
