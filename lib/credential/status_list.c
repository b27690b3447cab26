/* SPDX-License-Identifier: MIT */
#include "credential/status_list.h"

#include <assert.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/base64.h"
#include "base/i18n.h"
#include "ext/deflate.h"
#include "ext/json_write.h"

void mc_status_list_init(struct mc_status_list *list)
{
	list->bytes = mc_alloc_zero(MC_STATUS_BITS / 8, 1);
	list->bits = MC_STATUS_BITS;
}

void mc_status_list_release(struct mc_status_list *list)
{
	free(list->bytes);
	*list = (struct mc_status_list)MC_STATUS_LIST_INIT;
}

static unsigned char mask_of(uint64_t index)
{
	return (unsigned char)(0x80u >> (index & 7));
}

void mc_status_list_set(struct mc_status_list *list, uint64_t index, bool value)
{
	assert(index < list->bits);
	unsigned char *byte = &list->bytes[index / 8];

	*byte = (unsigned char)(value ? *byte | mask_of(index) : *byte & ~mask_of(index));
}

bool mc_status_list_get(const struct mc_status_list *list, uint64_t index)
{
	return index < list->bits && (list->bytes[index / 8] & mask_of(index)) != 0;
}

void mc_status_list_encode(struct mc_buf *out, const struct mc_status_list *list)
{
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;

	mc_deflate_add(&packed, (struct mc_str){ (const char *)list->bytes, (size_t)(list->bits / 8) },
		       MC_DEFLATE_GZIP);
	mc_buf_addc(out, 'u'); /* multibase: base64url */
	mc_base64url_add(out, (struct mc_str){ packed.ptr, packed.len });
}

struct mc_err *mc_status_list_decode(struct mc_status_list *list, const char *text)
{
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	if (text[0] != 'u' || !mc_base64url_read(&packed, mc_str(text + 1)))
		return mc_err_new(MC_E_INPUT, _("a status list is not written as the standard says"));
	MC_TRY_AS(mc_deflate_open(&bytes, (struct mc_str){ packed.ptr, packed.len }, MC_DEFLATE_GZIP,
				  MC_STATUS_MAX_BITS / 8),
		  "%s", _("a status list"));
	if (bytes.len < MC_STATUS_BITS / 8)
		return mc_err_new(MC_E_INPUT, _("a status list is shorter than the standard allows"));
	mc_status_list_release(list);
	list->bits = (uint64_t)bytes.len * 8;
	list->bytes = (unsigned char *)mc_buf_take(&bytes);
	return NULL;
}

static void write_issuer(struct mc_json_writer *writer, const struct mc_status_wanted *wanted)
{
	mc_json_key(writer, "issuer");
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "id", wanted->issuer);
	if (wanted->issuer_name)
		mc_json_key_text(writer, "name", wanted->issuer_name);
	mc_json_end(writer);
}

static void write_subject(struct mc_json_writer *writer, const struct mc_status_list *list,
			  const struct mc_status_wanted *wanted)
{
	MC_AUTO(mc_buf) id = MC_BUF_INIT;
	MC_AUTO(mc_buf) encoded = MC_BUF_INIT;

	mc_buf_addf(&id, "%s#list", wanted->url);
	mc_status_list_encode(&encoded, list);
	mc_json_key(writer, "credentialSubject");
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "id", id.ptr);
	mc_json_key_text(writer, "type", "BitstringStatusList");
	mc_json_key_text(writer, "statusPurpose", wanted->purpose);
	mc_json_key_text(writer, "encodedList", encoded.ptr);
	mc_json_end(writer);
}

void mc_status_list_write(struct mc_buf *json, const struct mc_status_list *list,
			  const struct mc_status_wanted *wanted)
{
	struct mc_json_writer writer = MC_JSON_WRITER(json, false);

	mc_json_start(&writer, '{');
	mc_json_key(&writer, "@context");
	mc_json_start(&writer, '[');
	mc_json_text(&writer, "https://www.w3.org/ns/credentials/v2");
	mc_json_end(&writer);
	mc_json_key_text(&writer, "id", wanted->url);
	mc_json_key(&writer, "type");
	mc_json_start(&writer, '[');
	mc_json_text(&writer, "VerifiableCredential");
	mc_json_text(&writer, "BitstringStatusListCredential");
	mc_json_end(&writer);
	write_issuer(&writer, wanted);
	mc_json_key_text(&writer, "validFrom", wanted->valid_from);
	if (wanted->valid_until)
		mc_json_key_text(&writer, "validUntil", wanted->valid_until);
	write_subject(&writer, list, wanted);
	mc_json_end(&writer);
}
