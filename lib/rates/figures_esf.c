/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "rates/figures.h"
#include "rates/line.h"

/*
 * The common indicators of the European Social Fund Plus.  Source: Regulation (EU) 2021/1057, Annex I.  What
 * may not or need not be asked (12, 14 to 17) is not kept, so it is not counted.  A person counts once for
 * the cohorts of a report: as they were at the first start, and as they left the last time.
 */

#define INDICATORS(X) \
	X(EECO01, N_("participants")) \
	X(EECO02, N_("unemployed, the long-term unemployed too")) \
	X(EECO03, N_("long-term unemployed")) \
	X(EECO04, N_("inactive")) \
	X(EECO05, N_("employed")) \
	X(EECO06, N_("younger than 18")) \
	X(EECO07, N_("18 to 29")) \
	X(EECO08, N_("55 and older")) \
	X(EECO09, N_("ISCED 0 to 2")) \
	X(EECO10, N_("ISCED 3 to 4")) \
	X(EECO11, N_("ISCED 5 to 8")) \
	X(EECO13, N_("from outside the European Union")) \
	X(EECR01, N_("searching for a job on leaving")) \
	X(EECR02, N_("in education or training on leaving")) \
	X(EECR03, N_("gained a qualification on leaving")) \
	X(EECR04, N_("in employment on leaving")) \
	X(EECR05, N_("in employment six months later")) \
	X(EECR06, N_("in a better situation six months later"))

enum indicator {
#define X(code, label) code,
	INDICATORS(X)
#undef X
		INDICATOR_COUNT
};

static const struct {
	const char *code;
	const char *label;
} indicators[INDICATOR_COUNT] = {
#define X(code, label) { #code, label },
	INDICATORS(X)
#undef X
};

enum { GENDERS = 3, IMMEDIATE_DAYS = 28, LATER_MONTHS = 6, YOUNG = 18, YOUNG_ADULT = 29, OLDER = 55 };

/* Counts by gender; a record that lacks an answer counts in the grand total only. */
struct esf {
	int64_t counts[INDICATOR_COUNT][GENDERS];
	int64_t incomplete;
	int64_t starts; /* of persons, of whom some may have started in several cohorts */
	size_t ids[INDICATOR_COUNT][GENDERS + 1]; /* in the disclosure; the last one is the total */
};

/* ---- people ---- */

/* Columns of the query, in order. */
enum column {
	LEARNER,
	GENDER,
	AGE,
	THIRD_COUNTRY,
	ENTRY_STATUS,
	ISCED,
	STARTED,
	WITHDRAWN,
	GRADUATED,
	CERTIFICATE,
	OUTCOME,
	ACCEPTED,
	STATUS_EXIT,
	STATUS_6M,
	COLUMN_COUNT
};

/* Somebody: the row of the first start, and the row of the last one. */
struct person {
	struct mc_arena arena;
	const char *first[COLUMN_COUNT];
	const char *last[COLUMN_COUNT];
	bool is_there;
};

static void copy_row(const char *row[COLUMN_COUNT], struct mc_arena *arena, const struct mc_query *query)
{
	for (unsigned i = 0; i < COLUMN_COUNT; i++) {
		const char *text = mc_query_text(query, i);

		row[i] = text ? mc_arena_strdup(arena, text) : NULL;
	}
}

/* The day of leaving, NULL while somebody is still there. */
static const char *exit_of(const char *const row[COLUMN_COUNT], const char *as_of)
{
	if (mc_date_is_by(row[GRADUATED], as_of))
		return row[GRADUATED];
	return mc_date_is_by(row[WITHDRAWN], as_of) ? row[WITHDRAWN] : NULL;
}

static bool is_word(const char *text, const char *word)
{
	return text && !strcmp(text, word);
}

static enum indicator isced_of(const char *level)
{
	return *level <= '2' ? EECO09 : *level <= '4' ? EECO10 : EECO11;
}

