/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "course/kind.h"
#include "course/page_test.h"

enum { MAX_COUNT = 100000 };

static const char *const rule_names[] = {
#define X(constant, name) [constant] = name,
	MC_PAGE_RULES(X)
#undef X
};

const char *mc_page_rule_name(enum mc_page_rule rule)
{
	return rule_names[rule];
}

/* ---- one check ---- */

static void read_select(struct mc_page_select *select, const struct mc_spec *spec,
			const struct mc_json_node *node)
{
	mc_spec_text(&select->text, spec, node);
	if (!select->text || !select->text[0])
		return;
	MC_AUTOPTR(mc_err) err = mc_selector_parse(&select->selector, spec->arena, select->text);

	if (err)
		mc_spec_error(spec, node, err->hint ? err->hint : _("see 'page' in migracode-exercise(5)"),
			      "%s", err->msg);
}

static void read_range(struct mc_page_check *check, const struct mc_spec *spec,
		       const struct mc_json_node *node)
{
	static const char *const keys[] = { "min", "max" };

	if (mc_json_type(node) == MC_JSON_NUMBER) {
		mc_spec_integer(&check->min, spec, node, 0, MAX_COUNT);
		check->max = check->min;
		return;
	}
	if (mc_json_type(node) != MC_JSON_OBJECT) {
		mc_spec_error(spec, node, NULL, "%s",
			      _("expected a number, or an object with 'min', 'max' or both"));
		return;
	}
	(void)mc_spec_object(spec, node, keys, MC_COUNT(keys));
	check->min = 0;
	mc_spec_integer(&check->min, spec, mc_json_find(node, "min"), 0, MAX_COUNT);
	mc_spec_integer(&check->max, spec, mc_json_find(node, "max"), 0, MAX_COUNT);
	if (!mc_json_find(node, "min") && !mc_json_find(node, "max"))
		mc_spec_error(spec, node, NULL, "%s", _("give 'min', 'max' or both"));
	else if (check->min > check->max)
		mc_spec_error(spec, mc_json_find(node, "min"), NULL, "%s", _("'min' is larger than 'max'"));
}

static void read_number(struct mc_page_check *check, const struct mc_spec *spec,
			const struct mc_json_node *node)
{
	bool is_present = true;

	check->min = 1;
	check->max = UINT32_MAX;
	mc_spec_bool(&is_present, spec, mc_json_find(node, "present"));
	if (!is_present)
		check->min = check->max = 0;
	if (mc_json_find(node, "count"))
		read_range(check, spec, mc_json_find(node, "count"));
	if (mc_json_find(node, "count") && mc_json_find(node, "present"))
		mc_spec_key_error(spec, mc_json_find(node, "present"), NULL, "%s",
				  _("give 'present' or 'count', not both"));
}

static void read_attribute(struct mc_page_check *check, const struct mc_test *test,
			   const struct mc_spec *spec, const struct mc_json_node *node)
{
	static const char *const keys[] = { "name", "value", "compare" };
	struct mc_compare compare = { .mode = MC_COMPARE_TOKENS };

	if (!mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	mc_spec_text(&check->attribute, spec, mc_spec_need(spec, node, "name"));
	mc_kind_read_compare(&compare, spec, mc_json_find(node, "compare"));
	mc_kind_read_expect(&check->value, test, spec, mc_json_find(node, "value"), &compare);
}

static void read_element(struct mc_page_check *check, const struct mc_test *test, const struct mc_spec *spec,
			 const struct mc_json_node *node)
{
	struct mc_compare compare = { .mode = MC_COMPARE_TOKENS };

	read_select(&check->select, spec, mc_json_find(node, "select"));
	read_number(check, spec, node);
	mc_kind_read_compare(&compare, spec, mc_json_find(node, "compare"));
	mc_kind_read_expect(&check->text, test, spec, mc_json_find(node, "text"), &compare);
	read_attribute(check, test, spec, mc_json_find(node, "attribute"));
	mc_spec_bool(&check->is_each, spec, mc_json_find(node, "each"));
	if (check->is_each && !mc_json_find(node, "text") && !mc_json_find(node, "attribute"))
		mc_spec_key_error(spec, mc_json_find(node, "each"), NULL, "%s",
				  _("'each' needs a 'text' or an 'attribute' that each element must have"));
}

static void read_order(struct mc_page_check *check, const struct mc_spec *spec,
		       const struct mc_json_node *node)
{
	if (!mc_spec_is(spec, node, MC_JSON_ARRAY))
		return;
	if (mc_json_count(node) < 2 || mc_json_count(node) > MC_PAGE_MAX_CHECKS) {
		mc_spec_error(spec, node, NULL, _("the array needs %d to %d selectors"), 2,
			      MC_PAGE_MAX_CHECKS);
		return;
	}
	check->order = mc_arena_alloc(spec->arena, mc_json_count(node) * sizeof(*check->order));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n))
		read_select(&check->order[check->order_count++], spec, n);
}

