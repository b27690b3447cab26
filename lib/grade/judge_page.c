/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/str.h"
#include "course/page_test.h"
#include "ext/html.h"
#include "grade/judge.h"
#include "grade/page_rules.h"
#include "result/compare.h"
#include "result/reason.h"

/* Pages that one test looks at; text and parts of elements that one check goes through; and processor time
 * for all of it: a page where everything stands inside everything else would keep the grader busy for long.
 */
enum { MAX_PAGES = 50, MAX_WORK = 16 * 1024 * 1024, LIMIT_S = 10 };

/* A page of the submission. */
struct page {
	const char *path;
	struct mc_html html;
};

/* One check of one page. */
struct looking {
	struct mc_job *job;
	struct mc_arena *scratch;
	const struct page *page;
	const struct mc_page_check *check;
	size_t work;   /* of MAX_WORK */
	clock_t start; /* of the test */
	/* What is wrong, when something is. */
	struct mc_reason reason;
	const struct mc_expect *expect;
	struct mc_str actual;
};

static uint32_t line_of(const struct looking *looking, uint32_t node)
{
	return looking->page->html.nodes[node].line;
}

/* ---- elements ---- */

static struct mc_err *too_much(void)
{
	return mc_err_new(MC_E_LIMIT, "%s", _("the page is too large for what is looked for in it"));
}

static bool is_out_of_time(clock_t start)
{
	return clock() - start > LIMIT_S * CLOCKS_PER_SEC;
}

static struct mc_err *holds_expected(bool *holds, struct looking *looking, const struct mc_expect *expect,
				     struct mc_str actual)
{
	MC_AUTO(mc_comparison_outcome) outcome = MC_COMPARISON_OUTCOME_INIT;

	looking->work += actual.len;
	/* A pattern may take long on each of thousands of elements. */
	if (looking->work > MAX_WORK || is_out_of_time(looking->start))
		return too_much();
	MC_TRY(mc_compare_texts(&outcome, expect, actual.ptr, actual.len));
	*holds = outcome.reason == MC_REASON_NONE;
	return NULL;
}

/* The first element that has not what it should is kept for the report. */
static void keep_fault(struct looking *looking, uint32_t node, const struct mc_reason *reason,
		       const struct mc_expect *expect, struct mc_str actual)
{
	if (looking->reason.code != MC_REASON_NONE)
		return;
	looking->reason = *reason;
	looking->reason.subject = looking->check->select.text;
	looking->reason.line = line_of(looking, node);
	looking->expect = expect;
	looking->actual = mc_job_keep(looking->job, actual.ptr, actual.len);
}

static struct mc_err *has_text(bool *holds, struct looking *looking, uint32_t node)
{
	const struct mc_reason reason = { .code = MC_REASON_ELEMENT_TEXT };
	const struct mc_html *html = &looking->page->html;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	*holds = true;
	if (!looking->check->text.is_given)
		return NULL;
	looking->work += html->nodes[node].end - node;
	mc_html_inner_text(&text, html, node);
	const struct mc_str actual = { text.ptr, text.len };

	MC_TRY(holds_expected(holds, looking, &looking->check->text, actual));
	if (!*holds)
		keep_fault(looking, node, &reason, &looking->check->text, actual);
	return NULL;
}

static struct mc_err *has_attribute(bool *holds, struct looking *looking, uint32_t node)
{
	const struct mc_page_check *check = looking->check;
	const struct mc_html_node *element = &looking->page->html.nodes[node];
	const char *value = check->attribute ? mc_html_attribute(element, check->attribute) : "";
	const struct mc_reason reason = { .code = MC_REASON_ELEMENT_ATTRIBUTE,
					  .detail = check->attribute,
					  .got = value != NULL };

	*holds = value != NULL;
	if (value && check->value.is_given)
		MC_TRY(holds_expected(holds, looking, &check->value, mc_str(value)));
	if (!*holds)
		keep_fault(looking, node, &reason, value ? &check->value : NULL, mc_str(value ? value : ""));
	return NULL;
}

