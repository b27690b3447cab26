/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "cert/inspect.h"
#include "ext/escape.h"
#include "ext/unicode.h"

/* How good an answer is; a sign and a word say it, and a colour only says it again. */
enum level { LEVEL_GOOD, LEVEL_OPEN, LEVEL_BAD };

struct printer {
	struct mc_buf *out;
	const struct mc_inspect_look *look;
};

static const char *sign_of(const struct printer *printer, enum level level)
{
	static const char *const signs[][2] = { { "ok", "\xe2\x9c\x93" },
						{ "?", "?" },
						{ "NO", "\xe2\x9c\x97" } };

	return signs[level][printer->look->has_utf8];
}

static void add_sign(const struct printer *printer, enum level level)
{
	static const char *const colors[] = { "32", "33", "31" };

	if (printer->look->has_color)
		mc_buf_addf(printer->out, "\x1b[%sm%s\x1b[0m", colors[level], sign_of(printer, level));
	else
		mc_buf_addz(printer->out, sign_of(printer, level));
}

/* What comes from a file of others stays on its line and steers nothing. */
static void add_text(const struct printer *printer, const char *text)
{
	mc_escape_line(printer->out, text);
}

static enum level level_of(const struct mc_verified *verified)
{
	return verified->is_trusted ? LEVEL_GOOD : verified->is_valid ? LEVEL_OPEN : LEVEL_BAD;
}

static const struct mc_check *find_check(const struct mc_verified *verified, const char *code)
{
	for (size_t i = 0; i < MC_CHECK_COUNT; i++)
		if (verified->checks[i].code && !strcmp(verified->checks[i].code, code))
			return &verified->checks[i];
	return NULL;
}

/* The verdict in one sentence. */
static void add_verdict(const struct printer *printer, const struct mc_inspected *item)
{
	const struct mc_verified *verified = &item->verified;
	const struct mc_check *check = verified->reason ? find_check(verified, verified->reason) : NULL;
	const char *name = verified->issuer_name ? verified->issuer_name : verified->issuer_id;

	add_sign(printer, level_of(verified));
	mc_buf_addc(printer->out, ' ');
	if (!verified->is_valid) {
		mc_buf_addz(printer->out, _("not valid"));
		mc_buf_addz(printer->out, ": ");
		add_text(printer, check && check->text ? check->text : "");
	} else if (!verified->is_trusted) {
		mc_buf_addz(printer->out,
			    _("nobody has changed it, but who issued it is not in any list that was given"));
	} else {
		mc_buf_addz(printer->out, item->verified.has_badge
						  ? _("the certificate is genuine, issued by")
						  : _("the QR code is genuine, made by"));
		mc_buf_addc(printer->out, ' ');
		add_text(printer, name);
	}
	if (verified->is_valid && verified->checks[MC_CHECK_STATUS].state == MC_CHECK_UNKNOWN)
		mc_buf_addf(printer->out, "; %s", _("not checked: whether it was taken back"));
}

/* ---- facts ---- */

static void add_fact(const struct printer *printer, const char *name, const char *value)
{
	enum { COLUMNS = 14 };
	size_t width = mc_unicode_width(name, strlen(name));

	if (!value || !value[0])
		return;
	mc_buf_addf(printer->out, "  %s", name);
	for (size_t i = width; i < COLUMNS; i++)
		mc_buf_addc(printer->out, ' ');
	add_text(printer, value);
	mc_buf_addc(printer->out, '\n');
}

/* The day of a moment. */
static void add_day(const struct printer *printer, const char *name, const char *moment)
{
	MC_AUTO(mc_buf) day = MC_BUF_INIT;

	if (!moment)
		return;
	mc_buf_add(&day, moment, strnlen(moment, 10));
	add_fact(printer, name, day.ptr);
}

static void add_learner(const struct printer *printer, const struct mc_verified *verified)
{
	const struct mc_badge *badge = &verified->badge;
	bool is_hidden = false;

	for (size_t i = 0; i < badge->identity_count; i++) {
		is_hidden = is_hidden || badge->identities[i].is_hashed;
		if (!badge->identities[i].is_hashed)
			add_fact(printer, _("learner"), badge->identities[i].value);
	}
	if (is_hidden && verified->checks[MC_CHECK_RECIPIENT].state == MC_CHECK_PASS)
		add_fact(printer, _("learner"), _("the person who was asked about"));
	else if (is_hidden)
		add_fact(printer, _("learner"), _("hidden; --name or --email asks whether it is somebody"));
}

