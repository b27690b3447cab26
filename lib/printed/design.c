/* SPDX-License-Identifier: MIT */
#include "printed/design.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/json.h"
#include "os/data.h"
#include "os/file.h"
#include "printed/design_parts.h"

enum { MAX_BYTES = 256 * 1024, A4_LONG = 297, A4_SHORT = 210 };

static const char *const orientations[] = { "portrait", "landscape" };

static const struct mc_strict_field colour_fields[] = {
#define X(constant, colour_name) \
	{ .key = (colour_name), \
	  .want = MC_STRICT_COLOUR, \
	  .offset = (constant) * sizeof(struct mc_canvas_colour), \
	  .is_required = true },
	MC_DESIGN_ROLES(X)
#undef X
};

/* The keys at the top. */
struct top {
	unsigned orientation;
	const char *schema;
};

#define PART(name) \
	{ \
		.key = (name), .want = MC_STRICT_ANY, .is_required = true \
	}
static const struct mc_strict_field top_fields[] = {
	{ .key = "schema",
	  .want = MC_STRICT_TEXT,
	  .offset = offsetof(struct top, schema),
	  .is_required = true },
	{ .key = "orientation",
	  .want = MC_STRICT_CHOICE,
	  .offset = offsetof(struct top, orientation),
	  .names = orientations,
	  .name_count = MC_COUNT(orientations),
	  .is_required = true },
	PART("colours"),
	PART("fonts"),
	PART("styles"),
	PART("ornaments"),
	PART("one"),
	PART("two"),
	PART("further"),
	PART("papers"),
};

static struct mc_err *read_top(struct mc_design *design, const struct mc_strict *strict)
{
	const struct mc_json_node *root = mc_json_root(strict->json);
	struct top top = { 0, NULL };

	MC_TRY(mc_strict_read(&top, strict, root, top_fields, MC_COUNT(top_fields), 0));
	if (strcmp(top.schema, MC_DESIGN_SCHEMA) != 0)
		return mc_strict_error(strict, mc_json_find(root, "schema"), _("expected \"%s\""),
				       MC_DESIGN_SCHEMA);
	design->width = top.orientation ? A4_LONG : A4_SHORT;
	design->height = top.orientation ? A4_SHORT : A4_LONG;
	return mc_strict_read(design->colours, strict, mc_json_find(root, "colours"), colour_fields,
			      MC_COUNT(colour_fields), 0);
}

static struct mc_err *read_design(struct mc_design *design, const struct mc_strict *strict)
{
	const struct mc_json_node *root = mc_json_root(strict->json);

	MC_TRY(read_top(design, strict));
	MC_TRY(mc_design_read_styles(design, strict, mc_json_find(root, "styles"),
				     mc_json_find(root, "fonts")));
	MC_TRY(mc_design_read_ornaments(&design->ornaments, strict, mc_json_find(root, "ornaments")));
	MC_TRY(mc_design_read_blocks(&design->one, design, strict, mc_json_find(root, "one")));
	MC_TRY(mc_design_read_blocks(&design->two, design, strict, mc_json_find(root, "two")));
	MC_TRY(mc_design_read_further(&design->further, design, strict, mc_json_find(root, "further")));
	return mc_design_read_further(&design->papers, design, strict, mc_json_find(root, "papers"));
}

struct mc_err *mc_design_parse(struct mc_design **design, const char *path, const char *bytes, size_t len)
{
	MC_AUTOPTR(mc_design) made = mc_alloc_zero(1, sizeof(*made));
	MC_AUTOPTR(mc_json) json = NULL;

	made->arena = (struct mc_arena)MC_ARENA_INIT;
	made->path = mc_arena_strdup(&made->arena, path);
	MC_TRY_AS(mc_json_open(&json, NULL, bytes, len), "%s", path);
	MC_TRY(read_design(made, &(struct mc_strict){ path, json, &made->arena }));
	*design = MC_TAKE(made);
	return NULL;
}

struct mc_err *mc_design_open(struct mc_design **design, const char *name)
{
	MC_AUTOTEXT dir = NULL;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	MC_TRY(mc_data_dir(&dir, "templates"));
	MC_AUTOTEXT path = strchr(name, '/') ? mc_format("%s/design.json", name)
					     : mc_format("%s/certificate/%s/design.json", dir, name);

	if (!mc_file_exists(path))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no design of certificates '%s'"), name),
				   _("those that come with the program: ls %s/certificate"), dir);
	MC_TRY(mc_buf_read_file(&bytes, path, MAX_BYTES));
	return mc_design_parse(design, path, bytes.ptr, bytes.len);
}

void mc_design_free(struct mc_design *design)
{
	if (!design)
		return;
	mc_arena_release(&design->arena);
	free(design);
}
