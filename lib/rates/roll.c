/* SPDX-License-Identifier: MIT */
#include "rates/roll.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cohort/profile.h"
#include "ext/json_write.h"
#include "records/people.h"

const char *const mc_standing_words[MC_STANDING_COUNT] = {
	[MC_NOT_STARTED] = "not-started",
	[MC_LEFT_BY_CENSUS] = "left-by-census",
	[MC_EXCLUDED] = "excluded",
	[MC_ON_TIME] = "on-time",
	[MC_LATE_150] = "late-150",
	[MC_AFTER_150] = "after-150",
	[MC_STILL] = "still",
	[MC_WITHDRAWN] = "withdrawn",
};

const char *mc_standing_text(enum mc_standing standing)
{
	static const char *const texts[MC_STANDING_COUNT] = {
		[MC_NOT_STARTED] = N_("not started"), [MC_LEFT_BY_CENSUS] = N_("left before the census day"),
		[MC_EXCLUDED] = N_("excluded"),	      [MC_ON_TIME] = N_("graduated on time"),
		[MC_LATE_150] = N_("graduated late"), [MC_AFTER_150] = N_("graduated very late"),
		[MC_STILL] = N_("learning"),	      [MC_WITHDRAWN] = N_("left"),
	};

	return _(texts[standing]);
}

void mc_roll_release(struct mc_roll *roll)
{
	free(roll->rows);
	mc_enrolments_release(&roll->enrolments);
	*roll = (struct mc_roll)MC_ROLL_INIT;
}

/* ---- reading ---- */

struct reading {
	struct mc_roll *roll;
	struct mc_records *records;
	const struct mc_roll_wanted *wanted;
	struct mc_cohorts cohorts; /* all */
};

static const struct mc_cohort *find_cohort(const struct mc_cohorts *cohorts, const char *id)
{
	for (size_t i = 0; i < cohorts->count; i++) {
		if (!strcmp(cohorts->items[i].id, id))
			return &cohorts->items[i];
	}
	return &cohorts->items[0];
}

static void judge(struct mc_roll_row *row, const struct mc_enrolment *e, const struct reading *r)
{
	const struct mc_case c = { .started_on = e->facts[MC_FACT_STARTED_ON],
				   .withdrawn_on = e->facts[MC_FACT_WITHDRAWN_ON],
				   .withdrawn_reason = e->facts[MC_FACT_WITHDRAWN_REASON],
				   .exclusion = e->facts[MC_FACT_EXCLUSION],
				   .graduated_on = e->facts[MC_FACT_GRADUATED_ON],
				   .certificate_on = e->facts[MC_FACT_CERTIFICATE_ON] };
	const char *finish = e->facts[MC_FACT_COHORT_FINISH];

	row->enrolment = e;
	row->standing = mc_standing_on(&c, find_cohort(&r->cohorts, e->cohort), r->wanted->as_of,
				       r->wanted->exclusions);
	row->has_moved_in = strcmp(e->cohort, r->wanted->cohort) != 0;
	row->has_moved_out = !row->has_moved_in && finish && strcmp(finish, e->cohort) != 0;
}

static struct mc_err *read_name(struct mc_roll_row *row, struct reading *r)
{
	struct mc_profile profile;

	MC_TRY(mc_profile_read(&profile, &r->roll->enrolments.arena, r->records, row->enrolment->learner));
	row->name = profile.facts[MC_PROFILE_DISPLAY_NAME];
	return NULL;
}

static struct mc_err *read_all(void *context)
{
	struct reading *r = context;
	struct mc_roll *roll = r->roll;
	MC_AUTO(mc_cohorts) known = MC_COHORTS_INIT;

	MC_TRY(mc_cohorts_read(&known, r->records, r->wanted->cohort));
	MC_TRY(mc_cohorts_read(&r->cohorts, r->records, NULL));
	MC_TRY(mc_enrolments_of_cohort(&roll->enrolments, r->records, r->wanted->cohort));
	roll->count = roll->enrolments.count;
	roll->rows = mc_alloc_zero(roll->count + 1, sizeof(*roll->rows));
	for (size_t i = 0; i < roll->count; i++) {
		judge(&roll->rows[i], &roll->enrolments.items[i], r);
		if (r->wanted->has_names)
			MC_TRY(read_name(&roll->rows[i], r));
	}
	return NULL;
}

