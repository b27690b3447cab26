/* SPDX-License-Identifier: MIT */
#include "os/sandbox_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>

/*
 * Source: landlock(7) and the kernel's include/uapi/linux/landlock.h up to version 6.  Debian 12's header
 * ends at version 2, so the numbers stand here; the kernel takes a longer struct when its further fields are
 * zero.
 */
struct ruleset {
	uint64_t files;
	uint64_t network;
	uint64_t scope;
};

struct beneath {
	uint64_t files;
	int32_t folder;
} __attribute__((packed));

enum {
	RIGHT_EXECUTE = 1 << 0,
	RIGHT_WRITE = 1 << 1,
	RIGHT_READ = 1 << 2,
	RIGHT_LIST = 1 << 3,
	RIGHT_MAKE_DEVICES = (1 << 6) | (1 << 11),
	RIGHTS_V1 = (1 << 13) - 1,
	RIGHT_REFER = 1 << 13,
	RIGHT_TRUNCATE = 1 << 14,
	NETWORK_ALL = 3, /* bind and connect of TCP */
	SCOPE_ALL = 3,	 /* abstract sockets, signals */
	RULE_BENEATH = 1,
	ASK_VERSION = 1,
};

int mc_landlock_version(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, (unsigned)ASK_VERSION);

	/* The first version refuses to move files between folders, which programs do. */
	return version > 1 ? (int)version : 0;
}

static bool allow(int rules, const char *path, uint64_t files)
{
	struct beneath rule = { .files = files, .folder = open(path, O_PATH | O_CLOEXEC) };

	if (rule.folder < 0)
		return errno == ENOENT;
	long failed = syscall(SYS_landlock_add_rule, rules, RULE_BENEATH, &rule, 0u);

	close(rule.folder);
	return !failed;
}

static bool allow_all(int rules, const char *home, const char *tmp, const char *const *readable,
		      uint64_t handled)
{
	uint64_t look = RIGHT_EXECUTE | RIGHT_READ | RIGHT_LIST;
	uint64_t change = handled & ~(uint64_t)RIGHT_MAKE_DEVICES;

	for (size_t i = 0; readable[i]; i++) {
		if (!allow(rules, readable[i], look))
			return false;
	}
	return allow(rules, home, change) && allow(rules, tmp, change) &&
	       allow(rules, "/dev", RIGHT_READ | RIGHT_LIST | RIGHT_WRITE);
}

/* An empty set of rules that knows all rights of this kernel: whatever is not allowed later is refused. */
static int open_rules(uint64_t *files, bool has_network)
{
	int version = mc_landlock_version();
	struct ruleset set = { .files = RIGHTS_V1 | RIGHT_REFER };

	if (version >= 3)
		set.files |= RIGHT_TRUNCATE;
	if (version >= 4 && !has_network)
		set.network = NETWORK_ALL;
	if (version >= 6)
		set.scope = SCOPE_ALL;
	size_t size = version >= 6 ? sizeof(set) : version >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);

	*files = set.files;
	return version ? (int)syscall(SYS_landlock_create_ruleset, &set, size, 0u) : -1;
}

int mc_landlock_rules(const struct mc_inside *inside)
{
	static const char *const everything[] = { "/", NULL };
	uint64_t files;
	int rules = open_rules(&files, inside->has_loopback);
	const char *const *readable = inside->readable ? inside->readable : everything;

	if (rules >= 0 && !allow_all(rules, inside->home, inside->tmp, readable, files)) {
		close(rules);
		return -1;
	}
	return rules;
}

int mc_landlock_reading(const char *folder)
{
	uint64_t files;
	int rules = open_rules(&files, false);

	if (rules >= 0 && !allow(rules, folder, RIGHT_READ | RIGHT_LIST)) {
		close(rules);
		return -1;
	}
	return rules;
}

bool mc_landlock_enter(int rules)
{
	return !syscall(SYS_landlock_restrict_self, rules, 0u);
}
