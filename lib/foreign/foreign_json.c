/* SPDX-License-Identifier: MIT */
#include "foreign/foreign_json.h"

#include <stdarg.h>
#include <stdint.h>

#include "base/buf.h"

/* A finding borrows its texts while it is added: they are copied. */
static char *borrow(const char *text)
{
	return (char *)(uintptr_t)text;
}

struct mc_err *mc_foreign_json_open(struct mc_foreign_json *file, struct mc_findings *findings,
				    const char *path, const char *bytes, size_t len)
{
	struct mc_json_place place = { 0, 0 };

	file->path = path;
	file->findings = findings ? findings : &file->unwanted;
	file->errors_before = file->findings->error_count;
	struct mc_err *err = mc_json_open(&file->json, &place, bytes, len);

	if (!err)
		return NULL;
	mc_findings_add(file->findings, &(struct mc_finding){
						.is_error = true,
						.path = borrow(path),
						.line = place.line,
						.column = place.column,
						.message = err->msg,
						.hint = err->hint,
					});
	mc_err_free(err);
	return mc_foreign_json_err(file);
}

void mc_foreign_json_release(struct mc_foreign_json *file)
{
	mc_json_free(file->json);
	mc_findings_release(&file->unwanted);
	*file = (struct mc_foreign_json)MC_FOREIGN_JSON_INIT;
}

void mc_foreign_json_say(struct mc_foreign_json *file, bool is_error, const struct mc_json_node *node,
			 const char *pointer, const char *hint, const char *fmt, ...)
{
	MC_AUTO(mc_buf) message = MC_BUF_INIT;
	struct mc_json_place place = mc_json_key_place(file->json, node ? node : mc_json_root(file->json));
	va_list args;

	va_start(args, fmt);
	mc_buf_addv(&message, fmt, args);
	va_end(args);
	mc_findings_add(file->findings, &(struct mc_finding){
						.is_error = is_error,
						.path = borrow(file->path),
						.line = place.line,
						.column = place.column,
						.pointer = borrow(pointer),
						.message = message.ptr,
						.hint = borrow(hint),
					});
}

struct mc_err *mc_foreign_json_err(const struct mc_foreign_json *file)
{
	return file->findings->error_count > file->errors_before ? mc_findings_err(file->findings) : NULL;
}
