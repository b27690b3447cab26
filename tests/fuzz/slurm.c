/* SPDX-License-Identifier: MIT */
/* Any bytes as what Slurm's commands print, as a wave, and as the log of one of its jobs. */
#include <assert.h>
#include <stdint.h>

#include "batch/part.h"
#include "batch/slurm_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { ITEMS = 100 };

static void read_wave(struct mc_str text)
{
	MC_AUTO(mc_wave) wave = MC_WAVE_INIT;
	MC_AUTO(mc_buf) same = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = mc_wave_parse(&wave, text, ITEMS);

	if (err)
		return;
	for (size_t i = 0; i < wave.item_count; i++)
		assert(wave.items[i] < ITEMS);
	assert(wave.count > 0 && wave.starts[wave.count] == wave.item_count);
	mc_wave_write(&same, &wave);
	assert(same.len <= text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const struct mc_str text = { len ? (const char *)bytes : "", len };
	MC_AUTO(mc_part_line) line = MC_PART_LINE_INIT;
	struct mc_slurm_element element;
	struct mc_slurm_node node;
	struct mc_str rest = text;

	while (mc_slurm_read_element(&element, &rest))
		assert(element.job.len > 0 && rest.len < len);
	(void)mc_slurm_read_node(&node, text);
	assert(node.port < 65536);
	(void)mc_slurm_read_max_array(text);
	(void)mc_slurm_read_slots(text, NULL);
	(void)mc_slurm_read_slots(text, "school");
	mc_part_line_parse(&line, text);
	assert(line.kind != MC_PART_FAILED || line.err);
	read_wave(text);
	return 0;
}
