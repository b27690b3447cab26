/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/base64.h"
#include "base/i18n.h"
#include "base/time.h"
#include "cert/europe.h"
#include "cert/export.h"
#include "cert/gather.h"
#include "cert/printing.h"
#include "credential/qr_text.h"
#include "ext/json_write.h"

/*
 * The European Learning Model as the Europass issuer reads it: every node has an id of its own, texts are
 * maps by language, and what is in a list of the European Union is a concept.  A node that is told twice,
 * such as the school, is written whole each time, as in the samples of the Commission.
 */

#define AUTHORITY "http://publications.europa.eu/resource/authority/"
#define SNB "http://data.europa.eu/snb/"
#define ESCO_SKILL "http://data.europa.eu/esco/skill/"
#define ESCO_OCCUPATION "http://data.europa.eu/esco/occupation/"

struct elm {
	struct mc_json_writer writer;
	const struct mc_badge *badge;
	const char *uuid;
	const char *name; /* of the learner */
	const struct mc_europe_code *country, *language;
	struct mc_str picture; /* PNG */
};

/* ---- parts ---- */

static void start(struct elm *elm, const char *key, const char *id, const char *type)
{
	if (key)
		mc_json_key(&elm->writer, key);
	mc_json_start(&elm->writer, '{');
	mc_json_key_text(&elm->writer, "id", id);
	mc_json_key_text(&elm->writer, "type", type);
}

static void end(struct elm *elm)
{
	mc_json_end(&elm->writer);
}

/* A text in a language; nothing when there is none. */
static void write_text_in(struct elm *elm, const char *key, const char *lang, const char *text)
{
	if (!text)
		return;
	mc_json_key(&elm->writer, key);
	mc_json_start(&elm->writer, '{');
	mc_json_key_text(&elm->writer, lang, text);
	end(elm);
}

static void write_text(struct elm *elm, const char *key, const char *text)
{
	write_text_in(elm, key, elm->language->tag, text);
}

static void write_concept(struct elm *elm, const char *key, const char *id, const char *scheme,
			  const char *label)
{
	start(elm, key, id, "Concept");
	start(elm, "inScheme", scheme, "ConceptScheme");
	end(elm);
	write_text_in(elm, "prefLabel", "en", label);
	end(elm);
}

static void write_code(struct elm *elm, const char *key, const char *list, const struct mc_europe_code *code)
{
	MC_AUTO(mc_buf) scheme = MC_BUF_INIT;
	MC_AUTO(mc_buf) id = MC_BUF_INIT;

	mc_buf_addf(&scheme, AUTHORITY "%s", list);
	mc_buf_addf(&id, AUTHORITY "%s/%s", list, code->code);
	write_concept(elm, key, id.ptr, scheme.ptr, code->name);
}

static void write_note(struct elm *elm, const char *key, const char *id, const char *text)
{
	if (!text)
		return;
	start(elm, key, id, "Note");
	write_text(elm, "noteLiteral", text);
	end(elm);
}

/* ---- the school ---- */

static void write_address(struct elm *elm)
{
	const struct mc_badge_issuer *issuer = &elm->badge->issuer;
	const char *const parts[] = { issuer->street, issuer->postal_code, issuer->city };
	MC_AUTO(mc_buf) address = MC_BUF_INIT;

	for (size_t i = 0; i < MC_COUNT(parts); i++)
		if (parts[i])
			mc_buf_addf(&address, "%s%s", address.len > 0 ? ", " : "", parts[i]);
	start(elm, "location", "urn:epass:location:1", "Location");
	start(elm, "address", "urn:epass:address:1", "Address");
	write_code(elm, "countryCode", "country", elm->country);
	if (address.len > 0)
		write_note(elm, "fullAddress", "urn:epass:note:1", address.ptr);
	end(elm);
	end(elm);
}

