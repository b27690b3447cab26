/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/i18n.h"
#include "ext/escape.h"
#include "ext/page.h"
#include "similar/archive.h"
#include "similar/html_part.h"

/* What all programs may fill, so that the page stays below 2 MiB; and the least for one. */
#define CODE_BYTES (1800u * 1024)
#define SIDE_MIN_BYTES 4096u
#define SIDE_MAX_BYTES (64u * 1024)

/* So many pairs are open at first. */
#define OPEN_PAIRS 5u

/* Every hue keeps the contrast of the text; pieces are told apart by their numbers. */
static const char style[] =
	":root{--h0:#e6e0fb;--h1:#fde9c9;--h2:#d9ebff;--h3:#e0f4dc;--h4:#fbe0ef;--h5:#d9f1f0}\n"
	"@media(prefers-color-scheme:dark){:root{--h0:#2f2750;--h1:#3d3014;--h2:#15304d;--h3:#1a3a20;"
	"--h4:#45203a;--h5:#163b3a}}\n"
	"header,main,footer{max-width:92rem}\n"
	".two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:1rem}\n"
	".two>*{min-width:0}.two h3{margin:.2rem 0;font-size:1rem;overflow-wrap:anywhere}\n"
	".file{color:var(--soft);font-size:.85rem;margin:.5rem 0 .2rem}\n"
	".code{padding:0;margin:0;unicode-bidi:normal;font:.82rem/1.45 "
	"ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\",monospace;"
	"background:var(--code);border:1px solid "
	"var(--line);border-radius:.4rem;overflow-x:auto;white-space:pre;"
	"tab-size:4;text-align:left}\n"
	".run{display:block;padding:0 .5rem;min-width:max-content;position:relative}\n"
	".run i{display:inline-block;width:3.2em;padding-right:.8em;text-align:right;font-style:normal;"
	"color:var(--soft);user-select:none}\n"
	".hue{border-left:.25rem solid var(--accent);scroll-margin-top:4rem}.hue:target{outline:3px solid "
	"var(--accent)}\n"
	".h0{background:var(--h0)}.h1{background:var(--h1)}.h2{background:var(--h2)}.h3{background:var(--h3)}"
	".h4{background:var(--h4)}.h5{background:var(--h5)}\n"
	".mark{display:block;width:max-content;position:sticky;left:.4rem;font-weight:700;padding:0 "
	".6em;margin:.15rem 0;"
	"border-radius:1em;background:var(--card);border:1px solid var(--line);text-decoration:none}\n"
	"table .n{width:1%;padding-inline-end:1.2rem}\n"
	".gap{display:block;color:var(--soft);padding:0 1.2rem}\n"
	"summary bdi{font-weight:600}.score{font-variant-numeric:tabular-nums}\n";

static void add_paragraph(struct mc_buf *out, const char *class, const char *text)
{
	mc_buf_addz(out, "<p");
	if (class)
		mc_escape_xml_attribute(out, "class", class);
	mc_buf_addc(out, '>');
	mc_page_add_text(out, text);
	mc_buf_addz(out, "</p>\n");
}

static void add_header(struct mc_buf *out, const struct mc_study *study, size_t worth)
{
	mc_buf_addz(out, "<header>\n<h1>");
	mc_page_add_text(out, _("What submissions have in common"));
	mc_buf_addz(out, "</h1>\n<p class=\"soft\">");
	mc_buf_addf(out, NP_("compared %zu submission", "compared %zu submissions", study->compared_count),
		    study->compared_count);
	mc_buf_addf(out, NP_(": %zu pair is worth a talk", ": %zu pairs are worth a talk", worth), worth);
	mc_buf_addz(out, "</p>\n</header>\n<main id=\"main\">\n<div class=\"card\">\n");
	add_paragraph(out, NULL,
		      _("A score counts what two programs share. It does not say why: people learn together, "
			"use the same page, or help each other. Read the marked lines, and talk with both."));
	add_paragraph(
		out, "soft",
		_("A number marks the same piece on both sides and leads from one to the other; piece 1 "
		  "is the one that the fewest others have."));
	mc_buf_addz(out, "</div>\n");
}

static void add_names(struct mc_buf *out, const struct mc_study *study, const struct mc_pair *pair)
{
	mc_page_add_isolated(out, study->programs[pair->match.a].name);
	mc_buf_addz(out, " \u2013 ");
	mc_page_add_isolated(out, mc_similar_name_b(study, pair));
	if (!pair->archive)
		return;
	mc_buf_addz(out, " <span class=\"soft\">(");
	mc_page_add_isolated(out, pair->archive->path);
	mc_buf_addz(out, ")</span>");
}

static void add_heading(struct mc_buf *out, const char *text)
{
	mc_buf_addz(out, "<h2>");
	mc_page_add_text(out, text);
	mc_buf_addz(out, "</h2>\n");
}

static void add_table(struct mc_buf *out, const struct mc_study *study, size_t count)
{
	const char *const columns[] = { _("score"), _("lines"), _("submissions"), "" };

	mc_buf_addz(out, "<div class=\"card\">\n");
	add_heading(out, _("Pairs"));
	mc_buf_addz(out, "<div class=\"scroll\"><table>\n<thead><tr>");
	for (size_t i = 0; i < MC_COUNT(columns); i++) {
		mc_buf_addz(out, i < 2	  ? "<th scope=\"col\" class=\"n\">"
				 : i == 2 ? "<th scope=\"col\">"
					  : "<td>");
		mc_page_add_text(out, columns[i]);
		mc_buf_addz(out, i < 3 ? "</th>" : "</td>");
	}
	mc_buf_addz(out, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < count; i++) {
		const struct mc_pair *pair = &study->pairs[i];

		mc_buf_addf(out,
			    "<tr><td class=\"n\">%.2f</td><td class=\"n\">%u</td><th scope=\"row\"><a "
			    "href=\"#p%zu\">",
			    (double)pair->match.score, pair->lines, i + 1);
		add_names(out, study, pair);
		mc_buf_addz(out, "</a></th><td>");
		if (mc_similar_is_worth(study, pair))
			mc_buf_addf(out, "<span class=\"badge partial\">%s</span>", _("worth a talk"));
		mc_buf_addz(out, "</td></tr>\n");
	}
	mc_buf_addz(out, "</tbody></table></div>\n</div>\n");
}

