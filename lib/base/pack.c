/* SPDX-License-Identifier: MIT */
#include "base/pack.h"

#include <string.h>

void mc_pack_number(struct mc_buf *buf, uint64_t number)
{
	mc_buf_add(buf, &number, sizeof(number));
}

void mc_pack_text(struct mc_buf *buf, const char *text, size_t len)
{
	mc_pack_number(buf, len);
	mc_buf_add(buf, text, len);
	mc_buf_addc(buf, '\0');
}

uint64_t mc_unpack_number(struct mc_unpack *unpack)
{
	uint64_t number = 0;

	if (unpack->rest.len < sizeof(number)) {
		unpack->is_bad = true;
		return 0;
	}
	memcpy(&number, unpack->rest.ptr, sizeof(number));
	unpack->rest.ptr += sizeof(number);
	unpack->rest.len -= sizeof(number);
	return number;
}

uint64_t mc_unpack_up_to(struct mc_unpack *unpack, uint64_t most)
{
	uint64_t number = mc_unpack_number(unpack);

	if (number <= most)
		return number;
	unpack->is_bad = true;
	return 0;
}

size_t mc_unpack_count(struct mc_unpack *unpack, size_t least)
{
	return (size_t)mc_unpack_up_to(unpack, unpack->rest.len / least);
}

struct mc_str mc_unpack_text(struct mc_unpack *unpack)
{
	uint64_t len = mc_unpack_number(unpack);
	struct mc_str text = { unpack->rest.ptr, (size_t)len };

	if (unpack->is_bad || unpack->rest.len <= len || text.ptr[len] != '\0') {
		unpack->is_bad = true;
		return (struct mc_str){ "", 0 };
	}
	unpack->rest.ptr += len + 1;
	unpack->rest.len -= (size_t)len + 1;
	return text;
}
