/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_LATE_H
#define MC_EXT_LATE_H

#include <stddef.h>

#include "base/err.h"

/*
 * Libraries that are loaded at first use.  Linking one with many libraries of its own costs every start of
 * the program milliseconds, and most commands need none.  What a library's calls look like still comes from
 * its header, at build time.
 */

/** A call to find; slot is the address of a pointer to a function. */
struct mc_late_call {
	const char *name;
	void *slot;
};

/**
 * Loads a library and finds its calls; loading again costs little and gives the same.
 *
 * soname   with its version, as the header was: MC_XML_SONAME …
 * package  of Debian that has it, for the hint
 *
 * Errors: MC_E_TOOL when it is not there or lacks a call.
 */
struct mc_err *mc_late_load(const char *soname, const char *package, const struct mc_late_call calls[],
			    size_t count) MC_MUST_USE;

#endif
