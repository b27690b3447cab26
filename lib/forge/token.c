/* SPDX-License-Identifier: MIT */
#include "forge/key.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/seal.h"
#include "forge/forge_parts.h"
#include "os/program.h"

/* A helper of git may have to ask a key ring, but nobody who types. */
enum { HELPER_MS = 10000, HELPER_MAX_BYTES = 16 * 1024, TOKEN_MAX_BYTES = 4096 };

void mc_forge_wipe(char *secret)
{
	if (!secret)
		return;
	explicit_bzero(secret, strlen(secret));
	free(secret);
}

/* What can stand in a header and cannot be mistaken for its end. */
static bool is_token(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] <= ' ' || text[i] > '~')
			return false;
	}
	return len > 0 && len <= TOKEN_MAX_BYTES;
}

static const char *given(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

/* The variable that holds the token for this client, or NULL. */
static const char *variable_of(const struct mc_forge *forge)
{
	const struct mc_forge_kind *kind = forge->kind;
	bool is_public = !strcasecmp(forge->host, kind->public_host);
	const char *own = given("MIGRACODE_TOKEN_HOST");
	bool is_own = own ? !strcasecmp(own, forge->host) : !forge->config.is_found;

	if (is_own && given("MIGRACODE_TOKEN"))
		return "MIGRACODE_TOKEN";
	if (forge->config.is_found && !is_public)
		return NULL;
	for (size_t i = 0; i < MC_COUNT(kind->variables); i++) {
		if (kind->variables[i] && given(kind->variables[i]))
			return kind->variables[i];
	}
	return NULL;
}

/* A line "password=…" of what a helper says. */
static bool said_in(struct mc_str *value, struct mc_str said, const char *key)
{
	struct mc_str line;

	while (mc_str_cut_line(&line, &said)) {
		if (line.len > strlen(key) && !memcmp(line.ptr, key, strlen(key))) {
			*value = (struct mc_str){ line.ptr + strlen(key), line.len - strlen(key) };
			return true;
		}
	}
	return false;
}

static char *header(const struct mc_forge_kind *kind, const char *token)
{
	return mc_format("%s%s", kind->secret, token);
}

/* Asks the helpers of git for an origin; both stay as they are when they have nothing. */
static void ask_helpers(char **user, char **token, const char *origin)
{
	static const char *const argv[] = { "git", "credential", "fill", NULL };
	/* An empty program to ask with means none, see gitcredentials(7). */
	static const char *const env[] = { "GIT_TERMINAL_PROMPT=0",
					   "GIT_ASKPASS=", "SSH_ASKPASS=", "GCM_INTERACTIVE=never", NULL };
	const char *scheme = strstr(origin, "://");
	MC_AUTOTEXT question = mc_format("protocol=%.*s\nhost=%s\n\n", (int)(scheme - origin), origin,
					 scheme + strlen("://"));
	MC_AUTO(mc_buf) said = MC_BUF_INIT;
	struct mc_str name, password;

	/* Grows no more, so no copy of it stays behind. */
	(void)mc_buf_room(&said, 2 * HELPER_MAX_BYTES);
	int status = mc_program_ask(&said, &(struct mc_program){ .argv = argv,
								 .env = env,
								 .input = mc_str(question),
								 .wait_ms = HELPER_MS,
								 .limit_bytes = HELPER_MAX_BYTES });
	const struct mc_str all = { said.ptr, said.len };

	if (status == 0 && said_in(&password, all, "password=") && is_token(password.ptr, password.len)) {
		*token = mc_strndup(password.ptr, password.len);
		if (said_in(&name, all, "username="))
			*user = mc_strndup(name.ptr, name.len);
	}
	mc_seal_wipe(&said);
}

/* The token that a variable holds. */
static struct mc_err *token_of(const char **token, const char *variable)
{
	*token = getenv(variable);
	if (is_token(*token, strlen(*token)))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("what %s holds is no token"), variable),
			   _("look for spaces and line ends in it"));
}

struct mc_err *mc_forge_secret(char **secret, const struct mc_forge *forge)
{
	const char *variable = variable_of(forge);
	const char *token = NULL;
	char *user = NULL, *said = NULL;

	if (variable) {
		MC_TRY(token_of(&token, variable));
		*secret = header(forge->kind, token);
		return NULL;
	}
	ask_helpers(&user, &said, forge->address.origin);
	*secret = said ? header(forge->kind, said) : NULL;
	free(user);
	mc_forge_wipe(said);
	return NULL;
}

/* ---- for addresses of others ---- */

/* Kinds whose tokens are known by the public host, and the user that a token stands for there. */
static const struct {
	const struct mc_forge_kind *kind;
	const char *user;
} publics[] = { { &mc_forge_github, "x-access-token" },
		{ &mc_forge_gitlab, "oauth2" },
		{ &mc_forge_forgejo, "oauth2" } };

/* The variable with the token for a host, or NULL; user is set with it. */
static const char *variable_for(const char **user, const char *host)
{
	const char *own = given("MIGRACODE_TOKEN_HOST");

	*user = "oauth2";
	if (own && !strcasecmp(own, host) && given("MIGRACODE_TOKEN"))
		return "MIGRACODE_TOKEN";
	for (size_t i = 0; i < MC_COUNT(publics); i++) {
		const struct mc_forge_kind *kind = publics[i].kind;

		for (size_t k = 0; k < MC_COUNT(kind->variables); k++) {
			*user = publics[i].user;
			if (!strcasecmp(host, kind->public_host) && kind->variables[k] &&
			    given(kind->variables[k]))
				return kind->variables[k];
		}
	}
	return NULL;
}

struct mc_err *mc_forge_find_key(char **user, char **password, void *context, const char *url)
{
	static const char scheme[] = "https://";
	const char *name = NULL, *token = NULL;

	(void)context;
	if (strncmp(url, scheme, strlen(scheme)) != 0)
		return NULL;
	MC_AUTOTEXT origin = mc_strndup(url, strlen(scheme) + strcspn(url + strlen(scheme), "/?#"));
	const char *host = origin + strlen(scheme);
	const char *variable = strpbrk(host, "@\\ \n\r") ? NULL : variable_for(&name, host);

	if (variable) {
		MC_TRY(token_of(&token, variable));
		*user = mc_strdup(name);
		*password = mc_strdup(token);
	} else if (!strpbrk(host, "@\\ \n\r")) {
		ask_helpers(user, password, origin);
	}
	return NULL;
}
