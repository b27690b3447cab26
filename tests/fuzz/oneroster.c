/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of zip files, and what it makes of them to the reader of OneRoster. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "ext/archive.h"
#include "roster/roster_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const struct mc_tree_filter filter = { .max_files = 20,
						      .max_bytes = 1u << 20,
						      .max_skips = 5 };
	const struct mc_roster_source source = { .path = "fuzz.zip", .takes_staff = true };
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;
	MC_AUTOPTR(mc_err) err = mc_archive_read_here(&tree, (const char *)bytes, len, &filter);

	if (err)
		return 0;
	assert(tree.count <= filter.max_files && tree.total_bytes <= filter.max_bytes);
	for (size_t i = 0; i < tree.count; i++)
		assert(mc_tree_is_safe_path(tree.files[i].path));
	err = mc_roster_read_oneroster(&roster, &source, &tree);
	for (size_t i = 0; !err && i < roster.count; i++) {
		const struct mc_roster_person *person = &roster.people[i];

		assert(person->line > 1 && person->id && *person->id && person->status);
		for (size_t k = 0; k < person->place_count; k++)
			assert(person->places[k].course && person->places[k].starts_on);
	}
	return 0;
}
