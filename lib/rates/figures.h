/* SPDX-License-Identifier: MIT */
#ifndef MC_RATES_FIGURES_H
#define MC_RATES_FIGURES_H

#include "cohort/office.h"
#include "ext/json_write.h"
#include "rates/rates.h"
#include "sheet/disclosure.h"

/*
 * The reports of a school: figures by the definition, as a sheet for people and as a document for programs,
 * with what each audience may know.
 */

/** The kinds of reports: X(constant, name, stem of its functions). */
#define MC_FIGURES_KINDS(X) \
	X(MC_FIGURES_GRADUATION, "graduation", graduation) \
	X(MC_FIGURES_OUTCOMES, "outcomes", outcomes) \
	X(MC_FIGURES_ESF, "esf", esf) \
	X(MC_FIGURES_GENDER, "gender", gender) \
	X(MC_FIGURES_ATTENDANCE, "attendance", attendance) \
	X(MC_FIGURES_PROGRESS, "progress", progress)

/** Their names with '|' between them. */
#define MC_FIGURES_NAMES "graduation|outcomes|esf|gender|attendance|progress"

/** What is asked for. */
struct mc_figures_wanted {
	const char *kind;   /* a name of MC_FIGURES_KINDS */
	const char *cohort; /* NULL: all of the school */
	const char *as_of;  /* a day */
	enum mc_audience audience;
};

/** A report while it is made and written. */
struct mc_figures {
	const struct mc_figures_kind *kind;
	const struct mc_figures_wanted *wanted;
	const struct mc_school *school;
	struct mc_cohorts cohorts; /* that it is about */
	struct mc_sheet sheet;
	struct mc_disclosure disclosure;
	bool is_final;
	void *lines; /* of its kind, in the arena of the sheet */
};

#define MC_FIGURES_INIT \
	{ \
		.cohorts = MC_COHORTS_INIT, .sheet = MC_SHEET_INIT, .disclosure = MC_DISCLOSURE_INIT \
	}

/** A kind of report. */
struct mc_figures_kind {
	const char *name;
	const char *title;     /* marked N_() */
	const char *breakdown; /* id of what it tells, for tables that were issued */
	/** Counts, and fills sheet, disclosure, lines and is_final. */
	struct mc_err *(*make)(struct mc_figures *report, struct mc_records *records);
	/** Writes its members into the open object. */
	void (*write)(struct mc_json_writer *writer, const struct mc_figures *report);
};

/** Frees a report. */
void mc_figures_release(struct mc_figures *report);

/**
 * Makes a report. One for funders or the public is remembered in the log, and refused when it would tell of
 * few people together with earlier ones. Errors: MC_E_INPUT (no such cohort, bad day, refused: the message
 * says with which earlier report), MC_E_IO.
 */
struct mc_err *mc_figures_make(struct mc_figures *report, const struct mc_office *office,
			       const struct mc_figures_wanted *wanted) MC_MUST_USE;

/** Appends the document "migracode/report-<kind>/v1" and a line feed. It depends on the records, the question
 * and the language only. */
void mc_figures_write_json(struct mc_buf *out, const struct mc_figures *report);

#define X(constant, name, stem) extern const struct mc_figures_kind mc_figures_##stem;
MC_FIGURES_KINDS(X)
#undef X

#endif
