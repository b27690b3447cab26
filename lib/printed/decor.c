/* SPDX-License-Identifier: MIT */
#include "printed/decor.h"

#include <math.h>

#include "base/alloc.h"

/*
 * Woven waves are drawn with one Bézier curve for each half wave, from crest to trough: few points, and yet
 * fine lines.  They run along a track, which is a rectangle with round corners or a circle.
 */

#define PI 3.14159265358979323846

/* How far along its half wave a control point stands so that the curve is a cosine, as nearly as one curve
 * can be (0.6 % of the height). */
#define COSINE_REACH 0.3642

/* A closed line to run along: straight sides and round corners; a circle has no sides. */
struct track {
	double x, y, width, height; /* outline */
	double radius;		    /* of the corners */
	double length;
};

static void start_track(struct track *track, const struct mc_design_ornament *ornament)
{
	double half = ornament->depth / 2;

	if (ornament->kind == MC_DESIGN_ROSETTE) {
		double radius = ornament->radius - half;

		*track = (struct track){
			ornament->x - radius, ornament->y - radius, 2 * radius, 2 * radius, radius, 0
		};
	} else {
		*track = (struct track){ ornament->x + half,
					 ornament->y + half,
					 ornament->width - ornament->depth,
					 ornament->height - ornament->depth,
					 fmin(ornament->depth * 0.8, ornament->height / 2 - half),
					 0 };
	}
	track->length = 2 * (track->width + track->height) - 8 * track->radius + 2 * PI * track->radius;
}

/* A point beside the track with the direction there. */
struct place {
	double x, y;
	double along_x, along_y; /* of length 1, where it is straight */
};

/* On the corner whose centre is cx, cy, angle along it from where it begins. */
static struct place on_corner(double cx, double cy, double from, double along, double radius, double off)
{
	double angle = from + along / radius, stretch = (radius + off) / radius;

	return (struct place){ cx + (radius + off) * cos(angle), cy + (radius + off) * sin(angle),
			       -sin(angle) * stretch, cos(angle) * stretch };
}

/* Clockwise from the left end of the upper side; off: how far outside of the track. */
static struct place place_at(const struct track *track, double along, double off)
{
	const double r = track->radius, corner = PI / 2 * r;
	const double sides[4] = { track->width - 2 * r, track->height - 2 * r, track->width - 2 * r,
				  track->height - 2 * r };
	/* Ends of the sides, where corners begin; centres of the corners stand inwards by r. */
	const double x0 = track->x, y0 = track->y, x1 = x0 + track->width, y1 = y0 + track->height;
	const double centres[4][2] = {
		{ x1 - r, y0 + r }, { x1 - r, y1 - r }, { x0 + r, y1 - r }, { x0 + r, y0 + r }
	};

	along = fmod(along, track->length);
	if (along < 0)
		along += track->length;
	for (int side = 0; side < 4; side++) {
		double back = sides[side] - along;

		if (back >= 0) {
			/* The direction of a side, and outwards, left of it. */
			double dx = side == 0	? 1
				    : side == 2 ? -1
						: 0,
			       dy = side == 1	? 1
				    : side == 3 ? -1
						: 0;

			return (struct place){ centres[side][0] + dy * (r + off) - dx * back,
					       centres[side][1] - dx * (r + off) - dy * back, dx, dy };
		}
		along -= sides[side];
		if (along <= corner)
			return on_corner(centres[side][0], centres[side][1], (side - 1) * PI / 2, along, r,
					 off);
		along -= corner;
	}
	/* Only rounding leads here: the track ends where it began. */
	return (struct place){ x0 + r, y0 - off, 1, 0 };
}

/* A wave round the whole track; phase in parts of a wave. */
static void add_wave(struct mc_canvas_path *path, const struct track *track, unsigned waves, double height,
		     double phase)
{
	double half = track->length / (2.0 * waves), reach = COSINE_REACH * half;
	struct place from = place_at(track, phase * 2 * half, height);

	mc_canvas_path_move(path, from.x, from.y);
	for (unsigned i = 1; i <= 2 * waves; i++) {
		double off = i % 2 ? -height : height;
		struct place to = place_at(track, (phase * 2 + i) * half, off);

		mc_canvas_path_curve(path, from.x + reach * from.along_x, from.y + reach * from.along_y,
				     to.x - reach * to.along_x, to.y - reach * to.along_y, to.x, to.y);
		from = to;
	}
	mc_canvas_path_close(path);
}

/* Strands are evenly behind one another; every other one is lower, so that they cross in a net. */
static void add_woven(struct mc_canvas_path *path, const struct mc_design_ornament *ornament)
{
	struct track track;

	start_track(&track, ornament);
	/* Where waves are higher than there is room, nothing is drawn. */
	if (track.radius < 0.05 || track.width < 2 * track.radius || track.height < 2 * track.radius)
		return;
	for (unsigned i = 0; i < ornament->strands; i++) {
		double part = i % 2 ? 0.5 : 1;

		add_wave(path, &track, ornament->waves, ornament->depth / 2 * part,
			 (double)i / ornament->strands);
	}
}

/* In mm: smaller ones would be a grey area, drawn slowly. */
#define LEAST_STAR 5.0

