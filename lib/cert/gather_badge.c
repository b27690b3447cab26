/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "cert/gather_part.h"
#include "cohort/facts.h"
#include "credential/lint.h"
#include "result/points.h"

enum { MAX_IDENTITIES = 2 };

/* The fixed words about trade marks in English, which every credential has whatever its language is. */
#define DISCLAIMER_LANG "en"

/* ---- ids ---- */

static void derive(unsigned char bytes[32], const struct mc_gather *gather, const char *purpose,
		   const char *text)
{
	MC_AUTO(mc_buf) full = MC_BUF_INIT;

	/* No id has a line feed in it. */
	mc_buf_addf(&full, "%s\n%s", gather->wanted.office->school.id, text);
	mc_issuer_key_derive(bytes, &gather->wanted.keyring->key, purpose, full.ptr);
}

void mc_gather_uuid(char uuid[37], const struct mc_gather *gather, const char *purpose, const char *text)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bytes[32];
	char *out = uuid;

	derive(bytes, gather, purpose, text);
	bytes[6] = 0x80 | (bytes[6] & 0x0f);
	bytes[8] = 0x80 | (bytes[8] & 0x3f);
	for (size_t i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*out++ = '-';
		*out++ = digits[bytes[i] >> 4];
		*out++ = digits[bytes[i] & 15];
	}
	*out = '\0';
}

uint64_t mc_gather_place(const struct mc_gather *gather, const char *uuid)
{
	unsigned char bytes[32];
	uint64_t place = 0;

	derive(bytes, gather, "place", uuid);
	for (size_t i = 0; i < 8; i++)
		place = place << 8 | bytes[i];
	return place;
}

const char *mc_gather_part_id(struct mc_arena *arena, const char *id, const char *part)
{
	return mc_arena_format(arena, "%s#%s", id, part);
}

static const char *urn(const struct gather_making *m, const char *purpose, const char *text)
{
	char uuid[37];

	mc_gather_uuid(uuid, m->gather, purpose, text);
	return mc_arena_format(m->arena, "urn:uuid:%s", uuid);
}

static const char *salt(const struct gather_making *m, const char *what)
{
	char uuid[37];

	mc_gather_uuid(uuid, m->gather, "salt", mc_arena_format(m->arena, "%s\n%s", m->gathered->uuid, what));
	return mc_arena_strdup(m->arena, uuid);
}

/* ---- words ---- */

const char *mc_gather_word(const struct gather_making *m, const char *key, const struct mc_cert_fill *more,
			   size_t count)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_cert_fill fills[8] = { { "issuer", m->gather->issuer_name },
					 { "course", m->gather->title } };

	for (size_t i = 0; i < count; i++)
		fills[2 + i] = more[i];
	mc_cert_words_add(&text, m->gather->words, key, fills, 2 + count);
	return mc_arena_strdup(m->arena, text.ptr);
}

static const char *hours_of(const struct gather_making *m)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_points_add(&text, (int64_t)(m->gather->curriculum->hours * 1000 + 0.5));
	return mc_arena_strdup(m->arena, text.ptr);
}

static const char *about_course(const struct gather_making *m)
{
	const char *about = mc_gather_word(m, "about", NULL, 0);
	const struct mc_cert_fill hours[] = { { "hours", hours_of(m) } };

	if (m->gather->curriculum->hours <= 0)
		return about;
	return mc_arena_format(m->arena, "%s %s", about, mc_gather_word(m, "hours", hours, 1));
}

static bool is_used(const struct gather_making *m, const struct mc_framework *framework)
{
	const struct mc_frameworks *frameworks = &m->gather->frameworks;

	for (size_t i = 0; i < m->gather->aligns.count; i++) {
		const struct mc_framework_row *row = m->gather->aligns.rows[i];

		if (m->is_passed[i] &&
		    (row->framework == framework || mc_frameworks_owner(frameworks, row->url) == framework))
			return true;
	}
	return false;
}

/* What the owners of the frameworks want to be said, unless the fixed words say it. */
static void add_attributions(struct mc_buf *out, const struct gather_making *m, const char *fixed)
{
	const struct mc_frameworks *frameworks = &m->gather->frameworks;
	size_t before = out->len;

	for (size_t f = 0; f < frameworks->count; f++) {
		const char *attribution = frameworks->items[f]->attribution;

		if (!is_used(m, frameworks->items[f]) || !attribution || strstr(fixed, attribution))
			continue;
		if (out->len == before)
			mc_buf_addf(out, "%s", mc_gather_word(m, "aligned_how", NULL, 0));
		mc_buf_addf(out, " %s", attribution);
	}
	if (out->len > before)
		mc_buf_addz(out, "\n\n");
}

