/* SPDX-License-Identifier: MIT */
#ifndef MC_CREDENTIAL_BADGE_PART_H
#define MC_CREDENTIAL_BADGE_PART_H

#include <stddef.h>

#include "credential/badge.h"

/*
 * What writing and reading of a credential share: which members of its objects are texts, in the order in
 * which they are written.
 */

/** A member of an object, and where the struct of the object keeps its text. */
struct mc_badge_member {
	const char *key;
	size_t offset;
};

/* One for each kind of object; the last key is NULL. */
extern const struct mc_badge_member mc_badge_head_members[];
extern const struct mc_badge_member mc_badge_moment_members[];
extern const struct mc_badge_member mc_badge_issuer_members[];
extern const struct mc_badge_member mc_badge_address_members[];
extern const struct mc_badge_member mc_badge_subject_members[];
extern const struct mc_badge_member mc_badge_achievement_members[];
extern const struct mc_badge_member mc_badge_criteria_members[];
extern const struct mc_badge_member mc_badge_alignment_members[];
extern const struct mc_badge_member mc_badge_description_members[];
extern const struct mc_badge_member mc_badge_result_members[];
extern const struct mc_badge_member mc_badge_evidence_members[];
extern const struct mc_badge_member mc_badge_related_members[];

/** Where an object keeps the text of a member. */
static inline const char **mc_badge_slot(const void *object, const struct mc_badge_member *member)
{
	return (const char **)(void *)((char *)object + member->offset);
}

#endif
