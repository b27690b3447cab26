/* SPDX-License-Identifier: MIT */
#include "prove/mutant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "ext/hash.h"
#include "prove/mutant_parts.h"

enum { MOST_IN_FILE = 5000, MOST_TEXT_BYTES = 1024 * 1024, MOST_NEAR_BYTES = 500, ID_DIGITS = 10 };

void mc_mutants_release(struct mc_mutants *mutants)
{
	mc_arena_release(&mutants->arena);
	free(mutants->items);
	*mutants = (struct mc_mutants)MC_MUTANTS_INIT;
}

const char *mc_mutant_kind_name(enum mc_mutant_kind kind)
{
	static const char *const names[] = {
#define X(constant, name, words) [constant] = name,
		MC_MUTANT_KINDS(X)
#undef X
	};

	return names[kind];
}

void mc_mutant_apply(struct mc_buf *out, const struct mc_mutant *mutant)
{
	mc_buf_add(out, mutant->text.ptr, mutant->at);
	mc_buf_addz(out, mutant->put);
	mc_buf_add(out, mutant->text.ptr + mutant->at + mutant->len,
		   mutant->text.len - mutant->at - mutant->len);
}

/* ---- ids ---- */

/* The whole lines that a change touches; of a page without line ends no more than what stands near. */
static struct mc_str lines_of(const struct mc_mutant *mutant)
{
	const char *text = mutant->text.ptr;
	size_t start = mutant->at;
	size_t end = mutant->at + mutant->len;

	while (start > 0 && text[start - 1] != '\n' && mutant->at - start < MOST_NEAR_BYTES)
		start--;
	while (end < mutant->text.len && text[end] != '\n' &&
	       end - mutant->at - mutant->len < MOST_NEAR_BYTES)
		end++;
	return (struct mc_str){ text + start, end - start };
}

static void make_id(struct mc_mutant *mutant)
{
	struct mc_str lines = lines_of(mutant);
	struct mc_str trimmed = mc_str_trim(lines);
	size_t before = (size_t)(mutant->text.ptr + mutant->at - lines.ptr);
	MC_AUTO(mc_buf) changed = MC_BUF_INIT;
	struct mc_hash hash;
	char hex[MC_HASH_HEX];

	mc_buf_add(&changed, lines.ptr, before);
	mc_buf_addz(&changed, mutant->put);
	mc_buf_add(&changed, lines.ptr + before + mutant->len, lines.len - before - mutant->len);
	struct mc_str after = mc_str_trim((struct mc_str){ changed.ptr, changed.len });

	mc_hash_init(&hash);
	mc_hash_add_text(&hash, mc_mutant_kind_name(mutant->kind));
	mc_hash_add_text(&hash, mutant->path);
	mc_hash_add_field(&hash, trimmed.ptr, trimmed.len);
	mc_hash_add_field(&hash, after.ptr, after.len);
	mc_hash_hex(hex, &hash);
	(void)snprintf(mutant->id, sizeof(mutant->id), "%.*s", ID_DIGITS, hex);
}

static int compare_ids(const void *a, const void *b)
{
	const struct mc_mutant *const *x = a;
	const struct mc_mutant *const *y = b;
	int order = strcmp((*x)->id, (*y)->id);

	if (order != 0)
		return order;
	return *x < *y ? -1 : *x > *y;
}

/* Equal lines have equal ids: the second, third … of them get a number. */
static void number_ids(struct mc_mutants *mutants, size_t from)
{
	size_t count = mutants->count - from;
	struct mc_mutant **sorted = mc_alloc_zero(count + 1, sizeof(*sorted));
	unsigned equal = 1;

	for (size_t i = 0; i < count; i++)
		sorted[i] = &mutants->items[from + i];
	qsort(sorted, count, sizeof(*sorted), compare_ids);
	for (size_t i = 1; i < count; i++) {
		equal = !strncmp(sorted[i]->id, sorted[i - 1]->id, ID_DIGITS) ? equal + 1 : 1;
		if (equal > 1)
			(void)snprintf(sorted[i]->id + ID_DIGITS, sizeof(sorted[i]->id) - ID_DIGITS, "-%u",
				       equal);
	}
	free(sorted);
}

/* ---- finding ---- */

