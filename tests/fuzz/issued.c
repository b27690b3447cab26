/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of issued tables; what it takes is written and read again, and compared with
 * itself. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "sheet/issued.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Large tables take long and find nothing that small ones do not. */
enum { MAX_COMPARED = 60 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	MC_AUTO(mc_issued) issued = MC_ISSUED_INIT;
	MC_AUTO(mc_issued) again = MC_ISSUED_INIT;
	MC_AUTO(mc_buf) first = MC_BUF_INIT;
	MC_AUTO(mc_buf) second = MC_BUF_INIT;
	MC_AUTO(mc_conflict) conflict = MC_CONFLICT_INIT;
	MC_AUTOPTR(mc_err) err = mc_issued_read(&issued, len ? (const char *)data : "", len);

	if (err)
		return 0;
	mc_issued_write(&first, &issued);
	assert(!mc_issued_read(&again, first.ptr, first.len));
	mc_issued_write(&second, &again);
	assert(first.len == second.len && !memcmp(first.ptr, second.ptr, first.len));
	assert(mc_issued_is_same(&issued, &again));
	if (issued.cell_count <= MAX_COMPARED && issued.relation_count <= MAX_COMPARED) {
		const struct mc_issued *earlier[] = { &again };

		/* The same table tells nothing new. */
		mc_err_drop(mc_disclosure_conflict(&conflict, &issued, earlier, 1));
		assert(conflict.count == 0);
	}
	return 0;
}
