/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "result/page_fault.h"
#include "result/reason_part.h"

static void print_missing(struct mc_buf *out, const struct mc_reason *reason, const char *subject)
{
	long long got = (long long)reason->got;

	if (reason->got == 0 && reason->want <= 1)
		mc_buf_addf(out, _("nothing in the page matches '%s'"), subject);
	else
		mc_buf_addf(out,
			    NP_("the page has %lld element that matches '%s'; at least %lld are needed",
				"the page has %lld elements that match '%s'; at least %lld are needed", got),
			    got, subject, (long long)reason->want);
}

static void print_found(struct mc_buf *out, const struct mc_reason *reason, const char *subject)
{
	long long got = (long long)reason->got;

	if (reason->want == 0)
		mc_buf_addf(out, _("the page must not have what matches '%s'"), subject);
	else
		mc_buf_addf(out,
			    NP_("the page has %lld element that matches '%s'; at most %lld are allowed",
				"the page has %lld elements that match '%s'; at most %lld are allowed", got),
			    got, subject, (long long)reason->want);
}

static void print_attribute(struct mc_buf *out, const struct mc_reason *reason, const char *subject)
{
	MC_AUTOTEXT name = mc_reason_printable(reason->detail);

	if (reason->got == 0)
		mc_buf_addf(out, _("'%s' has no attribute '%s'"), subject, name);
	else
		mc_buf_addf(out, _("the attribute '%s' of '%s' is not what was expected"), name, subject);
}

/* Adds a sentence of the table, with its excerpt and number. */
static void fill(struct mc_buf *out, const char *sentence, const char *excerpt, long long number)
{
	while (*sentence) {
		if (!strncmp(sentence, "{}", 2)) {
			mc_buf_addz(out, excerpt);
			sentence += 2;
		} else if (!strncmp(sentence, "{n}", 3)) {
			mc_buf_addf(out, "%lld", number);
			sentence += 3;
		} else {
			mc_buf_addc(out, *sentence++);
		}
	}
}

const char *mc_page_fault_name(enum mc_page_fault_kind kind)
{
	static const char *const names[] = {
#define X(constant, name, sentence) [constant] = name,
		MC_PAGE_FAULTS(X)
#undef X
	};

	return names[kind];
}

static void print_rule(struct mc_buf *out, const struct mc_reason *reason, const char *subject)
{
	static const char *const sentences[] = {
#define X(constant, name, sentence) [constant] = sentence,
		MC_PAGE_FAULTS(X)
#undef X
	};
	MC_AUTOTEXT detail = mc_reason_printable(reason->detail);

	for (size_t i = 0; i < MC_COUNT(sentences); i++) {
		if (!strcmp(mc_page_fault_name((enum mc_page_fault_kind)i), subject)) {
			fill(out, _(sentences[i]), detail, reason->got);
			return;
		}
	}
	mc_buf_addf(out, _("the page breaks the rule '%s'"), subject);
}

/* Of a hidden test the selector is not told. */
static const char *hidden_words(enum mc_reason_code code)
{
	if (code == MC_REASON_ELEMENT_MISSING)
		return _("something that is needed is missing in the page");
	if (code == MC_REASON_ELEMENT_FOUND)
		return _("the page has something that it must not have, or too much of it");
	if (code == MC_REASON_ELEMENT_ORDER)
		return _("two parts of the page are not in the order that is needed");
	return _("a part of the page is not what was expected");
}

void mc_reason_print_page(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT subject = mc_reason_printable(reason->subject);
	MC_AUTOTEXT detail = mc_reason_printable(reason->detail);

	if (!*subject && reason->code != MC_REASON_PAGE_RULE)
		mc_buf_addz(out, hidden_words(reason->code));
	else if (reason->code == MC_REASON_ELEMENT_MISSING)
		print_missing(out, reason, subject);
	else if (reason->code == MC_REASON_ELEMENT_FOUND)
		print_found(out, reason, subject);
	else if (reason->code == MC_REASON_ELEMENT_TEXT)
		mc_buf_addf(out, _("the text of '%s' is not what was expected"), subject);
	else if (reason->code == MC_REASON_ELEMENT_ATTRIBUTE)
		print_attribute(out, reason, subject);
	else if (reason->code == MC_REASON_ELEMENT_ORDER)
		mc_buf_addf(out, _("the first '%s' must come after the first '%s'"), subject, detail);
	else
		print_rule(out, reason, subject);
}
