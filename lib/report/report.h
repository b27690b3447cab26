/* SPDX-License-Identifier: MIT */
#ifndef MC_REPORT_REPORT_H
#define MC_REPORT_REPORT_H

#include "ext/json_write.h"
#include "report/document.h"
#include "result/diff.h"

/** Every format that results are written in: X(name, stem of its file and record) */
#define MC_REPORT_FORMATS(X) \
	X("text", text) \
	X("json", json) \
	X("ndjson", ndjson) \
	X("junit", junit) \
	X("tap", tap) \
	X("ctrf", ctrf) \
	X("gradescope", gradescope) \
	X("exercism", exercism) \
	X("classroom50", classroom50) \
	X("hyf", hyf) \
	X("csv", csv) \
	X("moodle-csv", moodle_csv) \
	X("markdown", markdown) \
	X("html", html)

/** The names as the choices of an option, "text|json|…"; a constant. */
#define MC_REPORT_CHOICE_(name, stem) "|" name
#define MC_REPORT_CHOICES (&("" MC_REPORT_FORMATS(MC_REPORT_CHOICE_))[1])

/** What a report is about and who reads it; all borrowed. */
struct mc_report_options {
	struct mc_print_style style; /* text: of the terminal or file */
	bool is_cut;		     /* text: lines are cut to the width */
	bool is_brief;		     /* text: no summary */
	const char *const *names;    /* submissions as they will come; may be NULL */
	size_t name_count;	     /* how many documents will come */
	const char *lang;	     /* html: language of the texts */
	const char
		*rerun; /* markdown, html: the command that tests one submission of many again; NULL: none */
	const char *check;	  /* the same where there is one, for its student; NULL: none */
	const char *when_done;	  /* what to type when all passed; NULL: nothing */
	const char *const *facts; /* classroom50, moodle-csv: "key=value", fact_count of them */
	size_t fact_count;
	unsigned passing; /* hyf: percent that pass */
};

/** What all tests of a report come to, in the words of those who count four or five outcomes. */
struct mc_report_tally {
	size_t documents;
	size_t outcomes[MC_FLAKY + 1]; /* their verdicts */
	size_t tests;		       /* of all documents, with what a writer reports like one */
	size_t verdicts[MC_FLAKY + 1]; /* of these */
	uint64_t wall_us;
	int64_t start_ms; /* Unix time of the first and the end of the last; 0: nothing came yet */
	int64_t stop_ms;
};

/** A report that is being written. */
struct mc_report {
	const struct mc_report_format *format;
	const struct mc_report_options *options;
	struct mc_buf out;  /* finished text: may be taken away and reset at any time */
	struct mc_buf kept; /* what can only be finished at the end */
	struct mc_buf more; /* a second of the kind */
	struct mc_buf next; /* the command to type next, once known */
	size_t used;	    /* the writer's own count, for what it limits */
	size_t left_out;
	struct mc_report_tally tally; /* of all documents so far, with that which is being added */
};

#define MC_REPORT_INIT \
	{ \
		.out = MC_BUF_INIT, .kept = MC_BUF_INIT, .more = MC_BUF_INIT, .next = MC_BUF_INIT \
	}

/** One format. Adding one: a file with this record, and a line in MC_REPORT_FORMATS. */
struct mc_report_format {
	const char *name;
	const char *extension;
	const char *media_type;
	bool holds_one;	      /* a document describes exactly one submission */
	bool is_for_students; /* can never hold the content of hidden tests */
	bool is_raw;	      /* passes documents on as they are: add() gets one with only raw set */
	bool refuses_ours;    /* has no word for a grader error: nothing is written for one */
	void (*begin)(struct mc_report *report);
	/** Errors: MC_E_INPUT (something that the format must have is not known). */
	struct mc_err *(*add)(struct mc_report *report, const struct mc_document *document);
	void (*end)(struct mc_report *report, bool is_interrupted);
};

/** The format called name, or NULL. */
const struct mc_report_format *mc_report_find(const char *name);

/** Starts a report; options must outlive it. */
void mc_report_open(struct mc_report *report, const struct mc_report_format *format,
		    const struct mc_report_options *options);

/** Frees all; the report is usable again. */
void mc_report_release(struct mc_report *report);

/**
 * Adds one result document. Where the format has no word for a grader error, such a document adds nothing.
 * Errors: MC_E_INPUT (the document is broken, or something that the format must have is not known).
 */
struct mc_err *mc_report_add(struct mc_report *report, struct mc_str text) MC_MUST_USE;

/** Ends a report: out then holds all the rest of it. */
void mc_report_end(struct mc_report *report, bool is_interrupted);

/** The value of a fact called key: the last "key=value" of the options, or NULL. */
const char *mc_report_fact(const struct mc_report *report, const char *key);

/**
 * What a document has to say beside its tests: that the build failed, or why no test could run. Formats that
 * know nothing but tests report it as one; it is counted as one.
 *
 * room  where it is put together
 *
 * Returns NULL when the tests say all.
 */
const struct mc_document_test *mc_report_whole(struct mc_report *report, const struct mc_document *document,
					       struct mc_document_test *room);

#define X(name, stem) extern const struct mc_report_format mc_report_##stem;
MC_REPORT_FORMATS(X)
#undef X

#endif