/* Which of the three a check is, and its keys. */
static const struct check_form {
	const char *key;
	size_t count;
	const char *keys[10];
} forms[] = {
	[MC_PAGE_SELECT] = { "select",
			     9,
			     { "select", "present", "count", "text", "compare", "attribute", "each", "why",
			       "points" } },
	[MC_PAGE_ORDER] = { "order", 3, { "order", "why", "points" } },
	[MC_PAGE_RULE] = { "rule", 3, { "rule", "why", "points" } },
};

static bool read_form(struct mc_page_check *check, const struct mc_spec *spec,
		      const struct mc_json_node *node)
{
	size_t found = 0;

	for (size_t i = 0; i < MC_COUNT(forms); i++) {
		if (mc_json_find(node, forms[i].key)) {
			check->kind = (enum mc_page_check_kind)i;
			found++;
		}
	}
	if (found != 1)
		mc_spec_error(spec, node, NULL, "%s", _("a check needs one of 'select', 'order' and 'rule'"));
	return found == 1 && mc_spec_object(spec, node, forms[check->kind].keys, forms[check->kind].count);
}

static void read_check(struct mc_page_check *check, const struct mc_test *test, const struct mc_spec *spec,
		       const struct mc_json_node *node)
{
	double points = 1;
	size_t rule = 0;

	if (!mc_spec_is(spec, node, MC_JSON_OBJECT) || !read_form(check, spec, node))
		return;
	if (check->kind == MC_PAGE_SELECT)
		read_element(check, test, spec, node);
	else if (check->kind == MC_PAGE_ORDER)
		read_order(check, spec, mc_json_find(node, "order"));
	else if (mc_spec_choice(&rule, spec, mc_json_find(node, "rule"), rule_names, MC_COUNT(rule_names)))
		check->rule = (enum mc_page_rule)rule;
	mc_spec_words(&check->why, spec, mc_json_find(node, "why"));
	mc_spec_number(&points, spec, mc_json_find(node, "points"), 0, 1000);
	check->weight = (int64_t)(points * 1000 + 0.5);
}

/* ---- the test ---- */

static void read_checks(struct mc_page_test *page, const struct mc_test *test, const struct mc_spec *spec,
			const struct mc_json_node *node)
{
	size_t count = mc_json_count(node);
	int64_t weights = 0;

	if (!mc_spec_is(spec, node, MC_JSON_ARRAY))
		return;
	if (count < 1 || count > MC_PAGE_MAX_CHECKS) {
		mc_spec_error(spec, node, NULL, _("the array needs %d to %d checks"), 1, MC_PAGE_MAX_CHECKS);
		return;
	}
	page->checks = mc_arena_alloc(spec->arena, count * sizeof(*page->checks));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		struct mc_page_check *check = &page->checks[page->check_count++];

		read_check(check, test, spec, n);
		weights += check->weight;
		page->has_weights |= mc_json_find(n, "points") != NULL;
	}
	if (weights == 0)
		mc_spec_error(spec, node, NULL, "%s", _("no check is worth any points"));
}

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;
	static const char *const index[] = { "index.html", NULL };
	struct mc_page_test *page = mc_arena_alloc(spec->arena, sizeof(*page));

	page->files = (struct mc_texts){ mc_arena_alloc(spec->arena, sizeof(index)), 1 };
	page->files.items[0] = index[0];
	mc_spec_texts(&page->files, spec, mc_json_find(node, "files"), MC_SPEC_GLOBS, 1);
	read_checks(page, test, spec, mc_spec_need(spec, node, "checks"));
	test->page = page;
}

