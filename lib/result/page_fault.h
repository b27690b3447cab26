/* SPDX-License-Identifier: MIT */
#ifndef MC_RESULT_PAGE_FAULT_H
#define MC_RESULT_PAGE_FAULT_H

/**
 * What a rule finds: X(constant, name in results, sentence).  In a sentence, {} stands for an excerpt of
 * the page and {n} for the number of the fault.
 */
#define MC_PAGE_FAULTS(X) \
	X(MC_FAULT_DOCTYPE, "no-doctype", N_("the page does not begin with <!DOCTYPE html>")) \
	X(MC_FAULT_MISPLACED, "misplaced", N_("'{}' cannot stand here")) \
	X(MC_FAULT_UNCLOSED, "unclosed", N_("'{}' is never closed")) \
	X(MC_FAULT_TITLE, "no-title", N_("the page has no title: <title> is missing in the head, or empty")) \
	X(MC_FAULT_LANGUAGE, "no-language", \
	  N_("the page does not say in which language it is: <html lang=\"en\">")) \
	X(MC_FAULT_BAD_LANGUAGE, "bad-language", N_("'{}' is not the code of a language")) \
	X(MC_FAULT_HEADING, "no-heading", N_("the page has no heading <h1>")) \
	X(MC_FAULT_HEADING_FIRST, "heading-first", N_("the first heading is {}; it must be <h1>")) \
	X(MC_FAULT_HEADING_TWICE, "heading-twice", N_("a page has one <h1>; this is another one")) \
	X(MC_FAULT_HEADING_SKIPPED, "heading-skipped", \
	  N_("{} comes after <h{n}>: a level of headings is left out")) \
	X(MC_FAULT_SAME_ID, "same-id", N_("the id '{}' is used twice, before that in line {n}")) \
	X(MC_FAULT_LABEL, "no-label", N_("'{}' has no label that says what to fill in")) \
	X(MC_FAULT_ALT, "no-alt", N_("'{}' has no attribute alt, for those who cannot see the image")) \
	X(MC_FAULT_LINK, "no-link-text", N_("the link '{}' has no text"))

enum mc_page_fault_kind {
#define X(constant, name, sentence) constant,
	MC_PAGE_FAULTS(X)
#undef X
};

/** Name of a kind of fault in results, static. */
const char *mc_page_fault_name(enum mc_page_fault_kind kind);

#endif
