/* SPDX-License-Identifier: MIT */
#ifndef MC_FORGE_FORGE_H
#define MC_FORGE_FORGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "ext/http_api.h"

/*
 * Hosts of repositories, asked through their REST APIs: which repositories an organisation has, and where
 * feedback goes.
 *
 * Sources: GitHub REST API 2022-11-28, GitLab REST API v4, Forgejo and Gitea API v1.
 */

/** X(constant, name in addresses) */
#define MC_FORGE_KINDS(X) \
	X(GITHUB, "github") \
	X(GITLAB, "gitlab") \
	X(FORGEJO, "forgejo") /* and Gitea, from which it comes */

enum mc_forge_kind_id {
#define X(constant, name) MC_FORGE_##constant,
	MC_FORGE_KINDS(X)
#undef X
		MC_FORGE_KIND_COUNT
};

/** How patient a client is. */
struct mc_forge_config {
	struct mc_http_api_config http;
	unsigned tries;		 /* of a request that fails for reasons that pass */
	unsigned first_wait_ms;	 /* before the second try; every further one waits twice as long */
	unsigned longest_wait_s; /* until a rate limit ends; longer ones are errors that say when */
	unsigned pause_ms;	 /* between changes at a public host, as GitHub asks for */
	/**
	 * The address was not chosen by who has the tokens, but comes from data: a token of the environment
	 * then goes only to the public host of its kind. Helpers of git always know which host theirs is for.
	 */
	bool is_found;
	/** Told before every wait of a second or more; NULL: nobody. */
	void (*waits)(void *context, const char *host, unsigned seconds);
	void *context;
};

#define MC_FORGE_CONFIG \
	{ \
		.http = MC_HTTP_API_CONFIG, .tries = 5, .first_wait_ms = 1000, .longest_wait_s = 300, \
		.pause_ms = 1000, \
	}

/** A host, with a token when there is one. */
struct mc_forge;

/** A repository; texts live in the list. */
struct mc_forge_repository {
	const char *name;
	const char *full_name;	    /* "org/name", in GitLab "group/sub/name" */
	const char *https_url;	    /* to clone; made of the address that was asked, not of the answer */
	const char *ssh_url;	    /* NULL: none is given */
	const char *default_branch; /* NULL: not known */
	const char *owner;	    /* login; in GitLab of the user or group whose it is */
	int64_t owner_id;	    /* stays when the login changes; 0: not known */
	int64_t pushed_ms;	    /* since 1970; 0: not known */
	bool is_empty;		    /* as far as the host says; GitHub rounds down to KiB */
	bool is_private;
	bool is_archived;
};

struct mc_forge_repositories {
	struct mc_arena arena;
	struct mc_forge_repository *items;
	size_t count;
	size_t capacity;
};

#define MC_FORGE_REPOSITORIES_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all; the list is empty and usable again. */
void mc_forge_repositories_release(struct mc_forge_repositories *list);

/** True when a text is meant as the address of a host: "github:org", "https://forge.example/org". */
bool mc_forge_is_address(const char *address);

/**
 * Makes a client for an address:
 *
 *	github:ORG  gitlab:GROUP/SUB  codeberg:ORG  the public ones
 *	https://forge.example/ORG                    which kind it is gets asked
 *	forgejo:https://forge.example/ORG            … need not be asked
 *
 * ORG is an organisation, a group or a user, and with "/NAME" behind it one repository.  The token comes from
 * MIGRACODE_TOKEN, from the variables of the kind (GITHUB_TOKEN, GH_TOKEN; GITLAB_TOKEN; FORGEJO_TOKEN,
 * GITEA_TOKEN), or from the helpers of git (git-credential(1)), which ask nobody; without one, only what is
 * public is seen.
 *
 * config  NULL: MC_FORGE_CONFIG
 *
 * Errors: MC_E_INPUT (no address, a kind that nobody can tell), MC_E_NETWORK, MC_E_TOOL.
 */
struct mc_err *mc_forge_open(struct mc_forge **forge, const char *address,
			     const struct mc_forge_config *config) MC_MUST_USE;

/** Closes it and wipes the token; NULL is allowed. */
void mc_forge_free(struct mc_forge *forge);
MC_AUTOPTR_DEFINE(mc_forge);

/** The host, for people: "github.com"; belongs to the client. */
const char *mc_forge_host(const struct mc_forge *forge);

/** What kind of host it is. */
enum mc_forge_kind_id mc_forge_kind(const struct mc_forge *forge);

/** True when there is a token. */
bool mc_forge_has_token(const struct mc_forge *forge);

/**
 * Adds the repositories of the address: of an organisation, a group with those below it, or a user; when the
 * address is one repository, its forks.
 *
 * Errors: MC_E_INPUT (no such thing, or the token may not see it: the hint says what it needs; too many),
 * MC_E_NETWORK (the line; the rate limit, and when it ends; nonsense in place of an answer).
 */
struct mc_err *mc_forge_list(struct mc_forge_repositories *list, struct mc_forge *forge) MC_MUST_USE;

#endif
