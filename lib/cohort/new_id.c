/* SPDX-License-Identifier: MIT */
#include "cohort/new_id.h"

#include <stddef.h>

#include "ext/seal.h"

void mc_new_id(char id[MC_NEW_ID], char letter)
{
	static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char bytes[MC_NEW_ID - 2];

	mc_seal_random(bytes, sizeof(bytes));
	id[0] = letter;
	for (size_t i = 0; i < sizeof(bytes); i++)
		id[i + 1] = alphabet[bytes[i] & 31];
	id[MC_NEW_ID - 1] = '\0';
}
