/* SPDX-License-Identifier: MIT */
#include "cohort/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "course/spec.h"
#include "ext/hash.h"

const char *const mc_rule_kind_names[MC_RULE_KIND_COUNT] = {
#define X(constant, name) name,
	MC_RULE_KINDS(X)
#undef X
};

static const char *const excused_names[] = {
#define X(constant, name) name,
	MC_RULE_EXCUSED(X)
#undef X
};

/* Goes up whenever the same file would decide in another way; the first field of every hash. */
#define HASH_VERSION "migracode rules 1"

/* Characters of the hash in the id of a set. */
enum { HASH_CHARS = 12, MAX_COUNT = 10000 };

void mc_rules_free(struct mc_rules *rules)
{
	if (!rules)
		return;
	mc_arena_release(&rules->arena);
	free(rules);
}

/* What stands in every rule, then what only some kinds take; a kind takes those of its bits. */
enum key {
	PERCENT = 1,
	COUNT = 2,
	EXERCISES = 4,
	MODULES = 8,
	MODULE = 16,
	ACCEPT = 32,
	PROJECTS = 64,
	EVENTS = 128,
	KINDS = 256,
	CASES = 512
};

static const struct {
	const char *name;
	unsigned bit;
} keys[] = {
	{ "id", 0 },
	{ "kind", 0 },
	{ "title", 0 },
	{ "since", 0 },
	{ "percent", PERCENT },
	{ "count", COUNT },
	{ "exercises", EXERCISES },
	{ "modules", MODULES },
	{ "module", MODULE },
	{ "accept", ACCEPT },
	{ "projects", PROJECTS },
	{ "events", EVENTS },
	{ "kinds", KINDS },
	{ "cases", CASES },
};

/* Which keys a kind takes, needs, and has exactly one of. */
static const struct {
	unsigned takes;
	unsigned needs;
	unsigned one_of;
} kinds[MC_RULE_KIND_COUNT] = {
	[MC_RULE_ATTENDANCE] = { PERCENT, PERCENT, 0 },
	[MC_RULE_EXERCISES] = { EXERCISES | MODULES | PERCENT | ACCEPT, 0, EXERCISES | MODULES },
	[MC_RULE_POINTS] = { MODULE | PERCENT, MODULE | PERCENT, 0 },
	[MC_RULE_PROJECTS] = { PROJECTS | COUNT, PROJECTS, 0 },
	[MC_RULE_MEETINGS] = { PERCENT | COUNT, 0, PERCENT | COUNT },
	[MC_RULE_EVENTS] = { EVENTS | KINDS | COUNT, 0, EVENTS | KINDS },
	[MC_RULE_TEAM] = { PROJECTS | COUNT, 0, 0 },
	[MC_RULE_NO_CASE] = { CASES, 0, 0 },
};

/* Of the two keys in bits a rule has exactly one. */
static void check_one_of(const struct mc_spec *spec, const struct mc_json_node *node, unsigned bits)
{
	const char *names[2] = { NULL, NULL };
	size_t count = 0, present = 0;

	for (size_t i = 0; i < MC_COUNT(keys) && count < MC_COUNT(names); i++) {
		if (!(keys[i].bit & bits))
			continue;
		names[count++] = keys[i].name;
		present += mc_json_find(node, keys[i].name) != NULL;
	}
	if (count && present != 1)
		mc_spec_error(spec, node, NULL, _("write either '%s' or '%s'"), names[0], names[1]);
}

static void check_keys(const struct mc_spec *spec, const struct mc_json_node *node, enum mc_rule_kind kind)
{
	const char *names[MC_COUNT(keys)] = { NULL };
	size_t count = 0;

	for (size_t i = 0; i < MC_COUNT(keys); i++) {
		if (!keys[i].bit || (keys[i].bit & kinds[kind].takes))
			names[count++] = keys[i].name;
		if (keys[i].bit & kinds[kind].needs)
			(void)mc_spec_need(spec, node, keys[i].name);
	}
	(void)mc_spec_object(spec, node, names, count);
	check_one_of(spec, node, kinds[kind].one_of);
}

static void read_since(int32_t *since, const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (mc_spec_is(spec, node, MC_JSON_TEXT) && !mc_date_read(since, mc_json_as_text(node)))
		mc_spec_error(spec, node, _("write it as 2026-01-12"), _("'%s' is not a day"),
			      mc_json_as_text(node));
}

/* "module" is one of "modules". */
static void read_module(struct mc_rule *rule, const struct mc_spec *spec, const struct mc_json_node *node)
{
	const char *module = NULL;

	mc_spec_id(&module, spec, node);
	if (!module)
		return;
	rule->groups.items = mc_arena_alloc(spec->arena, 2 * sizeof(*rule->groups.items));
	rule->groups.items[rule->groups.count++] = module;
}

