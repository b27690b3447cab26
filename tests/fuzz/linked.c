/* SPDX-License-Identifier: MIT */
/* Feeds any JSON to the readers of linked data, and checks what must hold of the forms that they write. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "linked/integrity.h"
#include "linked/jcs.h"
#include "linked/rdfc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* JCS is JSON that says the same, and has one form. */
static void check_jcs(const struct mc_json_node *node)
{
	MC_AUTO(mc_buf) form = MC_BUF_INIT;
	MC_AUTO(mc_buf) again = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTOPTR(mc_err) err = mc_jcs_add(&form, node, NULL);

	if (err)
		return;
	err = mc_json_open(&json, NULL, form.ptr, form.len);
	assert(!err);
	err = mc_jcs_add(&again, mc_json_root(json), NULL);
	assert(!err && !strcmp(form.ptr, again.ptr));
}

/* Lines are in order, each once, and each is one statement. */
static void check_nquads(const struct mc_json_node *node)
{
	MC_AUTO(mc_buf) form = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = mc_rdfc_add(&form, node, "proof", NULL);
	struct mc_str rest = { form.ptr, form.len }, line = { NULL, 0 }, before = { NULL, 0 };

	assert(!err || form.len == 0);
	while (mc_str_cut_line(&line, &rest)) {
		size_t shorter = line.len < before.len ? line.len : before.len;
		int order = before.ptr ? memcmp(before.ptr, line.ptr, shorter) : -1;

		assert(line.len > 2 && !memcmp(line.ptr + line.len - 2, " .", 2));
		assert(order < 0 || (order == 0 && before.len < line.len));
		before = line;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct mc_json_place at = { 0, 0 };
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTOPTR(mc_err) err = mc_json_open(&json, &at, len ? (const char *)data : "", len);
	unsigned char hash[MC_INTEGRITY_BYTES];

	if (err)
		return 0;
	const struct mc_json_node *root = mc_json_root(json);

	check_jcs(root);
	check_nquads(root);
	for (const struct mc_json_node *proof = mc_json_first(mc_json_find(root, "proof")); proof;
	     proof = mc_json_next(proof)) {
		mc_err_drop(mc_integrity_hash(hash, MC_INTEGRITY_RDFC, root, proof, NULL));
		mc_err_drop(mc_integrity_hash(hash, MC_INTEGRITY_JCS, root, proof, NULL));
	}
	return 0;
}
