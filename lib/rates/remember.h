/* SPDX-License-Identifier: MIT */
#ifndef MC_RATES_REMEMBER_H
#define MC_RATES_REMEMBER_H

#include "rates/figures.h"

/**
 * Applies what the audience of a report may know. One for funders or the public is compared with those that
 * were given away before, and noted in the log, once. Errors: MC_E_INPUT (together with earlier ones it would
 * tell of few people), MC_E_IO.
 */
struct mc_err *mc_figures_remember(struct mc_figures *report, struct mc_records *records) MC_MUST_USE;

#endif