static struct mc_err *holds_element(bool *holds, struct looking *looking, uint32_t node)
{
	MC_TRY(has_text(holds, looking, node));
	return *holds ? has_attribute(holds, looking, node) : NULL;
}

static void fail_count(struct looking *looking, size_t got, size_t want, uint32_t line)
{
	looking->reason = (struct mc_reason){
		.code = got < want ? MC_REASON_ELEMENT_MISSING : MC_REASON_ELEMENT_FOUND,
		.subject = looking->check->select.text,
		.got = (int64_t)got,
		.want = (int64_t)want,
		.line = line,
	};
	looking->expect = NULL;
}

static struct mc_err *check_elements(bool *holds, struct looking *looking)
{
	const struct mc_page_check *check = looking->check;
	uint32_t *nodes, line = 0;
	size_t count, good = 0;

	MC_TRY(mc_selector_find(&nodes, &count, looking->scratch, check->select.selector,
				&looking->page->html));
	for (size_t i = 0; i < count; i++) {
		bool is_good;

		MC_TRY(holds_element(&is_good, looking, nodes[i]));
		good += is_good;
		if (is_good && good == (size_t)check->max + 1)
			line = line_of(looking, nodes[i]);
	}
	*holds = good >= check->min && good <= check->max && (!check->is_each || good == count);
	if (*holds)
		return NULL;
	/* Enough of them are there, but not as they should be: what differs says more than a number. */
	if (good > check->max)
		fail_count(looking, good, check->max, line);
	else if (count < check->min || (check->min == 0 && !check->is_each))
		fail_count(looking, count, check->min, 0);
	return NULL;
}

/* ---- order, rules ---- */

static struct mc_err *check_order(bool *holds, struct looking *looking)
{
	const struct mc_page_check *check = looking->check;
	uint32_t before = 0;

	*holds = true;
	for (size_t i = 0; i < check->order_count && *holds; i++) {
		uint32_t *nodes;
		size_t count;

		MC_TRY(mc_selector_find(&nodes, &count, looking->scratch, check->order[i].selector,
					&looking->page->html));
		*holds = count > 0 && nodes[0] > before;
		if (!*holds)
			looking->reason = (struct mc_reason){
				.code = count ? MC_REASON_ELEMENT_ORDER : MC_REASON_ELEMENT_MISSING,
				.subject = check->order[i].text,
				.want = 1,
				.detail = count ? check->order[i - 1].text : NULL,
				.line = count ? line_of(looking, nodes[0]) : 0,
			};
		else
			before = nodes[0];
	}
	return NULL;
}

static struct mc_err *check_page(bool *holds, struct looking *looking)
{
	switch (looking->check->kind) {
	case MC_PAGE_SELECT:
		return check_elements(holds, looking);
	case MC_PAGE_ORDER:
		return check_order(holds, looking);
	case MC_PAGE_RULE:
		*holds = mc_page_rule_holds(&looking->reason, &looking->job->result->arena,
					    looking->check->rule, &looking->page->html);
		break;
	}
	return NULL;
}

/* ---- the test ---- */

static struct mc_err *read_pages(struct page *pages, size_t *count, const struct mc_job *job,
				 const struct mc_texts *globs)
{
	const struct mc_tree_filter filter = { .globs = globs->items, .glob_count = globs->count };
	const struct mc_tree *tree = &job->submission->tree;

	for (size_t i = 0; i < tree->count; i++) {
		if (!mc_tree_is_wanted(&filter, tree->files[i].path))
			continue;
		if (*count == MAX_PAGES)
			return mc_err_new(MC_E_LIMIT, _("more than %d pages"), MAX_PAGES);
		pages[*count] = (struct page){ .path = tree->files[i].path, .html = MC_HTML_INIT };
		MC_TRY_AS(mc_html_read(&pages[*count].html, tree->files[i].data, tree->files[i].len), "%s",
			  tree->files[i].path);
		(*count)++;
	}
	return NULL;
}