static void set_entry(bool is[INDICATOR_COUNT], const char *const row[COLUMN_COUNT])
{
	long age = strtol(row[AGE], NULL, 10);

	is[EECO01] = true;
	is[EECO03] = is_word(row[ENTRY_STATUS], "long-term-unemployed");
	is[EECO02] = is[EECO03] || is_word(row[ENTRY_STATUS], "unemployed");
	is[EECO04] = is_word(row[ENTRY_STATUS], "inactive");
	is[EECO05] = is_word(row[ENTRY_STATUS], "employed");
	is[EECO06] = age < YOUNG;
	is[EECO07] = age >= YOUNG && age <= YOUNG_ADULT;
	is[EECO08] = age >= OLDER;
	is[isced_of(row[ISCED])] = true;
	is[EECO13] = is_word(row[THIRD_COUNTRY], "y");
}

static void set_results(bool is[INDICATOR_COUNT], const char *const row[COLUMN_COUNT], const char *as_of)
{
	const char *exit = exit_of(row, as_of);
	char soon[MC_DATE_TEXT], later[MC_DATE_TEXT];
	int32_t day = 0;

	if (!exit || !mc_date_read(&day, exit))
		return;
	mc_date_text(soon, day + IMMEDIATE_DAYS);
	mc_date_text(later, mc_date_add_months(day, LATER_MONTHS));
	if (strcmp(soon, as_of) > 0)
		memcpy(soon, as_of, sizeof(soon));
	bool has_work = is_word(row[STATUS_EXIT], "employed") || mc_date_is_by(row[ACCEPTED], soon);
	bool is_later = strcmp(later, as_of) <= 0;

	is[EECR01] = !has_work && (is_word(row[STATUS_EXIT], "job-searching") || is_word(row[OUTCOME], "3A"));
	is[EECR02] = is_word(row[STATUS_EXIT], "education");
	is[EECR03] = mc_date_is_by(row[CERTIFICATE], soon);
	is[EECR04] = has_work && !is[EECO05];
	is[EECR05] = is_later && is_word(row[STATUS_6M], "employed") && !is[EECO05];
	is[EECR06] = is_later && is_word(row[STATUS_6M], "improved");
}

static bool is_complete(const char *const row[COLUMN_COUNT])
{
	return mc_rates_gender_of(row[GENDER]) != MC_GENDER_UNKNOWN && row[AGE] && row[ENTRY_STATUS] &&
	       row[ISCED] && row[THIRD_COUNTRY] && strcmp(row[THIRD_COUNTRY], "unknown") != 0;
}

static void count_person(struct esf *esf, struct person *person, const char *as_of)
{
	bool is[INDICATOR_COUNT] = { false };

	if (person->is_there && is_complete(person->first)) {
		enum mc_rates_gender gender = mc_rates_gender_of(person->first[GENDER]);

		set_entry(is, person->first);
		set_results(is, person->last, as_of);
		for (size_t i = 0; i < INDICATOR_COUNT; i++)
			esf->counts[i][gender] += is[i];
	} else if (person->is_there) {
		esf->incomplete++;
	}
	mc_arena_release(&person->arena);
	person->is_there = false;
}

/* ---- counting ---- */

struct counting {
	struct mc_figures *report;
	struct mc_records *records;
	struct esf *esf;
};

#define COLUMNS \
	"learner_id, gender, age, third_country, entry_status, isced, started_on, withdrawn_on, " \
	"graduated_on, certificate_on, " \
	"outcome, accepted_on, status_exit, status_6m"

static struct mc_err *open_query(struct mc_query **query, const struct counting *counting)
{
	const struct mc_figures *report = counting->report;

