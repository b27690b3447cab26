/* SPDX-License-Identifier: MIT */
#ifndef MC_PRINTED_JOB_H
#define MC_PRINTED_JOB_H

#include "printed/gallery.h"
#include "printed/plan.h"
#include "printed/printed.h"
#include "printed/words.h"

/*
 * One paper while it is laid out, and what its parts have in common.
 */

struct mc_job {
	struct mc_canvas_kit *kit;
	const struct mc_design *design;
	const struct mc_printed_words *words[2];
	size_t language_count;
	bool is_rtl; /* the page: that of the first language */
	const char *logo, *partner_logo;
	struct mc_gallery *gallery;
	const struct mc_printed_facts *facts;
	struct mc_plan *plan;
};

/** A text that is to be laid out. */
struct mc_job_saying {
	const struct mc_design_style *style;
	const char *text;
	const char *what; /* it is, for messages: N_("the name of the course") */
	double width;	  /* mm; 0: one line, as long as it is */
	unsigned lines;	  /* at most; 0: any number */
	enum mc_design_align align;
	bool is_rtl;  /* of the block: where it starts */
	bool is_free; /* its own letters tell its direction */
	double scale; /* of the size; 0: 1 */
};

/**
 * Lays a text out, smaller than its style says where it needs to be.
 *
 * text  set on success: mc_canvas_text_free(), or mc_plan_text() takes it over
 *
 * Errors: MC_E_INPUT: a letter that no installed font has; no room even at the smallest size.
 */
struct mc_err *mc_job_lay(struct mc_canvas_text **text, struct mc_canvas_room *room, const struct mc_job *job,
			  const struct mc_job_saying *saying) MC_MUST_USE;

/** True when the first letter of a text that has a direction is written from right to left. */
bool mc_job_is_rtl(const char *text);

/** Lays out a block of the first page. Errors: MC_E_INPUT, those of the gallery. */
struct mc_err *mc_job_block(const struct mc_job *job, const struct mc_design_block *block) MC_MUST_USE;

/** Where an item of a block stands while the block is laid out. */
struct mc_job_spot {
	const struct mc_design_block *block;
	const struct mc_design_item *item;
	const struct mc_printed_words *words;
	bool is_rtl;  /* the language of the block */
	double y;     /* of its upper side, from that of the block */
	double scale; /* of sizes */
};

/** Lay out things of a block at its upper left corner; height is set to 0 when there is nothing to show. */
struct mc_err *mc_job_facts(double *height, const struct mc_job *job, const struct mc_job_spot *spot)
	MC_MUST_USE;
struct mc_err *mc_job_signatures(double *height, const struct mc_job *job, const struct mc_job_spot *spot)
	MC_MUST_USE;
struct mc_err *mc_job_qr(double *height, const struct mc_job *job, const struct mc_job_spot *spot)
	MC_MUST_USE;

/** Puts the QR code of the facts at x, y; has_tile: the white square around it has this side. */
struct mc_err *mc_job_put_qr(const struct mc_job *job, const struct mc_printed_words *words, double x,
			     double y, double side, bool has_tile) MC_MUST_USE;

/** Where something width mm wide begins in a block, by its alignment. */
double mc_job_align(const struct mc_job_spot *spot, double width);

/** The day or the days of a course in words; false when there is none. */
bool mc_job_period(struct mc_buf *text, const struct mc_printed_words *words,
		   const struct mc_printed_facts *facts);

/** "Awarded in Athens on 3 July 2026"; false when there is no day. */
bool mc_job_awarded(struct mc_buf *text, const struct mc_printed_words *words,
		    const struct mc_printed_facts *facts);

/** The address that a QR code opens, or NULL. */
const char *mc_job_link(const struct mc_printed_facts *facts);

/** Lay out whole papers. Errors: as above. */
struct mc_err *mc_job_first_page(const struct mc_job *job, const struct mc_decor *decor) MC_MUST_USE;
struct mc_err *mc_job_further_pages(const struct mc_job *job, const struct mc_decor *decor) MC_MUST_USE;
struct mc_err *mc_job_transcript(const struct mc_job *job, const struct mc_decor *decor) MC_MUST_USE;
struct mc_err *mc_job_supplement(const struct mc_job *job, const struct mc_decor *decor) MC_MUST_USE;

#endif
