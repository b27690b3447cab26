/* SPDX-License-Identifier: MIT */
#ifndef MC_RESULT_LEVEL_H
#define MC_RESULT_LEVEL_H

#include "os/sandbox.h"

/** Name of a level of protection on the command line and in results, static: "full", "basic" or "none". */
const char *mc_level_name(enum mc_protection_level level);

/** The level called name; an unknown name is a broken invariant, since options accept only these. */
enum mc_protection_level mc_level_named(const char *name);

#endif