	if (!report->wanted->cohort) {
		MC_TRY(mc_records_query(query, counting->records,
					"SELECT " COLUMNS
					" FROM enrolment WHERE school_id = ?1 AND started_on <= ?2"
					" ORDER BY learner_id, started_on, cohort_id"));
		mc_query_bind_text(*query, 2, report->wanted->as_of);
		return NULL;
	}
	MC_TRY(mc_records_query(query, counting->records,
				"SELECT " COLUMNS
				" FROM enrolment WHERE school_id = ?1 AND started_on <= ?2 AND cohort_id = ?3"
				" ORDER BY learner_id"));
	mc_query_bind_text(*query, 2, report->wanted->as_of);
	mc_query_bind_text(*query, 3, report->wanted->cohort);
	return NULL;
}

static struct mc_err *count(void *context)
{
	const struct counting *counting = context;
	const char *as_of = counting->report->wanted->as_of;
	struct person person = { .arena = MC_ARENA_INIT };
	struct mc_query *query = NULL;
	struct mc_err *err = NULL;
	bool has_row = false;

	MC_TRY(open_query(&query, counting));
	memset(counting->esf, 0, sizeof(*counting->esf));
	while (!(err = mc_query_step(&has_row, query)) && has_row) {
		if (!person.is_there || strcmp(person.first[LEARNER], mc_query_text(query, LEARNER)) != 0) {
			count_person(counting->esf, &person, as_of);
			copy_row(person.first, &person.arena, query);
			person.is_there = true;
		}
		copy_row(person.last, &person.arena, query);
		counting->esf->starts++;
	}
	count_person(counting->esf, &person, as_of);
	return err;
}

/* ---- telling ---- */

static size_t find_id(const struct esf *esf, enum indicator indicator, size_t gender)
{
	return esf->ids[indicator][gender];
}

/* A whole is the sum of some indicators and of a rest that is not printed. */
static void relate(struct mc_disclosure *disclosure, const struct esf *esf, enum indicator whole,
		   const enum indicator parts[], size_t count, const char *rest_name)
{
	static const char *const keys[GENDERS] = { "f", "m", "n" };

	for (size_t g = 0; g < GENDERS; g++) {
		int64_t rest = esf->counts[whole][g];
		MC_AUTOTEXT id = mc_format("%s[gender=%s]", rest_name ? rest_name : "", keys[g]);
		size_t ids[INDICATOR_COUNT];

		for (size_t i = 0; i < count; i++) {
			ids[i] = find_id(esf, parts[i], g);
			rest -= esf->counts[parts[i]][g];
		}
		if (rest_name)
			ids[count] = mc_disclosure_add_unprinted(disclosure, id, rest);
		mc_disclosure_relate(disclosure, find_id(esf, whole, g), ids, count + (rest_name != NULL));
	}
}

static void relate_all(struct mc_disclosure *disclosure, const struct esf *esf)
{
	static const enum indicator status[] = { EECO02, EECO04, EECO05 }, longer[] = { EECO03 },
				    ages[] = { EECO06, EECO07, EECO08 }, isced[] = { EECO09, EECO10, EECO11 },
				    third[] = { EECO13 };

	relate(disclosure, esf, EECO01, status, MC_COUNT(status), NULL);
	relate(disclosure, esf, EECO02, longer, MC_COUNT(longer), "short-term unemployed");
	relate(disclosure, esf, EECO01, ages, MC_COUNT(ages), "30 to 54");
	relate(disclosure, esf, EECO01, isced, MC_COUNT(isced), NULL);
	relate(disclosure, esf, EECO01, third, MC_COUNT(third), "from the union");
	for (enum indicator i = EECR01; i < INDICATOR_COUNT; i++) {
		MC_AUTOTEXT rest = mc_format("not %s", indicators[i].code);

		relate(disclosure, esf, EECO01, &i, 1, rest);
	}
}

/* Where each start is a person of whom all is known, other reports tell the same numbers of participants, so
 * they have the same name here. */
static const char *name_of(const struct esf *esf, enum indicator indicator, int64_t total)
{
	bool is_started = indicator == EECO01 && esf->starts == total && esf->incomplete == 0;

	return is_started ? "started" : indicators[indicator].code;
}

