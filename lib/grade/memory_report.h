/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_MEMORY_REPORT_H
#define MC_GRADE_MEMORY_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "base/tree.h"

/** What a program does wrong with its memory: X(constant) */
#define MC_MEMORY_FAULTS(X) \
	X(MC_FAULT_NONE) \
	X(MC_FAULT_READ) /* outside of what it has */ \
	X(MC_FAULT_WRITE) \
	X(MC_FAULT_FREED) /* uses what it has freed */ \
	X(MC_FAULT_NULL)  /* follows a null pointer */ \
	X(MC_FAULT_DOUBLE_FREE) \
	X(MC_FAULT_BAD_FREE) \
	X(MC_FAULT_UNSET) /* uses a value that was never set */ \
	X(MC_FAULT_OVERLAP) \
	X(MC_FAULT_LEAK) \
	X(MC_FAULT_STACK) /* calls functions inside functions until no room is left */ \
	X(MC_FAULT_UNDEFINED) \
	X(MC_FAULT_OTHER)

enum mc_memory_fault {
#define X(constant) constant,
	MC_MEMORY_FAULTS(X)
#undef X
		MC_FAULT_COUNT,
};

/** No file of the submission. */
#define MC_MEMORY_NO_FILE UINT32_MAX

/** What a tool reported, put together. */
struct mc_memory_report {
	bool is_complete;	    /* the tool was there to the end of the program */
	enum mc_memory_fault fault; /* the first one, leaks behind all others; NONE: none */
	uint64_t bytes;		    /* read, written, or leaked by all leaks together; 0: not known */
	uint32_t file;	/* index in the submission's tree, of the student's own line; or MC_MEMORY_NO_FILE */
	uint32_t line;	/* in it, from 1; 0: not known */
	uint32_t count; /* faults in all */
	uint32_t crash_file; /* as file and line, where the signal that ended the program came from */
	uint32_t crash_line;
	struct mc_buf
		what; /* the tool's words for it: one printable line, of at most MC_MEMORY_MAX_WHAT bytes */
};

#define MC_MEMORY_MAX_WHAT 300

#define MC_MEMORY_REPORT_INIT \
	{ \
		.file = MC_MEMORY_NO_FILE, .crash_file = MC_MEMORY_NO_FILE, .what = MC_BUF_INIT \
	}

/** Frees what a report holds; it is usable again. */
void mc_memory_report_release(struct mc_memory_report *report);

/** Largest report of valgrind that is read. */
#define MC_MEMORY_MAX_XML (8u * 1024 * 1024)

/**
 * Reads the XML of valgrind's memcheck in a process that can do nothing else.
 *
 * report  an initialised one; without is_complete when the bytes are not a whole report
 * files   the submission; what a stack has in other files is not the student's
 * Errors: MC_E_TOOL (libxml2 is not installed), MC_E_IO.
 * Source: valgrind's docs/internals/xml-output-protocol4.txt
 */
struct mc_err *mc_memory_read_valgrind(struct mc_memory_report *report, struct mc_str xml,
				       const struct mc_tree *files) MC_MUST_USE;

/** The same in this process, for tests: nobody may trust the bytes. */
struct mc_err *mc_memory_read_valgrind_here(struct mc_memory_report *report, struct mc_str xml,
					    const struct mc_tree *files) MC_MUST_USE;

/**
 * Reads what AddressSanitizer and UndefinedBehaviorSanitizer wrote to stderr, among what the program did.
 * is_complete is not set.  Source: the sanitizers of gcc 12 and clang 14.
 */
void mc_memory_read_sanitizer(struct mc_memory_report *report, struct mc_str text,
			      const struct mc_tree *files);

/** Index of the file of a submission at which an absolute path of the sandbox ends; MC_MEMORY_NO_FILE. */
uint32_t mc_memory_own_file(const struct mc_tree *files, struct mc_str path);

/** Sets the fault of a report unless one is there that comes first; true when it was set. */
bool mc_memory_note(struct mc_memory_report *report, enum mc_memory_fault fault, struct mc_str what);

#endif