static void read_lists(struct mc_rule *rule, const struct mc_spec *spec, const struct mc_json_node *node)
{
	mc_spec_texts(&rule->items, spec, mc_json_find(node, "exercises"), MC_SPEC_IDS, 1);
	mc_spec_texts(&rule->items, spec, mc_json_find(node, "projects"), MC_SPEC_FILLED, 1);
	mc_spec_texts(&rule->items, spec, mc_json_find(node, "events"), MC_SPEC_FILLED, 1);
	mc_spec_texts(&rule->groups, spec, mc_json_find(node, "modules"), MC_SPEC_IDS, 1);
	mc_spec_texts(&rule->groups, spec, mc_json_find(node, "kinds"), MC_SPEC_IDS, 1);
	mc_spec_texts(&rule->groups, spec, mc_json_find(node, "cases"), MC_SPEC_IDS, 1);
	read_module(rule, spec, mc_json_find(node, "module"));
}

static void read_numbers(struct mc_rule *rule, const struct mc_spec *spec, const struct mc_json_node *node)
{
	const struct mc_json_node *count = mc_json_find(node, "count");

	if (rule->kind == MC_RULE_EXERCISES)
		rule->percent = 100;
	mc_spec_integer(&rule->percent, spec, mc_json_find(node, "percent"), 1, 100);
	mc_spec_integer(&rule->count, spec, count, 1, MAX_COUNT);
	if (rule->items.count && rule->count > rule->items.count)
		mc_spec_error(spec, count, NULL, _("only %zu are listed, so %u cannot be needed"),
			      rule->items.count, rule->count);
}

static void read_rule(struct mc_rule *rule, const struct mc_spec *spec, const struct mc_json_node *node)
{
	static const char *const accepts[] = { "passed", "submitted" };
	size_t kind = 0, accept = 0;

	rule->since = MC_DATE_NONE;
	if (!mc_spec_is(spec, node, MC_JSON_OBJECT))
		return;
	mc_spec_id(&rule->id, spec, mc_spec_need(spec, node, "id"));
	mc_spec_words(&rule->title, spec, mc_spec_need(spec, node, "title"));
	read_since(&rule->since, spec, mc_json_find(node, "since"));
	if (!mc_spec_choice(&kind, spec, mc_spec_need(spec, node, "kind"), mc_rule_kind_names,
			    MC_RULE_KIND_COUNT))
		return;
	rule->kind = (enum mc_rule_kind)kind;
	check_keys(spec, node, rule->kind);
	if (mc_spec_choice(&accept, spec, mc_json_find(node, "accept"), accepts, MC_COUNT(accepts)))
		rule->takes_submitted = accept == 1;
	read_lists(rule, spec, node);
	read_numbers(rule, spec, node);
}

/* Two rules of one id could not be told apart in what a check says. */
static void check_twin(const struct mc_spec *spec, const struct mc_rules *rules, size_t index,
		       const struct mc_json_node *node)
{
	for (size_t i = 0; i < index && rules->rules[index].id; i++) {
		if (rules->rules[i].id && !strcmp(rules->rules[i].id, rules->rules[index].id))
			mc_spec_error(spec, mc_json_find(node, "id"), NULL, _("there is another rule '%s'"),
				      rules->rules[index].id);
	}
}

static void read_rules(struct mc_rules *rules, const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (!mc_spec_is(spec, node, MC_JSON_ARRAY))
		return;
	size_t count = mc_json_count(node);

	if (count == 0 || count > MC_RULES_MAX) {
		mc_spec_error(spec, node, NULL, _("write 1 to %u rules"), MC_RULES_MAX);
		return;
	}
	rules->rules = mc_arena_alloc(&rules->arena, count * sizeof(*rules->rules));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		read_rule(&rules->rules[rules->count], spec, n);
		check_twin(spec, rules, rules->count++, n);
	}
}

static bool has_attendance(const struct mc_rules *rules)
{
	for (size_t i = 0; i < rules->count; i++) {
		if (rules->rules[i].kind == MC_RULE_ATTENDANCE && rules->rules[i].percent)
			return true;
	}
	return false;
}

