/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "ext/escape.h"
#include "ext/unicode.h"
#include "sheet/html_part.h"

void mc_draw_x(const struct mc_drawing *drawing, const char *name, int64_t at)
{
	int64_t x = drawing->web->is_rtl ? 10000 - at : at;

	mc_buf_addf(drawing->web->out, " %s=\"%lld.%02d%%\"", name, (long long)(x / 100), (int)(x % 100));
}

void mc_draw_text(const struct mc_drawing *drawing, const char *class, int64_t x, int64_t shift, int64_t y,
		  const char *text)
{
	struct mc_buf *out = drawing->web->out;

	mc_buf_addf(out, "<text class=\"%s\"", class);
	mc_draw_x(drawing, "x", x);
	if (shift != 0)
		mc_buf_addf(out, " dx=\"%lld\"", (long long)(drawing->web->is_rtl ? -shift : shift));
	/* Drawings have no <bdi>: characters keep "2026-W03" and "+3.2" in order (FSI, PDI; Unicode annex 9).
	 */
	bool is_isolated = drawing->web->is_rtl || mc_unicode_has_rtl(text, strlen(text));

	mc_buf_addf(out, " y=\"%lld\">%s", (long long)y, is_isolated ? "\u2068" : "");
	mc_web_text(drawing->web, text);
	mc_buf_addf(out, "%s</text>\n", is_isolated ? "\u2069" : "");
}

const char *mc_draw_cell(const struct mc_drawing *drawing, const struct mc_cell *cell)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (cell->kind == MC_CELL_HIDDEN)
		return _("hidden");
	mc_buf_addz(&text, mc_legend_mark(&drawing->legend, cell, MC_CELL_FOR_PEOPLE));
	mc_cell_add(&text, cell, MC_CELL_FOR_PEOPLE);
	return mc_arena_copy(drawing->web->arena, text.ptr, text.len);
}

void mc_draw_sign(struct mc_buf *out, size_t series)
{
	static const char *const signs[MC_WEB_SERIES] = {
		"<circle r=\"4\"",	    "<rect x=\"-4\" y=\"-4\" width=\"8\" height=\"8\"",
		"<path d=\"M0-5 5 4H-5z\"", "<path d=\"M0-5.5 5.5 0 0 5.5-5.5 0z\"",
		"<path d=\"M0 5-5-4H5z\"",  "<path d=\"M-5-1.5h3.5V-5h3v3.5H5v3H1.5V5h-3V1.5H-5z\"",
	};

	mc_buf_addf(out, "%s class=\"f%zu\"/>", signs[series % MC_WEB_SERIES], series % MC_WEB_SERIES + 1);
}

/* ---- around the drawing ---- */

/* The names of the series with their pattern, or their line. */
static void add_series(const struct mc_web *web, const struct mc_sheet_chart *chart)
{
	if (chart->series_count < 2)
		return;
	mc_buf_addz(web->out, "<ul class=\"series\">\n");
	for (size_t i = 0; i < chart->series_count; i++) {
		size_t number = i % MC_WEB_SERIES + 1;

		mc_buf_addz(web->out, "<li>");
		if (chart->kind == MC_CHART_LINES) {
			mc_buf_addf(web->out,
				    "<svg width=\"36\" height=\"12\" viewBox=\"-18 -6 36 12\" "
				    "aria-hidden=\"true\" "
				    "focusable=\"false\"><path class=\"line l%zu\" d=\"M-17 0h34\"/>",
				    number);
			mc_draw_sign(web->out, i);
			mc_buf_addz(web->out, "</svg>");
		} else {
			mc_buf_addf(
				web->out,
				"<svg width=\"22\" height=\"14\" aria-hidden=\"true\" focusable=\"false\">"
				"<rect class=\"bar l%zu\" fill=\"url(#p%zu)\" width=\"22\" height=\"14\" "
				"rx=\"3\"/></svg>",
				number, number);
		}
		mc_buf_addz(web->out, "<bdi>");
		mc_web_text(web, chart->series[i]);
		mc_buf_addz(web->out, "</bdi></li>\n");
	}
	mc_buf_addz(web->out, "</ul>\n");
}

static void add_title(const struct mc_web *web, const struct mc_sheet_chart *chart, size_t id)
{
	mc_buf_addf(web->out, "<title id=\"n%zu\">", id);
	mc_web_text(web, chart->title);
	mc_buf_addf(web->out, "</title><desc id=\"d%zu\">", id);
	if (chart->about) {
		size_t len = strlen(chart->about);

		mc_web_text(web, chart->about);
		mc_buf_addz(web->out, len > 0 && strchr(".!?", chart->about[len - 1]) ? " " : ". ");
	}
	mc_web_text(web, _("the figures stand in the table below"));
	mc_buf_addz(web->out, "</desc>\n");
}

/* Everything is drawn twice, as letters keep their size: once for telephones, once for all else. The style
 * sheet shows one of them. */
static void add_drawing(struct mc_web *web, struct mc_drawing drawing)
{
	MC_AUTO(mc_buf) body = MC_BUF_INIT;
	struct mc_buf *out = web->out;
	size_t id = ++web->used;

	/* The height is known when all is drawn. */
	web->out = &body;
	if (drawing.chart->kind == MC_CHART_LINES)
		mc_draw_lines(&drawing);
	else
		mc_draw_bars(&drawing);
	web->out = out;
	mc_buf_addf(out,
		    "<svg class=\"chart %s\" role=\"img\" width=\"100%%\" height=\"%lld\" "
		    "aria-labelledby=\"n%zu\" aria-describedby=\"d%zu\">",
		    drawing.is_narrow ? "narrow" : "wide", (long long)drawing.height, id, id);
	add_title(web, drawing.chart, id);
	mc_buf_add(out, body.ptr, body.len);
	mc_buf_addz(out, "</svg>\n");
}

/* On paper only where the drawing does not tell every figure itself. */
static void add_data(const struct mc_web *web, const struct mc_sheet_chart *chart,
		     const struct mc_legend *legend)
{
	struct mc_sheet_table table = mc_chart_table(web->arena, chart);

	mc_buf_addf(web->out, "<details%s><summary>",
		    chart->kind == MC_CHART_LINES ? " class=\"shown\"" : "");
	mc_web_text(web, _("data of the chart"));
	mc_buf_addz(web->out, "</summary>\n");
	mc_web_table(web, &table, legend);
	mc_buf_addz(web->out, "</details>\n");
}

void mc_web_chart(struct mc_web *web, const struct mc_sheet_chart *chart)
{
	struct mc_drawing drawing = { .web = web,
				      .chart = chart,
				      .legend = mc_legend_of(chart->values,
							     chart->label_count * chart->series_count),
				      .scale = mc_scale_of(chart) };

	mc_buf_addz(web->out, "<figure class=\"card\">\n<figcaption><span class=\"title\">");
	mc_web_text(web, chart->title);
	mc_buf_addz(web->out, "</span>");
	if (chart->about) {
		mc_buf_addz(web->out, "<p>");
		mc_web_text(web, chart->about);
		mc_buf_addz(web->out, "</p>");
	}
	mc_buf_addz(web->out, "</figcaption>\n");
	add_series(web, chart);
	add_drawing(web, drawing);
	drawing.is_narrow = true;
	add_drawing(web, drawing);
	mc_web_legend(web, &drawing.legend);
	add_data(web, chart, &drawing.legend);
	mc_buf_addz(web->out, "</figure>\n");
}
