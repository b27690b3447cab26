/* SPDX-License-Identifier: MIT */
#include "printed/words.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "ext/unicode.h"
#include "os/data.h"
#include "os/file.h"
#include "printed/strict.h"

/* Largest file of words. */
enum { MAX_BYTES = 256 * 1024, MONTHS = 12, DIGITS = 10, DIGIT_ROOM = 5 };

struct mc_printed_words {
	struct mc_arena arena;
	const char *texts[MC_WORD_COUNT];
	const char *months[MONTHS];
	const char *digits; /* ten characters, or NULL */
	char digit[DIGITS][DIGIT_ROOM];
	bool is_rtl;
};

static const char *const keys[MC_WORD_COUNT] = {
#define X(constant, key, places) key,
	MC_WORDS(X)
#undef X
};

static const char *const places_of[MC_WORD_COUNT] = {
#define X(constant, key, places) places,
	MC_WORDS(X)
#undef X
};

/* ---- reading ---- */

static struct mc_err *check_places(const struct mc_strict *strict, const struct mc_json_node *node,
				   enum mc_word word)
{
	const char *text = mc_json_as_text(node);

	while ((text = strchr(text, '{')) != NULL) {
		size_t len = strcspn(text, "}");
		MC_AUTOTEXT place = mc_strndup(text, len + 1);

		if (!text[len] || !strstr(places_of[word], place))
			return mc_err_hint(mc_strict_error(strict, node, _("there is no place '%s' here"),
							   place),
					   *places_of[word] ? _("places that can be filled here: %s")
							    : _("this text has no places: leave %s out"),
					   *places_of[word] ? places_of[word] : place);
		text += len;
	}
	return NULL;
}

static struct mc_err *read_months(struct mc_printed_words *words, const struct mc_strict *strict,
				  const struct mc_json_node *array)
{
	size_t count = 0;

	MC_TRY(mc_strict_type(strict, array, MC_JSON_ARRAY));
	if (mc_json_count(array) != MONTHS)
		return mc_strict_error(strict, array, _("expected the names of twelve months"));
	for (const struct mc_json_node *node = mc_json_first(array); node; node = mc_json_next(node)) {
		MC_TRY(mc_strict_type(strict, node, MC_JSON_TEXT));
		words->months[count++] = mc_arena_strdup(strict->arena, mc_json_as_text(node));
	}
	return NULL;
}

static struct mc_err *split_digits(struct mc_printed_words *words, const struct mc_strict *strict,
				   const struct mc_json_node *node)
{
	const char *at = words->digits;
	size_t left = strlen(at), count = 0;

	while (left > 0 && count < DIGITS) {
		uint32_t character;
		size_t len = mc_utf8_decode(&character, at, left);

		if (len == 0)
			break;
		memcpy(words->digit[count++], at, len);
		at += len;
		left -= len;
	}
	if (count != DIGITS || left > 0)
		return mc_strict_error(strict, node, _("expected ten digits, from zero to nine"));
	return NULL;
}

static struct mc_err *read_words(struct mc_printed_words *words, const struct mc_strict *strict)
{
	struct mc_strict_field fields[MC_WORD_COUNT + 2];
	const struct mc_json_node *root = mc_json_root(strict->json);

	for (size_t i = 0; i < MC_WORD_COUNT; i++) {
		fields[i] = (struct mc_strict_field){
			.key = keys[i],
			.want = MC_STRICT_TEXT,
			.offset = offsetof(struct mc_printed_words, texts) + i * sizeof(words->texts[0]),
			.is_required = true,
		};
	}
	fields[MC_WORD_COUNT] =
		(struct mc_strict_field){ .key = "months", .want = MC_STRICT_ANY, .is_required = true };
	fields[MC_WORD_COUNT + 1] = (struct mc_strict_field){
		.key = "digits", .want = MC_STRICT_TEXT, .offset = offsetof(struct mc_printed_words, digits)
	};
	MC_TRY(mc_strict_read(words, strict, root, fields, MC_COUNT(fields), 0));
	for (size_t i = 0; i < MC_WORD_COUNT; i++)
		MC_TRY(check_places(strict, mc_json_find(root, keys[i]), (enum mc_word)i));
	if (words->digits)
		MC_TRY(split_digits(words, strict, mc_json_find(root, "digits")));
	return read_months(words, strict, mc_json_find(root, "months"));
}

struct mc_err *mc_printed_words_parse(struct mc_printed_words **words, const char *path, const char *bytes,
				      size_t len)
{
	MC_AUTOPTR(mc_printed_words) made = mc_alloc_zero(1, sizeof(*made));
	MC_AUTOPTR(mc_json) json = NULL;

	made->arena = (struct mc_arena)MC_ARENA_INIT;
	MC_TRY_AS(mc_json_open(&json, NULL, bytes, len), "%s", path);
	MC_TRY(read_words(made, &(struct mc_strict){ path, json, &made->arena }));
	*words = MC_TAKE(made);
	return NULL;
}