static struct mc_err *add_disclaimer(struct mc_buf *out, const struct gather_making *m)
{
	const struct mc_cert_fill fills[] = { { "issuer", m->gather->issuer_name } };
	MC_AUTOPTR(mc_cert_words) english = NULL;

	if (strcmp(m->gather->lang, DISCLAIMER_LANG) != 0)
		mc_buf_addf(out, "%s\n\n", mc_gather_word(m, "disclaimer", NULL, 0));
	MC_TRY(mc_cert_words_open(&english, DISCLAIMER_LANG));
	mc_cert_words_add(out, english, "disclaimer", fills, 1);
	return NULL;
}

/* The first paragraph stands on paper, too. */
static struct mc_err *write_criteria(const char **criteria, const struct gather_making *m)
{
	const struct mc_cert_fill rules[] = { { "rules", m->row->rule_set } };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) fixed = MC_BUF_INIT;

	MC_TRY(add_disclaimer(&fixed, m));
	mc_buf_addf(&text, "%s\n\n", mc_gather_word(m, "criteria", rules, 1));
	if (m->gathered->badge.has_hours)
		mc_buf_addf(&text, "%s\n\n", mc_gather_word(m, "credits", NULL, 0));
	add_attributions(&text, m, fixed.ptr);
	mc_buf_addz(&text, fixed.ptr);
	*criteria = mc_arena_strdup(m->arena, text.ptr);
	return NULL;
}

/* ---- who ---- */

static void identify(struct gather_making *m)
{
	struct mc_badge_identity *all = mc_arena_alloc(m->arena, MAX_IDENTITIES * sizeof(*all));
	struct mc_badge *badge = &m->gathered->badge;

	badge->identities = all;
	if (m->person.email && *m->person.email)
		all[badge->identity_count++] = (struct mc_badge_identity){ "emailAddress", m->person.email,
									   salt(m, "emailAddress"), true };
	all[badge->identity_count++] = (struct mc_badge_identity){
		"name", m->person.name, m->person.shows_name ? NULL : salt(m, "name"), !m->person.shows_name
	};
}

/* ---- the course ---- */

static const char *moment_of(const struct gather_making *m, const char *day)
{
	return day ? mc_arena_format(m->arena, "%sT00:00:00Z", day) : NULL;
}

/* The course of a learner ends when the cohort does, or when they graduate before or after that. */
static const char *end_of(const struct gather_making *m, const struct mc_enrolment *enrolment)
{
	const struct mc_cohort *cohort = &m->gather->cohorts.items[0];
	const char *graduated = enrolment->facts[MC_FACT_GRADUATED_ON];
	static const size_t day_len = MC_DATE_TEXT;
	char *end = mc_arena_alloc(m->arena, day_len);
	int32_t start = MC_DATE_NONE;

	if (cohort->closed_on)
		return strcmp(cohort->closed_on, graduated) < 0 ? cohort->closed_on : graduated;
	if (!mc_date_read(&start, cohort->start_on))
		return graduated;
	mc_date_text(end, start + (int32_t)cohort->length_days);
	return strcmp(end, graduated) < 0 ? end : graduated;
}

static const struct mc_enrolment *enrolment_of(const struct gather_making *m)
{
	const struct mc_enrolments *all = &m->gather->enrolments;
	size_t i = 0;

	while (strcmp(all->items[i].learner, m->row->learner) != 0 ||
	       strcmp(all->items[i].cohort, m->gather->wanted.cohort) != 0)
		i++;
	return &all->items[i];
}

static const char *achievement_id(const struct gather_making *m, const char *lang)
{
	return urn(m, "achievem", mc_arena_format(m->arena, "%s\n%s", m->gather->achievement, lang));
}

/* The same course in its other languages: credentials have no words in two. */
static void relate(struct gather_making *m)
{
	const struct mc_texts *languages = &m->gather->curriculum->languages;
	struct mc_badge_related *all = mc_arena_alloc(m->arena, (languages->count + 1) * sizeof(*all));
	struct mc_badge *badge = &m->gathered->badge;

	for (size_t i = 0; i < languages->count && i < MC_BADGE_MAX_ITEMS; i++) {
		const char *lang = languages->items[i];

		if (strcmp(lang, m->gather->lang) != 0)
			all[badge->related_count++] =
				(struct mc_badge_related){ achievement_id(m, lang), lang,
							   m->gather->curriculum->version };
	}
	badge->related = all;
}

