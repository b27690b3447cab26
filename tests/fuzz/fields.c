/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of events: what it takes is written so that it is read as the same. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "records/fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_same(const struct mc_field *a, const struct mc_field *b)
{
	assert(a->kind == b->kind && !strcmp(a->key, b->key));
	assert(mc_utf8_is_valid(a->key, strlen(a->key)));
	if (a->kind == MC_FIELD_INT) {
		assert(a->number == b->number);
		return;
	}
	/* White space within JSON of one's own is not written again. */
	assert(a->kind == MC_FIELD_JSON || !strcmp(a->text, b->text));
	assert(mc_utf8_is_valid(a->text, strlen(a->text)));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) in = MC_BUF_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	struct mc_fields fields, again;

	mc_buf_add(&in, (const char *)bytes, len);
	MC_AUTOPTR(mc_err) err =
		mc_fields_read(&fields, &arena, (struct mc_str){ in.ptr ? in.ptr : "", in.len });

	if (err) {
		assert(err->code == MC_E_INPUT);
		return 0;
	}
	assert(fields.count <= MC_FIELDS_MAX);
	mc_fields_write(&out, &fields);
	err = mc_fields_read(&again, &arena, (struct mc_str){ out.ptr, out.len });
	assert(!err && again.count == fields.count);
	for (size_t i = 0; i < fields.count; i++)
		check_same(&fields.items[i], &again.items[i]);
	mc_buf_reset(&in);
	mc_fields_write(&in, &again);
	assert(in.len == out.len && !memcmp(in.ptr, out.ptr, out.len));
	return 0;
}