static void mutate(struct mc_mutation *mutation)
{
	switch (mutation->language) {
	case MC_LANGUAGE_C:
	case MC_LANGUAGE_SCRIPT:
	case MC_LANGUAGE_JAVA:
	case MC_LANGUAGE_GO:
		mc_mutate_operators(mutation);
		mc_mutate_values(mutation);
		mc_mutate_braces(mutation);
		break;
	case MC_LANGUAGE_PYTHON:
		mc_mutate_operators(mutation);
		mc_mutate_values(mutation);
		mc_mutate_python(mutation);
		break;
	case MC_LANGUAGE_SHELL:
		mc_mutate_shell(mutation);
		break;
	case MC_LANGUAGE_SQL:
		mc_mutate_sql(mutation);
		break;
	case MC_LANGUAGE_HTML:
		mc_mutate_html(mutation);
		break;
	case MC_LANGUAGE_CSS:
		mc_mutate_css(mutation);
		break;
	case MC_LANGUAGE_OTHER:
		break;
	}
}

/* Tokens of one language; of HTML all that are HTML's, although scripts stand between them. */
static void mutate_part(struct mc_mutation *mutation, const struct mc_tokens *tokens, size_t from, size_t to)
{
	mutation->count = 0;
	for (size_t i = from; i < to; i++) {
		if (tokens->items[i].kind != MC_TOKEN_COMMENT &&
		    tokens->items[i].language == mutation->language)
			mutation->items[mutation->count++] = &tokens->items[i];
	}
	mutate(mutation);
}

static void mutate_tokens(struct mc_mutants *mutants, const char *path, const struct mc_tokens *tokens,
			  enum mc_language language)
{
	struct mc_mutation mutation = {
		.mutants = mutants,
		.path = path,
		.tokens = tokens,
		.items = mc_alloc_zero(tokens->count + 1, sizeof(struct mc_token *)),
		.language = language,
	};
	size_t from = 0;

	mutate_part(&mutation, tokens, 0, tokens->count);
	for (size_t i = 0; i <= tokens->count && language == MC_LANGUAGE_HTML; i++) {
		if (i < tokens->count && tokens->items[i].language == tokens->items[from].language)
			continue;
		mutation.language = from < i ? tokens->items[from].language : MC_LANGUAGE_OTHER;
		if (mutation.language != MC_LANGUAGE_HTML)
			mutate_part(&mutation, tokens, from, i);
		from = i;
	}
	free(mutation.items);
}

static int compare_places(const void *a, const void *b)
{
	const struct mc_mutant *x = a;
	const struct mc_mutant *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->len != y->len)
		return x->len < y->len ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return strcmp(x->put, y->put);
}

/* Two ways to the same fault are one. */
static void drop_doubles(struct mc_mutants *mutants, size_t from)
{
	size_t kept = from;

	for (size_t i = from; i < mutants->count; i++) {
		const struct mc_mutant *last = kept > from ? &mutants->items[kept - 1] : NULL;
		const struct mc_mutant *item = &mutants->items[i];

		if (!last || last->at != item->at || last->len != item->len || strcmp(last->put, item->put))
			mutants->items[kept++] = *item;
	}
	mutants->count = kept;
}

static void count_lines(struct mc_mutants *mutants, size_t from)
{
	size_t line = 1;
	size_t at = 0;

	for (size_t i = from; i < mutants->count; i++) {
		struct mc_mutant *mutant = &mutants->items[i];

		for (; at < mutant->at; at++)
			line += mutant->text.ptr[at] == '\n';
		mutant->line = line;
	}
}

void mc_mutants_find(struct mc_mutants *mutants, const char *path, const char *text, size_t len)
{
	enum mc_language language = mc_language_of(path);
	MC_AUTO(mc_tokens) tokens = MC_TOKENS_INIT;
	size_t from = mutants->count;

	if (language == MC_LANGUAGE_OTHER || len > MOST_TEXT_BYTES)
		return;
	mc_source_lex(&tokens, language, text, len);
	mutate_tokens(mutants, path, &tokens, language);
	if (mutants->count == from)
		return;
	qsort(mutants->items + from, mutants->count - from, sizeof(*mutants->items), compare_places);
	drop_doubles(mutants, from);
	count_lines(mutants, from);
	for (size_t i = from; i < mutants->count; i++)
		make_id(&mutants->items[i]);
	number_ids(mutants, from);
}

void mc_mutation_add(const struct mc_mutation *mutation, enum mc_mutant_kind kind, size_t start, size_t end,
		     const char *put)
{
	struct mc_mutants *mutants = mutation->mutants;
	const char *text = mutation->tokens->text;

	if (end < start || mutants->count >= MOST_IN_FILE ||
	    (strlen(put) == end - start && !memcmp(text + start, put, end - start)))
		return;
	*MC_VEC_ADD(mutants->items, mutants->count, mutants->capacity) =
		(struct mc_mutant){ .kind = kind,
				    .path = mutation->path,
				    .text = { text, mutation->tokens->text_len },
				    .at = start,
				    .len = end - start,
				    .put = mc_arena_strdup(&mutants->arena, put) };
}
