/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "ext/escape.h"
#include "sheet/html_part.h"

/* A number keeps its order on a page from right to left: "+3.2", never "3.2+". */
static void add_figure(const struct mc_web *web, const struct mc_legend *legend, const struct mc_cell *cell)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_buf_addz(&text, mc_legend_mark(legend, cell, MC_CELL_FOR_PEOPLE));
	mc_cell_add(&text, cell, MC_CELL_FOR_PEOPLE);
	mc_buf_addz(web->out, web->is_rtl ? "<bdi dir=\"ltr\">" : "");
	mc_web_text(web, text.ptr);
	mc_buf_addz(web->out, web->is_rtl ? "</bdi>" : "");
}

static const char *const tones[MC_TONE_COUNT] = { "", "good", "part", "bad", "fault", "soft" };

void mc_web_cell(const struct mc_web *web, const struct mc_legend *legend, const struct mc_cell *cell)
{
	switch (cell->kind) {
	case MC_CELL_EMPTY:
		break;
	case MC_CELL_TEXT:
		mc_buf_addf(web->out, cell->tone ? "<bdi class=\"%s\">" : "<bdi>", tones[cell->tone]);
		mc_web_text(web, cell->text);
		mc_buf_addz(web->out, "</bdi>");
		break;
	case MC_CELL_HIDDEN:
		mc_buf_addf(web->out, "<span aria-hidden=\"true\">\u2022</span><span class=\"vh\">%s</span>",
			    _("hidden"));
		break;
	case MC_CELL_COUNT:
	case MC_CELL_PERCENT:
	case MC_CELL_POINTS:
		add_figure(web, legend, cell);
		break;
	}
}

void mc_web_legend(const struct mc_web *web, const struct mc_legend *legend)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_legend_add(&text, legend, MC_CELL_FOR_PEOPLE);
	if (text.len == 0)
		return;
	mc_buf_addz(web->out, "<p class=\"legend\" dir=\"auto\">");
	mc_web_text(web, text.ptr);
	mc_buf_addz(web->out, "</p>\n");
}

/* More columns than that need smaller letters on paper; longer texts need room on a telephone. */
enum { MANY_COLUMNS = 8, LONG_TEXT = 24 };

static const char *class_of(const struct mc_sheet_table *table, size_t column)
{
	if (mc_table_is_figures(table, column))
		return " class=\"n\"";
	for (size_t row = 0; column > 0 && row < table->row_count; row++) {
		const struct mc_cell *cell = &mc_table_row(table, row)[column];

		if (cell->kind == MC_CELL_TEXT && strlen(cell->text) > LONG_TEXT)
			return " class=\"long\"";
	}
	return "";
}

/* A corner without a name heads nothing. */
static void add_head(const struct mc_web *web, const struct mc_sheet_table *table, const char *const *classes)
{
	mc_buf_addz(web->out, "<thead><tr>");
	for (size_t i = 0; i < table->column_count; i++) {
		if (!*table->columns[i]) {
			mc_buf_addz(web->out, "<td></td>");
			continue;
		}
		mc_buf_addf(web->out, "<th scope=\"col\"%s>", classes[i]);
		mc_web_text(web, table->columns[i]);
		mc_buf_addz(web->out, "</th>");
	}
	mc_buf_addz(web->out, "</tr></thead>\n");
}

static void add_row(const struct mc_web *web, const struct mc_sheet_table *table,
		    const struct mc_legend *legend, const char *const *classes, size_t row)
{
	bool is_total = table->has_total_row && row + 1 == table->row_count;

	mc_buf_addf(web->out, "<tr%s><th scope=\"row\">", is_total ? " class=\"total\"" : "");
	mc_web_cell(web, legend, mc_table_row(table, row));
	mc_buf_addz(web->out, "</th>");
	for (size_t i = 1; i < table->column_count; i++) {
		mc_buf_addf(web->out, "<td%s>", classes[i]);
		mc_web_cell(web, legend, &mc_table_row(table, row)[i]);
		mc_buf_addz(web->out, "</td>");
	}
	mc_buf_addz(web->out, "</tr>\n");
}

void mc_web_table(const struct mc_web *web, const struct mc_sheet_table *table,
		  const struct mc_legend *legend)
{
	const char **classes = mc_arena_alloc(web->arena, table->column_count * sizeof(*classes));
	MC_AUTO(mc_buf) name = MC_BUF_INIT;

	for (size_t i = 0; i < table->column_count; i++)
		classes[i] = class_of(table, i);
	mc_escape_line(&name, table->title);
	mc_buf_addz(web->out, "<div class=\"scroll\" role=\"group\" tabindex=\"0\"");
	mc_escape_xml_attribute(web->out, "aria-label", name.ptr);
	mc_buf_addf(web->out, "><table%s>\n", table->column_count > MANY_COLUMNS ? " class=\"many\"" : "");
	mc_buf_addz(web->out, "<caption><span class=\"title\">");
	mc_web_text(web, name.ptr);
	mc_buf_addz(web->out, "</span></caption>\n");
	add_head(web, table, classes);
	mc_buf_addz(web->out, "<tbody>\n");
	for (size_t row = 0; row < table->row_count; row++)
		add_row(web, table, legend, classes, row);
	mc_buf_addz(web->out, "</tbody></table></div>\n");
}
