/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_DATA_H
#define MC_OS_DATA_H

#include "base/err.h"

/**
 * Finds a folder of data that comes with the program, such as "templates".
 *
 * dir   set on success; owned by the caller
 * name  looked for in $MIGRACODE_DATA; beside the program in a source tree (build/migracode,
 *       build/<variant>/migracode); in ../share/migracode of the program's folder; in share/migracode of the
 *       prefix that it was built for
 *
 * Errors: MC_E_IO (it is nowhere; the message lists the first and the last place, the hint how to say where
 * it is).
 */
struct mc_err *mc_data_dir(char **dir, const char *name) MC_MUST_USE;

#endif