static void write_school(struct elm *elm, const char *key)
{
	const struct mc_badge_issuer *issuer = &elm->badge->issuer;

	start(elm, key, "urn:epass:org:1", "Organisation");
	write_text(elm, "legalName", issuer->name);
	write_address(elm);
	if (issuer->registration) {
		start(elm, "registration", "urn:epass:legalIdentifier:1", "LegalIdentifier");
		write_code(elm, "spatial", "country", elm->country);
		mc_json_key_text(&elm->writer, "notation", issuer->registration);
		end(elm);
	}
	if (issuer->url) {
		start(elm, "homepage", "urn:epass:webResource:1", "WebResource");
		mc_json_key_text(&elm->writer, "contentURL", issuer->url);
		end(elm);
	}
	end(elm);
}

static void write_awarding(struct elm *elm)
{
	start(elm, "awardedBy", "urn:epass:awardingProcess:1", "AwardingProcess");
	write_school(elm, "awardingBody");
	if (elm->badge->awarded_on)
		mc_json_key_text(&elm->writer, "awardingDate", elm->badge->awarded_on);
	end(elm);
}

/* ---- what is shown ---- */

static void write_picture(struct elm *elm)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_base64_add(&text, elm->picture);
	start(elm, "image", "urn:epass:mediaObject:1", "MediaObject");
	mc_json_key_text(&elm->writer, "content", text.ptr);
	write_concept(elm, "contentEncoding", SNB "encoding/6146cde7dd", SNB "encoding/25831c2", "base64");
	write_concept(elm, "contentType", AUTHORITY "file-type/PNG", AUTHORITY "file-type", "PNG");
	end(elm);
}

static void write_display(struct elm *elm)
{
	start(elm, "displayParameter", "urn:epass:displayParameter:1", "DisplayParameter");
	write_text(elm, "title", elm->badge->name);
	write_text(elm, "description", elm->badge->description);
	write_code(elm, "primaryLanguage", "language", elm->language);
	write_code(elm, "language", "language", elm->language);
	start(elm, "individualDisplay", "urn:epass:individualDisplay:1", "IndividualDisplay");
	write_code(elm, "language", "language", elm->language);
	start(elm, "displayDetail", "urn:epass:displayDetail:1", "DisplayDetail");
	write_picture(elm);
	mc_json_key_int(&elm->writer, "page", 1);
	end(elm);
	end(elm);
	end(elm);
}

/* ---- what was learned ---- */

/* What a competence is aligned to; skills of ESCO are concepts, by the names that ESCO gives them; others are
 * told. */
static void write_outcome(struct elm *elm, const struct mc_badge_alignment *alignment, size_t number)
{
	MC_AUTO(mc_buf) id = MC_BUF_INIT;
	MC_AUTO(mc_buf) note = MC_BUF_INIT;

	mc_buf_addf(&id, "urn:epass:learningOutcome:%zu", number);
	start(elm, NULL, id.ptr, "LearningOutcome");
	write_text(elm, "title", alignment->name);
	if (!strncmp(alignment->url, ESCO_SKILL, strlen(ESCO_SKILL)) && alignment->framework &&
	    !strncmp(alignment->framework, "ESCO", strlen("ESCO")))
		write_concept(elm, "relatedESCOSkill", alignment->url,
			      "http://data.europa.eu/esco/concept-scheme/skills", alignment->name);
	if (alignment->framework && alignment->code) {
		mc_buf_reset(&id);
		mc_buf_addf(&id, "urn:epass:note:outcome:%zu", number);
		mc_buf_addf(&note, "%s %s", alignment->framework, alignment->code);
		write_note(elm, "additionalNote", id.ptr, note.ptr);
	}
	end(elm);
}

/* Occupations of ESCO are nothing that somebody learned. */
static void write_outcomes(struct elm *elm)
{
	size_t number = 0;

	for (size_t i = 0; i < elm->badge->alignment_count; i++) {
		const struct mc_badge_alignment *alignment = &elm->badge->alignments[i];

		if (!alignment->url || !alignment->name ||
		    !strncmp(alignment->url, ESCO_OCCUPATION, strlen(ESCO_OCCUPATION)))
			continue;
		if (number++ == 0) {
			mc_json_key(&elm->writer, "learningOutcome");
			mc_json_start(&elm->writer, '[');
		}
		write_outcome(elm, alignment, number);
	}
	if (number > 0)
		end(elm);
}

