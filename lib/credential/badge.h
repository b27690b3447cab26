/* SPDX-License-Identifier: MIT */
#ifndef MC_CREDENTIAL_BADGE_H
#define MC_CREDENTIAL_BADGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "ext/json.h"

/*
 * What a certificate says, as plain data: written as the JSON of an OpenBadgeCredential that nobody has
 * signed yet, and read again from one.  All texts are borrowed when it is written; texts that are not known
 * are NULL. Moments are RFC 3339 in UTC with seconds, days are ISO text.
 *
 * Source: Open Badges 3.0 on Verifiable Credentials 2.0.
 */

/** Who issues: the school. */
struct mc_badge_issuer {
	const char *id; /* did:key:… or did:web:… */
	const char *name;
	const char *url;
	const char *email;
	const char *phone;
	const char *registration; /* number of the school in a register: otherIdentifier */
	const char *country, *city, *street, *postal_code;
};

/** One way to recognise the learner. */
struct mc_badge_identity {
	const char *type;  /* "emailAddress", "name" … of the standard */
	const char *value; /* hashed: only its hash is written; read back: the hash */
	const char *salt;  /* of the hash */
	bool is_hashed;
};

/** A framework that the content is aligned to. */
struct mc_badge_alignment {
	const char *name;	 /* targetName */
	const char *url;	 /* targetUrl */
	const char *framework;	 /* targetFramework: "ICDL", "DigComp 3.0", "ESCO 1.2" */
	const char *code;	 /* targetCode */
	const char *description; /* targetDescription */
	const char *type;	 /* targetType; NULL: none */
};

/** A result, with what it means. */
struct mc_badge_result {
	const char *id;	       /* of the description: an IRI */
	const char *name;      /* "Points", "Attendance", a module */
	const char *type;      /* resultType: "RawScore", "Percent", "Status" … */
	const char *value;     /* "41.5" */
	const char *min, *max; /* of a number; NULL: not told */
	const char *required;  /* NULL: none */
	const char *status;    /* "Completed" …; NULL: none */
	bool has_alignment;    /* of what the result is about; written into its description */
	struct mc_badge_alignment alignment;
};

/** What the certificate rests on. */
struct mc_badge_evidence {
	const char *id; /* an IRI, or NULL */
	const char *name;
	const char *narrative;
	const char *description;
	const char *genre;
};

/** The same achievement told in another language. */
struct mc_badge_related {
	const char *id; /* IRI of the achievement */
	const char *lang;
	const char *version;
};

/** Most of each list of a badge. */
#define MC_BADGE_MAX_ITEMS 500u

struct mc_badge {
	const char *id; /* urn:uuid:… */
	const char *name;
	const char *description;
	struct mc_badge_issuer issuer;
	const char *valid_from;
	const char *valid_until; /* NULL: for ever */
	const char *awarded_on;	 /* moment */

	const struct mc_badge_identity *identities;
	size_t identity_count;
	const char *subject_id;		   /* a DID of the learner; NULL: none */
	const char *started_at, *ended_at; /* moments of the course */
	const char *role;		   /* NULL: none */

	const char *achievement_id;   /* IRI */
	const char *achievement_type; /* "CertificateOfCompletion" or "Course" */
	const char *achievement_name;
	const char *achievement_about;
	const char *criteria_url;
	const char *criteria; /* Markdown, with the fixed disclaimer at its end */
	const char *lang;     /* inLanguage, BCP 47 */
	const char *field_of_study;
	const char *version; /* of the curriculum */
	const char *human_code;
	const char *image; /* data: or https: IRI; NULL: none */
	bool has_hours;
	double hours; /* creditsAvailable and creditsEarned are hours of the course; said so in criteria */
	const char *const *tags;
	size_t tag_count;
	const struct mc_badge_alignment *alignments;
	size_t alignment_count;
	const struct mc_badge_result *results;
	size_t result_count;
	const struct mc_badge_related *related;
	size_t related_count;
	const struct mc_badge_evidence *evidence;
	size_t evidence_count;

	const char *status_list; /* URL of the status list; NULL: the certificate cannot be revoked */
	uint64_t status_index;
	/* Only read, from credentials of others: Open Badges has room for one status. */
	const char *suspension_list; /* URL of the list for suspension; NULL: none */
	uint64_t suspension_index;
	bool has_other_status; /* there is a status that this program does not know */
};

/** Appends the credential without proof, in a fixed order of members. Of alignments and tags that are the
 * same, one is written. The caller has it linted before it is signed: credential/lint.h. */
void mc_badge_write(struct mc_buf *json, const struct mc_badge *badge);

/** Reads what a credential, whoever made it, says; members that are not known are passed over. Texts live in
 * the arena. Errors: MC_E_INPUT (a member of the wrong type, too many items). */
struct mc_err *mc_badge_read(struct mc_badge *badge, struct mc_arena *arena,
			     const struct mc_json_node *credential) MC_MUST_USE;

/** "sha256$" and the hash of a value with its salt, in hexadecimal; appended to out. Source: Open Badges 3.0,
 * IdentityObject. */
void mc_badge_identity_hash(struct mc_buf *out, const char *value, const char *salt);

/** True when an identity that is hashed is the hash of these very letters. */
bool mc_badge_identity_is(const struct mc_badge_identity *identity, const char *text);

#endif