static void read_policy(struct mc_rules *rules, const struct mc_spec *spec, const struct mc_json_node *root)
{
	static const char *const names[] = { "late", "excused", "min_held" };
	const struct mc_json_node *node = mc_json_find(root, "attendance");
	struct mc_rule_policy *policy = &rules->policy;
	size_t excused = 0;

	*policy = (struct mc_rule_policy){ .late = 1000, .min_held = 1 };
	if (!node && has_attendance(rules))
		mc_spec_error(spec, root, _("say what being late and being excused count"),
			      _("the key '%s' is missing"), "attendance");
	if (!node || !mc_spec_object(spec, node, names, MC_COUNT(names)))
		return;
	mc_spec_integer(&policy->late, spec, mc_spec_need(spec, node, "late"), 0, 1000);
	if (mc_spec_choice(&excused, spec, mc_spec_need(spec, node, "excused"), excused_names,
			   MC_COUNT(excused_names)))
		policy->excused = (enum mc_rule_excused)excused;
	mc_spec_integer(&policy->min_held, spec, mc_json_find(node, "min_held"), 1, MAX_COUNT);
}

static void read_root(struct mc_rules *rules, const struct mc_spec *spec, const struct mc_json_node *root)
{
	static const char *const names[] = { "$schema", "schema", "id",	    "version",	  "curriculum",
					     "title",	"about",  "source", "attendance", "rules" };

	(void)mc_spec_object(spec, root, names, MC_COUNT(names));
	mc_spec_schema(spec, root, "migracode/rules/v1");
	mc_spec_id(&rules->id, spec, mc_spec_need(spec, root, "id"));
	mc_spec_version(&rules->version, spec, mc_spec_need(spec, root, "version"));
	mc_spec_id(&rules->curriculum, spec, mc_spec_need(spec, root, "curriculum"));
	mc_spec_words(&rules->title, spec, mc_spec_need(spec, root, "title"));
	mc_spec_words(&rules->about, spec, mc_json_find(root, "about"));
	mc_spec_texts(&rules->source, spec, mc_json_find(root, "source"), MC_SPEC_FILLED, 1);
	read_rules(rules, spec, mc_spec_need(spec, root, "rules"));
	read_policy(rules, spec, root);
}

static void hash_texts(struct mc_hash *hash, const struct mc_texts *texts)
{
	mc_hash_add_number(hash, texts->count);
	for (size_t i = 0; i < texts->count; i++)
		mc_hash_add_text(hash, texts->items[i]);
}

/* Everything but words for people. */
static void make_set_id(struct mc_rules *rules)
{
	struct mc_hash hash;
	char hex[MC_HASH_HEX];

	mc_hash_init(&hash);
	mc_hash_add_text(&hash, HASH_VERSION);
	mc_hash_add_text(&hash, rules->curriculum);
	mc_hash_add_number(&hash, rules->policy.late);
	mc_hash_add_text(&hash, excused_names[rules->policy.excused]);
	mc_hash_add_number(&hash, rules->policy.min_held);
	mc_hash_add_number(&hash, rules->count);
	for (size_t i = 0; i < rules->count; i++) {
		const struct mc_rule *rule = &rules->rules[i];

		mc_hash_add_text(&hash, rule->id);
		mc_hash_add_text(&hash, mc_rule_kind_names[rule->kind]);
		mc_hash_add_number(&hash, (uint64_t)rule->since);
		mc_hash_add_number(&hash, rule->percent);
		mc_hash_add_number(&hash, rule->count);
		hash_texts(&hash, &rule->items);
		hash_texts(&hash, &rule->groups);
		mc_hash_add_number(&hash, rule->takes_submitted);
	}
	mc_hash_hex(hex, &hash);
	rules->set_id =
		mc_arena_format(&rules->arena, "%s@%s#%.*s", rules->id, rules->version, HASH_CHARS, hex);
}

struct mc_err *mc_rules_parse(struct mc_rules **rules, struct mc_findings *findings, const char *path,
			      const char *bytes, size_t len)
{
	MC_AUTOPTR(mc_rules) fresh = mc_alloc_zero(1, sizeof(*fresh));
	MC_AUTO(mc_findings) found = MC_FINDINGS_INIT;
	MC_AUTO(mc_spec) spec = { .arena = &fresh->arena, .findings = &found, .path = path };
	const struct mc_json_node *root = mc_spec_parse(&spec, bytes, len);

	if (root)
		read_root(fresh, &spec, root);
	MC_TRY(mc_spec_conclude(findings, &found));
	make_set_id(fresh);
	*rules = MC_TAKE(fresh);
	return NULL;
}

struct mc_err *mc_rules_open(struct mc_rules **rules, struct mc_findings *findings, const char *path)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	MC_TRY(mc_buf_read_file(&bytes, path, MC_RULES_MAX_BYTES));
	return mc_rules_parse(rules, findings, path, bytes.ptr, bytes.len);
}
