/* SPDX-License-Identifier: MIT */
#include "cert/inspect.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/time.h"
#include "cert/inspect_part.h"
#include "linked/integrity.h"
#include "os/clock.h"
#include "os/file.h"

#define QR_MARK "#v1."

void mc_inspection_release(struct mc_inspection *inspection)
{
	for (size_t i = 0; i < inspection->count; i++)
		mc_verified_release(&inspection->items[i].verified);
	free(inspection->items);
	free(inspection->lists);
	free(inspection->fetched);
	free(inspection->trouble);
	mc_issuers_release(&inspection->issuers);
	mc_hash_many_free(inspection->hashes);
	mc_arena_release(&inspection->arena);
	*inspection = (struct mc_inspection)MC_INSPECTION_INIT;
}

/* A day is its end: what was valid on it was valid then. */
static struct mc_err *read_moment(struct mc_inspection *inspection, const char *at)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	int64_t at_ms = mc_clock_unix_ms();

	if (at)
		mc_buf_addf(&text, "%s%s", at, strlen(at) == 10 ? "T23:59:59Z" : "");
	if (at && !mc_time_read_ms(&at_ms, text.ptr))
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' is no moment"), at), "%s",
				   _("write it like 2026-05-12 or 2026-05-12T10:00:00Z"));
	inspection->now_s = at_ms / 1000;
	mc_buf_reset(&text);
	mc_time_add(&text, inspection->now_s);
	inspection->at = mc_arena_strdup(&inspection->arena, text.ptr);
	return NULL;
}

/* What one operand is verified with. */
static struct mc_verify_wanted question_of(const struct mc_inspection *inspection,
					   const struct mc_inspect_wanted *wanted)
{
	return (struct mc_verify_wanted){
		.issuers = &inspection->issuers,
		.status_lists = inspection->lists,
		.status_list_count = inspection->list_count,
		.needs_status = wanted->needs_status,
		.now_s = inspection->now_s,
		.hashes = inspection->hashes,
		.qr = wanted->qr,
		.email = wanted->email,
		.name = wanted->name,
	};
}

/* True when the status of a certificate of a trusted issuer is not known, and its list has an address. Others
 * could make this program ask any server that they like. An entry of another kind beside it changes nothing.
 */
static bool wants_list(const struct mc_verified *verified)
{
	const struct mc_check *status = &verified->checks[MC_CHECK_STATUS];

	return verified->is_signed && verified->checks[MC_CHECK_ISSUER].state == MC_CHECK_PASS &&
	       status->code &&
	       (!strcmp(status->code, "no-list") || !strcmp(status->code, "unknown-status")) &&
	       verified->badge.status_list;
}

static struct mc_err *verify(struct mc_inspected *item, struct mc_inspection *inspection,
			     const struct mc_inspect_wanted *wanted, const struct mc_verify_wanted *question)
{
	struct mc_verify_wanted again = *question;
	bool is_new = false;

	MC_TRY(mc_verify(&item->verified, question));
	if (!wanted->fetches_status || !wants_list(&item->verified))
		return NULL;
	MC_TRY(mc_inspect_fetch(&is_new, inspection, item->verified.badge.status_list));
	if (!is_new)
		return NULL;
	mc_verified_release(&item->verified);
	again.status_lists = inspection->lists;
	again.status_list_count = inspection->list_count;
	return mc_verify(&item->verified, &again);
}

/* What is wrong with the bytes of a file is an answer, not an error. */
static bool is_answer(const struct mc_err *err)
{
	return err->code == MC_E_INPUT || err->code == MC_E_LIMIT;
}

static void refuse(struct mc_inspected *item, const char *message)
{
	struct mc_verified *verified = &item->verified;

	mc_verify_say(verified, MC_CHECK_DOCUMENT, MC_CHECK_FAIL, MC_VERIFY_NO_CARRIER, message);
	mc_verify_conclude(verified);
}

static struct mc_err *inspect_file(struct mc_inspected *item, struct mc_inspection *inspection,
				   const struct mc_inspect_wanted *wanted)
{
	struct mc_verify_wanted question = question_of(inspection, wanted);
	MC_AUTO(mc_buf) file = MC_BUF_INIT;
	MC_AUTO(mc_buf) credential = MC_BUF_INIT;
	enum mc_carrier kind = MC_CARRIER_JSON;

	MC_TRY(mc_buf_read_input(&file, item->operand, MC_CARRIER_MAX_BYTES));
	const struct mc_str bytes = { file.ptr, file.len };
	MC_AUTOPTR(mc_err) err = mc_carrier_take(&credential, &kind, bytes);

	if (err && !is_answer(err))
		return MC_TAKE(err);
	if (err) {
		refuse(item, err->msg);
		return NULL;
	}
	item->kind = mc_carrier_names[kind];
	question.bytes = credential.ptr;
	question.len = credential.len;
	MC_TRY(verify(item, inspection, wanted, &question));
	return wanted->is_strict ? mc_inspect_paper(&item->verified, kind, bytes, wanted->name) : NULL;
}

static struct mc_err *inspect_qr(struct mc_inspected *item, struct mc_inspection *inspection,
				 const struct mc_inspect_wanted *wanted, const char *text)
{
	struct mc_verify_wanted question = question_of(inspection, wanted);

	item->kind = "qr";
	question.qr = text;
	return mc_verify(&item->verified, &question);
}

static struct mc_err *inspect_one(struct mc_inspected *item, struct mc_inspection *inspection,
				  const struct mc_inspect_wanted *wanted)
{
	bool is_qr = strstr(item->operand, QR_MARK) && !mc_file_exists(item->operand);

	return is_qr ? inspect_qr(item, inspection, wanted, item->operand)
		     : inspect_file(item, inspection, wanted);
}

struct mc_err *mc_inspect(struct mc_inspection *inspection, const struct mc_inspect_wanted *wanted)
{
	bool is_qr_alone = wanted->operand_count == 0;
	size_t count = is_qr_alone ? 1 : wanted->operand_count;

	MC_TRY(read_moment(inspection, wanted->at));
	MC_TRY(mc_inspect_gather(inspection, wanted));
	inspection->hashes = mc_hash_many_new(count * MC_INTEGRITY_HASHES);
	inspection->items = mc_alloc_zero(count, sizeof(*inspection->items));
	inspection->fetched = mc_alloc_zero(MC_INSPECT_MAX_LISTS, sizeof(*inspection->fetched));
	inspection->trouble = mc_alloc_zero(MC_INSPECT_MAX_LISTS, sizeof(*inspection->trouble));
	for (size_t i = 0; i < count; i++) {
		struct mc_inspected *item = &inspection->items[inspection->count++];

		item->operand = is_qr_alone ? wanted->qr : wanted->operands[i];
		MC_TRY(is_qr_alone ? inspect_qr(item, inspection, wanted, wanted->qr)
				   : inspect_one(item, inspection, wanted));
	}
	return NULL;
}

bool mc_inspection_is_valid(const struct mc_inspection *inspection)
{
	for (size_t i = 0; i < inspection->count; i++)
		if (!inspection->items[i].verified.is_valid)
			return false;
	return true;
}

bool mc_inspection_is_trusted(const struct mc_inspection *inspection)
{
	for (size_t i = 0; i < inspection->count; i++)
		if (!inspection->items[i].verified.is_trusted)
			return false;
	return true;
}
