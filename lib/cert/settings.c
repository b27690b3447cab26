/* SPDX-License-Identifier: MIT */
#include "cert/settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cert/settings_value.h"
#include "os/file.h"

enum { MOST_MONTHS = 1200, MOST_DAYS = 3650, USUAL_DAYS = 30, MOST_SIGNATORIES = 4 };

void mc_cert_settings_release(struct mc_cert_settings *settings)
{
	free(settings->signatories);
	mc_arena_release(&settings->arena);
	*settings = (struct mc_cert_settings)MC_CERT_SETTINGS_INIT;
}

/* A file below the folder of the school, as a path from here. */
static void read_file(const char **path, const struct mc_spec *spec, const struct mc_json_node *node)
{
	const char *below = NULL;

	mc_spec_path(&below, spec, node);
	if (!below)
		return;
	MC_AUTOTEXT joined = mc_path_join(spec->dir, below);

	*path = mc_arena_strdup(spec->arena, joined);
}

static void read_issuer(struct mc_badge_issuer *issuer, const struct mc_spec *spec,
			const struct mc_json_node *node)
{
	static const char *const keys[] = { "name",    "url",  "email",	 "phone",      "registration",
					    "country", "city", "street", "postal_code" };

	if (!node || !mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	mc_spec_text(&issuer->name, spec, mc_json_find(node, "name"));
	mc_cert_read_url(&issuer->url, spec, mc_json_find(node, "url"), MC_CERT_URL_PAGE);
	mc_cert_read_email(&issuer->email, spec, mc_json_find(node, "email"));
	mc_spec_text(&issuer->phone, spec, mc_json_find(node, "phone"));
	mc_spec_text(&issuer->registration, spec, mc_json_find(node, "registration"));
	mc_cert_read_country(&issuer->country, spec, mc_json_find(node, "country"));
	mc_spec_text(&issuer->city, spec, mc_json_find(node, "city"));
	mc_spec_text(&issuer->street, spec, mc_json_find(node, "street"));
	mc_spec_text(&issuer->postal_code, spec, mc_json_find(node, "postal_code"));
}

static void read_show(struct mc_cert_settings *settings, const struct mc_spec *spec,
		      const struct mc_json_node *node)
{
	static const char *const keys[] = { "points", "attendance" };

	if (!node || !mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	mc_spec_bool(&settings->shows_points, spec, mc_json_find(node, "points"));
	mc_spec_bool(&settings->shows_attendance, spec, mc_json_find(node, "attendance"));
}

static void read_signatory(struct mc_printed_signatory *signatory, const struct mc_spec *spec,
			   const struct mc_json_node *node)
{
	static const char *const keys[] = { "name", "role", "image" };

	if (!mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	mc_spec_text(&signatory->name, spec, mc_spec_need(spec, node, "name"));
	mc_spec_text(&signatory->role, spec, mc_json_find(node, "role"));
	read_file(&signatory->image, spec, mc_json_find(node, "image"));
}

static void read_signatories(struct mc_cert_settings *settings, const struct mc_spec *spec,
			     const struct mc_json_node *node)
{
	if (!mc_spec_is(spec, node, MC_JSON_ARRAY))
		return;
	if (mc_json_count(node) > MOST_SIGNATORIES) {
		mc_spec_error(spec, node, NULL, _("a certificate has room for %d signatures"),
			      MOST_SIGNATORIES);
		return;
	}
	settings->signatories = mc_alloc_zero(mc_json_count(node) + 1, sizeof(*settings->signatories));
	for (const struct mc_json_node *item = mc_json_first(node); item; item = mc_json_next(item))
		read_signatory(&settings->signatories[settings->signatory_count++], spec, item);
}

/* A folder of the school with its own design, or the name of one that comes with the program. */
static void read_design(const char **design, const struct mc_spec *spec, const struct mc_json_node *node)
{
	const char *name = NULL;

	mc_spec_path(&name, spec, node);
	if (!name)
		return;
	MC_AUTOTEXT own = mc_path_join(spec->dir, name);

	*design = mc_file_is_dir(own) ? mc_arena_strdup(spec->arena, own) : name;
}

static void read_style(struct mc_printed_style *style, const struct mc_spec *spec,
		       const struct mc_json_node *node)
{
	const struct mc_json_node *second = mc_json_find(node, "second_language");

	read_design(&style->design, spec, mc_json_find(node, "design"));
	mc_cert_read_lang(&style->lang, spec, mc_json_find(node, "language"));
	mc_cert_read_lang(&style->second, spec, second);
	if (style->lang && style->second && !strcmp(style->lang, style->second))
		mc_spec_error(spec, second, NULL, _("this is the first language, too"));
	mc_cert_read_colour(&style->colour, spec, mc_json_find(node, "colour"));
	mc_cert_read_colour(&style->accent, spec, mc_json_find(node, "accent"));
	read_file(&style->logo, spec, mc_json_find(node, "logo"));
	read_file(&style->partner_logo, spec, mc_json_find(node, "partner_logo"));
}

static void read_member(struct mc_cert_settings *settings, const struct mc_spec *spec,
			const struct mc_json_node *node)
{
	static const char *const keys[] = {
		"issuer",      "did",	       "status_url",	   "verify_url",
		"course_url",  "place",	       "achievement_type", "accredited_centre",
		"show",	       "valid_months", "language",	   "second_language",
		"status_days", "design",       "colour",	   "accent",
		"logo",	       "partner_logo", "signatories"
	};
	static const char *const types[] = { "CertificateOfCompletion", "Course" };
	size_t type = 0;

	if (!node || !mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	read_issuer(&settings->issuer, spec, mc_json_find(node, "issuer"));
	mc_cert_read_did(&settings->did, spec, mc_json_find(node, "did"));
	mc_cert_read_url(&settings->status_url, spec, mc_json_find(node, "status_url"), MC_CERT_URL_FOLDER);
	mc_cert_read_url(&settings->verify_url, spec, mc_json_find(node, "verify_url"), MC_CERT_URL_BARE);
	mc_cert_read_url(&settings->course_url, spec, mc_json_find(node, "course_url"), MC_CERT_URL_PAGE);
	mc_spec_text(&settings->place, spec, mc_json_find(node, "place"));
	if (mc_spec_choice(&type, spec, mc_json_find(node, "achievement_type"), types, MC_COUNT(types)))
		settings->achievement_type = types[type];
	mc_spec_text(&settings->centre, spec, mc_json_find(node, "accredited_centre"));
	mc_spec_integer(&settings->valid_months, spec, mc_json_find(node, "valid_months"), 0, MOST_MONTHS);
	mc_spec_integer(&settings->status_days, spec, mc_json_find(node, "status_days"), 1, MOST_DAYS);
	read_show(settings, spec, mc_json_find(node, "show"));
	read_style(&settings->style, spec, node);
	read_signatories(settings, spec, mc_json_find(node, "signatories"));
}

struct mc_err *mc_cert_settings_parse(struct mc_cert_settings *settings, const struct mc_school *school,
				      const char *path, const char *bytes, size_t len)
{
	MC_AUTO(mc_cert_settings) read = MC_CERT_SETTINGS_INIT;
	MC_AUTO(mc_findings) found = MC_FINDINGS_INIT;
	struct mc_spec spec = {
		.arena = &read.arena, .findings = &found, .path = path, .dir = school->dir ? school->dir : ""
	};

	read.achievement_type = "CertificateOfCompletion";
	read.status_days = USUAL_DAYS;
	const struct mc_json_node *root = mc_spec_parse(&spec, bytes, len);

	if (root)
		read_member(&read, &spec, mc_json_find(root, "certificates"));
	if (!read.issuer.name && school->name)
		read.issuer.name = mc_arena_strdup(&read.arena, school->name);
	mc_spec_release(&spec);
	MC_TRY(mc_spec_conclude(NULL, &found));
	*settings = read;
	read = (struct mc_cert_settings)MC_CERT_SETTINGS_INIT;
	return NULL;
}

struct mc_err *mc_cert_settings_read(struct mc_cert_settings *settings, const struct mc_school *school)
{
	MC_AUTOTEXT path = mc_path_join(school->dir, MC_SCHOOL_FILE);
	MC_AUTO(mc_cert_settings) read = MC_CERT_SETTINGS_INIT;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	MC_TRY(mc_buf_read_file(&bytes, path, MC_JSON_MAX_BYTES));
	MC_TRY(mc_cert_settings_parse(&read, school, path, bytes.ptr, bytes.len));
	if (!read.issuer.name)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' does not say what the school is called"),
					      path),
				   "%s", _("add a member \"name\": certificates are issued in this name"));
	*settings = read;
	read = (struct mc_cert_settings)MC_CERT_SETTINGS_INIT;
	return NULL;
}