struct mc_err *mc_roll_read(struct mc_roll *roll, struct mc_records *records,
			    const struct mc_roll_wanted *wanted)
{
	struct reading r = { roll, records, wanted, MC_COHORTS_INIT };
	struct mc_err *err = NULL;

	if (wanted->has_names)
		MC_TRY(mc_people_unlock(records));
	roll->cohort = wanted->cohort;
	roll->as_of = wanted->as_of;
	err = mc_records_read(records, read_all, &r);
	mc_cohorts_release(&r.cohorts);
	return err;
}

/* ---- for people ---- */

static bool has_gone(const struct mc_roll_row *row)
{
	return row->standing == MC_LEFT_BY_CENSUS || row->standing == MC_WITHDRAWN ||
	       row->standing == MC_EXCLUDED;
}

/* The day that belongs to the standing. */
static const char *day_of(const struct mc_roll_row *row)
{
	const char *const *facts = row->enrolment->facts;

	if (row->standing >= MC_ON_TIME && row->standing <= MC_AFTER_150)
		return facts[MC_FACT_GRADUATED_ON];
	return has_gone(row) ? facts[MC_FACT_WITHDRAWN_ON] : facts[MC_FACT_STARTED_ON];
}

static const char *remark_of(struct mc_arena *arena, const struct mc_roll_row *row)
{
	const char *const *facts = row->enrolment->facts;

	if (row->has_moved_in)
		return mc_arena_format(arena, _("started in %s, which counts them"), row->enrolment->cohort);
	if (has_gone(row))
		return facts[MC_FACT_EXCLUSION] ? facts[MC_FACT_EXCLUSION] : facts[MC_FACT_WITHDRAWN_REASON];
	if (row->has_moved_out)
		return mc_arena_format(arena, _("goes on in %s"), facts[MC_FACT_COHORT_FINISH]);
	return NULL;
}

void mc_roll_sheet(struct mc_sheet *sheet, const struct mc_roll *roll, bool has_names)
{
	const char *with_names[] = { _("learner"), _("name"), _("standing"), _("since"), _("remark") };
	const char *without[] = { _("learner"), _("standing"), _("since"), _("remark") };
	struct mc_sheet_table *table =
		has_names ? mc_sheet_add_table(sheet, "learners", _("Learners"), with_names,
					       MC_COUNT(with_names))
			  : mc_sheet_add_table(sheet, "learners", _("Learners"), without, MC_COUNT(without));

	for (size_t i = 0; i < roll->count; i++) {
		const struct mc_roll_row *row = &roll->rows[i];
		const char *remark = remark_of(&sheet->arena, row);
		struct mc_cell *cell = mc_sheet_add_row(sheet, table, row->enrolment->learner) + 1;

		if (has_names)
			*cell++ = mc_cell_text(sheet, row->name ? row->name : "");
		*cell++ = mc_cell_text(sheet, mc_standing_text(row->standing));
		*cell++ = mc_cell_text(sheet, day_of(row) ? day_of(row) : "");
		*cell = mc_cell_text(sheet, remark ? remark : "");
	}
}

/* ---- for programs ---- */

static void add(struct mc_json_writer *writer, const char *key, const char *text)
{
	if (text)
		mc_json_key_text(writer, key, text);
}

static void add_row(struct mc_json_writer *writer, const struct mc_roll_row *row)
{
	const char *const *facts = row->enrolment->facts;

	mc_json_start(writer, '{');
	mc_json_key_text(writer, "learner", row->enrolment->learner);
	mc_json_key_text(writer, "cohort", row->enrolment->cohort);
	add(writer, "display_name", row->name);
	mc_json_key_text(writer, "standing", mc_standing_words[row->standing]);
	add(writer, "started_on", facts[MC_FACT_STARTED_ON]);
	add(writer, "withdrawn_on", facts[MC_FACT_WITHDRAWN_ON]);
	add(writer, "withdrawn_reason", facts[MC_FACT_WITHDRAWN_REASON]);
	add(writer, "exclusion", facts[MC_FACT_EXCLUSION]);
	add(writer, "graduated_on", facts[MC_FACT_GRADUATED_ON]);
	add(writer, "cohort_finish", facts[MC_FACT_COHORT_FINISH]);
	add(writer, "moved_on", facts[MC_FACT_MOVED_ON]);
	mc_json_end(writer);
}

void mc_roll_print_json(struct mc_buf *out, const struct mc_roll *roll)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/learner-list/v1");
	mc_json_key_text(&writer, "cohort", roll->cohort);
	mc_json_key_text(&writer, "as_of", roll->as_of);
	mc_json_key(&writer, "learners");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < roll->count; i++)
		add_row(&writer, &roll->rows[i]);
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