static void hash_check(struct mc_hash *hash, const struct mc_page_check *check)
{
	mc_hash_add_number(hash, check->kind);
	mc_hash_add_text(hash, check->select.text ? check->select.text : "");
	mc_hash_add_expect(hash, &check->text);
	mc_hash_add_text(hash, check->attribute ? check->attribute : "");
	mc_hash_add_expect(hash, &check->value);
	mc_hash_add_number(hash, check->is_each);
	mc_hash_add_number(hash, check->min);
	mc_hash_add_number(hash, check->max);
	mc_hash_add_number(hash, check->order_count);
	for (size_t i = 0; i < check->order_count; i++)
		mc_hash_add_text(hash, check->order[i].text);
	mc_hash_add_number(hash, check->rule);
	mc_hash_add_number(hash, (uint64_t)check->weight);
}

static void hash(struct mc_hash *hash, const struct mc_test *test)
{
	mc_hash_add_texts(hash, &test->page->files);
	mc_hash_add_number(hash, test->page->check_count);
	for (size_t i = 0; i < test->page->check_count; i++)
		hash_check(hash, &test->page->checks[i]);
}

static void write_range(struct mc_json_writer *json, const struct mc_page_check *check)
{
	if (check->min == 1 && check->max == UINT32_MAX)
		return;
	mc_json_key(json, "count");
	if (check->min == check->max) {
		mc_json_int(json, check->min);
		return;
	}
	mc_json_start(json, '{');
	mc_json_key_int(json, "min", check->min);
	if (check->max != UINT32_MAX)
		mc_json_key_int(json, "max", check->max);
	mc_json_end(json);
}

static void write_attribute(struct mc_exercise_writing *writing, const struct mc_test *test,
			    const struct mc_page_check *check)
{
	if (!check->attribute)
		return;
	mc_json_key(&writing->json, "attribute");
	mc_json_start(&writing->json, '{');
	mc_json_key_text(&writing->json, "name", check->attribute);
	if (check->value.is_given) {
		mc_write_content(writing, "value", test, "value", check->value.text, check->value.len);
		mc_write_compare(writing, &check->value.compare);
	}
	mc_json_end(&writing->json);
}

static void write_element(struct mc_exercise_writing *writing, const struct mc_test *test,
			  const struct mc_page_check *check)
{
	mc_json_key_text(&writing->json, "select", check->select.text);
	write_range(&writing->json, check);
	if (check->text.is_given) {
		mc_write_content(writing, "text", test, "text", check->text.text, check->text.len);
		mc_write_compare(writing, &check->text.compare);
	}
	write_attribute(writing, test, check);
	if (check->is_each)
		mc_json_key_bool(&writing->json, "each", true);
}

static void write_order(struct mc_json_writer *json, const struct mc_page_check *check)
{
	mc_json_key(json, "order");
	mc_json_start(json, '[');
	for (size_t i = 0; i < check->order_count; i++)
		mc_json_text(json, check->order[i].text);
	mc_json_end(json);
}

static void write_keys(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_page_test *page = test->page;

	mc_write_texts(writing, "files", &page->files);
	mc_json_key(&writing->json, "checks");
	mc_json_start(&writing->json, '[');
	for (size_t i = 0; i < page->check_count; i++) {
		const struct mc_page_check *check = &page->checks[i];

		mc_json_start(&writing->json, '{');
		if (check->kind == MC_PAGE_SELECT)
			write_element(writing, test, check);
		else if (check->kind == MC_PAGE_ORDER)
			write_order(&writing->json, check);
		else
			mc_json_key_text(&writing->json, "rule", rule_names[check->rule]);
		mc_write_words(writing, "why", &check->why);
		if (page->has_weights)
			mc_write_points(writing, "points", check->weight);
		mc_json_end(&writing->json);
	}
	mc_json_end(&writing->json);
}

static void lint(const struct mc_spec *spec, const struct mc_exercise *exercise, const struct mc_test *test,
		 const struct mc_json_node *node)
{
	const struct mc_json_node *files = mc_json_find(node, "files");

	mc_kind_lint_globs(spec, exercise, &test->page->files, files ? files : node);
}

static const char *const keys[] = { "files", "checks" };

const struct mc_kind mc_kind_page = {
	.keys = keys,
	.key_count = MC_COUNT(keys),
	.read = read_keys,
	.hash = hash,
	.write = write_keys,
	.lint = lint,
};
