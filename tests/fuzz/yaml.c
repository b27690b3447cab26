/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of YAML, and checks what must hold of every document that it takes. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "ext/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* The reader's own limit bounds the depth. */
static size_t check_node(const struct mc_yaml_node *node, unsigned depth)
{
	enum mc_yaml_type type = mc_yaml_type(node);
	size_t count = 0;
	size_t all = 1;
	double number = 0;
	bool truth = false;

	assert(depth <= MC_YAML_MAX_DEPTH + 1 && mc_yaml_place(node).line > 0);
	assert((type == MC_YAML_TEXT) == (mc_yaml_as_text(node) != NULL));
	(void)mc_yaml_as_number(&number, node);
	(void)mc_yaml_as_bool(&truth, node);
	for (const struct mc_yaml_node *n = mc_yaml_first(node); n; n = mc_yaml_next(n), count++) {
		assert((type == MC_YAML_MAP) == (mc_yaml_key_of(n) != NULL));
		assert(type != MC_YAML_MAP || count > 50 || mc_yaml_find(node, mc_yaml_key_of(n)) == n);
		all += check_node(n, depth + 1);
	}
	assert(count == mc_yaml_count(node));
	return all;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct mc_yaml_place at = { 0, 0 };
	MC_AUTOPTR(mc_yaml) yaml = NULL;
	MC_AUTOPTR(mc_err) err = mc_yaml_open(&yaml, &at, len ? (const char *)data : "", len);

	assert(!err == (yaml != NULL) && !err == !at.line);
	if (yaml)
		assert(check_node(mc_yaml_root(yaml), 1) <= MC_YAML_MAX_NODES + 1);
	return 0;
}
