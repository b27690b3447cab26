/* SPDX-License-Identifier: MIT */
#include "foreign/classroom_flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "course/exercise_new.h"
#include "course/suite_test.h"
#include "foreign/classroom.h"
#include "foreign/classroom_test.h"
#include "foreign/foreign_yaml.h"

#define DEFAULT_MINUTES 10
#define GRADERS "classroom-resources/autograding-"

struct reader {
	struct mc_exercise *exercise;
	struct mc_foreign_yaml *file;
	struct mc_classroom_maker maker;
	const struct mc_yaml_node *step; /* that is being read */
	size_t room;
};

enum grader { NO_GRADER, IO_GRADER, COMMAND_GRADER, PYTHON_GRADER, UNKNOWN_GRADER };

/* Whether uses names the action, at whatever version. */
static bool is_action(const char *uses, const char *name)
{
	size_t len = strlen(name);

	return !strncmp(uses, name, len) && (uses[len] == '\0' || uses[len] == '@');
}

static enum grader grader_of(const char *uses)
{
	if (is_action(uses, GRADERS "io-grader"))
		return IO_GRADER;
	if (is_action(uses, GRADERS "command-grader"))
		return COMMAND_GRADER;
	if (is_action(uses, GRADERS "python-grader"))
		return PYTHON_GRADER;
	if (is_action(uses, GRADERS "grading-reporter") || is_action(uses, "actions/checkout"))
		return NO_GRADER;
	return UNKNOWN_GRADER;
}

static const struct mc_yaml_node *input_node(const struct reader *r, const char *key)
{
	return mc_yaml_find(mc_yaml_find(r->step, "with"), key);
}

static void take_finding(void *context, bool is_error, const char *key, const char *hint, const char *message)
{
	struct reader *r = context;
	const struct mc_yaml_node *node = key ? input_node(r, key) : NULL;

	mc_foreign_yaml_say(r->file, is_error, node ? node : r->step, hint, "%s", message);
}

/* Inputs of an action are cut of white space at both ends. */
static const char *read_text(struct reader *r, const char *key)
{
	struct mc_arena *arena = &r->exercise->arena;
	const struct mc_yaml_node *node = input_node(r, key);
	struct mc_str text = mc_str_trim(mc_str(mc_foreign_yaml_text(r->file, arena, node)));
	char *copy = mc_arena_copy(arena, text.ptr, text.len);

	if (strstr(copy, "${{"))
		mc_foreign_yaml_say(r->file, false, node, NULL,
				    _("'%s' has an expression of the workflow, which nobody fills in here"),
				    key);
	return copy;
}

static double read_number(struct reader *r, const char *key, double max)
{
	const struct mc_yaml_node *node = input_node(r, key);
	const char *text = mc_yaml_as_text(node);
	char *end = NULL;
	double number = 0;

	if (!text || !*text)
		return 0;
	number = strtod(text, &end);
	if (!isfinite(number) || end == text || *end || number < 0 || number > max) {
		mc_foreign_yaml_say(r->file, true, node, NULL, _("'%s' must be between %g and %g"), key, 0.0,
				    max);
		return 0;
	}
	return number;
}

static void warn_of_unknown_inputs(struct reader *r, enum grader grader)
{
	static const char *const known[] = { "test-name",	"setup-command",    "timeout",
					     "max-score",	"command",	    "input",
					     "expected-output", "comparison-method" };
	size_t count = grader == IO_GRADER ? MC_COUNT(known) : grader == COMMAND_GRADER ? 5 : 4;
	const struct mc_yaml_node *inputs = mc_yaml_find(r->step, "with");

	for (const struct mc_yaml_node *node = mc_yaml_first(inputs); node; node = mc_yaml_next(node)) {
		size_t i = 0;

		while (i < count && (!mc_yaml_key_of(node) || strcmp(mc_yaml_key_of(node), known[i]) != 0))
			i++;
		if (i == count)
			mc_foreign_yaml_say(r->file, false, node, NULL, _("unknown key '%s' has no effect"),
					    mc_yaml_key_of(node) ? mc_yaml_key_of(node) : "");
	}
}

#define REPORT "pytest-report.xml"

/* pytest says in its report which cases passed; the points are divided by them. */
static void set_pytest(struct reader *r, struct mc_test *test)
{
	struct mc_suite_test *suite = mc_arena_alloc(&r->exercise->arena, sizeof(*suite));

	suite->report = REPORT;
	test->suite = suite;
	test->format = MC_SUITE_JUNIT;
	if (!test->lacks && !r->maker.toolbox->has_path("/usr/lib/python3/dist-packages/pytest"))
		test->lacks = "pytest";
}

