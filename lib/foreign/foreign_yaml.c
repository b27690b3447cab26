/* SPDX-License-Identifier: MIT */
#include "foreign/foreign_yaml.h"

#include <stdarg.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/i18n.h"

/* A finding borrows its texts while it is added: they are copied. */
static char *borrow(const char *text)
{
	return (char *)(uintptr_t)text;
}

struct mc_err *mc_foreign_yaml_open(struct mc_foreign_yaml *file, struct mc_findings *findings,
				    const char *path, const char *bytes, size_t len)
{
	struct mc_yaml_place place = { 0, 0 };

	file->path = path;
	file->findings = findings ? findings : &file->unwanted;
	file->errors_before = file->findings->error_count;
	struct mc_err *err = mc_yaml_open(&file->yaml, &place, bytes, len);

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
	return mc_foreign_yaml_err(file);
}

void mc_foreign_yaml_release(struct mc_foreign_yaml *file)
{
	mc_yaml_free(file->yaml);
	mc_findings_release(&file->unwanted);
	*file = (struct mc_foreign_yaml)MC_FOREIGN_YAML_INIT;
}

void mc_foreign_yaml_say(struct mc_foreign_yaml *file, bool is_error, const struct mc_yaml_node *node,
			 const char *hint, const char *fmt, ...)
{
	MC_AUTO(mc_buf) message = MC_BUF_INIT;
	struct mc_yaml_place place = mc_yaml_place(node ? node : mc_yaml_root(file->yaml));
	va_list args;

	va_start(args, fmt);
	mc_buf_addv(&message, fmt, args);
	va_end(args);
	mc_findings_add(file->findings, &(struct mc_finding){
						.is_error = is_error,
						.path = borrow(file->path),
						.line = place.line,
						.column = place.column,
						.message = message.ptr,
						.hint = borrow(hint),
					});
}

struct mc_err *mc_foreign_yaml_err(const struct mc_foreign_yaml *file)
{
	return file->findings->error_count > file->errors_before ? mc_findings_err(file->findings) : NULL;
}

const char *mc_foreign_yaml_text(struct mc_foreign_yaml *file, struct mc_arena *arena,
				 const struct mc_yaml_node *node)
{
	if (mc_yaml_type(node) == MC_YAML_NULL)
		return "";
	if (!mc_yaml_as_text(node)) {
		mc_foreign_yaml_say(file, true, node, NULL, "%s", _("expected a text"));
		return "";
	}
	return mc_arena_strdup(arena, mc_yaml_as_text(node));
}
