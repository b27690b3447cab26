/* SPDX-License-Identifier: MIT */
#include "forge/forge_parts.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/seal.h"
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

	if (!forge->config.is_found && given("MIGRACODE_TOKEN"))
		return "MIGRACODE_TOKEN";
	if (forge->config.is_found && !is_public)
		return NULL;
	for (size_t i = 0; i < MC_COUNT(kind->variables); i++) {
		if (kind->variables[i] && given(kind->variables[i]))
			return kind->variables[i];
	}
	return NULL;
}

/* The line "password=…" of what a helper says. */
static bool password_in(struct mc_str *password, struct mc_str said)
{
	static const char key[] = "password=";
	struct mc_str line;

	while (mc_str_cut_line(&line, &said)) {
		if (line.len > strlen(key) && !memcmp(line.ptr, key, strlen(key))) {
			*password = (struct mc_str){ line.ptr + strlen(key), line.len - strlen(key) };
			return true;
		}
	}
	return false;
}

static char *header(const struct mc_forge_kind *kind, const char *token, size_t len)
{
	return mc_format("%s%.*s", kind->secret, (int)len, token);
}

/* Asks the helpers of git; NULL when they have nothing. */
static char *ask_helpers(const struct mc_forge *forge)
{
	static const char *const argv[] = { "git", "credential", "fill", NULL };
	/* An empty program to ask with means none, see gitcredentials(7). */
	static const char *const env[] = { "GIT_TERMINAL_PROMPT=0",
					   "GIT_ASKPASS=", "SSH_ASKPASS=", "GCM_INTERACTIVE=never", NULL };
	const char *scheme = strstr(forge->address.origin, "://");
	MC_AUTOTEXT question = mc_format("protocol=%.*s\nhost=%s\n\n", (int)(scheme - forge->address.origin),
					 forge->address.origin, forge->host);
	MC_AUTO(mc_buf) said = MC_BUF_INIT;
	struct mc_str password;
	char *secret = NULL;

	/* Grows no more, so no copy of it stays behind. */
	(void)mc_buf_room(&said, 2 * HELPER_MAX_BYTES);
	int status = mc_program_ask(&said, &(struct mc_program){ .argv = argv,
								 .env = env,
								 .input = mc_str(question),
								 .wait_ms = HELPER_MS,
								 .limit_bytes = HELPER_MAX_BYTES });
	if (status == 0 && password_in(&password, (struct mc_str){ said.ptr, said.len }) &&
	    is_token(password.ptr, password.len))
		secret = header(forge->kind, password.ptr, password.len);
	mc_seal_wipe(&said);
	return secret;
}

struct mc_err *mc_forge_secret(char **secret, const struct mc_forge *forge)
{
	const char *variable = variable_of(forge);

	if (!variable) {
		*secret = ask_helpers(forge);
		return NULL;
	}
	const char *token = getenv(variable);
	size_t len = strlen(token);

	if (!is_token(token, len))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("what %s holds is no token"), variable),
				   _("look for spaces and line ends in it"));
	*secret = header(forge->kind, token, len);
	return NULL;
}