static void add_hours(const struct printer *printer, const struct mc_badge *badge)
{
	MC_AUTO(mc_buf) hours = MC_BUF_INIT;

	if (!badge->has_hours)
		return;
	mc_buf_addf(&hours, "%g", badge->hours);
	add_fact(printer, _("hours"), hours.ptr);
}

static void add_results(const struct printer *printer, const struct mc_badge *badge)
{
	for (size_t i = 0; i < badge->result_count; i++) {
		const struct mc_badge_result *result = &badge->results[i];
		MC_AUTO(mc_buf) line = MC_BUF_INIT;

		if (!result->name || (!result->value && !result->status))
			continue;
		mc_buf_addf(&line, "%s: %s", result->name, result->value ? result->value : result->status);
		if (result->value && result->max)
			mc_buf_addf(&line, " / %s", result->max);
		add_fact(printer, i ? "" : _("results"), line.ptr);
	}
}

/* Facts of a certificate that its issuer has signed; whoever else wrote it, it says nothing. */
static void add_facts(const struct printer *printer, const struct mc_verified *verified)
{
	const struct mc_badge *badge = &verified->badge;
	MC_AUTO(mc_buf) issuer = MC_BUF_INIT;

	if (!verified->is_signed || !verified->has_badge)
		return;
	if (verified->issuer_name)
		mc_buf_addf(&issuer, "%s (%s)", verified->issuer_name, verified->issuer_id);
	else
		mc_buf_addf(&issuer, _("%s, which calls itself '%s'"), verified->issuer_id,
			    badge->issuer.name ? badge->issuer.name : "");
	mc_buf_addc(printer->out, '\n');
	add_fact(printer, _("title"), badge->achievement_name);
	add_learner(printer, verified);
	add_fact(printer, _("issued by"), issuer.ptr);
	add_day(printer, _("awarded on"), badge->awarded_on ? badge->awarded_on : badge->valid_from);
	add_day(printer, _("valid until"), badge->valid_until);
	add_hours(printer, badge);
	add_results(printer, badge);
	add_fact(printer, _("id"), badge->id);
}

static void add_qr_facts(const struct printer *printer, const struct mc_verified *verified)
{
	if (verified->has_badge || !verified->has_qr || !verified->is_valid)
		return;
	mc_buf_addc(printer->out, '\n');
	add_fact(printer, _("issued by"), verified->issuer_id);
	add_fact(printer, _("awarded on"), verified->qr.day);
	add_fact(printer, _("id"), verified->qr.uuid);
}

/* ---- checks ---- */

static const char *good_words(enum mc_check_name check)
{
	switch (check) {
	case MC_CHECK_DOCUMENT:
		return _("it is a complete certificate of Open Badges 3.0");
	case MC_CHECK_SIGNATURE:
		return _("nobody has changed it since it was signed");
	case MC_CHECK_KEY:
		return _("it was signed with a key of its issuer");
	case MC_CHECK_DATES:
		return _("it is valid on this day");
	case MC_CHECK_STATUS:
		return _("its issuer has not taken it back");
	case MC_CHECK_ISSUER:
		return _("its issuer is in the list");
	case MC_CHECK_PAPER:
		return _("what is printed says the same");
	case MC_CHECK_QR:
		return _("the QR code is signed by the issuer");
	case MC_CHECK_RECIPIENT:
		return _("it was made for the person who was asked about");
	case MC_CHECK_COUNT:
		break;
	}
	return "";
}

static enum level check_level(const struct mc_check *check)
{
	return check->state == MC_CHECK_PASS   ? LEVEL_GOOD
	       : check->state == MC_CHECK_FAIL ? LEVEL_BAD
					       : LEVEL_OPEN;
}

static void add_checks(const struct printer *printer, const struct mc_verified *verified)
{
	mc_buf_addc(printer->out, '\n');
	for (size_t i = 0; i < MC_CHECK_COUNT; i++) {
		const struct mc_check *check = &verified->checks[i];

		if (check->state == MC_CHECK_NOT_DONE && !check->code)
			continue;
		mc_buf_addz(printer->out, "  ");
		add_sign(printer, check_level(check));
		mc_buf_addc(printer->out, ' ');
		add_text(printer, check->text ? check->text : good_words((enum mc_check_name)i));
		if (i == MC_CHECK_STATUS && verified->listed_at) {
			mc_buf_addz(printer->out, " ");
			mc_buf_addf(printer->out, _("(list of %.10s)"), verified->listed_at);
		}
		mc_buf_addc(printer->out, '\n');
	}
	if (verified->unknown) {
		mc_buf_addz(printer->out, "  ");
		add_sign(printer, LEVEL_OPEN);
		mc_buf_addf(printer->out, " %s: ", _("it has other signatures, which were not checked"));
		add_text(printer, verified->unknown);
		mc_buf_addc(printer->out, '\n');
	}
}

