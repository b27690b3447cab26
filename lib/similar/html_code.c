/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/escape.h"
#include "ext/page.h"
#include "similar/html_part.h"

/* Lines that are shown before and behind what is shared, and characters of a line. */
#define AROUND 2u
#define MAX_CHARACTERS 240u

/* Colours that take turns. */
#define HUES 6u

/* A file with the number of the piece that each line belongs to, from 1; 0: to none. */
struct listing {
	const struct mc_side *side;
	const struct mc_tree_file *file;
	unsigned char *pieces; /* line 1 has number 1 */
	size_t line_count;
	struct mc_str rest; /* lines that are still to come */
	size_t line;	    /* the number of the one before */
	bool is_open;	    /* a piece, or what is around one */
	unsigned char piece;
	uint64_t *begun; /* a bit for each piece that has its mark already */
};

static const struct mc_span_lines *lines_of(const struct mc_side *side, size_t piece)
{
	const struct mc_tile *span = &side->pair->spans[piece];

	return side->is_b ? &span->b : &span->a;
}

static size_t count_lines(const struct mc_tree_file *file)
{
	size_t count = 1;

	for (size_t i = 0; i < file->len; i++)
		count += file->data[i] == '\n';
	return count;
}

/* The rarest piece comes last, so that a line of several shows it. */
static bool mark_pieces(struct listing *listing, size_t number)
{
	bool has_any = false;

	for (size_t i = listing->side->pair->span_count; i-- > 0;) {
		const struct mc_span_lines *lines = lines_of(listing->side, i);

		if (lines->file != number)
			continue;
		has_any = true;
		for (size_t line = lines->from; line <= lines->to && line <= listing->line_count; line++)
			listing->pieces[line] = (unsigned char)(i + 1);
	}
	return has_any;
}

static bool is_shown(const struct listing *listing, size_t line)
{
	size_t from = line > AROUND ? line - AROUND : 1;

	for (size_t i = from; i <= line + AROUND && i <= listing->line_count; i++) {
		if (listing->pieces[i])
			return true;
	}
	return false;
}

static void close_piece(struct mc_buf *out, struct listing *listing)
{
	if (listing->is_open)
		mc_buf_addz(out, "</span>");
	listing->is_open = false;
}

/* The number of a piece points at the same one on the other side. */
static void add_mark(struct mc_buf *out, const struct listing *listing, size_t piece)
{
	const struct mc_side *side = listing->side;

	if (*listing->begun & UINT64_C(1) << piece)
		return;
	*listing->begun |= UINT64_C(1) << piece;
	mc_buf_addf(out, " id=\"p%zu%c%zu\">", side->number, side->is_b ? 'b' : 'a', piece);
	if (side->has_other)
		mc_buf_addf(out, "<a class=\"mark\" href=\"#p%zu%c%zu\"><span class=\"vh\">%s </span>%zu</a>",
			    side->number, side->is_b ? 'a' : 'b', piece, _("the other side of piece"), piece);
	else
		mc_buf_addf(out, "<span class=\"mark\">%zu</span>", piece);
}

static void open_piece(struct mc_buf *out, struct listing *listing, unsigned char piece)
{
	mc_buf_addz(out, "<span class=\"run");
	if (piece)
		mc_buf_addf(out, " hue h%zu\"", (size_t)piece % HUES);
	else
		mc_buf_addc(out, '"');
	size_t before = out->len;

	if (piece)
		add_mark(out, listing, piece);
	if (out->len == before)
		mc_buf_addc(out, '>');
	listing->is_open = true;
	listing->piece = piece;
}

static void add_line(struct mc_buf *out, struct mc_str text, size_t number)
{
	MC_AUTOTEXT line = mc_strndup(text.ptr, text.len);
	size_t len = strlen(line);
	size_t cut = mc_escape_cut(line, MAX_CHARACTERS);

	if (len > 0 && line[len - 1] == '\r')
		line[len - 1] = '\0';
	if (cut < len)
		line[cut] = '\0';
	mc_buf_addf(out, "<i>%zu</i>", number);
	mc_page_add_text(out, line);
	mc_buf_addz(out, cut < len ? "\u2026\n" : "\n");
}

static bool add_listing(struct mc_buf *out, struct listing *listing, size_t end)
{
	struct mc_str line;
	bool is_gap = false;

	while (mc_str_cut_line(&line, &listing->rest)) {
		unsigned char piece = listing->pieces[++listing->line];

		if (!is_shown(listing, listing->line)) {
			close_piece(out, listing);
			is_gap = true;
			continue;
		}
		if (out->len > end)
			break;
		if (is_gap)
			mc_buf_addz(out, "<span class=\"gap\">\u22ee</span>");
		is_gap = false;
		if (listing->is_open && listing->piece != piece)
			close_piece(out, listing);
		if (!listing->is_open)
			open_piece(out, listing, piece);
		add_line(out, line, listing->line);
	}
	close_piece(out, listing);
	return out->len <= end;
}

/* False when there is no room for more. */
static bool add_file(struct mc_buf *out, const struct mc_side *side, size_t number, uint64_t *begun,
		     size_t end)
{
	const struct mc_tree_file *file = &side->tree->files[number];
	struct listing listing = { .side = side,
				   .file = file,
				   .line_count = count_lines(file),
				   .rest = { file->data, file->len },
				   .begun = begun };
	bool has_room = true;

	listing.pieces = mc_alloc_zero(listing.line_count + 2, 1);
	if (mark_pieces(&listing, number)) {
		mc_buf_addz(out, "<p class=\"file\">");
		mc_page_add_isolated(out, file->path);
		mc_buf_addz(out, "</p>\n<pre class=\"code\" dir=\"ltr\" tabindex=\"0\">");
		has_room = add_listing(out, &listing, end);
		mc_buf_addz(out, "</pre>\n");
	}
	free(listing.pieces);
	return has_room;
}

void mc_similar_add_side(struct mc_buf *out, const struct mc_side *side)
{
	size_t end = out->len + side->limit_bytes;
	uint64_t begun = 0;
	bool has_room = true;

	for (size_t i = 0; i < side->tree->count && i < UINT16_MAX && has_room; i++)
		has_room = add_file(out, side, i, &begun, end);
	if (!has_room)
		mc_buf_addf(out, "<p class=\"soft\">%s</p>\n",
			    _("there is more; it is too long for this page"));
}
