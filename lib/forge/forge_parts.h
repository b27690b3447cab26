/* SPDX-License-Identifier: MIT */
#ifndef MC_FORGE_FORGE_PARTS_H
#define MC_FORGE_FORGE_PARTS_H

/* Only for lib/forge/. */
#include "ext/json.h"
#include "forge/forge.h"
#include "forge/limit.h"

/** Most pages of a list that are read. */
#define MC_FORGE_MAX_PAGES 300u

/** Most repositories of an address. */
#define MC_FORGE_MAX_REPOSITORIES 20000u

/** What a token must allow; of each, a kind has a name. */
enum mc_forge_right {
	MC_FORGE_TO_LIST,
	MC_FORGE_TO_COMMENT, /* and to open issues */
	MC_FORGE_TO_COMMIT,
	MC_FORGE_RIGHT_COUNT
};

/**
 * The places of an API, as what stands behind its base. {repo} is the full name of a repository, {project}
 * the same as one word; {owner} and {group} what an address names, as it is and as one word; {n} the number
 * of an issue or request, {id} of a comment; {branch}; {file} and {file_word}.
 */
struct mc_forge_places {
	const char *self;
	const char *lists[3]; /* of an address, one after the other until one is there */
	const char *forks;
	const char *repository;
	const char *pulls;
	const char *pull_comments;
	const char *pull_comment;
	const char *issues;
	const char *issue;
	const char *branch;
	const char *branches;
	const char *file;
	const char *file_of_branch;
};

/** How the keys of a kind are called. */
struct mc_forge_keys {
	const char *number; /* of issues and requests */
	const char *author;
	const char *login;	/* of an author */
	const char *issue_body; /* of an issue */
	const char *head;	/* branches of a request: a text, or an object with "ref" */
	const char *base;
	const char *commit; /* below a branch: the id of its tip */
};

/** A file to be written. */
struct mc_forge_file;

/** A kind of host. */
struct mc_forge_kind {
	enum mc_forge_kind_id id;
	const char *name;
	const char *title;	 /* for people */
	const char *api_path;	 /* of the API at a host of one's own */
	const char *public_host; /* "github.com" */
	const char *public_api;	 /* the API of that; NULL: api_path there */
	const char *variables[3];
	const char *secret; /* the header with the token, up to the token */
	const char *headers[3];
	const char *change; /* the method that changes a comment or an issue */
	const char *rights[MC_FORGE_RIGHT_COUNT];
	struct mc_forge_places places;
	struct mc_forge_keys keys;
	/** Sets what differs between the kinds; texts are of the document. False: it is no repository. */
	bool (*read_repository)(struct mc_forge_repository *repository, const struct mc_json_node *node);
	/** Writes what makes a branch at the tip of another one. */
	void (*write_branch)(struct mc_buf *body, const char *name, const char *from, const char *commit);
};

extern const struct mc_forge_kind mc_forge_github;
extern const struct mc_forge_kind mc_forge_gitlab;
extern const struct mc_forge_kind mc_forge_forgejo;

/** An address, read. */
struct mc_forge_address {
	const struct mc_forge_kind *kind; /* NULL: it must be asked */
	char *origin;			  /* "https://forge.example" */
	char *path;			  /* "org", "org/name" */
};

/** Frees what an address holds. */
void mc_forge_address_release(struct mc_forge_address *address);

/** Reads an address, initialised with zeros. Errors: MC_E_INPUT. */
struct mc_err *mc_forge_address_read(struct mc_forge_address *address, const char *text) MC_MUST_USE;

struct mc_forge {
	const struct mc_forge_kind *kind;
	struct mc_forge_config config;
	struct mc_forge_address address;
	char *host;   /* for people, and in addresses to clone */
	char *base;   /* "https://api.github.com" */
	char *secret; /* the header; NULL: no token */
	char *self;   /* login of the token; "" when it cannot be told; NULL: not yet asked */
	struct mc_http_api *api;
	struct mc_forge_limit limit;
	uint64_t changed_ms; /* clock at the last request that changes something; 0: none did */
};

/** An answer. */
struct mc_forge_answer {
	struct mc_http_api_answer http;
	struct mc_json *json; /* NULL: it has no body, or it is an error */
	bool is_uncertain;    /* an error that leaves open whether the request took effect */
};

#define MC_FORGE_ANSWER_INIT \
	{ \
		.http = MC_HTTP_API_ANSWER_INIT \
	}

/** Frees what an answer holds; usable again. */
void mc_forge_answer_release(struct mc_forge_answer *answer);

/** A request. */
struct mc_forge_request {
	const char *method;
	const char *path; /* behind the base */
	const char *url;  /* in place of path */
	struct mc_str body;
};

/**
 * Asks, waits for rate limits, and tries again what can be asked twice: requests that are not GET are tried
 * again only when the host says that they were not carried out.
 *
 * answer  an initialised one; its status is below 500, and not 401
 *
 * Errors: MC_E_NETWORK, MC_E_INPUT (the token is not taken); answer->is_uncertain then says whether to look
 * before asking again.
 */
struct mc_err *mc_forge_ask(struct mc_forge_answer *answer, struct mc_forge *forge,
			    const struct mc_forge_request *request) MC_MUST_USE;

/** An error for an answer that is not what was asked for; what: "the repositories of 'org'". */
struct mc_err *mc_forge_refusal(const struct mc_forge *forge, const struct mc_forge_answer *answer,
				enum mc_forge_right right, const char *what) MC_MUST_USE;

/** An error for an answer that the API does not give. */
struct mc_err *mc_forge_nonsense(const struct mc_forge *forge) MC_MUST_USE;

/** Sleeps before try number attempt + 1, twice as long each time and a random part of it. */
void mc_forge_back_off(const struct mc_forge *forge, unsigned attempt);

/** What stands for the names in a place; those that it does not have may be left out. */
struct mc_forge_names {
	const char *owner;
	const char *repo;
	int64_t n;
	int64_t id;
	const char *branch;
	const char *file;
};

/** A place with its names filled in, escaped for an address; owned by the caller. */
char *mc_forge_fill(const char *place, const struct mc_forge_names *names) __attribute__((returns_nonnull));

/** What is done with each element of a list; true: go on. */
typedef bool mc_forge_visit(void *context, const struct mc_json_node *node);

/**
 * Visits the elements of a list, page after page. *is_there is false when the host says that there is none.
 * Errors: those of mc_forge_ask(); MC_E_NETWORK when a next page is elsewhere, MC_E_LIMIT.
 */
struct mc_err *mc_forge_each(bool *is_there, struct mc_forge *forge, enum mc_forge_right right,
			     const char *path, mc_forge_visit *visit, void *context) MC_MUST_USE;

/** A member of an object as text, "" when it is none. */
const char *mc_forge_text(const struct mc_json_node *node, const char *key);

/** A member of an object as whole number, 0 when it is none. */
int64_t mc_forge_number(const struct mc_json_node *node, const char *key);

/** A member of an object as truth, false when it is none. */
bool mc_forge_bool(const struct mc_json_node *node, const char *key);

/** The token of a client as a header, for its kind and address; NULL: there is none. Errors: MC_E_INPUT (what
 * should be a token is none). */
struct mc_err *mc_forge_secret(char **secret, const struct mc_forge *forge) MC_MUST_USE;

/** Overwrites a secret and frees it. */
void mc_forge_wipe(char *secret);

#endif
