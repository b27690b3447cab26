/* SPDX-License-Identifier: MIT */
#include "course/npm_imports.h"

#include <ctype.h>
#include <string.h>

/* Modules that node or Jest bring. Source: node:module, builtinModules of node 20. */
static const char *const builtin[] = {
	"@jest/globals",
	"assert",
	"async_hooks",
	"buffer",
	"child_process",
	"cluster",
	"console",
	"constants",
	"crypto",
	"dgram",
	"diagnostics_channel",
	"dns",
	"domain",
	"events",
	"fs",
	"http",
	"http2",
	"https",
	"inspector",
	"module",
	"net",
	"os",
	"path",
	"perf_hooks",
	"process",
	"punycode",
	"querystring",
	"readline",
	"repl",
	"stream",
	"string_decoder",
	"sys",
	"timers",
	"tls",
	"tty",
	"url",
	"util",
	"v8",
	"vm",
	"wasi",
	"worker_threads",
	"zlib",
};

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$';
}

static bool is_name_char(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_' || c == '.' || c == '@' || c == '/';
}

/* The name of the package in what is imported, or an empty text when it is none. */
static struct mc_str package_of(struct mc_str module)
{
	static const struct mc_str none = { "", 0 };
	size_t slashes = *module.ptr == '@' ? 2 : 1;
	size_t len = 0;

	if (*module.ptr == '.' || *module.ptr == '/' || (module.len >= 5 && !memcmp(module.ptr, "node:", 5)))
		return none;
	while (len < module.len && is_name_char(module.ptr[len])) {
		slashes -= module.ptr[len] == '/';
		if (slashes == 0)
			break;
		len++;
	}
	struct mc_str name = { module.ptr, len };

	for (size_t i = 0; i < sizeof(builtin) / sizeof(*builtin); i++) {
		if (mc_str_is_equal(name, mc_str(builtin[i])))
			return none;
	}
	/* another character than names have: no package */
	return (len < module.len && module.ptr[len] != '/') || len > MC_NPM_MAX_NAME ? none : name;
}

/* What stands in quotes at text, after blanks and perhaps a parenthesis; empty when nothing does. */
static struct mc_str quoted(const char *text)
{
	text += strspn(text, " \t(");
	char quote = *text;

	if (quote != '"' && quote != '\'' && quote != '`')
		return (struct mc_str){ text, 0 };
	size_t len = strcspn(text + 1, "\"'`\n");

	return (struct mc_str){ text + 1, text[1 + len] == quote ? len : 0 };
}

bool mc_npm_next_import(struct mc_str *name, const char **at)
{
	static const char *const words[] = { "require", "from", "import" };
	const char *c = *at;

	while (*c) {
		size_t len = 0;

		for (size_t i = 0; i < sizeof(words) / sizeof(*words) && len == 0; i++) {
			size_t word = strlen(words[i]);

			len = !strncmp(c, words[i], word) && !is_word(c[word]) ? word : 0;
		}
		if (len > 0) {
			struct mc_str module = quoted(c + len);

			*name = module.len > 0 ? package_of(module) : module;
			*at = c + len;
			if (name->len > 0)
				return true;
			c += len;
			continue;
		}
		while (is_word(*c))
			c++;
		while (*c && !is_word(*c))
			c++;
	}
	*at = c;
	return false;
}
