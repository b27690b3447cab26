/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_ERR_H
#define MC_BASE_ERR_H

#include "base/cleanup.h"

/**
 * What went wrong: X(constant, name in JSON, exit status).
 * A verdict on a student's program is never an error.
 */
#define MC_CODES(X) \
	X(MC_E_USAGE, "usage", 2) \
	X(MC_E_INPUT, "input", 3) \
	X(MC_E_LIMIT, "limit", 3) \
	X(MC_E_IO, "io", 4) \
	X(MC_E_NETWORK, "network", 4) \
	X(MC_E_UNSUPPORTED, "unsupported", 4) \
	X(MC_E_TOOL, "tool-missing", 4) \
	X(MC_E_NOTHING, "nothing", 5) \
	X(MC_E_UNTRUSTED, "untrusted", 6) \
	X(MC_E_INTERRUPTED, "interrupted", 130)

enum mc_code {
#define X(constant, name, status) constant,
	MC_CODES(X)
#undef X
};

/** Exit status of a command that ran to its end and whose answer is no. */
#define MC_STATUS_NO 1

/** An error on its way up; functions return NULL for success. Texts are translated and end without a full
 * stop. */
struct mc_err {
	enum mc_code code;
	char *msg;
	char *hint; /* what to do or type next; NULL when there is no advice */
};

/** Makes an error; the caller owns it and releases it with mc_err_free(). */
struct mc_err *mc_err_new(enum mc_code code, const char *fmt, ...) __attribute__((format(printf, 2, 3)))
MC_MUST_USE;

/** Makes an error whose message ends with the text of the system's error number errnum. */
struct mc_err *mc_err_sys(enum mc_code code, int errnum, const char *fmt, ...)
	__attribute__((format(printf, 3, 4))) MC_MUST_USE;

/** Adds advice to err unless it has some already (the innermost wins); returns err. */
struct mc_err *mc_err_hint(struct mc_err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)))
MC_MUST_USE;

/** Puts context and a colon before the message of err; returns err. */
struct mc_err *mc_err_wrap(struct mc_err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)))
MC_MUST_USE;

/** Releases err; NULL is allowed. */
void mc_err_free(struct mc_err *err);
MC_AUTOPTR_DEFINE(mc_err);

struct mc_buf;

/** Appends err to buf as bytes for mc_err_unpack() in another process of this program: so a worker tells its
 * parent. */
void mc_err_pack(struct mc_buf *buf, const struct mc_err *err);

/** The error that mc_err_pack() made these bytes of; the caller owns it. */
struct mc_err *mc_err_unpack(const char *bytes) MC_MUST_USE;

/** Drops an error on purpose, where the failure changes nothing for the user. */
static inline void mc_err_drop(struct mc_err *err)
{
	mc_err_free(err);
}

/** Name of a code as it stands in JSON; static. */
const char *mc_code_name(enum mc_code code);

/** Exit status of the program for a code. */
int mc_code_status(enum mc_code code);

/** Passes an error of call up to the caller. */
#define MC_TRY(call) \
	do { \
		struct mc_err *try_err_ = (call); \
		if (try_err_) \
			return try_err_; \
	} while (0)

/** Like MC_TRY, with context put before the message. */
#define MC_TRY_AS(call, ...) \
	do { \
		struct mc_err *try_err_ = (call); \
		if (try_err_) \
			return mc_err_wrap(try_err_, __VA_ARGS__); \
	} while (0)

#endif
