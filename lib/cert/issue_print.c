/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cert/issue.h"
#include "cert/status_files.h"
#include "ext/json_write.h"

static const char *const state_words[MC_ISSUE_STATE_COUNT] = {
	[MC_ISSUE_NEW] = N_("new"),
	[MC_ISSUE_KEPT] = N_("was issued before"),
	[MC_ISSUE_REVOKED] = N_("is revoked; --replace gives another one"),
	[MC_ISSUE_SUSPENDED] = N_("is suspended; 'migracode cert restore' ends that"),
	[MC_ISSUE_FAILED] = N_("failed"),
};

static const char *const reason_words[MC_GATHER_REASON_COUNT] = {
	[MC_GATHER_GRADUATE] = "",
	[MC_GATHER_NOT_DECIDED] = N_("has not graduated"),
	[MC_GATHER_NO_DECISION] = N_("has a day of graduation, but no decision by rules"),
	[MC_GATHER_WITHDRAWN] = N_("left the course"),
	[MC_GATHER_ERASED] = N_("was erased"),
};

/* ---- for people ---- */

static void add_files(struct mc_buf *out, const struct mc_issue_item *item)
{
	for (unsigned kind = 0; kind < MC_CARRIER_COUNT; kind++) {
		if (item->written & 1u << kind)
			mc_buf_addf(out, " %s", mc_carrier_names[kind]);
	}
}

static void add_item(struct mc_buf *out, const struct mc_issue_item *item, bool is_dry_run)
{
	mc_buf_addf(out, "%s  %s  %s", item->row->learner,
		    item->id ? item->id : "------------------------------------",
		    _(state_words[item->state]));
	if (item->replaces)
		mc_buf_addf(out, _(", in place of %s"), item->replaces);
	if (item->written) {
		mc_buf_addz(out, ":");
		add_files(out, item);
	}
	if (is_dry_run)
		mc_buf_addf(out, _("; decided by %s, event %lld"), item->row->decided_by,
			    (long long)item->row->decision);
	if (is_dry_run && item->state == MC_ISSUE_NEW)
		mc_buf_addf(out, "; %s", item->shows_name ? _("name in the document") : _("name hashed"));
	mc_buf_addc(out, '\n');
	if (item->err)
		mc_buf_addf(out, "    %s\n", item->err->msg);
	if (item->err && item->err->hint)
		mc_buf_addf(out, "    %s: %s\n", _("hint"), item->err->hint);
}

static void add_others(struct mc_buf *out, const struct mc_gather *gather)
{
	for (size_t i = 0; i < mc_gather_row_count(gather); i++) {
		const struct mc_gather_row *row = mc_gather_row_at(gather, i);

		if (row->reason != MC_GATHER_GRADUATE)
			mc_buf_addf(out, _("%s  gets none: %s\n"), row->learner,
				    _(reason_words[row->reason]));
	}
}

static void add_sum(struct mc_buf *out, const struct mc_issue *issue, bool is_dry_run)
{
	const size_t *counts = issue->counts;

	if (is_dry_run)
		mc_buf_addf(out, NP_("%zu certificate to issue", "%zu certificates to issue", counts[0]),
			    counts[MC_ISSUE_NEW]);
	else
		mc_buf_addf(out, NP_("%zu certificate issued", "%zu certificates issued", counts[0]),
			    counts[MC_ISSUE_NEW]);
	mc_buf_addf(out, NP_(", %zu issued before", ", %zu issued before", counts[MC_ISSUE_KEPT]),
		    counts[MC_ISSUE_KEPT]);
	mc_buf_addf(out, NP_(", %zu revoked", ", %zu revoked", counts[MC_ISSUE_REVOKED]),
		    counts[MC_ISSUE_REVOKED]);
	mc_buf_addf(out, NP_(", %zu suspended", ", %zu suspended", counts[MC_ISSUE_SUSPENDED]),
		    counts[MC_ISSUE_SUSPENDED]);
	mc_buf_addf(out, NP_(", %zu failed\n", ", %zu failed\n", counts[MC_ISSUE_FAILED]),
		    counts[MC_ISSUE_FAILED]);
}

