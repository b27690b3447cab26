/* SPDX-License-Identifier: MIT */
/* Feeds every file of a fuzz target's corpus to it, as a plain test: tests/corpus/fuzz-<name of the program>.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *folder)
{
	DIR *dir = opendir(folder);
	int count = 0;

	if (!dir)
		return -1;
	for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
		MC_AUTO(mc_buf) path = MC_BUF_INIT;
		MC_AUTO(mc_buf) data = MC_BUF_INIT;

		if (entry->d_name[0] == '.')
			continue;
		mc_buf_addf(&path, "%s/%s", folder, entry->d_name);
		MC_AUTOPTR(mc_err) err = mc_buf_read_file(&data, path.ptr, 64u << 20);

		if (!err)
			(void)LLVMFuzzerTestOneInput((const uint8_t *)data.ptr, data.len);
		count++;
	}
	(void)closedir(dir);
	return count;
}

int main(int argc, char *argv[])
{
	MC_AUTO(mc_buf) folder = MC_BUF_INIT;
	const char *slash = strrchr(argv[0], '/');

	mc_buf_addf(&folder, "tests/corpus/fuzz-%s", slash ? slash + 1 : argv[0]);
	int count = replay(argc > 1 ? argv[1] : folder.ptr);

	(void)printf("%s 1 - replays %d files of %s\n1..1\n", count > 0 ? "ok" : "not ok", count, folder.ptr);
	return count > 0 ? 0 : 1;
}
