/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/repo_handle.h"
#include "os/dir.h"

/* libgit2 opens whatever stands at the places that it knows.  In a folder that somebody handed in, such a
 * place can be a FIFO (open() waits for ever), or a link or pointer to another repository (whose work would
 * then be graded). */

enum { MAX_ENTRIES = 200000, MAX_DEPTH = 32, MAX_REFS_BYTES = 16 * 1024 * 1024 };

static bool is_kind(const char *dir, const char *name, mode_t kind)
{
	struct stat about;
	MC_AUTOTEXT path = mc_format("%s/%s", dir, name);

	return !lstat(path, &about) && (about.st_mode & S_IFMT) == kind;
}

static bool is_too_large(const char *dir, const char *name)
{
	struct stat about;
	MC_AUTOTEXT path = mc_format("%s/%s", dir, name);

	return !lstat(path, &about) && about.st_size > MAX_REFS_BYTES;
}

static bool is_bare(const char *path)
{
	return is_kind(path, "HEAD", S_IFREG) && is_kind(path, "objects", S_IFDIR) &&
	       is_kind(path, "refs", S_IFDIR);
}

bool mc_repo_is_repo(const char *path)
{
	return is_kind(path, ".git", S_IFDIR) || is_kind(path, ".git", S_IFREG) ||
	       is_kind(path, ".git", S_IFLNK) || is_bare(path);
}

bool mc_repo_is_url(const char *place)
{
	static const char *const schemes[] = { "http://", "https://",	"git://",
					       "ssh://",  "git+ssh://", "file://" };
	const char *at = strchr(place, '@');
	const char *colon = strchr(place, ':');
	const char *slash = strchr(place, '/');

	for (size_t i = 0; i < MC_COUNT(schemes); i++) {
		if (!strncmp(place, schemes[i], strlen(schemes[i])))
			return true;
	}
	return at && colon && at < colon && (!slash || colon < slash);
}

struct walk {
	const char *name; /* of the repository, for messages */
	size_t visited;
};

static struct mc_err *refuse(const struct walk *walk, const char *path, const char *entry)
{
	return mc_err_hint(mc_err_new(MC_E_INPUT,
				      _("the repository '%s' has a link or a special file at '%s/%s'"),
				      walk->name, path, entry),
			   _("make a clean copy with 'git clone --bare' and give that"));
}

static unsigned char entry_kind(int dir, const struct dirent *entry)
{
	struct stat about;

	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type;
	if (fstatat(dir, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) < 0)
		return DT_UNKNOWN;
	return S_ISDIR(about.st_mode) ? DT_DIR : S_ISREG(about.st_mode) ? DT_REG : DT_UNKNOWN;
}

/* hooks never run here, and people do link them; git itself puts a socket beside them. */
static bool is_never_read(const char *path, const char *name)
{
	return !*path && (!strcmp(name, "hooks") || !strncmp(name, "fsmonitor", strlen("fsmonitor")));
}

static bool is_walked(const char *path, const char *name)
{
	static const char *const top[] = { "objects", "refs", "logs" };

	for (size_t i = 0; i < MC_COUNT(top); i++) {
		if (!strcmp(name, top[i]))
			return true;
	}
	return *path;
}

static struct mc_err *walk_dir(struct walk *walk, int parent, const char *name, const char *path,
			       unsigned depth);

static struct mc_err *walk_entry(struct walk *walk, DIR *dir, const struct dirent *entry, const char *path,
				 unsigned depth)
{
	const char *name = entry->d_name;
	unsigned char kind = entry_kind(dirfd(dir), entry);

	if (mc_dir_is_dots(name) || is_never_read(path, name))
		return NULL;
	if (kind != DT_DIR && kind != DT_REG)
		return refuse(walk, path, name);
	if (kind == DT_REG || !is_walked(path, name))
		return NULL;
	MC_AUTOTEXT deeper = mc_format("%s/%s", path, name);

	return walk_dir(walk, dirfd(dir), name, deeper, depth + 1);
}

static struct mc_err *walk_dir(struct walk *walk, int parent, const char *name, const char *path,
			       unsigned depth)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	MC_AUTODIR dir = fd < 0 ? NULL : fdopendir(fd);

	if (!dir)
		return mc_err_sys(MC_E_IO, errno, _("cannot read '%s%s'"), walk->name, path);
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (++walk->visited > MAX_ENTRIES || depth > MAX_DEPTH)
			return mc_err_hint(mc_err_new(MC_E_INPUT,
						      _("the repository '%s' has too many files in '.git'"),
						      walk->name),
					   _("pack it: git -C %s gc"), walk->name);
		MC_TRY(walk_entry(walk, dir, entry, path, depth));
	}
	return NULL;
}

static struct mc_err *elsewhere(const char *path, const char *what)
{
	return mc_err_hint(
		mc_err_new(MC_E_INPUT, _("the repository '%s' is kept in another place ('%s')"), path, what),
		_("make a copy of its own: git clone --bare %s %s.git, and give '%s.git'"), path, path, path);
}

struct mc_err *mc_repo_check_layout(char **git_dir, const char *path)
{
	bool has_folder = is_kind(path, ".git", S_IFDIR);
	MC_AUTOTEXT found = has_folder ? mc_format("%s/.git", path) : mc_strdup(path);

	if (!has_folder && (is_kind(path, ".git", S_IFREG) || is_kind(path, ".git", S_IFLNK)))
		return elsewhere(path, ".git");
	if (!is_bare(found))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is not a git repository"), path),
				   _("give a folder that has '.git', or an address such as https://…"));
	if (is_kind(found, "commondir", S_IFREG))
		return elsewhere(path, "commondir");
	if (is_kind(found, "objects/info/alternates", S_IFREG))
		return elsewhere(path, "objects/info/alternates");
	if (is_too_large(found, "packed-refs") || is_too_large(found, "HEAD"))
		return mc_err_new(MC_E_LIMIT, _("the repository '%s' has too many branches and tags"), path);
	struct walk walk = { .name = path };

	MC_TRY(walk_dir(&walk, AT_FDCWD, found, "", 0));
	*git_dir = MC_TAKE(found);
	return NULL;
}