static void describe(struct gather_making *m, const struct mc_enrolment *enrolment)
{
	const struct mc_gather *gather = m->gather;
	const struct mc_cert_settings *settings = gather->wanted.settings;
	struct mc_badge *badge = &m->gathered->badge;
	const char *start = enrolment->facts[MC_FACT_STARTED_ON];

	badge->issuer = settings->issuer;
	badge->issuer.id = gather->wanted.keyring->id;
	badge->issuer.name = gather->issuer_name;
	badge->id = mc_arena_format(m->arena, "urn:uuid:%s", m->gathered->uuid);
	badge->name =
		mc_arena_format(m->arena, "%s – %s", mc_gather_word(m, "title", NULL, 0), gather->title);
	badge->description = about_course(m);
	badge->awarded_on = moment_of(m, m->row->graduated_on);
	badge->started_at = moment_of(m, start ? start : gather->cohorts.items[0].start_on);
	badge->ended_at = moment_of(m, end_of(m, enrolment));
	badge->achievement_id = achievement_id(m, gather->lang);
	badge->achievement_type = settings->achievement_type;
	badge->achievement_name = gather->title;
	badge->achievement_about = badge->description;
	badge->criteria_url = settings->course_url;
	badge->lang = gather->lang;
	badge->version = gather->curriculum->version;
	badge->human_code = gather->curriculum->id;
	badge->has_hours = gather->curriculum->hours > 0;
	badge->hours = gather->curriculum->hours;
}

/* Names the published rules and the event, and so who can be asked; never who decided. */
static void give_evidence(struct gather_making *m)
{
	struct mc_badge *badge = &m->gathered->badge;
	struct mc_badge_evidence *evidence = mc_arena_alloc(m->arena, sizeof(*evidence));
	const struct mc_cert_fill fills[] = {
		{ "date", m->row->graduated_on },
		{ "rules", m->row->rule_set },
		{ "event", mc_arena_format(m->arena, "%lld", (long long)m->row->decision) },
	};

	*evidence = (struct mc_badge_evidence){
		.id = mc_gather_part_id(m->arena, badge->id, "decision"),
		.name = mc_gather_word(m, "decision", NULL, 0),
		.genre = mc_gather_word(m, "decision_genre", NULL, 0),
		.narrative = mc_gather_word(m, m->row->is_individual ? "decided_alone" : "decided", fills,
					    MC_COUNT(fills)),
	};
	badge->evidence = evidence;
	badge->evidence_count = 1;
}

/* ---- all ---- */

static struct mc_err *read_facts(struct gather_making *m, const struct mc_enrolment *enrolment)
{
	const struct mc_facts_sources sources = { m->gather->wanted.office->records,
						  &m->gather->cohorts.items[0], m->gather->curriculum,
						  m->row->graduated_on };

	m->scores_row = mc_scores_find_learner(m->gather->scores, m->row->learner);
	MC_TRY(mc_facts_read(&m->facts, m->arena, &sources, enrolment));
	return mc_gather_person(&m->person, m->arena, m->gather, m->row->learner);
}

static void name_it(struct gather_making *m, unsigned turn)
{
	const char *text = mc_arena_format(m->arena, "%s\n%s\n%s\n%u", m->gather->wanted.cohort,
					   m->row->learner, m->gather->achievement, turn);
	char *uuid = mc_arena_alloc(m->arena, 37);

	mc_gather_uuid(uuid, m->gather, "cert-id", text);
	m->gathered->uuid = uuid;
	m->gathered->rule_set = m->row->rule_set;
	m->gathered->decision = m->row->decision;
	m->gathered->graduated_on = m->row->graduated_on;
	m->gathered->achievement = m->gather->achievement;
	m->gathered->paper_lang = mc_gather_second(m->gather, m->gather->lang, m->person.lang);
}

struct mc_err *mc_gather_again(struct mc_gathered *gathered, struct mc_arena *arena, struct mc_gather *gather,
			       size_t index, unsigned turn)
{
	struct gather_making m = { gather, arena, mc_gather_graduate(gather, index), .gathered = gathered };
	const struct mc_enrolment *enrolment = enrolment_of(&m);

	*gathered = (struct mc_gathered){ .uuid = NULL };
	MC_TRY(read_facts(&m, enrolment));
	MC_TRY(mc_gather_need_name(gather, m.row->learner, &m.person));
	name_it(&m, turn);
	describe(&m, enrolment);
	identify(&m);
	mc_gather_results(&m);
	mc_gather_align(&m);
	relate(&m);
	give_evidence(&m);
	MC_TRY(write_criteria(&gathered->badge.criteria, &m));
	MC_TRY(mc_credential_check_title(gathered->badge.name, _("the title of the certificate"),
					 gather->wanted.settings->centre));
	mc_gather_facts(&gathered->facts, arena, gather, &gathered->badge, m.person.name);
	gathered->facts.course_second = mc_gather_title(gather, gathered->paper_lang);
	return NULL;
}

struct mc_err *mc_gather_one(struct mc_gathered *gathered, struct mc_arena *arena, struct mc_gather *gather,
			     size_t index)
{
	return mc_gather_again(gathered, arena, gather, index, 0);
}
