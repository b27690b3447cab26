/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/intake.h"
#include "cohort/intake_doubt.h"
#include "cohort/words.h"

enum { NO_COLUMN = -1, OLDEST = 120 };

/* Where the columns stand in the table; NO_COLUMN: it has none of this name. */
struct columns {
	int learner_id;
	int birth_date;
	int facts[MC_FACT_COUNT];
	int profile[MC_PROFILE_COUNT];
	bool has_profile;
};

/* A row that is being read. */
struct reading {
	struct mc_intake *intake;
	const struct columns *columns;
	const struct mc_csv_row *row;
	int32_t cohort_start;
	unsigned min_age; /* 0: any */
};

/* ---- columns ---- */

static int column_of(const struct mc_csv *csv, const char *name)
{
	size_t column = mc_csv_column(csv, name);

	return column == SIZE_MAX ? NO_COLUMN : (int)column;
}

static void find_columns(struct columns *columns, const struct mc_csv *csv)
{
	columns->learner_id = column_of(csv, "learner_id");
	columns->birth_date = column_of(csv, "birth_date");
	for (size_t i = 0; i < MC_FACT_COUNT; i++)
		columns->facts[i] = column_of(csv, mc_enrolment_columns[i]);
	columns->has_profile = false;
	for (size_t i = 0; i < MC_PROFILE_COUNT; i++) {
		columns->profile[i] = column_of(csv, mc_profile_keys[i]);
		columns->has_profile |= columns->profile[i] != NO_COLUMN;
	}
}

static bool is_known(const struct columns *columns, int column)
{
	if (column == columns->learner_id || column == columns->birth_date)
		return true;
	for (size_t i = 0; i < MC_FACT_COUNT; i++) {
		if (columns->facts[i] == column)
			return true;
	}
	for (size_t i = 0; i < MC_PROFILE_COUNT; i++) {
		if (columns->profile[i] == column)
			return true;
	}
	return false;
}

static void tell_unknown(struct mc_intake *intake, const struct columns *columns, const struct mc_csv *csv)
{
	for (size_t i = 0; i < mc_csv_column_count(csv); i++) {
		if (is_known(columns, (int)i))
			continue;
		mc_intake_add_finding(intake,
				      &(struct mc_intake_finding){
					      .line = 1,
					      .column = mc_csv_column_name(csv, i),
					      .text = _("this column is not known and was left out") });
	}
}

static void tell_notices(struct mc_intake *intake, unsigned notices)
{
	static const struct {
		unsigned notice;
		const char *text;
	} texts[] = {
		{ MC_CSV_WAS_WINDOWS_1252,
		  N_("the file is no UTF-8; it was read as Windows-1252: look whether names are right") },
		{ MC_CSV_WAS_UTF_16, N_("the file was read as UTF-16") },
		{ MC_CSV_HAD_SEMICOLONS, N_("fields are separated by ';'") },
		{ MC_CSV_HAD_TABS, N_("fields are separated by tabs") },
	};

	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		if (notices & texts[i].notice)
			mc_intake_add_finding(intake,
					      &(struct mc_intake_finding){ .text = _(texts[i].text) });
	}
}

/* ---- fields ---- */

static const char *field(const struct reading *r, int column)
{
	return column == NO_COLUMN ? "" : r->row->fields[column];
}

static void complain(const struct reading *r, const char *column, const char *text, const char *hint)
{
	mc_intake_add_finding(r->intake, &(struct mc_intake_finding){ .is_error = true,
								      .line = r->row->line,
								      .column = column,
								      .text = text,
								      .hint = hint });
}

static const char *read_word(const struct reading *r, enum mc_enrolment_fact fact, enum mc_words_list list)
{
	const char *text = field(r, r->columns->facts[fact]);
	const char *word = NULL;

	if (!*text || !strcmp(text, "-") || !strcasecmp(text, "none"))
		return NULL;
	word = mc_words_find(list, &r->intake->arena, text);
	/* Lists that have no such word leave the fact out. */
	if (!word && (!strcasecmp(text, "unknown") || !strcmp(text, "?") || !strcasecmp(text, "declined")))
		return NULL;
	if (!word) {
		MC_AUTOTEXT hint = mc_format(_("write one of: %s"), mc_words_all(list));

		complain(r, mc_enrolment_columns[fact], _("this word is not known"), hint);
	}
	return word;
}