static void register_counts(struct mc_disclosure *disclosure, struct esf *esf)
{
	static const char *const keys[GENDERS] = { "f", "m", "n" };

	for (size_t i = 0; i < INDICATOR_COUNT; i++) {
		size_t parts[GENDERS + 1];
		int64_t total = i == EECO01 ? esf->incomplete : 0;

		for (size_t g = 0; g < GENDERS; g++)
			total += esf->counts[i][g];
		const char *name = name_of(esf, (enum indicator)i, total);

		for (size_t g = 0; g < GENDERS; g++) {
			MC_AUTOTEXT id = mc_format("%s[gender=%s]", name, keys[g]);

			esf->ids[i][g] = parts[g] = mc_disclosure_add(disclosure, id, esf->counts[i][g]);
		}
		esf->ids[i][GENDERS] = mc_disclosure_add(disclosure, name, total);
		if (i == EECO01)
			parts[GENDERS] =
				mc_disclosure_add_unprinted(disclosure, "incomplete", esf->incomplete);
		mc_disclosure_relate(disclosure, esf->ids[i][GENDERS], parts, GENDERS + (i == EECO01));
	}
	relate_all(disclosure, esf);
}

static void add_table(struct mc_figures *report, const struct esf *esf)
{
	const char *const columns[] = { _("indicator"), _("women"), _("men"), _("non-binary"), _("all") };
	struct mc_sheet_table *table =
		mc_sheet_add_table(&report->sheet, "esf", _("Common indicators of ESF+"), columns,
				   MC_COUNT(columns));

	for (size_t i = 0; i < INDICATOR_COUNT; i++) {
		MC_AUTOTEXT name = mc_format("%s %s", indicators[i].code, _(indicators[i].label));
		struct mc_cell *cells = mc_sheet_add_row(&report->sheet, table, name);

		for (size_t g = 0; g <= GENDERS; g++) {
			size_t id = esf->ids[i][g];

			cells[g + 1] = mc_cell_count(report->disclosure.counts[id].count);
			mc_disclosure_show(&report->disclosure, mc_place_table(table, i, g + 1), id);
		}
	}
}

static struct mc_err *make(struct mc_figures *report, struct mc_records *records)
{
	struct esf *esf = mc_arena_alloc(&report->sheet.arena, sizeof(*esf));
	struct counting counting = { report, records, esf };

	MC_TRY(mc_records_read(records, count, &counting));
	report->lines = esf;
	report->is_final = true;
	for (size_t i = 0; i < report->cohorts.count; i++)
		report->is_final = report->is_final &&
				   mc_rates_is_final(&report->cohorts.items[i], report->wanted->as_of);
	register_counts(&report->disclosure, esf);
	add_table(report, esf);
	mc_sheet_add_note(
		&report->sheet,
		_("Everybody who started counts, whoever left too. A record that lacks an answer counts only "
		  "among all participants. On leaving: within 28 days. Disability, minorities and housing "
		  "are not kept."));
	return NULL;
}

static void write_json(struct mc_json_writer *writer, const struct mc_figures *report)
{
	static const char *const keys[GENDERS + 1] = { "f", "m", "n", "total" };
	const struct esf *esf = report->lines;

	for (size_t i = 0; i < INDICATOR_COUNT; i++) {
		mc_json_key(writer, indicators[i].code);
		mc_json_start(writer, '{');
		for (size_t g = 0; g <= GENDERS; g++)
			mc_line_write_count(writer, &report->disclosure, keys[g], esf->ids[i][g]);
		mc_json_end(writer);
	}
}

const struct mc_figures_kind mc_figures_esf = {
	.name = "esf",
	.title = N_("Indicators of the European Social Fund Plus"),
	.breakdown = "esf",
	.make = make,
	.write = write_json,
};