/* The outlines of stars that touch leave crosses between them. */
static void add_star(struct mc_canvas_path *path, double x, double y, double radius)
{
	const double inner = radius * cos(PI / 4) / cos(PI / 8);

	for (int i = 0; i < 16; i++) {
		double reach = i % 2 ? inner : radius;
		double px = x + reach * cos(i * PI / 8), py = y + reach * sin(i * PI / 8);

		if (i == 0)
			mc_canvas_path_move(path, px, py);
		else
			mc_canvas_path_line(path, px, py);
	}
	mc_canvas_path_close(path);
}

static void add_stars(struct mc_canvas_path *path, const struct mc_design_ornament *ornament)
{
	double size = fmax(ornament->depth, LEAST_STAR);

	for (double y = 0; y <= ornament->height + size / 2; y += size) {
		for (double x = 0; x <= ornament->width + size / 2; x += size)
			add_star(path, ornament->x + x, ornament->y + y, size / 2);
	}
}

/* Hollow quarters of circles, one inside the other, with a diamond. */
static void add_corners(struct mc_canvas_path *path, const struct mc_design_ornament *ornament)
{
	const double d = ornament->depth, k = 0.5522847498;

	for (int corner = 0; corner < 4; corner++) {
		double sx = corner % 2 ? -1 : 1, sy = corner / 2 ? -1 : 1;
		double x = ornament->x + (corner % 2 ? ornament->width : 0);
		double y = ornament->y + (corner / 2 ? ornament->height : 0);

		for (int ring = 0; ring < 2; ring++) {
			double r = ring ? d * 0.72 : d;

			mc_canvas_path_move(path, x + sx * r, y);
			mc_canvas_path_curve(path, x + sx * r, y + sy * r * k, x + sx * r * k, y + sy * r, x,
					     y + sy * r);
		}
		double at = d * 0.28, size = d * 0.14;

		mc_canvas_path_move(path, x + sx * at, y + sy * (at - size));
		mc_canvas_path_line(path, x + sx * (at + size), y + sy * at);
		mc_canvas_path_line(path, x + sx * at, y + sy * (at + size));
		mc_canvas_path_line(path, x + sx * (at - size), y + sy * at);
		mc_canvas_path_close(path);
	}
}

static void add_shape(struct mc_decor_shape *shape, const struct mc_design_ornament *ornament)
{
	struct mc_canvas_path *path = &shape->path;

	switch ((enum mc_design_ornament_kind)ornament->kind) {
	case MC_DESIGN_FILL:
		shape->thickness = 0;
		mc_canvas_path_rectangle(path, ornament->x, ornament->y, ornament->width, ornament->height);
		break;
	case MC_DESIGN_BORDER:
		mc_canvas_path_rectangle(path, ornament->x, ornament->y, ornament->width, ornament->height);
		break;
	case MC_DESIGN_LINES:
		mc_canvas_path_move(path, ornament->x, ornament->y);
		mc_canvas_path_line(path, ornament->x + ornament->width, ornament->y + ornament->height);
		break;
	case MC_DESIGN_GUILLOCHE:
	case MC_DESIGN_ROSETTE:
		add_woven(path, ornament);
		break;
	case MC_DESIGN_STARS:
		shape->has_clip = true;
		add_stars(path, ornament);
		break;
	case MC_DESIGN_CORNERS:
		add_corners(path, ornament);
		break;
	case MC_DESIGN_ORNAMENT_COUNT:
		break;
	}
}

static double mirrored_x(const struct mc_design_ornament *ornament, double page_width)
{
	/* A rosette stands round its point. */
	double width = ornament->kind == MC_DESIGN_ROSETTE ? 0 : ornament->width;

	return page_width - ornament->x - width;
}

void mc_decor_make(struct mc_decor *decor, const struct mc_design *design,
		   const struct mc_design_ornaments *ornaments, double page_width, bool is_mirrored)
{
	decor->shapes = mc_alloc_zero(ornaments->count + 1, sizeof(*decor->shapes));
	for (size_t i = 0; i < ornaments->count; i++) {
		struct mc_design_ornament ornament = ornaments->items[i];
		struct mc_decor_shape *shape = &decor->shapes[decor->count++];

		if (is_mirrored && !ornament.is_kept)
			ornament.x = mirrored_x(&ornament, page_width);
		*shape = (struct mc_decor_shape){
			.path = MC_CANVAS_PATH_INIT,
			.colour = mc_design_tint(design, ornament.role, ornament.on, ornament.tint),
			.thickness = ornament.thickness,
			.clip = { ornament.x, ornament.y, ornament.width, ornament.height },
		};
		add_shape(shape, &ornament);
	}
}

void mc_decor_release(struct mc_decor *decor)
{
	for (size_t i = 0; i < decor->count; i++)
		mc_canvas_path_release(&decor->shapes[i].path);
	free(decor->shapes);
	*decor = (struct mc_decor)MC_DECOR_INIT;
}

void mc_decor_draw(struct mc_canvas *canvas, const struct mc_decor *decor)
{
	for (size_t i = 0; i < decor->count; i++) {
		const struct mc_decor_shape *shape = &decor->shapes[i];
		const double *clip = shape->has_clip ? shape->clip : NULL;

		if (shape->thickness > 0)
			mc_canvas_stroke(canvas, &shape->path, shape->colour, shape->thickness, clip);
		else
			mc_canvas_fill(canvas, &shape->path, shape->colour, clip);
	}
}
