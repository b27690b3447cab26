/* SPDX-License-Identifier: MIT */
#ifndef MC_REPORT_DELIVER_H
#define MC_REPORT_DELIVER_H

#include <stdio.h>

#include "os/outfile.h"
#include "report/name.h"
#include "report/report.h"

/** Bytes that GitHub takes as the summary of one step; source: docs.github.com, "Workflow commands". */
#define MC_DELIVER_SUMMARY_MAX (1024u * 1024)

/** Takes results and brings them, in one format, to where they are wanted. */
struct mc_delivery {
	const struct mc_report_format *format;
	const struct mc_report_options *options;
	struct mc_report_options one; /* for files that hold one submission each */
	const char *path;	      /* NULL: the stream */
	FILE *stream;
	bool is_folder;	 /* one file for each submission */
	bool is_summary; /* the summary of a step on GitHub, which is added to */
	struct mc_report report;
	struct mc_outfile file;
	struct mc_names names;
	size_t common; /* bytes at the start of all names that tell nothing */
};

#define MC_DELIVERY_INIT \
	{ \
		.report = MC_REPORT_INIT, .file = MC_OUTFILE_INIT \
	}

/**
 * Starts a delivery. A stream gets results as they come. A file appears as a whole at the end, or not at all.
 * A folder (a path that ends with '/' or that is one) is made when it is missing, and gets a file for each
 * submission, named after it.
 *
 * delivery  an initialised one
 * path      NULL or "-": stream
 * options   must outlive it, with names set when path is a folder
 *
 * Errors: MC_E_USAGE (a format for one submission and there are several), MC_E_IO.
 */
struct mc_err *mc_delivery_open(struct mc_delivery *delivery, const struct mc_report_format *format,
				const struct mc_report_options *options, const char *path, FILE *stream)
	MC_MUST_USE;

/** Adds the result document of the submission called name. Errors: as mc_report_add(); MC_E_IO. */
struct mc_err *mc_delivery_add(struct mc_delivery *delivery, const char *name, struct mc_str text)
	MC_MUST_USE;

/** Ends it: the file is in its place. After an interruption files stay as they were. Errors: MC_E_IO. */
struct mc_err *mc_delivery_close(struct mc_delivery *delivery, bool is_interrupted) MC_MUST_USE;

/** Drops what was not closed. */
void mc_delivery_release(struct mc_delivery *delivery);

/** Writes one text by the same rules of path and stream. Errors: MC_E_IO. */
struct mc_err *mc_deliver_text(const char *path, FILE *stream, struct mc_str text) MC_MUST_USE;

#endif
