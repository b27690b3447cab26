/* SPDX-License-Identifier: MIT */
#include "cert/papers.h"

#include <string.h>

#include "base/i18n.h"
#include "carrier/carrier.h"
#include "cert/gather_part.h"
#include "cert/issue_part.h"
#include "cert/papers_part.h"
#include "ext/json.h"
#include "ext/unicode.h"
#include "os/file.h"
#include "records/people.h"
#include "result/points.h"

struct mc_err *mc_papers_print(struct mc_buf *pdf, const struct mc_papers_wanted *wanted,
			       enum mc_printed_paper paper, const char *lang,
			       const struct mc_printed_facts *facts)
{
	struct mc_printed_style style = wanted->settings->style;
	MC_AUTOPTR(mc_printer) printer = NULL;
	MC_AUTO(mc_buf) pages = MC_BUF_INIT;
	MC_AUTO(mc_buf) title = MC_BUF_INIT;

	style.lang = lang;
	style.second = NULL;
	MC_TRY(mc_printer_open(&printer, &style));
	MC_TRY(mc_printer_pdf(&pages, printer, paper, facts));
	mc_buf_addf(&title, "%s – %s",
		    mc_printer_word(printer, paper == MC_PRINTED_TRANSCRIPT ? "transcript" : "supplement"),
		    facts->course);
	struct mc_carrier_pdf about = { .title = title.ptr,
					.author = facts->issuer,
					.subject = facts->course,
					.lang = lang,
					.is_rtl = mc_unicode_is_rtl_lang(lang),
					.created_s = wanted->made_s };

	about.figure_alts = mc_printer_figure_alts(&about.figure_alt_count, printer);
	return mc_carrier_put_pdf(pdf, (struct mc_str){ pages.ptr, pages.len }, &about);
}

/* ---- lines of the transcript ---- */

struct making {
	struct mc_gather *gather;
	struct mc_arena *arena;
	size_t row; /* of the scores */
	const char *lang;
	struct mc_printed_line *lines;
	size_t count;
};

static const char *points_of(struct mc_arena *arena, int64_t points, int64_t max)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_points_add(&text, points);
	mc_buf_addz(&text, " / ");
	mc_points_add(&text, max);
	return mc_arena_strdup(arena, text.ptr);
}

/* In a language, else in English, else in the first that there is. */
static const char *pick(const struct mc_json_node *title, const char *lang)
{
	const char *text = mc_json_as_text(title);

	text = text ? text : mc_json_as_text(mc_json_find(title, lang));
	text = text ? text : mc_json_as_text(mc_json_find(title, "en"));
	return text ? text : mc_json_as_text(mc_json_first(title));
}

/* The columns of the scores have titles in the language of messages, the paper has its own. What is wrong
 * with the file of an exercise is the business of lint. */
static const char *title_of(const struct making *m, const struct mc_score_column *column)
{
	MC_AUTOPTR(mc_json) json = NULL;
	const char *title = NULL;

	if (column->dir) {
		MC_AUTOTEXT path = mc_path_join(column->dir, "exercise.json");

		if (mc_file_is_regular(path))
			mc_err_drop(mc_json_open_file(&json, path));
	}
	if (json)
		title = pick(mc_json_find(mc_json_root(json), "title"), m->lang);
	return mc_arena_strdup(m->arena, title ? title : column->title);
}

static void add_exercise(struct making *m, const struct gather_exercise *exercise)
{
	const struct mc_score *score = mc_scores_at(m->gather->scores, m->row, exercise->column);

	if (score->state == MC_SCORE_EXEMPT)
		return;
	m->lines[m->count++] = (struct mc_printed_line){
		.name = title_of(m, mc_scores_column(m->gather->scores, exercise->column)),
		.value = score->state == MC_SCORE_GRADED ? points_of(m->arena, score->points, score->max)
							 : "–",
		.level = 1,
	};
}

static void add_module(struct making *m, const struct gather_module *module)
{
	struct gather_standing standing = mc_gather_standing(m->gather, module, m->row);

	/* What nobody handed anything in for was not taught. */
	if (!module->is_taught)
		return;
	m->lines[m->count++] = (struct mc_printed_line){
		.name = module->title,
		.value = standing.max > 0 ? points_of(m->arena, standing.points, standing.max) : NULL,
	};
	for (size_t i = 0; i < module->exercise_count; i++)
		add_exercise(m, &module->exercises[i]);
}