static const char *read_day(const struct reading *r, enum mc_enrolment_fact fact)
{
	const char *text = field(r, r->columns->facts[fact]);
	int32_t day = 0;

	if (!*text || !strcmp(text, "-"))
		return NULL;
	if (mc_date_read(&day, text))
		return mc_arena_strdup(&r->intake->arena, text);
	complain(r, mc_enrolment_columns[fact], _("this is not a day"),
		 _("write it as year-month-day: 2026-01-12"));
	return NULL;
}

static const char *read_isced(const struct reading *r)
{
	static const char *const levels[] = { "0", "1", "2", "3", "4", "5", "6", "7", "8" };
	const char *text = field(r, r->columns->facts[MC_FACT_ISCED]);
	int level = *text ? mc_words_isced(text) : -1;

	if (level >= 0)
		return levels[level];
	if (*text && strcmp(text, "-") != 0)
		complain(r, "isced", _("this is not a level of education"),
			 _("write the ISCED level, 0 to 8"));
	return NULL;
}

static const char *format_age(const struct reading *r, int age)
{
	if (age >= 0 && age <= OLDEST)
		return mc_arena_format(&r->intake->arena, "%d", age);
	complain(r, "birth_date", _("the age at the start would be below 0 or above 120"), NULL);
	return NULL;
}

/* The day of birth itself is not kept: reports need the age at the start only. */
static const char *read_age(const struct reading *r, const char *started_on)
{
	const char *text = field(r, r->columns->birth_date);
	const char *age = field(r, r->columns->facts[MC_FACT_AGE]);
	int32_t birth = 0;
	int32_t start = r->cohort_start;

	if (*age && strcmp(age, "-") != 0) {
		char *end = NULL;
		long years = strtol(age, &end, 10);

		return format_age(r, *end || years > OLDEST ? -1 : (int)years);
	}
	if (!*text || !strcmp(text, "-"))
		return NULL;
	if (!mc_date_read(&birth, text)) {
		complain(r, "birth_date", _("this is not a day"),
			 _("write it as year-month-day: 2026-01-12"));
		return NULL;
	}
	if (started_on)
		(void)mc_date_read(&start, started_on);
	return format_age(r, birth > start ? -1 : mc_date_years(birth, start));
}

/* The rule of admission: who is too young, and who might be. */
static void check_age(const struct reading *r, const char *age)
{
	if (r->min_age == 0)
		return;
	if (!age) {
		complain(r, "birth_date", _("the age at the start must be known"),
			 _("the rule of admission asks for it: give birth_date or age"));
	} else if (strtoul(age, NULL, 10) < r->min_age) {
		MC_AUTOTEXT text = mc_format(_("younger than %u at the start"), r->min_age);

		complain(r, "birth_date", text, NULL);
	}
}

static const char *read_cohort_finish(const struct reading *r)
{
	const char *text = field(r, r->columns->facts[MC_FACT_COHORT_FINISH]);

	if (!*text || !strcmp(text, "-") || !strcmp(text, r->intake->cohort->id))
		return NULL;
	if (mc_cohort_is_id(text))
		return mc_arena_strdup(&r->intake->arena, text);
	complain(r, "cohort_finish", _("this cannot be the id of a cohort"), NULL);
	return NULL;
}