struct mc_err *mc_issue_print_text(struct mc_buf *out, const struct mc_issue *issue, bool is_dry_run)
{
	for (size_t i = 0; i < issue->count; i++)
		add_item(out, &issue->items[i], is_dry_run);
	if (is_dry_run)
		add_others(out, issue->gather);
	add_sum(out, issue, is_dry_run);
	return mc_status_files_print(out, issue->status_files.ptr, issue->wanted.office->records);
}

/* ---- for programs ---- */

static void write_item(struct mc_json_writer *writer, const struct mc_issue *issue,
		       const struct mc_issue_item *item)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "learner", item->row->learner);
	mc_json_key_text(writer, "state", mc_issue_states[item->state]);
	mc_json_key_text(writer, "id", item->id);
	mc_json_key_text(writer, "replaces", item->replaces);
	mc_json_key_text(writer, "graduated_on", item->row->graduated_on);
	mc_json_key_text(writer, "decided_by", item->row->decided_by);
	mc_json_key_int(writer, "decision", item->row->decision);
	mc_json_key_text(writer, "rule_set", item->row->rule_set);
	mc_json_key(writer, "files");
	mc_json_start(writer, '[');
	for (unsigned kind = 0; kind < MC_CARRIER_COUNT; kind++) {
		MC_AUTO(mc_buf) path = MC_BUF_INIT;

		mc_buf_addf(&path, "%s/%s%s", issue->wanted.folder, item->id ? item->id : "",
			    mc_carrier_endings[kind]);
		if (item->written & 1u << kind)
			mc_json_text(writer, path.ptr);
	}
	mc_json_end(writer);
	if (item->err) {
		mc_json_key_text(writer, "problem", item->err->msg);
		mc_json_key_text(writer, "hint", item->err->hint);
	}
	mc_json_end(writer);
}

static void write_others(struct mc_json_writer *writer, const struct mc_gather *gather)
{
	mc_json_key(writer, "others");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < mc_gather_row_count(gather); i++) {
		const struct mc_gather_row *row = mc_gather_row_at(gather, i);

		if (row->reason == MC_GATHER_GRADUATE)
			continue;
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "learner", row->learner);
		mc_json_key_text(writer, "reason", mc_gather_reasons[row->reason]);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

struct mc_err *mc_issue_print_json(struct mc_buf *out, const struct mc_issue *issue, bool is_dry_run)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/cert-issue/v1");
	mc_json_key_text(&writer, "cohort", issue->wanted.cohort);
	mc_json_key_text(&writer, "achievement", mc_gather_achievement(issue->gather));
	mc_json_key_text(&writer, "lang", mc_gather_lang(issue->gather));
	mc_json_key_text(&writer, "at", issue->wanted.at);
	mc_json_key_bool(&writer, "dry_run", is_dry_run);
	mc_json_key_int(&writer, "left_out_codes", (int64_t)mc_gather_left_out(issue->gather));
	mc_json_key(&writer, "certificates");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < issue->count; i++)
		write_item(&writer, issue, &issue->items[i]);
	mc_json_end(&writer);
	write_others(&writer, issue->gather);
	mc_json_key(&writer, "counts");
	mc_json_start(&writer, '{');
	for (size_t i = 0; i < MC_ISSUE_STATE_COUNT; i++)
		mc_json_key_int(&writer, mc_issue_states[i], (int64_t)issue->counts[i]);
	mc_json_end(&writer);
	mc_json_key(&writer, "status");
	mc_json_start(&writer, '{');
	MC_TRY(mc_status_files_print_json(&writer, issue->status_files.ptr, issue->wanted.office->records));
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
	return NULL;
}
