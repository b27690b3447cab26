/* SPDX-License-Identifier: MIT */
#include "os/user.h"

#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/cleanup.h"
#include "os/file.h"

char *mc_user_name(void)
{
	const struct passwd *account = getpwuid(getuid());

	return account ? mc_strdup(account->pw_name) : mc_format("uid-%u", (unsigned)getuid());
}

/* Source: localtime(5). */
char *mc_user_time_zone(void)
{
	static const char folder[] = "/zoneinfo/";
	MC_AUTOTEXT link = mc_file_read_link("/etc/localtime");
	const char *zone = link ? strstr(link, folder) : NULL;

	if (!zone || !strcmp(zone, "/zoneinfo/Etc/UTC"))
		return mc_strdup("UTC");
	return mc_strdup(zone + strlen(folder));
}
