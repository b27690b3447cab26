/* SPDX-License-Identifier: MIT */
#include "base/vec.h"
#include "ext/canvas.h"

void mc_canvas_path_release(struct mc_canvas_path *path)
{
	free(path->steps);
	*path = (struct mc_canvas_path)MC_CANVAS_PATH_INIT;
}

static struct mc_canvas_step *add(struct mc_canvas_path *path)
{
	return MC_VEC_ADD(path->steps, path->count, path->capacity);
}

void mc_canvas_path_move(struct mc_canvas_path *path, double x, double y)
{
	*add(path) = (struct mc_canvas_step){ .kind = MC_CANVAS_MOVE, .x = x, .y = y };
}

void mc_canvas_path_line(struct mc_canvas_path *path, double x, double y)
{
	*add(path) = (struct mc_canvas_step){ .kind = MC_CANVAS_LINE, .x = x, .y = y };
}

void mc_canvas_path_curve(struct mc_canvas_path *path, double x1, double y1, double x2, double y2, double x,
			  double y)
{
	*add(path) = (struct mc_canvas_step){ MC_CANVAS_CURVE, x, y, x1, y1, x2, y2 };
}

void mc_canvas_path_close(struct mc_canvas_path *path)
{
	*add(path) = (struct mc_canvas_step){ .kind = MC_CANVAS_CLOSE };
}

void mc_canvas_path_rectangle(struct mc_canvas_path *path, double x, double y, double width, double height)
{
	mc_canvas_path_move(path, x, y);
	mc_canvas_path_line(path, x + width, y);
	mc_canvas_path_line(path, x + width, y + height);
	mc_canvas_path_line(path, x, y + height);
	mc_canvas_path_close(path);
}

void mc_canvas_path_circle(struct mc_canvas_path *path, double x, double y, double radius)
{
	/* Four arcs; how far control points stand off so that none is more than 0.03 % wrong. */
	const double k = 0.5522847498 * radius;

	mc_canvas_path_move(path, x + radius, y);
	mc_canvas_path_curve(path, x + radius, y + k, x + k, y + radius, x, y + radius);
	mc_canvas_path_curve(path, x - k, y + radius, x - radius, y + k, x - radius, y);
	mc_canvas_path_curve(path, x - radius, y - k, x - k, y - radius, x, y - radius);
	mc_canvas_path_curve(path, x + k, y - radius, x + radius, y - k, x + radius, y);
	mc_canvas_path_close(path);
}
