/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cert/inspect.h"
#include "ext/json_write.h"

#define SCHEMA "migracode/cert-verify/v1"

/* Checks that were not asked for, and say nothing, are left out. */
static bool is_told(const struct mc_check *check)
{
	return check->state != MC_CHECK_NOT_DONE || check->code;
}

static void write_checks(struct mc_json_writer *writer, const struct mc_verified *verified)
{
	mc_json_key(writer, "checks");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < MC_CHECK_COUNT; i++) {
		const struct mc_check *check = &verified->checks[i];

		if (!is_told(check))
			continue;
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "name", mc_check_names[i]);
		mc_json_key_text(writer, "state", mc_check_states[check->state]);
		mc_json_key_text(writer, "reason", check->code);
		mc_json_key_text(writer, "message", check->text);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_issuer(struct mc_json_writer *writer, const struct mc_verified *verified)
{
	mc_json_key(writer, "issuer");
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "id", verified->issuer_id);
	mc_json_key_text(writer, "name", verified->issuer_name);
	mc_json_key_text(writer, "called", verified->badge.issuer.name);
	mc_json_key_text(writer, "key", verified->method);
	mc_json_end(writer);
}

static void write_identities(struct mc_json_writer *writer, const struct mc_badge *badge)
{
	mc_json_key(writer, "identities");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < badge->identity_count; i++) {
		const struct mc_badge_identity *identity = &badge->identities[i];

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "type", identity->type);
		mc_json_key_bool(writer, "hashed", identity->is_hashed);
		if (!identity->is_hashed)
			mc_json_key_text(writer, "value", identity->value);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_results(struct mc_json_writer *writer, const struct mc_badge *badge)
{
	mc_json_key(writer, "results");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < badge->result_count; i++) {
		const struct mc_badge_result *result = &badge->results[i];

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "name", result->name);
		mc_json_key_text(writer, "value", result->value);
		mc_json_key_text(writer, "max", result->max);
		mc_json_key_text(writer, "status", result->status);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_alignments(struct mc_json_writer *writer, const struct mc_badge *badge)
{
	mc_json_key(writer, "alignments");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < badge->alignment_count; i++) {
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "framework", badge->alignments[i].framework);
		mc_json_key_text(writer, "code", badge->alignments[i].code);
		mc_json_key_text(writer, "name", badge->alignments[i].name);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_status(struct mc_json_writer *writer, const struct mc_verified *verified)
{
	mc_json_key(writer, "status");
	if (!verified->badge.status_list) {
		mc_json_null(writer);
		return;
	}
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "list", verified->badge.status_list);
	mc_json_key_int(writer, "index", (int64_t)verified->badge.status_index);
	mc_json_key_text(writer, "listed_at", verified->listed_at);
	mc_json_end(writer);
}

/* What nobody signed is no fact. */
static void write_credential(struct mc_json_writer *writer, const struct mc_verified *verified)
{
	const struct mc_badge *badge = &verified->badge;

	mc_json_key(writer, "credential");
	if (!verified->has_badge || !verified->is_signed) {
		mc_json_null(writer);
		return;
	}
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "id", badge->id);
	mc_json_key_text(writer, "title", badge->achievement_name);
	mc_json_key_text(writer, "type", badge->achievement_type);
	mc_json_key_text(writer, "lang", badge->lang);
	write_issuer(writer, verified);
	mc_json_key_text(writer, "signed_at", verified->signed_at);
	mc_json_key_text(writer, "awarded_at", badge->awarded_on);
	mc_json_key_text(writer, "valid_from", badge->valid_from);
	mc_json_key_text(writer, "valid_until", badge->valid_until);
	mc_json_key(writer, "hours");
	if (badge->has_hours)
		mc_json_number(writer, badge->hours);
	else
		mc_json_null(writer);
	write_identities(writer, badge);
	write_results(writer, badge);
	write_alignments(writer, badge);
	write_status(writer, verified);
	mc_json_key_text(writer, "unknown_signatures", verified->unknown);
	mc_json_end(writer);
}

static void write_qr(struct mc_json_writer *writer, const struct mc_verified *verified)
{
	mc_json_key(writer, "qr");
	if (!verified->has_qr) {
		mc_json_null(writer);
		return;
	}
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "id", verified->qr.uuid);
	mc_json_key_text(writer, "day", verified->qr.day);
	mc_json_key(writer, "index");
	if (verified->qr.has_index)
		mc_json_int(writer, (int64_t)verified->qr.index);
	else
		mc_json_null(writer);
	mc_json_key_text(writer, "issuer", verified->issuer_id);
	mc_json_end(writer);
}

/* What is told of each, whether it is the only one or not. */
static void write_answer(struct mc_json_writer *writer, const struct mc_inspected *item)
{
	mc_json_key_text(writer, "file", item->operand);
	mc_json_key_text(writer, "kind", item->kind);
	mc_json_key_bool(writer, "valid", item->verified.is_valid);
	mc_json_key_bool(writer, "trusted", item->verified.is_trusted);
	mc_json_key_text(writer, "reason", item->verified.reason);
	write_checks(writer, &item->verified);
	write_credential(writer, &item->verified);
	write_qr(writer, &item->verified);
}

static const char *first_reason(const struct mc_inspection *inspection)
{
	const char *reason = NULL;

	for (size_t i = 0; i < inspection->count; i++) {
		const struct mc_verified *verified = &inspection->items[i].verified;

		if (!verified->is_valid)
			return verified->reason;
		reason = reason ? reason : verified->reason;
	}
	return reason;
}

static void write_several(struct mc_json_writer *writer, const struct mc_inspection *inspection)
{
	mc_json_key_bool(writer, "valid", mc_inspection_is_valid(inspection));
	mc_json_key_bool(writer, "trusted", mc_inspection_is_trusted(inspection));
	mc_json_key_text(writer, "reason", first_reason(inspection));
	mc_json_key(writer, "files");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < inspection->count; i++) {
		mc_json_start(writer, '{');
		write_answer(writer, &inspection->items[i]);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

void mc_inspection_print_json(struct mc_buf *out, const struct mc_inspection *inspection)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", SCHEMA);
	mc_json_key_text(&writer, "at", inspection->at);
	mc_json_key_text(&writer, "school", inspection->school);
	if (inspection->count == 1)
		write_answer(&writer, &inspection->items[0]);
	else
		write_several(&writer, inspection);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
