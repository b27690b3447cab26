/* SPDX-License-Identifier: MIT */
#ifndef MC_REPORT_DOCUMENT_H
#define MC_REPORT_DOCUMENT_H

#include "base/arena.h"
#include "ext/json.h"
#include "result/result.h"

/** Largest document of one result that is taken. */
#define MC_DOCUMENT_MAX_BYTES (256u * 1024 * 1024)

/** One part of a test. */
struct mc_document_case {
	const char *name;
	enum mc_verdict verdict;
	const char *message; /* NULL: none */
};

/** One test of a document; the build step too, in its place. */
struct mc_document_test {
	const char *id;
	const char *title; /* the id when there is no title */
	bool is_hidden;
	bool is_extra; /* its points come on top of the maximum; the title says so */
	enum mc_verdict verdict;
	int64_t points; /* thousandths; 0 where the document has null */
	int64_t max;
	uint64_t wall_us;
	const char *code;   /* of the reason; "" when there is none */
	const char *reason; /* the sentence; "" when there is none */
	const char *need;   /* id of the test that it would have needed; NULL: it is not about that */
	const char *hint;   /* this and the texts below: NULL when the document has none */
	const char *command;
	const char *expected;
	const char *actual;
	const char *output;
	struct mc_compare compare; /* how expected and actual were compared */
	uint64_t lost_bytes;
	uint64_t case_passed;
	uint64_t case_total; /* 0: a test without parts */
	const struct mc_document_case *cases;
	size_t case_count;
};

/** A "migracode/result/v1" document of one exercise, as writers read it. Texts are owned by the document. */
struct mc_document {
	struct mc_json *json;
	struct mc_arena arena;
	struct mc_str raw;	/* the text that it was read from; borrowed */
	const char *submission; /* NULL: a check of the current folder */
	const char *commit;	/* NULL: a folder */
	int64_t committed_ms;	/* Unix time of the commit; 0: not known */
	const char *exercise;
	const char *title; /* of the exercise; its id when there is no title */
	const char *spec;
	const char *tree;
	const char *version; /* of the program that graded */
	const char *protection;
	enum mc_verdict verdict;
	int64_t points; /* thousandths; 0 where the document has null */
	int64_t max;
	const char *code;   /* why no test could run; "" when they did */
	const char *reason; /* the same as a sentence */
	int64_t started_ms; /* Unix time; 0: not known */
	uint64_t wall_us;
	bool has_build;
	struct mc_document_test build;
	const struct mc_document_test *tests;
	size_t test_count;
};

#define MC_DOCUMENT_INIT \
	{ \
		.json = NULL \
	}

/** Frees a document; it is usable again. */
void mc_document_release(struct mc_document *document);

/**
 * Reads one result document. What it lacks is empty, so that documents of other versions can be read; keys
 * that are not known are passed over.
 *
 * document  an initialised one; set on success
 * text      must outlive it
 *
 * Errors: MC_E_INPUT (not JSON, another schema, a verdict that does not exist, too large).
 */
struct mc_err *mc_document_read(struct mc_document *document, struct mc_str text) MC_MUST_USE;

/** The name to report a document by: that of the submission, else of the exercise. */
const char *mc_document_name(const struct mc_document *document);

/**
 * The build when it failed, else the first test that did not pass and was run, or NULL. The tests that a
 * failed build took with it are not what a student should read first.
 */
const struct mc_document_test *mc_document_first_failed(const struct mc_document *document);

/** True when no test could say anything about the program: it was not built, not handed in, not readable. */
bool mc_document_is_unrun(const struct mc_document *document);

/**
 * Appends one sentence on why a document is no pass: the reason of the whole, else the id and the reason of
 * the first test that did not pass. Nothing for a pass.
 */
void mc_document_add_why(struct mc_buf *out, const struct mc_document *document);

#endif
