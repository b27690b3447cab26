/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/time.h"
#include "base/utf8.h"
#include "cert/issue_part.h"
#include "cert/printing.h"
#include "credential/sign.h"
#include "ext/unicode.h"
#include "os/clock.h"
#include "os/crew.h"
#include "os/file.h"
#include "os/outfile.h"

/* A name of so many columns has room in every design. */
enum { USUAL_COLUMNS = 40 };

/* What needs a printer, and so is worth a process of its own. */
static const unsigned printed = 1u << MC_CARRIER_PDF | 1u << MC_CARRIER_PNG | 1u << MC_CARRIER_SVG;

static struct mc_err *write_file(const struct issue_ready *ready, const struct mc_issue *issue,
				 enum mc_carrier kind, const struct mc_buf *bytes)
{
	MC_AUTO(mc_buf) name = MC_BUF_INIT;

	mc_buf_addf(&name, "%s%s", ready->item->id, mc_carrier_endings[kind]);
	MC_AUTOTEXT path = mc_path_join(issue->wanted.folder, name.ptr);

	return mc_outfile_write(path, bytes->ptr, bytes->len);
}

/* ---- documents, in this process ---- */

static struct mc_err *write_jwt(const struct issue_ready *ready, const struct mc_issue *issue)
{
	const struct mc_keyring *keyring = issue->wanted.keyring;
	const struct mc_signer signer = { &keyring->key, keyring->method, ready->badge.valid_from, NULL };
	MC_AUTO(mc_buf) jwt = MC_BUF_INIT;

	MC_TRY(mc_credential_sign_jwt(&jwt, (struct mc_str){ ready->bytes, ready->len }, &signer));
	return write_file(ready, issue, MC_CARRIER_JWT, &jwt);
}

/* A JWT is signed when it is asked for, and only with the key that signs now. */
static struct mc_err *check_jwt(const struct issue_ready *ready, const struct mc_issue *issue)
{
	const struct mc_cert_entry *entry = ready->item->entry;

	if (!entry || !strcmp(entry->method, issue->wanted.keyring->method))
		return NULL;
	return mc_err_hint(
		mc_err_new(MC_E_INPUT,
			   _("the certificate '%s' was signed with an earlier key, so there can be no "
			     "new JWT of it"),
			   ready->item->id),
		"%s", _("leave jwt out of --format"));
}

static struct mc_err *write_documents(const struct issue_ready *ready, const struct mc_issue *issue)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	unsigned formats = issue->wanted.formats;

	if (formats & 1u << MC_CARRIER_JSON) {
		mc_buf_add(&bytes, ready->bytes, ready->len);
		MC_TRY(write_file(ready, issue, MC_CARRIER_JSON, &bytes));
		ready->item->written |= 1u << MC_CARRIER_JSON;
	}
	if (!(formats & 1u << MC_CARRIER_JWT))
		return NULL;
	MC_TRY(check_jwt(ready, issue));
	MC_TRY(write_jwt(ready, issue));
	ready->item->written |= 1u << MC_CARRIER_JWT;
	return NULL;
}

/* ---- pages, in children ---- */

/* A child has no use for the key. */
static struct mc_err *open_press(void **state, void *context, unsigned number)
{
	struct issue_batch *batch = context;
	struct mc_press *press = NULL;

	(void)number;
	/* The memory is this child's own copy. */
	mc_issuer_key_release((struct mc_issuer_key *)&batch->issue->wanted.keyring->key);
	mc_press_open(&press, &batch->issue->wanted.settings->style);
	*state = press;
	return NULL;
}

static struct mc_press_job job_of(struct issue_ready *ready)
{
	int64_t made_ms = 0;

	(void)mc_time_read_ms(&made_ms, ready->badge.valid_from);
	ready->facts.made_s = made_ms / 1000;
	ready->facts.qr = ready->qr;
	return (struct mc_press_job){ .badge = &ready->badge,
				      .facts = &ready->facts,
				      .second = ready->paper_lang,
				      .credential = { ready->bytes, ready->len } };
}

