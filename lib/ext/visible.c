/* SPDX-License-Identifier: MIT */
#include "ext/visible.h"

#include <string.h>

#include "base/utf8.h"
#include "ext/unicode.h"

/* Where adding stands. */
struct state {
	struct mc_buf *out;
	const char *text;
	size_t len;
	enum mc_visible what;
	bool is_ascii;
	uint32_t previous;
};

static void add_ascii(struct state *s, size_t at)
{
	char byte = s->text[at];
	const char *form = NULL;

	if (byte == '\0')
		form = s->is_ascii ? "\\0" : "\u2400";
	else if (byte == '\r' && s->what == MC_VISIBLE_SAFE && at + 1 < s->len && s->text[at + 1] == '\n')
		form = "";
	else if (byte == '\r')
		form = s->is_ascii ? "\\r" : "\u240d";
	else if (byte == '\t' && s->what == MC_VISIBLE_ALL)
		form = s->is_ascii ? "\\t" : "\u2192";

	if (form)
		mc_buf_addz(s->out, form);
	else if (byte != '\n' && byte != '\t' && mc_unicode_is_invisible((unsigned char)byte))
		mc_buf_addf(s->out, "\\x%02x", (unsigned)byte);
	else
		mc_buf_addc(s->out, byte);
}

/* Selectors and joiners that only shape an emoji are not worth a mark. */
static bool is_part_of_emoji(uint32_t previous, uint32_t character)
{
	return previous >= 0x203c && (character == 0xfe0f || (character == 0x200d && previous >= 0xfe0f));
}

/* Arabic script (Persian, Urdu, Kurdish …) and those of India. */
static bool is_joined_script(uint32_t character)
{
	return (character >= 0x600 && character <= 0x6ff) || (character >= 0x750 && character <= 0x77f) ||
	       (character >= 0x900 && character <= 0xdff);
}

/* In these scripts it is spelling whether two letters join: "می‌خواهم" has a non-joiner. */
static bool is_spelling(const struct state *s, uint32_t character, size_t after)
{
	uint32_t next = 0;

	if ((character != 0x200c && character != 0x200d) || after >= s->len)
		return false;
	return mc_utf8_decode(&next, s->text + after, s->len - after) > 0 && is_joined_script(next) &&
	       is_joined_script(s->previous);
}

static void add_character(struct state *s, uint32_t character, size_t at, size_t step)
{
	bool hides = mc_unicode_is_invisible(character) && !is_part_of_emoji(s->previous, character);

	/* Both look right when the text as such is not in question. */
	if (s->what == MC_VISIBLE_SAFE && (character == 0xa0 || is_spelling(s, character, at + step)))
		hides = false;
	if (s->is_ascii && s->what == MC_VISIBLE_SAFE && mc_unicode_ascii(character))
		mc_buf_addz(s->out, mc_unicode_ascii(character));
	else if (hides || s->is_ascii)
		mc_buf_addf(s->out, "<U+%04X>", (unsigned)character);
	else
		mc_buf_add(s->out, s->text + at, step);
}

/* Blanks at a line end are marked from the first of them on, not only the last. */
static size_t add_blanks(struct state *s, size_t at)
{
	size_t end = at;

	while (end < s->len && s->text[end] == ' ')
		end++;
	bool is_marked = s->what == MC_VISIBLE_ALL && (end == s->len || s->text[end] == '\n' ||
						       s->text[end] == '\r' || s->text[end] == '\t');

	for (size_t i = at; i < end; i++)
		mc_buf_addz(s->out, !is_marked ? " " : s->is_ascii ? "\\s" : "\u00b7");
	return end - at;
}

void mc_visible_add(struct mc_buf *out, const char *text, size_t len, enum mc_visible what, bool is_ascii)
{
	struct state s = { out, text, len, what, is_ascii, 0 };

	for (size_t at = 0; at < len;) {
		uint32_t character = 0;
		size_t step = mc_utf8_decode(&character, text + at, len - at);

		if (step == 0)
			mc_buf_addf(out, "\\x%02x", (unsigned)(unsigned char)text[at]);
		else if (character == ' ')
			step = add_blanks(&s, at);
		else if (character < 0x80)
			add_ascii(&s, at);
		else
			add_character(&s, character, at, step);
		s.previous = character;
		at += step ? step : 1;
	}
}

void mc_visible_fold(struct mc_buf *out, size_t start)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	for (size_t at = start; at < out->len;) {
		uint32_t character = 0;
		size_t step = mc_utf8_decode(&character, out->ptr + at, out->len - at);
		const char *plain = character >= 0x80 ? mc_unicode_ascii(character) : NULL;

		if (plain)
			mc_buf_addz(&text, plain);
		else if (character >= 0x80)
			mc_buf_addf(&text, "<U+%04X>", (unsigned)character);
		else
			mc_buf_addc(&text, out->ptr[at]);
		at += step ? step : 1;
	}
	out->len = start;
	mc_buf_add(out, text.ptr, text.len);
}
