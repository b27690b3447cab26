/* SPDX-License-Identifier: MIT */
#include "rates/line.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"

/* ---- making ---- */

static size_t register_count(struct mc_disclosure *disclosure, const char *key, const char *suffix,
			     int64_t count)
{
	MC_AUTOTEXT id = mc_format("%s%s", key, suffix);

	return mc_disclosure_add(disclosure, id, count);
}

static size_t register_unprinted(struct mc_disclosure *disclosure, const char *key, const char *suffix,
				 int64_t count)
{
	MC_AUTOTEXT id = mc_format("%s%s", key, suffix);

	return mc_disclosure_add_unprinted(disclosure, id, count);
}

static void add_count(struct mc_lines *lines, const char *key, const char *label, size_t count)
{
	assert(lines->count < MC_LINES_MAX);
	lines->items[lines->count++] = (struct mc_line){ .key = key, .label = label, .count = count };
}

static void add_share(struct mc_lines *lines, const char *key, const char *label, size_t part, size_t whole)
{
	assert(lines->count < MC_LINES_MAX);
	lines->items[lines->count++] = (struct mc_line){
		.key = key, .label = label, .is_share = true, .count = part, .whole = whole
	};
}

const struct mc_line *mc_line_find(const struct mc_lines *lines, const char *key)
{
	for (size_t i = 0; i < lines->count; i++) {
		if (!strcmp(lines->items[i].key, key))
			return &lines->items[i];
	}
	assert(false && "the line is there");
	return NULL;
}

/* ---- graduation ---- */

/* The counts of graduation in their order; those behind the last standing are sums. */
enum part {
	STARTED,
	LEFT,
	EXCLUDED,
	ENROLLED,
	ON_TIME,
	LATE,
	AFTER,
	STILL,
	WITHDRAWN,
	GRADUATED,
	PART_COUNT
};

static const struct {
	const char *key;
	const char *label;
} parts_of_graduation[PART_COUNT] = {
	{ "started", N_("started") },
	{ "left_by_census", N_("left by the census day") },
	{ "excluded", N_("excluded") },
	{ "enrolled", N_("enrolled") },
	{ "on_time", N_("graduated on time") },
	{ "late_150", /* xgettext:no-c-format */ N_("graduated within 150% of the length") },
	{ "after_150", N_("graduated later") },
	{ "still", N_("still learning") },
	{ "withdrawn", N_("withdrawn") },
	{ "graduated", N_("graduated") },
};

static void count_parts(int64_t counts[PART_COUNT], const struct mc_standings *s)
{
	counts[STARTED] = mc_standings_started(s);
	counts[LEFT] = s->counts[MC_LEFT_BY_CENSUS];
	counts[EXCLUDED] = s->counts[MC_EXCLUDED];
	counts[ENROLLED] = mc_standings_enrolled(s);
	counts[ON_TIME] = s->counts[MC_ON_TIME];
	counts[LATE] = s->counts[MC_LATE_150];
	counts[AFTER] = s->counts[MC_AFTER_150];
	counts[STILL] = s->counts[MC_STILL];
	counts[WITHDRAWN] = s->counts[MC_WITHDRAWN];
	counts[GRADUATED] = mc_standings_graduated(s);
}

static void relate_bases(struct mc_disclosure *disclosure, const size_t ids[PART_COUNT])
{
	const size_t started[] = { ids[LEFT], ids[EXCLUDED], ids[ENROLLED] };
	const size_t enrolled[] = { ids[GRADUATED], ids[STILL], ids[WITHDRAWN] };

	mc_disclosure_relate(disclosure, ids[STARTED], started, MC_COUNT(started));
	mc_disclosure_relate(disclosure, ids[ENROLLED], enrolled, MC_COUNT(enrolled));
}

static void relate_graduates(struct mc_disclosure *disclosure, const size_t ids[PART_COUNT], size_t within)
{
	const size_t graduated[] = { within, ids[AFTER] };
	const size_t on_time[] = { ids[ON_TIME], ids[LATE] };

	mc_disclosure_relate(disclosure, ids[GRADUATED], graduated, MC_COUNT(graduated));
	mc_disclosure_relate(disclosure, within, on_time, MC_COUNT(on_time));
}

/* Those who were moved are the difference of two counts that are printed. */
static void relate_moved(struct mc_disclosure *disclosure, const char *suffix, const size_t ids[PART_COUNT],
			 const struct mc_lines *plain, int64_t moved)
{
	size_t moves = register_unprinted(disclosure, "moved", suffix, moved);
	const size_t excluded[] = { plain->items[EXCLUDED].count, moves };
	const size_t withdrawn[] = { ids[WITHDRAWN], moves };

	mc_disclosure_relate(disclosure, ids[EXCLUDED], excluded, MC_COUNT(excluded));
	mc_disclosure_relate(disclosure, plain->items[WITHDRAWN].count, withdrawn, MC_COUNT(withdrawn));
}