static void read_facts(struct mc_enrolment *wanted, const struct reading *r)
{
	static const struct {
		enum mc_enrolment_fact fact;
		enum mc_words_list list;
	} words[] = {
		{ MC_FACT_GENDER, MC_WORDS_GENDER },
		{ MC_FACT_THIRD_COUNTRY, MC_WORDS_YES_NO },
		{ MC_FACT_ENTRY_STATUS, MC_WORDS_ENTRY_STATUS },
		{ MC_FACT_INTENT, MC_WORDS_INTENT },
		{ MC_FACT_WORK_AUTH, MC_WORDS_YES_NO },
		{ MC_FACT_WITHDRAWN_REASON, MC_WORDS_REASON },
		{ MC_FACT_EXCLUSION, MC_WORDS_EXCLUSION },
		{ MC_FACT_OUTCOME, MC_WORDS_OUTCOME },
		{ MC_FACT_STATUS_EXIT, MC_WORDS_STATUS },
		{ MC_FACT_STATUS_6M, MC_WORDS_STATUS },
	};
	static const enum mc_enrolment_fact days[] = { MC_FACT_STARTED_ON,   MC_FACT_INTENT_ON,
						       MC_FACT_MOVED_ON,     MC_FACT_WITHDRAWN_ON,
						       MC_FACT_GRADUATED_ON, MC_FACT_CERTIFICATE_ON,
						       MC_FACT_ACCEPTED_ON };

	for (size_t i = 0; i < MC_COUNT(words); i++)
		wanted->facts[words[i].fact] = read_word(r, words[i].fact, words[i].list);
	for (size_t i = 0; i < MC_COUNT(days); i++)
		wanted->facts[days[i]] = read_day(r, days[i]);
	wanted->facts[MC_FACT_ISCED] = read_isced(r);
	wanted->facts[MC_FACT_AGE] = read_age(r, wanted->facts[MC_FACT_STARTED_ON]);
	check_age(r, wanted->facts[MC_FACT_AGE]);
	wanted->facts[MC_FACT_COHORT_FINISH] = read_cohort_finish(r);
	if (r->columns->facts[MC_FACT_STARTED_ON] == NO_COLUMN)
		wanted->facts[MC_FACT_STARTED_ON] = r->intake->cohort->start_on;
}

static const struct mc_profile *read_profile(const struct reading *r)
{
	struct mc_profile profile = { { NULL } };

	if (!r->columns->has_profile)
		return NULL;
	for (size_t i = 0; i < MC_PROFILE_COUNT; i++) {
		const char *text = field(r, r->columns->profile[i]);

		if (*text)
			profile.facts[i] = mc_arena_strdup(&r->intake->arena, text);
	}
	if (mc_profile_is_empty(&profile))
		return NULL;
	struct mc_profile *kept = mc_arena_alloc(&r->intake->arena, sizeof(*kept));

	*kept = profile;
	return kept;
}

static void read_row(const struct reading *r)
{
	struct mc_intake *intake = r->intake;
	const char *id = field(r, r->columns->learner_id);
	struct mc_intake_row row = { .line = r->row->line };

	if (!mc_cohort_is_id(id)) {
		complain(r, "learner_id",
			 *id ? _("this cannot be the id of a learner")
			     : _("the id of the learner is missing"),
			 _("use letters a to z, digits, '.', '_' and '-', and nothing that tells the name"));
		return;
	}
	row.wanted.cohort = intake->cohort->id;
	row.wanted.learner = mc_arena_strdup(&intake->arena, id);
	read_facts(&row.wanted, r);
	row.profile = read_profile(r);
	*MC_VEC_ADD(intake->rows, intake->count, intake->capacity) = row;
}

/* ---- people who stand there more than once ---- */

static int compare_rows(const void *a, const void *b)
{
	const struct mc_intake_row *const *x = a, *const *y = b;
	int order = strcmp((*x)->wanted.learner, (*y)->wanted.learner);

	return order ? order : (*x)->line < (*y)->line ? -1 : 1;
}

/* Of several starts the first one counts (CIRR); otherwise the rows may complete but not contradict each
 * other. */
static void merge(struct mc_intake *intake, struct mc_intake_row *first, struct mc_intake_row *second)
{
	const char **a = first->wanted.facts, **b = second->wanted.facts;

	if (a[MC_FACT_STARTED_ON] && b[MC_FACT_STARTED_ON] &&
	    strcmp(b[MC_FACT_STARTED_ON], a[MC_FACT_STARTED_ON]) < 0) {
		a[MC_FACT_STARTED_ON] = b[MC_FACT_STARTED_ON];
		/* The age is that at the start. */
		if (b[MC_FACT_AGE])
			a[MC_FACT_AGE] = b[MC_FACT_AGE];
	}
	b[MC_FACT_STARTED_ON] = b[MC_FACT_AGE] = NULL;
	for (size_t i = 0; i < MC_FACT_COUNT; i++) {
		if (!a[i])
			a[i] = b[i];
		if (!b[i] || !strcmp(a[i], b[i]))
			continue;
		MC_AUTOTEXT text =
			mc_format(_("the same learner has something else here in line %zu"), first->line);

		mc_intake_add_finding(intake, &(struct mc_intake_finding){ true, second->line,
									   mc_enrolment_columns[i], text,
									   _("keep the row that is right") });
	}
	MC_AUTOTEXT text =
		mc_format(_("the same learner stands in line %zu already and counts once"), first->line);

	mc_intake_add_finding(intake, &(struct mc_intake_finding){ .line = second->line, .text = text });
	if (!first->profile)
		first->profile = second->profile;
	second->line = 0;
}

