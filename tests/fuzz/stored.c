/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the readers of what a school keeps of results: what they are, and what surveys found. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "batch/stored.h"
#include "batch/survey_memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void read_result(const char *bytes, size_t len)
{
	char dir[] = "/tmp/migracode-fuzz.XXXXXX";
	char key[MC_STORED_KEY];
	MC_AUTO(mc_stored_head) head = MC_STORED_HEAD_INIT;
	MC_AUTO(mc_stored_tools) tools = MC_STORED_TOOLS_INIT;
	bool is_first = false;

	mc_stored_key(key, "s", "d", "t", "v");
	if (!mkdtemp(dir))
		return;
	mc_err_drop(mc_stored_write(&is_first, dir, key, (struct mc_str){ bytes, len }));
	assert(is_first);
	mc_err_drop(mc_stored_read_head(&head, dir, key));
	mc_err_drop(mc_stored_read_tools(&tools, dir, key));
	mc_err_drop(mc_stored_remove(dir, key));
	MC_AUTOTEXT folder = mc_format("%s/%.2s", dir, key);

	assert(rmdir(folder) == 0 && rmdir(dir) == 0);
}

static void read_memory(const char *bytes, size_t len)
{
	MC_AUTO(mc_survey_memory) memory = MC_SURVEY_MEMORY_INIT;

	mc_survey_memory_parse(&memory, bytes, len);
	for (size_t i = 0; i < memory.count; i++)
		assert(mc_survey_memory_find(&memory, memory.items[i].learner, memory.items[i].exercise) ==
		       &memory.items[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *bytes = len ? (const char *)data : "";

	if (len > 0 && bytes[0] == '{')
		read_result(bytes, len);
	else
		read_memory(bytes, len);
	return 0;
}
