/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "ext/escape.h"
#include "sheet/html_part.h"

/* One page that stands alone: no script, nothing from elsewhere, for telephones, paper and screen readers. */

/* So many headings make a list of contents worth its room. */
enum { MIN_CONTENTS = 3 };

void mc_web_text(const struct mc_web *web, const char *text)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	mc_escape_line(&line, text);
	mc_escape_xml(web->out, (struct mc_str){ line.ptr, line.len });
}

/* The element of text whose direction is its own. */
static void add_element(const struct mc_web *web, const char *open, const char *text, const char *close)
{
	if (!text)
		return;
	mc_buf_addz(web->out, open);
	mc_web_text(web, text);
	mc_buf_addf(web->out, "%s\n", close);
}

/* ---- before the content ---- */

static void add_head(const struct mc_web *web, const struct mc_sheet *sheet)
{
	MC_AUTO(mc_buf) title = MC_BUF_INIT;
	MC_AUTO(mc_buf) lang = MC_BUF_INIT;
	struct mc_buf *out = web->out;

	for (size_t i = 0; i < sheet->stamp_count; i++)
		mc_buf_addf(&title, "%s \u00b7 ", sheet->stamps[i]);
	mc_buf_addz(&title, sheet->title ? sheet->title : "");
	mc_buf_addz(out, "<!DOCTYPE html>\n<html");
	mc_sheet_lang(&lang, sheet);
	mc_escape_xml_attribute(out, "lang", lang.ptr);
	mc_buf_addf(out, " dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", web->is_rtl ? "rtl" : "ltr");
	mc_buf_addz(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
			 "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
			 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
			 "<meta name=\"robots\" content=\"noindex\">\n"
			 "<meta name=\"referrer\" content=\"no-referrer\">\n");
	add_element(web, "<title>", title.ptr, "</title>");
	mc_buf_addz(out, "<style>\n");
	mc_web_style(out);
	mc_buf_addz(out, "</style>\n</head>\n<body>\n");
	add_element(web, "<a class=\"skip\" href=\"#main\">", _("to the report"), "</a>");
	mc_web_patterns(out);
}

/* On paper they stand on every page. */
static void add_stamps(const struct mc_web *web, const struct mc_sheet *sheet)
{
	if (sheet->stamp_count == 0)
		return;
	mc_buf_addz(web->out, "<header><p class=\"stamps\">");
	for (size_t i = 0; i < sheet->stamp_count; i++)
		add_element(web, "<strong>", sheet->stamps[i], "</strong>");
	mc_buf_addz(web->out, "</p></header>\n");
}

static void add_contents(const struct mc_web *web, const struct mc_sheet *sheet)
{
	size_t count = 0;
	size_t number = 0;

	for (size_t i = 0; i < sheet->block_count; i++)
		count += sheet->blocks[i].kind == MC_BLOCK_HEADING;
	if (count < MIN_CONTENTS)
		return;
	mc_buf_addz(web->out, "<nav");
	mc_escape_xml_attribute(web->out, "aria-label", _("contents"));
	mc_buf_addz(web->out, "><ul>\n");
	for (size_t i = 0; i < sheet->block_count; i++) {
		if (sheet->blocks[i].kind != MC_BLOCK_HEADING)
			continue;
		mc_buf_addf(web->out, "<li><a href=\"#h%zu\">", ++number);
		add_element(web, "", sheet->blocks[i].text, "</a></li>");
	}
	mc_buf_addz(web->out, "</ul></nav>\n");
}

/* ---- the content ---- */

/* Figures that follow each other stand side by side. */
static size_t add_figures(const struct mc_web *web, const struct mc_sheet *sheet, size_t at)
{
	size_t end = at;
	struct mc_legend legend = mc_legend_of_figures(&end, sheet, at);

	mc_buf_addz(web->out, "<dl class=\"figures\">\n");
	for (; at < end; at++) {
		const struct mc_sheet_figure *figure = sheet->blocks[at].figure;

		add_element(web, "<div><dt dir=\"auto\">", figure->name, "</dt>");
		mc_buf_addz(web->out, "<dd class=\"value\">");
		mc_web_cell(web, &legend, &figure->value);
		mc_buf_addz(web->out, "</dd>\n");
		add_element(web, "<dd class=\"about\" dir=\"auto\">", figure->about, "</dd>");
		mc_buf_addz(web->out, "</div>\n");
	}
	mc_buf_addz(web->out, "</dl>\n");
	mc_web_legend(web, &legend);
	return end;
}

static void add_table(const struct mc_web *web, const struct mc_sheet_table *table)
{
	struct mc_legend legend = mc_legend_of(table->cells, table->row_count * table->column_count);

	mc_buf_addz(web->out, "<div class=\"card\">\n");
	mc_web_table(web, table, &legend);
	mc_web_legend(web, &legend);
	mc_buf_addz(web->out, "</div>\n");
}

static void add_blocks(struct mc_web *web, const struct mc_sheet *sheet)
{
	size_t headings = 0;

	for (size_t i = 0; i < sheet->block_count;) {
		const struct mc_block *block = &sheet->blocks[i];

		if (block->kind == MC_BLOCK_FIGURE) {
			i = add_figures(web, sheet, i);
			continue;
		}
		if (block->kind == MC_BLOCK_HEADING) {
			mc_buf_addf(web->out, "<h2 id=\"h%zu\" dir=\"auto\">", ++headings);
			add_element(web, "", block->text, "</h2>");
		} else if (block->kind == MC_BLOCK_TEXT) {
			add_element(web, "<p dir=\"auto\">", block->text, "</p>");
		} else if (block->kind == MC_BLOCK_NOTE) {
			add_element(web, "<p class=\"note\" dir=\"auto\">", block->text, "</p>");
		} else if (block->kind == MC_BLOCK_TABLE) {
			add_table(web, block->table);
		} else {
			mc_web_chart(web, block->chart);
		}
		i++;
	}
}

void mc_sheet_write_html(struct mc_buf *out, const struct mc_sheet *sheet)
{
	struct mc_arena arena = MC_ARENA_INIT;
	struct mc_web web = { .out = out, .arena = &arena };

	web.is_rtl = mc_sheet_is_rtl(sheet);
	add_head(&web, sheet);
	add_stamps(&web, sheet);
	mc_buf_addz(out, "<main id=\"main\">\n");
	add_element(&web, "<h1 dir=\"auto\">", sheet->title ? sheet->title : "", "</h1>");
	add_element(&web, "<p class=\"sub\" dir=\"auto\">", sheet->subtitle, "</p>");
	add_contents(&web, sheet);
	add_blocks(&web, sheet);
	mc_buf_addz(out, "</main>\n<footer><p>migracode " MC_VERSION "</p></footer>\n</body>\n</html>\n");
	mc_arena_release(&arena);
}