static void merge_same(struct mc_intake *intake)
{
	struct mc_intake_row **sorted = mc_alloc_zero(intake->count + 1, sizeof(*sorted));
	size_t kept = 0;

	for (size_t i = 0; i < intake->count; i++)
		sorted[i] = &intake->rows[i];
	qsort(sorted, intake->count, sizeof(*sorted), compare_rows);
	for (size_t i = 0, first = 0; i < intake->count; i++) {
		if (i > 0 && !strcmp(sorted[first]->wanted.learner, sorted[i]->wanted.learner))
			merge(intake, sorted[first], sorted[i]);
		else
			first = i;
	}
	free(sorted);
	for (size_t i = 0; i < intake->count; i++) {
		if (intake->rows[i].line > 0)
			intake->rows[kept++] = intake->rows[i];
	}
	intake->count = kept;
}

/* ---- the table ---- */

struct mc_err *mc_intake_read_csv(struct mc_intake *intake, const char *bytes, size_t len, const char *name)
{
	MC_AUTOPTR(mc_csv) csv = NULL;
	struct columns columns;
	struct mc_csv_row row;
	struct reading reading = { intake, &columns, &row, 0, 0 };
	bool has_row = false;

	(void)mc_date_read(&reading.cohort_start, intake->cohort->start_on);
	MC_TRY(mc_csv_open(&csv, bytes, len, name));
	find_columns(&columns, csv);
	if (columns.learner_id == NO_COLUMN)
		return mc_err_hint(
			mc_err_new(MC_E_INPUT, _("%s:1: there is no column 'learner_id'"), name), "%s",
			_("the first line names the columns; 'migracode help learner import' lists them"));
	tell_unknown(intake, &columns, csv);
	for (;;) {
		MC_TRY(mc_csv_next(&has_row, &row, csv));
		if (!has_row)
			break;
		read_row(&reading);
	}
	tell_notices(intake, mc_csv_notices(csv));
	merge_same(intake);
	mc_intake_doubt(intake);
	return NULL;
}

/* ---- one person ---- */

enum { ID, BIRTH, FACTS, PROFILE = FACTS + MC_FACT_COUNT, FIELDS = PROFILE + MC_PROFILE_COUNT };

/* The options have the names of the columns, but for the '-'. */
static struct mc_err *first_fault(const struct mc_intake *intake)
{
	const struct mc_intake_finding *finding = &intake->findings[0];
	MC_AUTOTEXT option = mc_strdup(finding->column);
	struct mc_err *err = NULL;

	for (char *p = option; *p; p++)
		*p = (char)(*p == '_' ? '-' : *p);
	err = mc_err_new(MC_E_INPUT, "--%s: %s", option, finding->text);
	return finding->hint ? mc_err_hint(err, "%s", finding->hint) : err;
}

struct mc_err *mc_intake_read_person(struct mc_intake *intake, const struct mc_intake_person *person)
{
	const char *fields[FIELDS] = {
		[ID] = person->id, [BIRTH] = person->birth_date ? person->birth_date : ""
	};
	struct columns columns = { .learner_id = ID, .birth_date = BIRTH, .has_profile = true };
	const struct mc_csv_row row = { 0, fields, FIELDS };
	struct reading reading = { intake, &columns, &row, 0, person->min_age };

	for (int i = 0; i < MC_FACT_COUNT; i++) {
		fields[FACTS + i] = person->facts[i] ? person->facts[i] : "";
		columns.facts[i] = person->facts[i] ? FACTS + i : NO_COLUMN;
	}
	for (int i = 0; i < MC_PROFILE_COUNT; i++) {
		fields[PROFILE + i] = person->profile[i] ? person->profile[i] : "";
		columns.profile[i] = PROFILE + i;
	}
	(void)mc_date_read(&reading.cohort_start, intake->cohort->start_on);
	read_row(&reading);
	return intake->error_count ? first_fault(intake) : NULL;
}
