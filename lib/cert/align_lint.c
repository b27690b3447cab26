/* SPDX-License-Identifier: MIT */
#include "cert/align_lint.h"

#include "base/i18n.h"
#include "cert/frameworks.h"
#include "cohort/school.h"
#include "course/spec.h"
#include "os/file.h"

static void check_code(const struct mc_spec *spec, const struct mc_frameworks *frameworks,
		       const struct mc_json_node *node)
{
	const char *align = mc_json_as_text(node);
	const struct mc_framework_row *row = align ? mc_frameworks_find(frameworks, align) : NULL;

	if (!align || (row && row->is_verified))
		return;
	if (row) {
		mc_spec_warning(spec, node,
				_("copy the row into frameworks/ of your school with \"verified\": true when "
				  "you have the syllabus"),
				_("'%s' is not verified, so certificates leave it out"), align);
		return;
	}
	const char *nearest = mc_frameworks_nearest(frameworks, align);

	mc_spec_warning(spec, node,
			nearest ? mc_arena_format(spec->arena, _("did you mean '%s'?"), nearest)
				: _("the tables are in templates/frameworks and in frameworks/ of a school"),
			_("no framework has '%s', so certificates leave it out"), align);
}

/* What cannot be read at all is said elsewhere. */
static struct mc_err *lint_one(struct mc_findings *findings, const struct mc_frameworks *frameworks,
			       const char *path)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTO(mc_findings) ignored = MC_FINDINGS_INIT;
	MC_AUTO(mc_findings) found = MC_FINDINGS_INIT;
	MC_AUTO(mc_spec) spec = { .arena = &arena, .findings = &ignored, .path = path };

	mc_err_drop(mc_buf_read_file(&bytes, path, MC_JSON_MAX_BYTES));
	const struct mc_json_node *root = mc_spec_parse(&spec, bytes.ptr, bytes.len);
	const struct mc_json_node *align = mc_json_find(root, "align");

	spec.findings = &found;
	for (const struct mc_json_node *n = mc_json_first(align); n; n = mc_json_next(n))
		check_code(&spec, frameworks, n);
	return mc_spec_conclude(findings, &found);
}

/* The school that a course lies in, or NULL. */
static char *find_school(const struct mc_course_files *files)
{
	for (size_t i = 0; i < files->count; i++) {
		MC_AUTOTEXT above = mc_path_join(files->items[i].dir, "..");
		MC_AUTOTEXT school = mc_path_join(above, MC_SCHOOL_FILE);

		if (files->items[i].kind == MC_COURSE_CURRICULUM && mc_file_is_regular(school))
			return MC_TAKE(above);
	}
	return NULL;
}

struct mc_err *mc_align_lint(struct mc_findings *findings, const struct mc_course_files *files)
{
	MC_AUTO(mc_frameworks) frameworks = MC_FRAMEWORKS_INIT;
	MC_AUTOTEXT school = find_school(files);

	if (files->count == 0)
		return NULL;
	MC_TRY(mc_frameworks_read(&frameworks, school));
	for (size_t i = 0; i < files->count; i++)
		MC_TRY(lint_one(findings, &frameworks, files->items[i].path));
	return NULL;
}