static void list_all(struct mc_printed_facts *facts, struct mc_arena *arena, struct mc_gather *gather,
		     const char *learner, const char *lang)
{
	struct making m = { gather, arena, mc_scores_find_learner(gather->scores, learner), lang, NULL, 0 };

	facts->result_count = 0;
	if (m.row == SIZE_MAX)
		return;
	m.lines = mc_arena_alloc(arena, (mc_scores_exercise_count(gather->scores) + gather->module_count +
					 1) * sizeof(*m.lines));
	for (size_t i = 0; i < gather->module_count; i++)
		add_module(&m, &gather->modules[i]);
	facts->results = m.lines;
	facts->result_count = m.count;
}

/* ---- transcript ---- */

/* What is printed beside the results is what was signed. */
static struct mc_err *read_badge(struct mc_badge *badge, struct mc_arena *arena, struct mc_records *records,
				 const struct mc_cert_entry *entry)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;

	MC_TRY(mc_cert_register_bytes(&bytes, records, entry));
	MC_TRY(mc_json_open(&json, NULL, bytes.ptr, bytes.len));
	return mc_badge_read(badge, arena, mc_json_root(json));
}

static struct mc_err *check_state(const struct mc_cert_entry *entry)
{
	if (entry->state != MC_CERT_REVOKED)
		return NULL;
	return mc_err_hint(
		mc_err_new(MC_E_INPUT, _("the certificate '%s' is revoked"), entry->id),
		_("give another one: migracode cert issue --cohort %s --learner %s --replace --out "
		  "certificates"),
		entry->cohort, entry->learner);
}

struct mc_err *mc_papers_transcript(struct mc_buf *pdf, const struct mc_papers_wanted *wanted,
				    const struct mc_cert_entry *entry)
{
	struct mc_records *records = wanted->office->records;
	MC_AUTOPTR(mc_gather) gather = NULL;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) qr = MC_BUF_INIT;
	struct mc_printed_facts facts;
	struct mc_badge badge;
	const char *second = NULL;
	bool has_qr = false;

	MC_TRY(check_state(entry));
	MC_TRY(mc_people_unlock(records));
	MC_TRY(read_badge(&badge, &arena, records, entry));
	const char *lang = badge.lang ? badge.lang : entry->lang;

	MC_TRY(mc_gather_open(&gather, &(struct mc_gather_wanted){ .office = wanted->office,
								   .settings = wanted->settings,
								   .cohort = entry->cohort,
								   .learner = entry->learner,
								   .lang = lang }));
	MC_TRY(mc_gather_paper(&facts, &second, &arena, gather, entry->learner, &badge));
	MC_AUTOTEXT part = mc_issue_qr_part(entry->id);

	MC_TRY(mc_people_get(&qr, &has_qr, records, entry->learner, part));
	facts.qr = has_qr ? qr.ptr : NULL;
	facts.made_s = wanted->made_s;
	list_all(&facts, &arena, gather, entry->learner, lang);
	return mc_papers_print(pdf, wanted, MC_PRINTED_TRANSCRIPT, lang, &facts);
}

/* ---- whose ---- */

struct mc_err *mc_papers_find(const struct mc_cert_entry **entry, const struct mc_cert_entries *entries,
			      const char *learner)
{
	MC_AUTO(mc_buf) ids = MC_BUF_INIT;
	const struct mc_cert_entry *found = NULL;
	size_t count = 0;

	for (size_t i = 0; i < entries->count; i++) {
		const struct mc_cert_entry *item = &entries->items[i];

		if (strcmp(item->learner, learner) != 0 || item->state == MC_CERT_REVOKED)
			continue;
		mc_buf_addf(&ids, "%s%s", count ? ", " : "", item->id);
		found = item;
		count++;
	}
	if (count == 0)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the learner '%s' has no certificate"), learner),
				   "%s", _("'migracode cert list' names those who do"));
	if (count > 1)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the learner '%s' has several certificates"),
					      learner),
				   _("name one of them: %s"), ids.ptr);
	*entry = found;
	return NULL;
}
