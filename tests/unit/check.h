/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_CHECK_H
#define MC_TESTS_CHECK_H

/* cmocka wants these four before its own header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"

/* The call must succeed; its message is shown otherwise. */
#define assert_ok(call) \
	do { \
		struct mc_err *check_err_ = (call); \
		if (check_err_) \
			fail_msg("%s: %s", #call, check_err_->msg); \
	} while (0)

/* The call must fail with this code. */
#define assert_err(wanted, call) \
	do { \
		struct mc_err *check_err_ = (call); \
		if (!check_err_) \
			fail_msg("%s: succeeded, expected %s", #call, mc_code_name(wanted)); \
		if (check_err_->code != (wanted)) \
			fail_msg("%s: %s, expected %s: %s", #call, mc_code_name(check_err_->code), \
				 mc_code_name(wanted), check_err_->msg); \
		mc_err_free(check_err_); \
	} while (0)

#endif