void mc_lines_graduation(struct mc_lines *lines, struct mc_disclosure *disclosure, const char *suffix,
			 const struct mc_standings *s, const struct mc_lines *plain)
{
	MC_AUTOTEXT own = mc_format("%s%s", plain ? "[without moves]" : "", suffix);
	int64_t counts[PART_COUNT];
	size_t ids[PART_COUNT];

	count_parts(counts, s);
	lines->count = 0;
	for (size_t i = 0; i < PART_COUNT; i++) {
		bool differs = i == EXCLUDED || i == ENROLLED || i == WITHDRAWN;

		ids[i] = plain && !differs
				 ? plain->items[i].count
				 : register_count(disclosure, parts_of_graduation[i].key, own, counts[i]);
		add_count(lines, parts_of_graduation[i].key, _(parts_of_graduation[i].label), ids[i]);
	}
	size_t within = register_count(disclosure, "graduated_150", suffix, counts[ON_TIME] + counts[LATE]);

	relate_bases(disclosure, ids);
	if (!plain)
		relate_graduates(disclosure, ids, within);
	else
		relate_moved(disclosure, suffix, ids, plain,
			     counts[EXCLUDED] -
				     (int64_t)disclosure->counts[plain->items[EXCLUDED].count].count);
	add_share(lines, "grad100_pct", _("graduated on time, of those enrolled"), ids[ON_TIME],
		  ids[ENROLLED]);
	add_share(lines, "grad150_pct", _("graduated within 150%, of those enrolled"), within, ids[ENROLLED]);
	add_share(lines, "ever_pct", _("ever graduated, of those enrolled"), ids[GRADUATED], ids[ENROLLED]);
	add_share(lines, "still_pct", _("still learning, of those enrolled"), ids[STILL], ids[ENROLLED]);
	add_share(lines, "withdrawn_pct", _("withdrawn, of those enrolled"), ids[WITHDRAWN], ids[ENROLLED]);
}

/* ---- outcomes ---- */

static const char *const code_labels[MC_OUTCOME_COUNT] = {
	N_("1A full-time employee"),
	N_("1B full-time apprenticeship, internship or contract"),
	N_("1C hired by the school, in the field"),
	N_("1D own company"),
	N_("1E short-term, part-time or freelance work"),
	N_("2A hired by the school, out of the field"),
	N_("2B hired out of the field"),
	N_("3A still seeking"),
	N_("3B not seeking"),
	N_("4 no report"),
	N_("excluded: did not seek new work, or may not work"),
};

void mc_lines_codes(struct mc_lines *lines, struct mc_disclosure *disclosure, const char *suffix,
		    const struct mc_outcomes *o, bool is_printed)
{
	lines->count = 0;
	for (size_t i = 0; i < MC_OUTCOME_COUNT; i++) {
		size_t id =
			is_printed ? register_count(disclosure, mc_outcome_codes[i], suffix, o->codes[i])
				   : register_unprinted(disclosure, mc_outcome_codes[i], suffix, o->codes[i]);

		add_count(lines, mc_outcome_codes[i], _(code_labels[i]), id);
	}
}

static void relate_codes(struct mc_disclosure *disclosure, size_t total, const struct mc_lines *codes,
			 size_t end)
{
	size_t ids[MC_OUTCOME_COUNT];

	for (size_t i = 0; i < end; i++)
		ids[i] = codes->items[i].count;
	mc_disclosure_relate(disclosure, total, ids, end);
}

