/* SPDX-License-Identifier: MIT */
#include "cohort/remarks.h"

#include "base/csv.h"
#include "base/i18n.h"
#include "base/vec.h"

void mc_remarks_release(struct mc_remarks *remarks)
{
	free(remarks->items);
	mc_arena_release(&remarks->arena);
	*remarks = (struct mc_remarks)MC_REMARKS_INIT;
}

void mc_remarks_add(struct mc_remarks *remarks, const struct mc_remark *remark)
{
	struct mc_arena *arena = &remarks->arena;

	remarks->error_count += remark->is_error;
	remarks->notice_count += !remark->is_error;
	if (remarks->count >= MC_REMARKS_MAX)
		return;
	*MC_VEC_ADD(remarks->items, remarks->count, remarks->capacity) = (struct mc_remark){
		.is_error = remark->is_error,
		.line = remark->line,
		.column = remark->column ? mc_arena_strdup(arena, remark->column) : NULL,
		.text = mc_arena_strdup(arena, remark->text),
		.hint = remark->hint ? mc_arena_strdup(arena, remark->hint) : NULL,
	};
}

void mc_remarks_add_csv(struct mc_remarks *remarks, unsigned csv_notices)
{
	static const struct {
		unsigned notice;
		const char *text;
	} texts[] = {
		{ MC_CSV_WAS_WINDOWS_1252, N_("the file is no UTF-8; it was read as Windows-1252") },
		{ MC_CSV_WAS_UTF_16, N_("the file was read as UTF-16") },
		{ MC_CSV_HAD_SEMICOLONS, N_("fields are separated by ';'") },
		{ MC_CSV_HAD_TABS, N_("fields are separated by tabs") },
	};

	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		if (csv_notices & texts[i].notice)
			mc_remarks_add(remarks, &(struct mc_remark){ .text = _(texts[i].text) });
	}
}

struct mc_err *mc_remarks_check(const struct mc_remarks *remarks)
{
	if (remarks->error_count == 0)
		return NULL;
	return mc_err_new(MC_E_INPUT,
			  NP_("the list has %zu fault; nothing was changed",
			      "the list has %zu faults; nothing was changed", remarks->error_count),
			  remarks->error_count);
}

void mc_remarks_print(struct mc_buf *out, const struct mc_remarks *remarks, const char *file)
{
	size_t left = remarks->error_count + remarks->notice_count - remarks->count;

	for (size_t i = 0; i < remarks->count; i++) {
		const struct mc_remark *remark = &remarks->items[i];

		mc_buf_addz(out, file);
		if (remark->line > 0)
			mc_buf_addf(out, ":%zu", remark->line);
		mc_buf_addf(out, ": %s: ", remark->is_error ? _("error") : _("notice"));
		if (remark->column)
			mc_buf_addf(out, "%s: ", remark->column);
		mc_buf_addf(out, "%s\n", remark->text);
		if (remark->hint)
			mc_buf_addf(out, "  %s: %s\n", _("hint"), remark->hint);
	}
	if (left > 0)
		mc_buf_addf(out, NP_("%zu more remark\n", "%zu more remarks\n", left), left);
}

void mc_remarks_write(struct mc_json_writer *writer, const struct mc_remarks *remarks)
{
	mc_json_key_int(writer, "errors", (int64_t)remarks->error_count);
	mc_json_key(writer, "findings");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < remarks->count; i++) {
		const struct mc_remark *remark = &remarks->items[i];

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "severity", remark->is_error ? "error" : "notice");
		if (remark->line > 0)
			mc_json_key_int(writer, "line", (int64_t)remark->line);
		if (remark->column)
			mc_json_key_text(writer, "column", remark->column);
		mc_json_key_text(writer, "message", remark->text);
		if (remark->hint)
			mc_json_key_text(writer, "hint", remark->hint);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}