static const char *case_name(struct mc_job *job, const struct mc_page_check *check)
{
	MC_AUTO(mc_buf) name = MC_BUF_INIT;

	if (check->kind == MC_PAGE_RULE)
		return mc_page_rule_name(check->rule);
	if (check->kind == MC_PAGE_SELECT)
		return check->select.text;
	for (size_t i = 0; i < check->order_count; i++)
		mc_buf_addf(&name, "%s%s", i ? ", " : "", check->order[i].text);
	return mc_arena_strdup(&job->result->arena, name.ptr);
}

/* Notes what one check found; the first one that does not hold is the reason of the test. */
static void note(struct mc_test_result *out, struct mc_case_result *item, const struct looking *looking)
{
	MC_AUTO(mc_buf) sentence = MC_BUF_INIT;

	if (looking->reason.code == MC_REASON_NONE) {
		item->points = item->max;
		out->case_passed++;
		return;
	}
	mc_reason_print(&sentence, &looking->reason);
	item->verdict = MC_FAIL;
	item->message = mc_arena_strdup(&looking->job->result->arena, sentence.ptr);
	if (out->reason.code != MC_REASON_NONE)
		return;
	out->reason = looking->reason;
	out->expect = looking->expect;
	out->actual = looking->actual;
}

static struct mc_err *judge_check(struct mc_job *job, struct mc_test_result *out, struct mc_case_result *item,
				  const struct mc_page_check *check, const struct page *pages, size_t count,
				  clock_t start)
{
	MC_AUTO(mc_arena) scratch = MC_ARENA_INIT;
	struct looking looking = { .job = job, .scratch = &scratch, .check = check, .start = start };
	bool holds = true;

	for (size_t i = 0; i < count && holds; i++) {
		if (is_out_of_time(start))
			return too_much();
		looking.page = &pages[i];
		MC_TRY(check_page(&holds, &looking));
		if (holds)
			looking.reason = (struct mc_reason){ .code = MC_REASON_NONE };
	}
	if (!holds) {
		looking.reason.file = mc_arena_strdup(&job->result->arena, looking.page->path);
		looking.reason.why = mc_words_pick(&check->why, job->options->lang);
	}
	note(out, item, &looking);
	return NULL;
}

static struct mc_err *judge_checks(struct mc_job *job, struct mc_test_result *out, const struct page *pages,
				   size_t count)
{
	const struct mc_page_test *page = out->test->page;
	clock_t start = clock();
	int64_t all = 0, passed = 0;

	out->case_count = out->case_list_count = page->check_count;
	out->cases = mc_arena_alloc(&job->result->arena, page->check_count * sizeof(*out->cases));
	for (size_t i = 0; i < page->check_count; i++)
		all += page->checks[i].weight;
	for (size_t i = 0; i < page->check_count; i++) {
		struct mc_case_result *item = &out->cases[i];

		*item = (struct mc_case_result){ .name = case_name(job, &page->checks[i]),
						 .verdict = MC_PASS,
						 .max = out->test->points * page->checks[i].weight / all };
		MC_TRY(judge_check(job, out, item, &page->checks[i], pages, count, start));
		passed += item->verdict == MC_PASS ? page->checks[i].weight : 0;
	}
	if (out->case_passed == out->case_count)
		return NULL;
	out->points = out->test->points * passed / all;
	mc_judge_fail(out, out->points > 0 ? MC_PARTIAL : MC_FAIL, out->reason);
	return NULL;
}

static struct mc_err *judge(struct mc_job *job, struct mc_test_result *out)
{
	const struct mc_texts *globs = &out->test->page->files;
	struct page *pages = mc_arena_alloc(&job->result->arena, (MAX_PAGES + 1) * sizeof(*pages));
	size_t count = 0;
	struct mc_err *err = read_pages(pages, &count, job, globs);

	if (!err && count == 0)
		mc_judge_fail(out, MC_FAIL,
			      (struct mc_reason){ .code = MC_REASON_MISSING_FILE,
						  .subject = globs->items[0] });
	else if (!err)
		err = judge_checks(job, out, pages, count);
	for (size_t i = 0; i < count; i++)
		mc_html_release(&pages[i].html);
	return err;
}

const struct mc_judge mc_judge_page = { .judge = judge };
