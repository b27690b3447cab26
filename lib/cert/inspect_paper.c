/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "carrier/pdf_text.h"
#include "cert/inspect_part.h"
#include "os/data.h"
#include "os/dir.h"
#include "os/file.h"
#include "printed/words.h"

/* A name takes at most so many lines, and a page has at most so many pieces of text. */
enum { NAME_LINES = 3, MAX_PIECES = 4000, FEW_WORDS = 2 };

/* The next piece: what stands between tabs and line ends, without white space around it. */
static bool cut_piece(struct mc_str *piece, struct mc_str *text)
{
	while (text->len) {
		size_t len = 0;

		while (len < text->len && text->ptr[len] != '\n' && text->ptr[len] != '\t')
			len++;
		*piece = mc_str_trim((struct mc_str){ text->ptr, len });
		len += len < text->len;
		*text = (struct mc_str){ text->ptr + len, text->len - len };
		if (piece->len)
			return true;
	}
	return false;
}

/* Nobody knows where the name stands: one piece, or some that follow each other, must have its hash.  A part
 * of a piece does not do: it could be a part of another name. */
static bool has_hashed(struct mc_str page, const struct mc_badge_identity *identity)
{
	struct mc_str piece;

	for (size_t i = 0; i < MAX_PIECES && cut_piece(&piece, &page); i++) {
		struct mc_str rest = page;
		MC_AUTO(mc_buf) name = MC_BUF_INIT;

		mc_buf_add(&name, piece.ptr, piece.len);
		for (size_t lines = 1; lines <= NAME_LINES; lines++) {
			if (mc_badge_identity_is(identity, name.ptr))
				return true;
			if (!cut_piece(&piece, &rest))
				break;
			mc_buf_addc(&name, ' ');
			mc_buf_add(&name, piece.ptr, piece.len);
		}
	}
	return false;
}

/* True also when the certificate says no name. What was asked for has the hash, or another check has failed.
 */
static bool has_name(struct mc_str page, const struct mc_badge *badge, const char *name)
{
	bool is_asked = false;

	for (size_t i = 0; i < badge->identity_count; i++) {
		const struct mc_badge_identity *identity = &badge->identities[i];

		if (!identity->type || strcmp(identity->type, "name") != 0 || !identity->value)
			continue;
		is_asked = true;
		if (!identity->is_hashed && mc_carrier_text_has_line(page, identity->value))
			return true;
		if (identity->is_hashed &&
		    ((name && mc_carrier_text_has_line(page, name)) || has_hashed(page, identity)))
			return true;
	}
	return !is_asked;
}

/* A title of one or two words could stand in any sentence; longer ones may go over several lines. */
static bool has_title(struct mc_str page, const char *title)
{
	size_t words = 0;

	for (const char *p = title; *p; p++)
		words += *p != ' ' && (p == title || p[-1] == ' ');
	return mc_carrier_text_has_line(page, title) ||
	       (words > FEW_WORDS && mc_carrier_text_has(page, title));
}

/* The day as it is written in a language; false also when there are no words of it. */
static bool has_day_in(struct mc_str page, const char *day, const char *lang)
{
	MC_AUTOPTR(mc_printed_words) words = NULL;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = mc_printed_words_open(&words, lang);

	if (err)
		return false;
	mc_printed_date(&text, words, day);
	return mc_carrier_text_has(page, text.ptr);
}

/* In digits, or in any language that certificates are printed in. */
static struct mc_err *find_day(bool *is_there, struct mc_str page, const char *moment)
{
	MC_AUTOTEXT templates = NULL;
	MC_AUTO(mc_dir) dir = MC_DIR_INIT;
	char day[MC_DATE_TEXT] = "";

	*is_there = true;
	if (!moment || strlen(moment) < sizeof(day) - 1)
		return NULL;
	memcpy(day, moment, sizeof(day) - 1);
	if (mc_carrier_text_has(page, day))
		return NULL;
	MC_TRY(mc_data_dir(&templates, "templates"));
	MC_AUTOTEXT folder = mc_path_join(templates, "certificate/words");

	MC_TRY(mc_dir_read_files(&dir, folder));
	for (size_t i = 0; i < dir.count; i++) {
		char *dot = strrchr(dir.names[i], '.');

		if (!dot || strcmp(dot, ".json") != 0)
			continue;
		*dot = '\0';
		if (has_day_in(page, day, dir.names[i]))
			return NULL;
	}
	*is_there = false;
	return NULL;
}

/* Where a UUID begins in text, in small letters; NULL: nowhere. */
static const char *find_uuid(const char *text, const char *end)
{
	static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

	for (; (size_t)(end - text) >= strlen(form); text++) {
		size_t same = 0;

		while (form[same] && (form[same] == '-' ? text[same] == '-'
							: isdigit((unsigned char)text[same]) ||
								  (text[same] >= 'a' && text[same] <= 'f')))
			same++;
		if (!form[same])
			return text;
	}
	return NULL;
}

/* True when the page has the id, and no id of another certificate, whose page it may be. */
static bool has_id(struct mc_str page, const char *id)
{
	const char *end = page.ptr + page.len;
	const char *uuid = strrchr(id, ':') ? strrchr(id, ':') + 1 : id;
	size_t len = strlen(uuid);

	for (const char *at = page.ptr; (at = find_uuid(at, end)) != NULL; at++)
		if ((size_t)(end - at) < len || memcmp(at, uuid, len) != 0)
			return false;
	return mc_carrier_text_has(page, uuid);
}

/* What was signed stands on the first page: others may follow, and none may be put before it. */
static struct mc_str first_page(const struct mc_buf *text)
{
	return mc_str_trim((struct mc_str){ text->ptr, strcspn(text->ptr, "\f") });
}

static struct mc_err *compare(struct mc_verified *verified, struct mc_str page, const char *name)
{
	const struct mc_badge *badge = &verified->badge;
	const char *missing = NULL;
	bool has_day = false;

	MC_TRY(find_day(&has_day, page, badge->awarded_on ? badge->awarded_on : badge->valid_from));
	if (!has_name(page, badge, name))
		missing = _("the name");
	else if (!has_title(page, badge->achievement_name))
		missing = _("the title");
	else if (!has_id(page, badge->id))
		missing = _("the id");
	else if (!has_day)
		missing = _("the day");
	mc_verify_say(verified, MC_CHECK_PAPER, missing ? MC_CHECK_FAIL : MC_CHECK_PASS,
		      missing ? MC_VERIFY_PAPER : MC_VERIFY_FINE, missing);
	return NULL;
}

struct mc_err *mc_inspect_paper(struct mc_verified *verified, enum mc_carrier kind, struct mc_str file,
				const char *name)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (!verified->is_signed ||
	    (kind != MC_CARRIER_PDF && kind != MC_CARRIER_PNG && kind != MC_CARRIER_SVG))
		return NULL;
	/* Letters in pictures cannot be read. */
	MC_AUTOPTR(mc_err) err = kind == MC_CARRIER_PDF ? mc_carrier_pdf_text(&text, file) : NULL;

	if (err && err->code != MC_E_INPUT && err->code != MC_E_LIMIT)
		return MC_TAKE(err);
	if (first_page(&text).len)
		MC_TRY(compare(verified, first_page(&text), name));
	else
		mc_verify_say(verified, MC_CHECK_PAPER, MC_CHECK_FAIL, MC_VERIFY_NO_TEXT, NULL);
	mc_verify_conclude(verified);
	return NULL;
}