/* ---- side by side ---- */

static void add_side(struct mc_buf *out, const struct mc_study *study, struct mc_side *side, bool is_b)
{
	const struct mc_pair *pair = side->pair;
	size_t program = is_b ? pair->match.b : pair->match.a;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	side->is_b = is_b;
	side->tree = &tree;
	mc_buf_addz(out, "<section><h3>");
	mc_page_add_isolated(out, is_b ? mc_similar_name_b(study, pair) : study->programs[program].name);
	mc_buf_addz(out, "</h3>\n");
	if (is_b && pair->archived) {
		add_paragraph(out, "soft", _("Of earlier submissions only fingerprints are kept."));
	} else {
		MC_AUTOPTR(mc_err) err = study->input->read(&tree, study->input->context, program);

		if (err)
			add_paragraph(out, NULL, err->msg);
		else
			mc_similar_add_side(out, side);
	}
	side->tree = NULL;
	mc_buf_addz(out, "</section>\n");
}

static void add_pair(struct mc_buf *out, const struct mc_study *study, size_t index, size_t limit_bytes)
{
	const struct mc_pair *pair = &study->pairs[index];
	struct mc_side side = {
		.pair = pair, .number = index + 1, .has_other = !pair->archived, .limit_bytes = limit_bytes
	};

	mc_buf_addf(out, "<details id=\"p%zu\"%s>\n<summary><span class=\"score\">%.2f</span> ", index + 1,
		    index < OPEN_PAIRS ? " open" : "", (double)pair->match.score);
	add_names(out, study, pair);
	mc_buf_addz(out, " <span class=\"soft\">");
	mc_buf_addf(out, NP_("%u line", "%u lines", pair->lines), pair->lines);
	mc_buf_addz(out, "</span></summary>\n<div class=\"body two\">\n");
	if (pair->is_exact) {
		add_side(out, study, &side, false);
		add_side(out, study, &side, true);
	} else {
		add_paragraph(out, "soft", _("One of them cannot be read any more."));
	}
	mc_buf_addz(out, "</div>\n</details>\n");
}

static void add_pairs(struct mc_buf *out, const struct mc_study *study, size_t count)
{
	size_t limit = count ? CODE_BYTES / (2 * count) : 0;

	limit = limit < SIDE_MIN_BYTES ? SIDE_MIN_BYTES : limit > SIDE_MAX_BYTES ? SIDE_MAX_BYTES : limit;
	add_heading(out, _("Side by side"));
	for (size_t i = 0; i < count; i++)
		add_pair(out, study, i, limit);
}

/* ---- what else there is to say ---- */

static void add_groups(struct mc_buf *out, const struct mc_study *study)
{
	if (study->cluster_count == 0)
		return;
	mc_buf_addz(out, "<div class=\"card\">\n");
	add_heading(out, _("Groups that such pairs make"));
	mc_buf_addz(out, "<ul>\n");
	for (uint32_t cluster = 1; cluster <= study->cluster_count; cluster++) {
		const char *separator = "<li>";

		for (size_t i = 0; i < study->program_count; i++) {
			if (study->clusters[i] != cluster)
				continue;
			mc_buf_addz(out, separator);
			mc_page_add_isolated(out, study->programs[i].name);
			separator = ", ";
		}
		mc_buf_addz(out, "</li>\n");
	}
	mc_buf_addz(out, "</ul>\n</div>\n");
}

static bool is_listed(const struct mc_program *program, bool has_failed)
{
	if (has_failed)
		return program->err != NULL;
	return program->state == MC_PROGRAM_SHORT || program->state == MC_PROGRAM_EMPTY;
}

static void add_list(struct mc_buf *out, const struct mc_study *study, const char *title, bool has_failed)
{
	size_t count = 0;

	for (size_t i = 0; i < study->program_count; i++) {
		const struct mc_program *program = &study->programs[i];

		if (!is_listed(program, has_failed))
			continue;
		if (count++ == 0) {
			mc_buf_addz(out, "<div class=\"card\">\n");
			add_heading(out, title);
			mc_buf_addz(out, "<ul>\n");
		}
		mc_buf_addz(out, "<li>");
		mc_page_add_isolated(out, has_failed ? program->err->msg : program->name);
		mc_buf_addz(out, "</li>\n");
	}
	if (count > 0)
		mc_buf_addz(out, "</ul>\n</div>\n");
}

void mc_similar_write_html(struct mc_buf *out, const struct mc_study *study, size_t top, const char *lang)
{
	const struct mc_page page = { .title = _("What submissions have in common"),
				      .lang = lang,
				      .skip = _("to the pairs"),
				      .style = style };
	size_t count = study->pair_count < top ? study->pair_count : top;

	mc_page_add_head(out, &page);
	add_header(out, study, mc_similar_count_worth(study, top));
	if (count > 0)
		add_table(out, study, count);
	add_groups(out, study);
	if (count > 0)
		add_pairs(out, study, count);
	add_list(out, study, _("Too short to judge"), false);
	add_list(out, study, _("Could not be read"), true);
	mc_buf_addz(out, "</main>\n<footer><p>migracode " MC_VERSION "</p></footer>\n</body>\n</html>\n");
}