/* Source: XML Schema, duration. */
static void write_hours(struct elm *elm, const char *key)
{
	long minutes = lround(elm->badge->hours * 60);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (!elm->badge->has_hours || minutes <= 0)
		return;
	mc_buf_addf(&text, "PT%ldH", minutes / 60);
	if (minutes % 60)
		mc_buf_addf(&text, "%ldM", minutes % 60);
	mc_json_key_text(&elm->writer, key, text.ptr);
}

static void write_activity(struct elm *elm)
{
	const struct mc_badge *badge = elm->badge;

	start(elm, "influencedBy", "urn:epass:activity:1", "LearningActivity");
	write_text(elm, "title", badge->achievement_name);
	write_text(elm, "description", badge->achievement_about);
	write_awarding(elm);
	write_school(elm, "directedBy");
	write_hours(elm, "workload");
	if (badge->started_at && badge->ended_at) {
		start(elm, "temporal", "urn:epass:period:1", "PeriodOfTime");
		mc_json_key_text(&elm->writer, "startDate", badge->started_at);
		mc_json_key_text(&elm->writer, "endDate", badge->ended_at);
		end(elm);
	}
	end(elm);
}

static void write_claim(struct elm *elm)
{
	const struct mc_badge *badge = elm->badge;

	start(elm, "hasClaim", "urn:epass:learningAchievement:1", "LearningAchievement");
	write_text(elm, "title", badge->achievement_name);
	write_text(elm, "description", badge->achievement_about);
	write_note(elm, "additionalNote", "urn:epass:note:2", badge->criteria);
	write_awarding(elm);
	write_activity(elm);
	start(elm, "specifiedBy", "urn:epass:learningAchievementSpec:1", "LearningAchievementSpecification");
	write_text(elm, "title", badge->achievement_name);
	write_code(elm, "language", "language", elm->language);
	write_hours(elm, "volumeOfLearning");
	write_outcomes(elm);
	end(elm);
	end(elm);
}

/* ---- the whole ---- */

static void write_credential(struct elm *elm)
{
	const struct mc_badge *badge = elm->badge;
	struct mc_json_writer *writer = &elm->writer;
	MC_AUTO(mc_buf) id = MC_BUF_INIT;

	mc_buf_addf(&id, "urn:credential:%s", elm->uuid);
	mc_json_key(writer, "credential");
	mc_json_start(writer, '{');
	mc_json_key(writer, "@context");
	mc_json_start(writer, '[');
	mc_json_text(writer, "https://www.w3.org/2018/credentials/v1");
	mc_json_text(writer, SNB "model/context/edc-ap");
	end(elm);
	mc_json_key_text(writer, "id", id.ptr);
	mc_json_key(writer, "type");
	mc_json_start(writer, '[');
	mc_json_text(writer, "VerifiableCredential");
	mc_json_text(writer, "EuropeanDigitalCredential");
	end(elm);
	write_concept(elm, "credentialProfiles", SNB "credential/e34929035b", SNB "credential/25831c2",
		      "Generic");
	start(elm, "credentialSchema", SNB "model/ap/edc-generic-full", "ShaclValidator2017");
	end(elm);
	mc_json_key_text(writer, "issued", badge->awarded_on ? badge->awarded_on : badge->valid_from);
	mc_json_key_text(writer, "validFrom", badge->valid_from);
	if (badge->valid_until)
		mc_json_key_text(writer, "validUntil", badge->valid_until);
	write_display(elm);
	write_school(elm, "issuer");
	start(elm, "credentialSubject", "urn:epass:person:1", "Person");
	write_text(elm, "fullName", elm->name);
	write_claim(elm);
	end(elm);
	end(elm);
}

