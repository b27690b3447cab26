/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/time.h"
#include "cert/again.h"
#include "cert/issue_part.h"
#include "cert/status_files.h"
#include "credential/lint.h"
#include "credential/qr_text.h"
#include "credential/sign.h"
#include "records/people.h"

char *mc_issue_qr_part(const char *id)
{
	MC_AUTO(mc_buf) part = MC_BUF_INIT;

	mc_buf_addf(&part, MC_PEOPLE_CERTIFICATE "%s-qr", id);
	return mc_buf_take(&part);
}

/* ---- a new one ---- */

/* The register knows nothing yet of those in the same batch. */
static bool is_taken(const struct issue_batch *batch, int64_t list, int64_t index)
{
	for (size_t i = 0; i < batch->count; i++) {
		const struct issue_ready *other = &batch->items[i];

		if (other->item->state == MC_ISSUE_NEW && other->entry.list == list &&
		    other->entry.index == index)
			return true;
	}
	return false;
}

static struct mc_err *choose_place(struct mc_cert_entry *entry, const struct issue_batch *batch,
				   const char *uuid)
{
	const struct mc_issue_wanted *wanted = &batch->issue->wanted;
	uint64_t place = mc_gather_place(batch->issue->gather, uuid);

	do {
		MC_TRY(mc_cert_register_place(&entry->list, &entry->index, wanted->office->records,
					      wanted->keyring->id, wanted->settings->status_url, place));
		place = (uint64_t)entry->index + 1;
	} while (is_taken(batch, entry->list, entry->index));
	return NULL;
}

static const char *end_of(struct mc_arena *arena, const char *at, uint32_t months)
{
	char day[MC_DATE_TEXT] = "";
	int32_t start = MC_DATE_NONE;

	(void)snprintf(day, sizeof(day), "%.10s", at);
	if (months == 0 || !mc_date_read(&start, day))
		return NULL;
	mc_date_text(day, mc_date_add_months(start, (int)months));
	return mc_arena_format(arena, "%s%s", day, at + 10);
}

static void set_status(struct mc_badge *badge, struct issue_batch *batch, const struct mc_cert_entry *entry)
{
	const struct mc_issue_wanted *wanted = &batch->issue->wanted;
	MC_AUTO(mc_buf) url = MC_BUF_INIT;

	mc_status_files_url(&url, wanted->keyring, wanted->settings, entry->list, false);
	badge->status_list = mc_arena_strdup(&batch->arena, url.ptr);
	badge->status_index = (uint64_t)entry->index;
}

/* Written, read back as a document, linted, signed. */
static struct mc_err *sign(struct issue_ready *ready, struct issue_batch *batch, const struct mc_badge *badge)
{
	const struct mc_issue_wanted *wanted = &batch->issue->wanted;
	const struct mc_signer signer = { &wanted->keyring->key, wanted->keyring->method, wanted->at,
					  batch->hashes };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;

	mc_badge_write(&text, badge);
	MC_TRY(mc_json_open(&json, NULL, text.ptr, text.len));
	MC_TRY(mc_credential_lint(json));
	MC_TRY(mc_credential_sign(&bytes, (struct mc_str){ text.ptr, text.len }, &signer));
	ready->bytes = mc_arena_copy(&batch->arena, bytes.ptr, bytes.len);
	ready->len = bytes.len;
	return NULL;
}

static struct mc_err *add_qr(struct issue_ready *ready, struct issue_batch *batch, const char *uuid)
{
	const struct mc_issue_wanted *wanted = &batch->issue->wanted;
	MC_AUTO(mc_buf) qr = MC_BUF_INIT;

	MC_TRY(mc_qr_text_add(&qr, wanted->settings->verify_url, (struct mc_str){ ready->bytes, ready->len },
			      uuid, ready->facts.awarded_on, true, ready->badge.status_index,
			      &wanted->keyring->key));
	ready->qr = mc_arena_strdup(&batch->arena, qr.ptr);
	return NULL;
}

static struct mc_err *check_order(const struct mc_issue_wanted *wanted, const struct mc_gathered *gathered)
{
	if (strncmp(gathered->graduated_on, wanted->at, MC_DATE_TEXT - 1) <= 0)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT,
				      _("the day of graduation, %s, is after the certificate's, %.10s"),
				      gathered->graduated_on, wanted->at),
			   "%s", _("choose a later --date"));
}

