/* SPDX-License-Identifier: MIT */
#ifndef MC_PRINTED_FLOW_H
#define MC_PRINTED_FLOW_H

#include "printed/job.h"

/*
 * Text that runs on over columns and pages: headings, paragraphs, tables.
 */

/** Where the text is. */
struct mc_flow {
	const struct mc_job *job;
	const struct mc_design_further *form;
	const struct mc_decor *decor;
	double page_width, page_height;
	double scale;	    /* of all sizes */
	double bottom;	    /* where columns end */
	double last_bottom; /* of the first column, where the text went on in the second */
	double column_width;
	unsigned column; /* from 0 */
	double x, y;	 /* of what comes next */
	size_t *feet;	 /* pieces of the plan that get their text at the end, two for each page */
	size_t foot_count;
	size_t foot_capacity;
	double foot_y;
};

/** Begins with a new page. scale: of all sizes; bottom: where columns end, 0: at the margin. */
void mc_flow_start(struct mc_flow *flow, const struct mc_job *job, const struct mc_design_further *form,
		   const struct mc_decor *decor, double scale, double bottom);

/** Where columns should end so that they are equally long; 0 when they are, or fill more than a page. */
double mc_flow_balance(const struct mc_flow *flow);

/** Ends it: every page gets its number and that of the certificate. Errors: MC_E_INPUT. */
struct mc_err *mc_flow_end(struct mc_flow *flow) MC_MUST_USE;

/** Frees what it holds; for its end with an error, too. */
void mc_flow_release(struct mc_flow *flow);

/** Room below what stands there; none at the top of a column. */
void mc_flow_space(struct mc_flow *flow, double height);

/** Goes on in the next column when there is less room than this. */
void mc_flow_need(struct mc_flow *flow, double height);

/** A paragraph. tag: "H1", "P" …; what: for messages. Errors: MC_E_INPUT. */
struct mc_err *mc_flow_text(struct mc_flow *flow, enum mc_design_text style, const char *tag,
			    const char *what, const char *text) MC_MUST_USE;

/** The same with a word and its places. */
struct mc_err *mc_flow_word(struct mc_flow *flow, enum mc_design_text style, const char *tag,
			    enum mc_word word, const struct mc_word_values *values) MC_MUST_USE;

/** The heading of a part, in both languages when there are two. Errors: MC_E_INPUT. */
struct mc_err *mc_flow_heading(struct mc_flow *flow, enum mc_word word) MC_MUST_USE;

/** A table; its head (NULL: none) comes again wherever it goes on. Errors: MC_E_INPUT. */
struct mc_err *mc_flow_table(struct mc_flow *flow, const char *what, const struct mc_printed_line *head,
			     const struct mc_printed_line lines[], size_t count) MC_MUST_USE;

/** Parts that several papers have; nothing where the facts do not tell of it. Errors: MC_E_INPUT. */
struct mc_err *mc_flow_paragraph(struct mc_flow *flow, enum mc_word heading, const char *what,
				 const char *text) MC_MUST_USE;
struct mc_err *mc_flow_verifying(struct mc_flow *flow) MC_MUST_USE;
struct mc_err *mc_flow_disclaimer(struct mc_flow *flow) MC_MUST_USE;

/** True when competences are told in terms of ESCO, whose licence wants to be named. */
bool mc_flow_has_esco(const struct mc_printed_facts *facts);

#endif