static const char *name_of(struct reader *r)
{
	const char *given = read_text(r, "test-name");

	return *given ? given
		      : mc_foreign_yaml_text(r->file, &r->exercise->arena, mc_yaml_find(r->step, "name"));
}

static struct mc_test *add_test(struct reader *r)
{
	struct mc_exercise *exercise = r->exercise;

	if (exercise->test_count == r->room) {
		mc_foreign_yaml_say(r->file, true, r->step, NULL, _("there are more than %d tests"),
				    MC_CLASSROOM_MAX_TESTS);
		return NULL;
	}
	return &exercise->tests[exercise->test_count++];
}

static void read_grader(struct reader *r, enum grader grader)
{
	static const char pytest[] = "python3 -B -m pytest -q -p no:cacheprovider --junit-xml=" REPORT;
	struct mc_test *test = add_test(r);

	if (!test)
		return;
	const struct mc_classroom_test read = {
		.index = r->exercise->test_count - 1,
		.name = name_of(r),
		.setup = read_text(r, "setup-command"),
		.run = grader == PYTHON_GRADER ? pytest : read_text(r, "command"),
		.input = grader == IO_GRADER ? read_text(r, "input") : "",
		.output = grader == IO_GRADER ? read_text(r, "expected-output") : "",
		.comparison = grader == IO_GRADER ? read_text(r, "comparison-method") : "",
		.minutes = read_number(r, "timeout", UINT32_MAX),
		.points = read_number(r, "max-score", MC_CLASSROOM_MAX_POINTS),
	};

	warn_of_unknown_inputs(r, grader);
	mc_classroom_make(test, &r->maker, &read);
	if (grader == PYTHON_GRADER)
		set_pytest(r, test);
}

static void read_step(struct reader *r, const struct mc_yaml_node *step)
{
	const char *uses = mc_yaml_as_text(mc_yaml_find(step, "uses"));
	const char *name = mc_yaml_as_text(mc_yaml_find(step, "name"));
	const char *run = mc_yaml_as_text(mc_yaml_find(step, "run"));
	enum grader grader = uses ? grader_of(uses) : UNKNOWN_GRADER;

	r->step = step;
	if (grader == UNKNOWN_GRADER)
		mc_foreign_yaml_say(r->file, false, step, NULL, _("the step '%s' is left out"),
				    name   ? name
				    : uses ? uses
				    : run  ? run
					   : "");
	else if (grader != NO_GRADER)
		read_grader(r, grader);
}

static void read_jobs(struct reader *r)
{
	const struct mc_yaml_node *jobs = mc_yaml_find(mc_yaml_root(r->file->yaml), "jobs");

	for (const struct mc_yaml_node *job = mc_yaml_first(jobs); job; job = mc_yaml_next(job))
		r->room += mc_yaml_count(mc_yaml_find(job, "steps"));
	r->room = r->room < MC_CLASSROOM_MAX_TESTS ? r->room : MC_CLASSROOM_MAX_TESTS;
	r->exercise->tests = mc_arena_alloc(&r->exercise->arena, (r->room + 1) * sizeof(*r->exercise->tests));
	for (const struct mc_yaml_node *job = mc_yaml_first(jobs); job; job = mc_yaml_next(job)) {
		const struct mc_yaml_node *steps = mc_yaml_find(job, "steps");

		for (const struct mc_yaml_node *step = mc_yaml_first(steps); step; step = mc_yaml_next(step))
			read_step(r, step);
	}
	if (r->exercise->test_count == 0)
		mc_foreign_yaml_say(r->file, true, jobs, NULL,
				    _("no step of the workflow uses a grader of '%s…'"), GRADERS);
}

struct mc_err *mc_classroom_flow_parse(struct mc_exercise **exercise, struct mc_findings *findings,
				       const char *dir, const char *path, const char *bytes, size_t len,
				       const struct mc_toolbox *toolbox)
{
	MC_AUTO(mc_foreign_yaml) file = MC_FOREIGN_YAML_INIT;

	MC_TRY(mc_foreign_yaml_open(&file, findings, path, bytes, len));
	MC_AUTOPTR(mc_exercise) made = mc_exercise_new("classroom", dir);
	struct reader reader = {
		.exercise = made,
		.file = &file,
		.maker = { .exercise = made,
			   .toolbox = toolbox,
			   .keys = { "setup-command", "command", "input", "expected-output",
				     "comparison-method", "timeout" },
			   .default_minutes = DEFAULT_MINUTES,
			   .say = take_finding,
			   .context = &reader },
	};

	read_jobs(&reader);
	MC_TRY(mc_foreign_yaml_err(&file));
	mc_classroom_settle(made, bytes, len);
	*exercise = MC_TAKE(made);
	return NULL;
}