/* Codes of languages become names of files: nothing but letters, digits and '-'. */
static bool is_lang(const char *lang)
{
	size_t len = strspn(lang, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

	return len >= 2 && len <= 35 && !lang[len];
}

static char *words_path(const char *dir, const char *lang, size_t len)
{
	return mc_format("%s/certificate/words/%.*s.json", dir, (int)len, lang);
}

struct mc_err *mc_printed_words_open(struct mc_printed_words **words, const char *lang)
{
	MC_AUTOTEXT dir = NULL;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	MC_TRY(mc_data_dir(&dir, "templates"));
	size_t len = strlen(lang);
	MC_AUTOTEXT path = is_lang(lang) ? words_path(dir, lang, len) : mc_strdup("");

	if (*path && !mc_file_exists(path) && strchr(lang, '-')) {
		free(path);
		path = words_path(dir, lang, strcspn(lang, "-"));
	}
	if (!*path || !mc_file_exists(path))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("there are no words for certificates in '%s'"),
					      lang),
				   _("write %s/certificate/words/%s.json: copy en.json beside it"), dir,
				   is_lang(lang) ? lang : "LANG");
	MC_TRY(mc_buf_read_file(&bytes, path, MAX_BYTES));
	MC_TRY(mc_printed_words_parse(words, path, bytes.ptr, bytes.len));
	(*words)->is_rtl = mc_unicode_is_rtl_lang(lang);
	return NULL;
}

void mc_printed_words_free(struct mc_printed_words *words)
{
	if (!words)
		return;
	mc_arena_release(&words->arena);
	free(words);
}

/* ---- using ---- */

const char *mc_printed_word(const struct mc_printed_words *words, enum mc_word word)
{
	return words->texts[word];
}

enum mc_word mc_printed_word_find(const char *key)
{
	size_t i = 0;

	while (i < MC_WORD_COUNT && strcmp(keys[i], key) != 0)
		i++;
	return (enum mc_word)i;
}

bool mc_printed_words_is_rtl(const struct mc_printed_words *words)
{
	return words->is_rtl;
}

/* A text of the other direction between isolates (Unicode Standard Annex 9): its brackets and numbers stay
 * with it. */
static void add_apart(struct mc_buf *text, const struct mc_printed_words *words, const char *value)
{
	bool is_apart = words->is_rtl != mc_unicode_has_rtl(value, strlen(value));

	if (is_apart)
		mc_buf_addz(text, "\u2068");
	mc_buf_addz(text, value);
	if (is_apart)
		mc_buf_addz(text, "\u2069");
}

static void add_place(struct mc_buf *text, const struct mc_printed_words *words, const char *place,
		      size_t len, const struct mc_word_values *values)
{
	const struct {
		const char *place;
		const char *value;
	} texts[] = {
		{ "name", values->name }, { "issuer", values->issuer }, { "place", values->place },
		{ "url", values->url },	  { "date", values->date },	{ "from", values->from },
		{ "to", values->to },	  { "hours", values->hours },
	};
	const struct mc_str wanted = { place, len };
	MC_AUTO(mc_buf) number = MC_BUF_INIT;

	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		if (!texts[i].value || !mc_str_is_equal(wanted, mc_str(texts[i].place)))
			continue;
		/* Dates are in the language already. */
		if (i < 4)
			add_apart(text, words, texts[i].value);
		else
			mc_buf_addz(text, texts[i].value);
	}
	if (mc_str_is_equal(wanted, mc_str("page")))
		mc_buf_add_int(&number, values->page);
	else if (mc_str_is_equal(wanted, mc_str("pages")))
		mc_buf_add_int(&number, values->pages);
	mc_printed_digits(text, words, number.ptr);
}

void mc_printed_word_fill(struct mc_buf *text, const struct mc_printed_words *words, enum mc_word word,
			  const struct mc_word_values *values)
{
	const char *at = words->texts[word];

	while (*at) {
		size_t plain = strcspn(at, "{");

		mc_buf_add(text, at, plain);
		at += plain;
		if (!*at)
			break;
		size_t len = strcspn(at, "}");

		add_place(text, words, at + 1, len - 1, values);
		at += len + 1;
	}
}

void mc_printed_digits(struct mc_buf *text, const struct mc_printed_words *words, const char *from)
{
	for (; *from; from++) {
		if (words->digits && *from >= '0' && *from <= '9')
			mc_buf_addz(text, words->digit[*from - '0']);
		else
			mc_buf_addc(text, *from);
	}
}

static void add_date_part(struct mc_buf *text, const struct mc_printed_words *words, const char *place,
			  const char *day)
{
	const char *from = day;

	if (!strncmp(place, "{day}", 5))
		from = day + 8 + (day[8] == '0');
	else if (!strncmp(place, "{month}", 7)) {
		mc_buf_addz(text, words->months[(day[5] - '0') * 10 + day[6] - '1']);
		return;
	}
	MC_AUTOTEXT part = mc_strndup(from, from == day ? 4 : strlen(from));

	mc_printed_digits(text, words, part);
}

void mc_printed_date(struct mc_buf *text, const struct mc_printed_words *words, const char *day)
{
	const char *at = words->texts[MC_WORD_DATE];
	int32_t number;

	if (!mc_date_read(&number, day)) {
		mc_buf_addz(text, day);
		return;
	}
	while (*at) {
		if (*at == '{') {
			add_date_part(text, words, at, day);
			at += strcspn(at, "}") + 1;
		} else {
			mc_buf_addc(text, *at++);
		}
	}
}

void mc_printed_number(struct mc_buf *text, const struct mc_printed_words *words, double number)
{
	double tenths = round(number * 10);
	MC_AUTO(mc_buf) digits = MC_BUF_INIT;

	if (!(tenths >= 0 && tenths < 1e15))
		return;
	mc_buf_add_int(&digits, (int64_t)tenths / 10);
	if ((int64_t)tenths % 10 != 0) {
		mc_buf_addz(&digits, words->texts[MC_WORD_DECIMAL]);
		mc_buf_add_int(&digits, (int64_t)tenths % 10);
	}
	mc_printed_digits(text, words, digits.ptr);
}