/* ---- what to do ---- */

static const char *advice(const char *code)
{
	static const struct {
		const char *code, *words;
	} all[] = {
		{ "unknown-issuer",
		  N_("get the list of issuers from the school or its network, not from who showed "
		     "you the certificate, and give it with --issuers") },
		{ "key-unknown",
		  N_("get the list of issuers, or did.json, from the web site of the school and give it "
		     "with --issuers") },
		{ "no-list",
		  N_("get the list with --fetch-status, or give a file from the school with --status") },
		{ "list-expired",
		  N_("get the newest list from the school: --fetch-status, or --status with the file") },
		{ "revoked", N_("ask the school if you do not know why") },
		{ "suspended", N_("ask the school; it may become valid again") },
		{ "expired",
		  N_("ask the learner or the school for a newer one; --at tells whether it was valid on "
		     "another day") },
		{ "changed", N_("ask for the file as the school sent it; copy it, do not open and save it") },
		{ "layout-changed",
		  N_("ask for the file as the school sent it; copy it, do not open and save it") },
		{ "qr-changed", N_("ask for the file that came with this paper") },
		{ "key-lost", N_("ask the school for a new certificate") },
		{ "other-person",
		  N_("write the name or address exactly as the learner gave it to the school") },
		{ "no-certificate",
		  N_("ask for the file that the school sent: a screenshot or a scan holds no "
		     "certificate, but its QR code can be checked") },
	};

	for (size_t i = 0; code && i < MC_COUNT(all); i++)
		if (!strcmp(code, all[i].code))
			return _(all[i].words);
	return NULL;
}

static void add_trouble(const struct printer *printer, const struct mc_inspection *inspection)
{
	for (size_t i = 0; i < inspection->fetched_count; i++) {
		if (!inspection->trouble[i])
			continue;
		mc_buf_addf(printer->out, "\n%s ", _("the status list could not be fetched:"));
		add_text(printer, inspection->trouble[i]);
		mc_buf_addz(printer->out, ": ");
		add_text(printer, inspection->fetched[i]);
		mc_buf_addc(printer->out, '\n');
	}
	if (inspection->school) {
		mc_buf_addf(printer->out, "\n%s ", _("compared with the lists of the school in"));
		add_text(printer, inspection->school);
		mc_buf_addc(printer->out, '\n');
	}
}

static void add_block(const struct printer *printer, const struct mc_inspected *item)
{
	const char *next = advice(item->verified.reason);

	add_verdict(printer, item);
	mc_buf_addc(printer->out, '\n');
	add_facts(printer, &item->verified);
	add_qr_facts(printer, &item->verified);
	add_checks(printer, &item->verified);
	if (!item->verified.has_badge && item->verified.is_valid)
		mc_buf_addf(printer->out, "\n%s\n",
			    _("a QR code does not say whose certificate it is: compare the paper with the "
			      "file, or ask the school for this id"));
	if (next)
		mc_buf_addf(printer->out, _("\nnext: %s\n"), next);
}

static void add_operand(const struct printer *printer, const struct mc_inspected *item)
{
	if (item->kind && !strcmp(item->kind, "qr"))
		mc_buf_addz(printer->out, _("QR code"));
	else
		add_text(printer, item->operand);
}

void mc_inspection_print(struct mc_buf *out, const struct mc_inspection *inspection,
			 const struct mc_inspect_look *look)
{
	const struct printer printer = { out, look };

	if (inspection->count == 1 && !look->is_brief)
		add_block(&printer, &inspection->items[0]);
	else
		for (size_t i = 0; i < inspection->count; i++) {
			add_operand(&printer, &inspection->items[i]);
			mc_buf_addz(out, ": ");
			add_verdict(&printer, &inspection->items[i]);
			mc_buf_addc(out, '\n');
		}
	if (!look->is_brief)
		add_trouble(&printer, inspection);
}