/* The scripts that every design was looked at with: Latin, Greek, Cyrillic, Arabic, Ethiopic. */
static bool is_usual(uint32_t c)
{
	return (c >= 0x20 && c < 0x250) || (c >= 0x370 && c < 0x530) || (c >= 0x600 && c < 0x700) ||
	       (c >= 0x1200 && c < 0x1380) || (c >= 0x1e00 && c < 0x2000);
}

static bool is_usual_name(const char *name)
{
	size_t len = strlen(name);

	if (mc_unicode_width(name, len) > USUAL_COLUMNS)
		return false;
	for (size_t i = 0; i < len;) {
		uint32_t character = 0;
		size_t step = mc_utf8_decode(&character, name + i, len - i);

		if (!step || !is_usual(character))
			return false;
		i += step;
	}
	return true;
}

struct mc_err *mc_issue_try_print(struct issue_batch *batch, struct issue_ready *ready)
{
	const struct mc_press_job job = job_of(ready);
	MC_AUTOPTR(mc_press) press = NULL;
	MC_AUTO(mc_buf) file = MC_BUF_INIT;

	if (!(batch->issue->wanted.formats & printed) || is_usual_name(ready->facts.name))
		return NULL;
	mc_press_open(&press, &batch->issue->wanted.settings->style);
	return mc_press_file(&file, press, MC_CARRIER_PDF, &job);
}

static struct mc_err *print_one(struct mc_buf *answer, void *state, void *context, size_t index)
{
	struct issue_batch *batch = context;
	struct issue_ready *ready = &batch->items[index];
	struct mc_press_job job = job_of(ready);

	(void)answer;
	job.pades = batch->issue->wanted.pades;
	job.pades_at_s = mc_clock_unix_ms() / 1000;
	for (unsigned kind = 0; kind < MC_CARRIER_COUNT; kind++) {
		MC_AUTO(mc_buf) file = MC_BUF_INIT;

		if (!(batch->issue->wanted.formats & printed & 1u << kind))
			continue;
		MC_TRY(mc_press_file(&file, state, (enum mc_carrier)kind, &job));
		MC_TRY(write_file(ready, batch->issue, (enum mc_carrier)kind, &file));
	}
	return NULL;
}

static void tell(const struct mc_issue *issue, bool has_failed)
{
	if (issue->wanted.tell)
		issue->wanted.tell(issue->wanted.context, has_failed);
}

static struct mc_err *copy_of(const struct mc_err *err)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	mc_err_pack(&bytes, err);
	return mc_err_unpack(bytes.ptr);
}

/* A text that cannot be printed concerns one graduate; a missing library or a full disk concerns all. */
static struct mc_err *take_answer(void *context, size_t index, struct mc_str answer, const struct mc_err *err)
{
	struct issue_batch *batch = context;
	struct issue_ready *ready = &batch->items[index];

	(void)answer;
	if (err && err->code != MC_E_INPUT && err->code != MC_E_LIMIT)
		return copy_of(err);
	if (err)
		mc_issue_fail(batch->issue, ready->item, copy_of(err));
	else
		ready->item->written |= batch->issue->wanted.formats & printed;
	tell(batch->issue, err != NULL);
	return NULL;
}

struct mc_err *mc_issue_write_files(struct issue_batch *batch)
{
	struct mc_issue *issue = batch->issue;
	const struct mc_crew crew = { .jobs = issue->wanted.jobs,
				      .count = batch->count,
				      .context = batch,
				      .open = open_press,
				      .work = print_one,
				      .done = take_answer };

	for (size_t i = 0; i < batch->count; i++) {
		struct mc_err *err = write_documents(&batch->items[i], issue);
		bool has_failed = err != NULL;

		if (err && err->code != MC_E_INPUT)
			return err;
		if (err)
			mc_issue_fail(issue, batch->items[i].item, err);
		if (!(issue->wanted.formats & printed))
			tell(issue, has_failed);
	}
	return issue->wanted.formats & printed ? mc_crew_run(&crew) : NULL;
}