/* The name as the credential has it: with it the learner agreed that others read it. */
static struct mc_err *find_name(struct elm *elm, const struct mc_cert_entry *entry)
{
	for (size_t i = 0; i < elm->badge->identity_count; i++) {
		const struct mc_badge_identity *identity = &elm->badge->identities[i];

		if (!strcmp(identity->type, "name") && !identity->is_hashed)
			elm->name = identity->value;
	}
	if (elm->name)
		return NULL;
	return mc_err_hint(
		mc_err_new(MC_E_INPUT,
			   _("the certificate '%s' has no name that others may read, and Europass wants one"),
			   entry->id),
		"%s",
		_("when the learner agrees: 'migracode privacy consent give <learner> --purpose "
		  "certificate-name', then revoke the certificate and issue another one with --replace"));
}

static struct mc_err *find_codes(struct elm *elm)
{
	const char *country = elm->badge->issuer.country;
	const char *lang = elm->badge->lang;

	elm->country = country ? mc_europe_country(country) : NULL;
	elm->language = lang ? mc_europe_language(lang) : NULL;
	if (!elm->country)
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("the certificate does not say in which European country the "
						"school is")),
				   "%s",
				   _("write its two letters as 'country' of 'issuer' in 'certificates' of "
				     "school.json before you issue certificates"));
	if (!elm->language)
		return mc_err_new(MC_E_INPUT, _("Europass has no code here for the language '%s'"),
				  lang ? lang : "");
	return NULL;
}

/* The certificate as it was printed. */
static struct mc_err *print(struct mc_buf *png, struct mc_cert_export *export,
			    const struct mc_seal_asker *asker)
{
	struct mc_cabinet *cabinet = &export->cabinet;
	const struct mc_cert_entry *entry = &export->entries.items[0];
	const struct mc_str credential = { export->bytes.ptr, export->bytes.len };
	const struct mc_gather_wanted wanted = { &cabinet->office, &cabinet->settings, &cabinet->keyring,
						 entry->cohort,	   entry->learner,     entry->lang };
	struct mc_press_job job = { .badge = &export->badge, .credential = credential };
	struct mc_printed_facts facts = { 0 };
	MC_AUTOPTR(mc_gather) gather = NULL;
	MC_AUTOPTR(mc_press) press = NULL;
	MC_AUTO(mc_buf) qr = MC_BUF_INIT;
	int64_t made_ms = 0;

	MC_TRY(mc_keyring_open(&cabinet->keyring, &cabinet->office.school, &cabinet->settings,
			       cabinet->office.records, asker));
	MC_TRY(mc_gather_open(&gather, &wanted));
	MC_TRY(mc_gather_paper(&facts, &job.second, &export->arena, gather, entry->learner, &export->badge));
	MC_TRY(mc_qr_text_add(&qr, cabinet->settings.verify_url, credential, entry->id, facts.awarded_on,
			      export->badge.status_list, export->badge.status_index, &cabinet->keyring.key));
	(void)mc_time_read_ms(&made_ms, export->badge.valid_from);
	facts.made_s = made_ms / 1000;
	facts.qr = qr.ptr;
	job.facts = &facts;
	mc_press_open(&press, &cabinet->settings.style);
	return mc_press_file(png, press, MC_CARRIER_PNG, &job);
}

struct mc_err *mc_cert_export_elm(struct mc_buf *json, struct mc_cert_export *export,
				  const struct mc_seal_asker *asker)
{
	MC_AUTO(mc_buf) png = MC_BUF_INIT;
	struct elm elm = { .writer = MC_JSON_WRITER(json, true),
			   .badge = &export->badge,
			   .uuid = export->entries.items[0].id };

	MC_TRY(find_name(&elm, &export->entries.items[0]));
	MC_TRY(find_codes(&elm));
	MC_TRY(print(&png, export, asker));
	elm.picture = (struct mc_str){ png.ptr, png.len };
	mc_json_start(&elm.writer, '{');
	write_credential(&elm);
	mc_json_end(&elm.writer);
	mc_buf_addc(json, '\n');
	return NULL;
}