void mc_lines_outcomes(struct mc_lines *lines, struct mc_disclosure *disclosure, const char *suffix,
		       const struct mc_outcomes *o, const struct mc_lines *codes)
{
	size_t counted = register_count(disclosure, "counted", suffix, mc_outcomes_counted(o));
	size_t in_field = register_count(disclosure, "in_field", suffix, mc_outcomes_in_field(o));
	size_t full_time = register_count(disclosure, "full_time", suffix, mc_outcomes_full_time(o));
	size_t early = register_count(disclosure, "in_field_90", suffix, o->in_field_early);
	size_t later = register_unprinted(disclosure, "in_field_later", suffix,
					  mc_outcomes_in_field(o) - o->in_field_early);
	size_t known = register_count(disclosure, "known", suffix, mc_outcomes_known(o));
	/* The lines have it, whether the other codes are printed or not. */
	size_t excluded = register_count(disclosure, mc_outcome_codes[MC_OUTCOME_EXCLUDED], suffix,
					 o->codes[MC_OUTCOME_EXCLUDED]);
	const size_t by_time[] = { early, later };
	/* Other tables tell of graduates, too. */
	size_t graduated = register_unprinted(disclosure, "graduated", suffix,
					      mc_outcomes_counted(o) + o->codes[MC_OUTCOME_EXCLUDED]);
	const size_t by_knowledge[] = { known, codes->items[MC_OUTCOME_4].count };
	const size_t graduates[] = { counted, excluded };

	relate_codes(disclosure, counted, codes, MC_OUTCOME_EXCLUDED);
	relate_codes(disclosure, in_field, codes, MC_OUTCOME_2A);
	relate_codes(disclosure, full_time, codes, MC_OUTCOME_1D);
	mc_disclosure_relate(disclosure, in_field, by_time, MC_COUNT(by_time));
	mc_disclosure_relate(disclosure, counted, by_knowledge, MC_COUNT(by_knowledge));
	mc_disclosure_relate(disclosure, graduated, graduates, MC_COUNT(graduates));
	lines->count = 0;
	add_count(lines, "counted", _("graduates who count"), counted);
	add_count(lines, "excluded", _("excluded: did not seek new work, or may not work"), excluded);
	add_share(lines, "in_field_pct", _("work in the field within 180 days"), in_field, counted);
	add_share(lines, "full_time_pct", _("full-time work in the field within 180 days"), full_time,
		  counted);
	add_share(lines, "in_field_90_pct", _("work in the field within 90 days"), early, counted);
	add_share(lines, "knowledge_pct", _("of whom something is known"), known, counted);
}

/* ---- together ---- */

void mc_lines_relate(struct mc_disclosure *disclosure, const struct mc_lines *total,
		     const struct mc_lines parts[], size_t count)
{
	size_t ids[MC_LINES_MAX];

	assert(count <= MC_LINES_MAX);
	for (size_t i = 0; i < total->count; i++) {
		if (total->items[i].is_share)
			continue;
		for (size_t p = 0; p < count; p++)
			ids[p] = parts[p].items[i].count;
		mc_disclosure_relate(disclosure, total->items[i].count, ids, count);
	}
}

static struct mc_cell cell_of(const struct mc_disclosure *disclosure, const struct mc_line *line)
{
	const struct mc_secret *secrets = disclosure->counts;

	return line->is_share ? mc_cell_percent(secrets[line->count].count, secrets[line->whole].count)
			      : mc_cell_count(secrets[line->count].count);
}

static void show(struct mc_disclosure *disclosure, struct mc_place place, const struct mc_line *line)
{
	if (line->is_share)
		mc_disclosure_show_share(disclosure, place, line->count, line->whole);
	else
		mc_disclosure_show(disclosure, place, line->count);
}

struct mc_sheet_table *mc_lines_table(struct mc_sheet *sheet, struct mc_disclosure *disclosure,
				      const char *id, const char *title, const char *const columns[],
				      const struct mc_lines *const blocks[], size_t count)
{
	struct mc_sheet_table *table = mc_sheet_add_table(sheet, id, title, columns, count + 1);

	for (size_t i = 0; i < blocks[0]->count; i++) {
		struct mc_cell *cells = mc_sheet_add_row(sheet, table, blocks[0]->items[i].label);

		for (size_t b = 0; b < count && blocks[b]; b++) {
			cells[b + 1] = cell_of(disclosure, &blocks[b]->items[i]);
			show(disclosure, mc_place_table(table, i, b + 1), &blocks[b]->items[i]);
		}
	}
	return table;
}

void mc_line_figure(struct mc_sheet *sheet, struct mc_disclosure *disclosure, const struct mc_lines *lines,
		    const char *key)
{
	const struct mc_line *line = mc_line_find(lines, key);

	show(disclosure,
	     mc_place_cell(mc_sheet_add_figure(sheet, line->label, cell_of(disclosure, line), NULL)), line);
}

void mc_line_write_count(struct mc_json_writer *writer, const struct mc_disclosure *disclosure,
			 const char *key, size_t count)
{
	struct mc_figure figure = mc_disclosure_told(disclosure, count);

	mc_json_key(writer, key);
	if (figure.told == MC_TOLD_HIDDEN)
		mc_json_null(writer);
	else
		mc_json_int(writer, figure.value);
}

static void write_share(struct mc_json_writer *writer, const struct mc_disclosure *disclosure,
			const struct mc_line *line)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_json_key(writer, line->key);
	if (!mc_disclosure_has_share(disclosure, line->count, line->whole)) {
		mc_json_null(writer);
		return;
	}
	mc_share_add(&text, disclosure->counts[line->count].count, disclosure->counts[line->whole].count);
	mc_json_text(writer, text.ptr);
}

void mc_lines_write(struct mc_json_writer *writer, const struct mc_disclosure *disclosure,
		    const struct mc_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		const struct mc_line *line = &lines->items[i];

		if (line->is_share)
			write_share(writer, disclosure, line);
		else
			mc_line_write_count(writer, disclosure, line->key, line->count);
	}
}
