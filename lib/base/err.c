/* SPDX-License-Identifier: MIT */
#include "base/err.h"

#include <stdarg.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

static const struct {
	const char *name;
	int status;
} codes[] = {
#define X(constant, name, status) [constant] = { name, status },
	MC_CODES(X)
#undef X
};

const char *mc_code_name(enum mc_code code)
{
	return codes[code].name;
}

int mc_code_status(enum mc_code code)
{
	return codes[code].status;
}

static struct mc_err *make(enum mc_code code, char *msg)
{
	struct mc_err *err = mc_alloc(sizeof(*err));

	*err = (struct mc_err){ .code = code, .msg = msg };
	return err;
}

static __attribute__((format(printf, 1, 0))) char *format(const char *fmt, va_list args)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_buf_addv(&text, fmt, args);
	return mc_buf_take(&text);
}

struct mc_err *mc_err_new(enum mc_code code, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	struct mc_err *err = make(code, format(fmt, args));
	va_end(args);
	return err;
}

struct mc_err *mc_err_sys(enum mc_code code, int errnum, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	MC_AUTOTEXT msg = format(fmt, args);
	va_end(args);
	return make(code, mc_format("%s: %s", msg, strerror(errnum)));
}

struct mc_err *mc_err_hint(struct mc_err *err, const char *fmt, ...)
{
	va_list args;

	if (!err || err->hint)
		return err;
	va_start(args, fmt);
	err->hint = format(fmt, args);
	va_end(args);
	return err;
}

struct mc_err *mc_err_wrap(struct mc_err *err, const char *fmt, ...)
{
	va_list args;

	if (!err)
		return NULL;
	va_start(args, fmt);
	MC_AUTOTEXT context = format(fmt, args);
	va_end(args);
	MC_AUTOTEXT inner = err->msg;
	err->msg = mc_format("%s: %s", context, inner);
	return err;
}

void mc_err_free(struct mc_err *err)
{
	if (!err)
		return;
	free(err->msg);
	free(err->hint);
	free(err);
}

/* The code, the message with its zero, the hint with its zero. */
void mc_err_pack(struct mc_buf *buf, const struct mc_err *err)
{
	const char *hint = err->hint ? err->hint : "";

	mc_buf_addc(buf, (char)err->code);
	mc_buf_add(buf, err->msg, strlen(err->msg) + 1);
	mc_buf_add(buf, hint, strlen(hint) + 1);
}

struct mc_err *mc_err_unpack(const char *bytes)
{
	const char *msg = bytes + 1;
	const char *hint = msg + strlen(msg) + 1;
	struct mc_err *err = make((enum mc_code)bytes[0], mc_strdup(msg));

	return *hint ? mc_err_hint(err, "%s", hint) : err;
}
