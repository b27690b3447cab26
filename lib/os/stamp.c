/* SPDX-License-Identifier: MIT */
#include "os/stamp.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "os/sandbox.h"

void mc_stamp_file(struct mc_buf *out, const char *path)
{
	MC_AUTOTEXT real = realpath(path, NULL);
	struct stat st;

	if (real && stat(real, &st) == 0)
		mc_buf_addf(out, "%s %lld %lld.%09ld\n", real, (long long)st.st_size,
			    (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
	else
		mc_buf_addf(out, "%s\n", path);
}

void mc_stamp_tool(struct mc_buf *out, const char *name)
{
	MC_AUTOTEXT path = mc_sandbox_tool_path(name);

	mc_stamp_file(out, path ? path : name);
}

void mc_stamp_self(struct mc_buf *out)
{
	mc_stamp_file(out, "/proc/self/exe");
}