/* What is printed follows from what was signed, now as when it is printed again. */
static struct mc_err *read_badge(struct issue_ready *ready, struct issue_batch *batch)
{
	MC_AUTOPTR(mc_json) json = NULL;

	MC_TRY(mc_json_open(&json, NULL, ready->bytes, ready->len));
	MC_TRY(mc_badge_read(&ready->badge, &batch->arena, mc_json_root(json)));
	return mc_gather_paper(&ready->facts, &ready->paper_lang, &batch->arena, batch->issue->gather,
			       ready->item->row->learner, &ready->badge);
}

struct mc_err *mc_issue_make(struct issue_batch *batch, struct issue_ready *ready)
{
	struct mc_issue *issue = batch->issue;
	const struct mc_issue_wanted *wanted = &issue->wanted;
	struct mc_gathered gathered;

	MC_TRY(mc_gather_again(&gathered, &batch->arena, issue->gather, ready->item->graduate,
			       ready->item->turn));
	MC_TRY(check_order(wanted, &gathered));
	MC_TRY(choose_place(&ready->entry, batch, gathered.uuid));
	gathered.badge.valid_from = wanted->at;
	gathered.badge.valid_until = end_of(&batch->arena, wanted->at, wanted->settings->valid_months);
	set_status(&gathered.badge, batch, &ready->entry);
	MC_TRY(sign(ready, batch, &gathered.badge));
	ready->item->id = mc_arena_strdup(&issue->arena, gathered.uuid);
	ready->entry.id = ready->item->id;
	ready->entry.learner = ready->item->row->learner;
	ready->entry.cohort = wanted->cohort;
	ready->entry.achievement = gathered.achievement;
	ready->entry.lang = gathered.badge.lang;
	ready->entry.issued_at = wanted->at;
	ready->entry.valid_until = gathered.badge.valid_until;
	ready->entry.rule_set = gathered.rule_set;
	ready->entry.decision = gathered.decision;
	ready->entry.method = wanted->keyring->method;
	ready->entry.status_url = wanted->settings->status_url;
	MC_TRY(read_badge(ready, batch));
	return add_qr(ready, batch, gathered.uuid);
}

/* ---- one of the register ---- */

struct mc_err *mc_issue_read(struct issue_batch *batch, struct issue_ready *ready)
{
	struct mc_records *records = batch->issue->wanted.office->records;
	MC_AUTOTEXT part = mc_issue_qr_part(ready->item->id);
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTO(mc_buf) qr = MC_BUF_INIT;
	bool found = false;

	MC_TRY(mc_cert_register_bytes(&bytes, records, ready->item->entry));
	ready->bytes = mc_arena_copy(&batch->arena, bytes.ptr, bytes.len);
	ready->len = bytes.len;
	MC_TRY(read_badge(ready, batch));
	MC_TRY(mc_cert_check_again(ready->item->entry, &ready->badge, batch->issue->wanted.keyring, records));
	MC_TRY(mc_people_get(&qr, &found, records, ready->item->row->learner, part));
	if (!found)
		return add_qr(ready, batch, ready->item->id);
	ready->qr = mc_arena_strdup(&batch->arena, qr.ptr);
	return NULL;
}

/* ---- the register ---- */

static struct mc_err *register_batch(void *context)
{
	struct issue_batch *batch = context;
	struct mc_records *records = batch->issue->wanted.office->records;

	for (size_t i = 0; i < batch->count; i++) {
		const struct issue_ready *ready = &batch->items[i];
		MC_AUTOTEXT part = mc_issue_qr_part(ready->item->id);

		if (ready->item->state != MC_ISSUE_NEW)
			continue;
		MC_TRY(mc_cert_register_add(records, &ready->entry, ready->bytes, ready->len));
		MC_TRY(mc_people_put(records, ready->entry.learner, part, ready->qr));
	}
	return NULL;
}

struct mc_err *mc_issue_register(struct issue_batch *batch)
{
	struct mc_err *err = mc_records_write(batch->issue->wanted.office->records, register_batch, batch);

	/* Somebody else issues at the same time: the index is taken, or the certificate is there. */
	if (err && (err->code == MC_E_INPUT || err->code == MC_E_NOTHING))
		return mc_err_hint(err, "%s", _("type the same command again"));
	return err;
}
