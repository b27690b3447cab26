/* SPDX-License-Identifier: MIT */
#include "foreign/classroom_install.h"

#include <string.h>

#include "base/cleanup.h"
#include "base/i18n.h"

struct context {
	struct mc_install *install;
	struct mc_arena *arena;
	const struct mc_toolbox *toolbox;
	const struct mc_str *words;
	size_t count;
};

static bool is_word(struct mc_str word, const char *text)
{
	return mc_str_is_equal(word, mc_str(text));
}

/* True when words[at] is one of the names, separated by spaces. */
static bool is_among(const struct context *context, size_t at, const char *names)
{
	for (const char *name = names; at < context->count && *name; name += strspn(name, " ")) {
		size_t len = strcspn(name, " ");

		if (mc_str_is_equal(context->words[at], (struct mc_str){ name, len }))
			return true;
		name += len;
	}
	return false;
}

/* The first word from at on that is no option; count when there is none. */
static size_t skip_options(const struct context *context, size_t at)
{
	while (at < context->count && context->words[at].ptr[0] == '-')
		at++;
	return at;
}

/* Python packages of Debian lie in one folder; their names there use '_'. Programs (pytest) are packages too.
 */
static bool is_python_package_here(struct mc_arena *arena, const struct mc_toolbox *toolbox, const char *name)
{
	char *module = mc_arena_strdup(arena, name);

	for (char *c = module; *c; c++)
		*c = (char)(*c == '-' ? '_' : *c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
	if (!strcmp(module, "pip") || !strcmp(module, "setuptools") || !strcmp(module, "wheel"))
		return true;
	return toolbox->has_program(name) ||
	       toolbox->has_path(mc_arena_format(arena, "/usr/lib/python3/dist-packages/%s", module)) ||
	       toolbox->has_path(mc_arena_format(arena, "/usr/lib/python3/dist-packages/%s.py", module));
}

static bool has_python_package(const struct context *context, const char *name)
{
	return is_python_package_here(context->arena, context->toolbox, name);
}

/* What ends the name of a Python package: its version, its extras, a remark, or the word. */
static const char after_name[] = "=<>!~[;#@'\" \t\r\n&|";

const char *mc_install_missing_requirement(struct mc_arena *arena, const struct mc_toolbox *toolbox,
					   struct mc_str requirements)
{
	struct mc_str line;

	while (mc_str_cut_line(&line, &requirements)) {
		line = mc_str_trim(line);
		const char *text = mc_arena_copy(arena, line.ptr, line.len);
		const char *name = mc_arena_copy(arena, text, strcspn(text, after_name));

		if (*name && *name != '-' && !strchr(name, '/') &&
		    !is_python_package_here(arena, toolbox, name))
			return name;
	}
	return NULL;
}

static bool has_debian_package(const struct context *context, const char *name)
{
	static const char *const architectures[] = { "", ":amd64", ":arm64", ":i386", ":armhf", ":riscv64" };

	for (size_t i = 0; i < MC_COUNT(architectures); i++) {
		if (context->toolbox->has_path(mc_arena_format(context->arena, "/var/lib/dpkg/info/%s%s.list",
							       name, architectures[i])))
			return true;
	}
	return context->toolbox->has_program(name);
}

/* Checks every package named from words[at] on. */
static void need_packages(const struct context *context, size_t at, const char *verb,
			  bool (*has)(const struct context *, const char *))
{
	context->install->is_install = true;
	context->install->is_needless = true;
	for (; at < context->count; at++) {
		struct mc_str word = context->words[at];

		if (is_word(word, "-r") || is_word(word, "--requirement") || is_word(word, "-e") ||
		    is_word(word, "."))
			word = context->words[at + 1 < context->count ? at + 1 : at];
		else if (word.ptr[0] == '-' || strchr("<>2&", word.ptr[0]))
			continue;
		/* a version may follow the name, all of it in quotes */
		word.ptr += strchr("'\"", word.ptr[0]) != NULL;
		const char *name = mc_arena_copy(context->arena, word.ptr, strcspn(word.ptr, after_name));

		if (*name && !has(context, name)) {
			context->install->is_needless = false;
			context->install->lacks = mc_arena_format(context->arena, "%s %s", verb, name);
			return;
		}
	}
}

static bool classify_python(const struct context *context)
{
	bool is_python = is_among(context, 0, "python python3");
	bool is_module = is_python && is_among(context, 1, "-m");
	size_t at = is_module ? 2 : 0;

	if (is_among(context, at, "pip pip3")) {
		at = skip_options(context, at + 1);
		if (is_among(context, at, "install"))
			need_packages(context, at + 1, "pip install", has_python_package);
		return true;
	}
	if (!is_python && !is_among(context, 0, "pytest"))
		return false;
	if (is_module && is_among(context, 2, "pytest") && !has_python_package(context, "pytest"))
		context->install->lacks = "pytest";
	else if (context->toolbox->lacks_python_package)
		context->install->lacks = mc_arena_format(context->arena, "pip install %s",
							  context->toolbox->lacks_python_package);
	return true;
}

static bool classify_debian(const struct context *context)
{
	if (!is_among(context, 0, "apt apt-get aptitude"))
		return false;
	size_t at = skip_options(context, 1);

	if (is_among(context, at, "update upgrade")) {
		context->install->is_install = true;
		context->install->is_needless = true;
	} else if (is_among(context, at, "install")) {
		need_packages(context, at + 1, "apt install", has_debian_package);
	}
	return true;
}

static bool classify_node(const struct context *context)
{
	if (!is_among(context, 0, "npm npx yarn pnpm"))
		return false;
	size_t at = skip_options(context, 1);
	bool is_install = is_among(context, at, "install i ci add") ||
			  (at == context->count && is_word(context->words[0], "yarn"));
	bool names_packages = is_install && at + 1 < context->count && context->words[at + 1].ptr[0] != '-';

	context->install->is_install = is_install;
	if (context->toolbox->lacks_node_packages || names_packages)
		context->install->lacks = "npm install";
	else
		context->install->is_needless = is_install;
	return true;
}

static bool is_local_address(const struct context *context)
{
	for (size_t i = 1; i < context->count; i++) {
		const struct mc_str *word = &context->words[i];

		if (memmem(word->ptr, word->len, "localhost", 9) ||
		    memmem(word->ptr, word->len, "127.0.0.1", 9))
			return true;
	}
	return false;
}

/* Build tools that load their plug-ins, and plain downloads. A repository's history is not in the sandbox
 * either. */
static void classify_network(const struct context *context)
{
	static const char tools[] =
		"mvn gradle ./mvnw ./gradlew dotnet docker docker-compose conda brew composer bundle gem";
	bool is_git = is_among(context, 0, "git");
	bool is_download = (is_among(context, 0, "curl wget") && !is_local_address(context)) ||
			   (is_git && is_among(context, 1, "clone pull fetch submodule"));

	if (is_among(context, 0, tools) || is_download || is_git)
		context->install->lacks =
			mc_arena_format(context->arena, "%.*s (%s)", (int)context->words[0].len,
					context->words[0].ptr,
					is_git && !is_download ? _("history") : _("network"));
	context->install->is_install = is_download;
}

void mc_install_classify(struct mc_install *install, struct mc_arena *arena, const struct mc_toolbox *toolbox,
			 const struct mc_str *words, size_t count)
{
	struct context context = { install, arena, toolbox, words, count };

	*install = (struct mc_install)MC_INSTALL_INIT;
	if (!classify_python(&context) && !classify_debian(&context) && !classify_node(&context))
		classify_network(&context);
}
