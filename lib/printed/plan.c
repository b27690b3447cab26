/* SPDX-License-Identifier: MIT */
#include "printed/plan.h"

#include "base/vec.h"

static struct mc_piece *add(struct mc_plan *plan, enum mc_piece_kind kind)
{
	struct mc_piece *piece = MC_VEC_ADD(plan->pieces, plan->count, plan->capacity);

	*piece = (struct mc_piece){ .kind = kind, .path = MC_CANVAS_PATH_INIT };
	return piece;
}

void mc_plan_page(struct mc_plan *plan, double width, double height, const struct mc_decor *decor)
{
	struct mc_piece *piece = add(plan, MC_PIECE_PAGE);

	piece->width = width;
	piece->height = height;
	piece->decor = decor;
	plan->page_count++;
}

void mc_plan_tag(struct mc_plan *plan, const char *tag)
{
	add(plan, MC_PIECE_TAG)->tag = tag;
}

void mc_plan_end(struct mc_plan *plan, const char *tag)
{
	add(plan, MC_PIECE_END)->tag = tag;
}

void mc_plan_link(struct mc_plan *plan, const char *url)
{
	add(plan, MC_PIECE_LINK)->tag = mc_arena_strdup(&plan->arena, url);
}

void mc_plan_figure(struct mc_plan *plan, const char *alt)
{
	struct mc_piece *piece = add(plan, MC_PIECE_TAG);

	piece->tag = "Figure";
	*MC_VEC_ADD(plan->alts, plan->alt_count, plan->alt_capacity) = mc_arena_strdup(&plan->arena, alt);
}

void mc_plan_text(struct mc_plan *plan, struct mc_canvas_text *text, const struct mc_canvas_room *room,
		  unsigned line_count, double x, double y, struct mc_canvas_colour colour)
{
	struct mc_piece *piece = add(plan, MC_PIECE_TEXT);

	piece->text = text;
	piece->line_count = line_count;
	if (room) {
		piece->left = room->left_mm;
		piece->width = room->width_mm;
		piece->height = room->ascent_mm + (line_count - 1) * room->step_mm + room->descent_mm;
	}
	piece->x = x;
	piece->y = y;
	piece->colour = colour;
}

void mc_plan_image(struct mc_plan *plan, const struct mc_canvas_image *image, double x, double y,
		   double width, double height)
{
	struct mc_piece *piece = add(plan, MC_PIECE_IMAGE);

	piece->image = image;
	piece->x = x;
	piece->y = y;
	piece->width = width;
	piece->height = height;
}

struct mc_canvas_path *mc_plan_shape(struct mc_plan *plan, double x, double y, double thickness,
				     struct mc_canvas_colour colour)
{
	struct mc_piece *piece = add(plan, MC_PIECE_SHAPE);

	piece->x = x;
	piece->y = y;
	piece->thickness = thickness;
	piece->colour = colour;
	return &piece->path;
}

void mc_plan_line(struct mc_plan *plan, double x, double y, double width, double height, double thickness,
		  struct mc_canvas_colour colour)
{
	struct mc_canvas_path *path = mc_plan_shape(plan, x, y, thickness, colour);

	mc_canvas_path_move(path, 0, 0);
	mc_canvas_path_line(path, width, height);
}

static void release_piece(struct mc_plan *plan, struct mc_piece *piece)
{
	if (piece->kind == MC_PIECE_TEXT && !piece->is_borrowed)
		mc_canvas_text_free(piece->text);
	else if (piece->kind == MC_PIECE_TAG && piece->tag[0] == 'F')
		plan->alt_count--;
	else if (piece->kind == MC_PIECE_PAGE)
		plan->page_count--;
	mc_canvas_path_release(&piece->path);
}

void mc_plan_cut(struct mc_plan *plan, size_t count)
{
	while (plan->count > count)
		release_piece(plan, &plan->pieces[--plan->count]);
}

void mc_plan_release(struct mc_plan *plan)
{
	mc_plan_cut(plan, 0);
	free(plan->pieces);
	free(plan->alts);
	mc_arena_release(&plan->arena);
	*plan = (struct mc_plan)MC_PLAN_INIT;
}

void mc_plan_shift(struct mc_plan *plan, size_t count, double x, double y)
{
	for (size_t i = count; i < plan->count; i++) {
		plan->pieces[i].x += x;
		plan->pieces[i].y += y;
	}
}

/* ---- drawing ---- */

static void draw_shape(struct mc_canvas *canvas, const struct mc_piece *piece)
{
	struct mc_canvas_path moved = MC_CANVAS_PATH_INIT;

	for (size_t i = 0; i < piece->path.count; i++) {
		struct mc_canvas_step step = piece->path.steps[i];

		step.x += piece->x;
		step.x1 += piece->x;
		step.x2 += piece->x;
		step.y += piece->y;
		step.y1 += piece->y;
		step.y2 += piece->y;
		*MC_VEC_ADD(moved.steps, moved.count, moved.capacity) = step;
	}
	if (piece->thickness > 0)
		mc_canvas_stroke(canvas, &moved, piece->colour, piece->thickness, NULL);
	else
		mc_canvas_fill(canvas, &moved, piece->colour, NULL);
	mc_canvas_path_release(&moved);
}

static void draw_piece(struct mc_canvas *canvas, const struct mc_piece *piece)
{
	switch (piece->kind) {
	case MC_PIECE_PAGE:
		break;
	case MC_PIECE_TAG:
		mc_canvas_tag_begin(canvas, piece->tag);
		break;
	case MC_PIECE_LINK:
		mc_canvas_link_begin(canvas, piece->tag);
		break;
	case MC_PIECE_END:
		mc_canvas_tag_end(canvas, piece->tag);
		break;
	case MC_PIECE_TEXT:
		mc_canvas_text_draw(canvas, piece->text, piece->first_line, piece->line_count, piece->x,
				    piece->y, piece->colour);
		break;
	case MC_PIECE_IMAGE:
		mc_canvas_image_draw(canvas, piece->image, piece->x, piece->y, piece->width, piece->height);
		break;
	case MC_PIECE_SHAPE:
		draw_shape(canvas, piece);
		break;
	}
}

void mc_plan_draw(struct mc_canvas *canvas, const struct mc_plan *plan, bool only_first)
{
	unsigned page = 0;

	for (size_t i = 0; i < plan->count; i++) {
		const struct mc_piece *piece = &plan->pieces[i];

		if (piece->kind != MC_PIECE_PAGE) {
			draw_piece(canvas, piece);
			continue;
		}
		if (++page > 1 && only_first)
			break;
		if (page > 1)
			mc_canvas_next_page(canvas, piece->width, piece->height);
		/* Ornaments are no content, and a shape as large as the page would throw tags away that
		 * stand before it. */
		mc_decor_draw(canvas, piece->decor);
		if (page == 1)
			mc_canvas_tag_begin(canvas, "Document");
	}
	mc_canvas_tag_end(canvas, "Document");
}
