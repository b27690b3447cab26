/* SPDX-License-Identifier: MIT */
#include "credential/badge.h"

#include <string.h>

#include "credential/badge_part.h"
#include "ext/hash.h"

#define TEXT(type, key, field) \
	{ \
		key, offsetof(struct type, field) \
	}
#define END \
	{ \
		NULL, 0 \
	}

const struct mc_badge_member mc_badge_head_members[] = {
	TEXT(mc_badge, "name", name),
	TEXT(mc_badge, "description", description),
	END,
};

const struct mc_badge_member mc_badge_moment_members[] = {
	TEXT(mc_badge, "validFrom", valid_from),
	TEXT(mc_badge, "validUntil", valid_until),
	TEXT(mc_badge, "awardedDate", awarded_on),
	END,
};

const struct mc_badge_member mc_badge_issuer_members[] = {
	TEXT(mc_badge_issuer, "name", name),
	TEXT(mc_badge_issuer, "url", url),
	TEXT(mc_badge_issuer, "email", email),
	TEXT(mc_badge_issuer, "phone", phone),
	END,
};

const struct mc_badge_member mc_badge_address_members[] = {
	TEXT(mc_badge_issuer, "streetAddress", street),
	TEXT(mc_badge_issuer, "postalCode", postal_code),
	TEXT(mc_badge_issuer, "addressLocality", city),
	END,
};

const struct mc_badge_member mc_badge_subject_members[] = {
	TEXT(mc_badge, "activityStartDate", started_at),
	TEXT(mc_badge, "activityEndDate", ended_at),
	TEXT(mc_badge, "role", role),
	END,
};

const struct mc_badge_member mc_badge_achievement_members[] = {
	TEXT(mc_badge, "achievementType", achievement_type),
	TEXT(mc_badge, "name", achievement_name),
	TEXT(mc_badge, "description", achievement_about),
	TEXT(mc_badge, "inLanguage", lang),
	TEXT(mc_badge, "fieldOfStudy", field_of_study),
	TEXT(mc_badge, "humanCode", human_code),
	TEXT(mc_badge, "version", version),
	END,
};

const struct mc_badge_member mc_badge_criteria_members[] = {
	TEXT(mc_badge, "id", criteria_url),
	TEXT(mc_badge, "narrative", criteria),
	END,
};

const struct mc_badge_member mc_badge_alignment_members[] = {
	TEXT(mc_badge_alignment, "targetName", name),
	TEXT(mc_badge_alignment, "targetUrl", url),
	TEXT(mc_badge_alignment, "targetDescription", description),
	TEXT(mc_badge_alignment, "targetFramework", framework),
	TEXT(mc_badge_alignment, "targetCode", code),
	TEXT(mc_badge_alignment, "targetType", type),
	END,
};

const struct mc_badge_member mc_badge_description_members[] = {
	TEXT(mc_badge_result, "name", name),
	TEXT(mc_badge_result, "resultType", type),
	TEXT(mc_badge_result, "valueMin", min),
	TEXT(mc_badge_result, "valueMax", max),
	TEXT(mc_badge_result, "requiredValue", required),
	END,
};

const struct mc_badge_member mc_badge_result_members[] = {
	TEXT(mc_badge_result, "resultDescription", id),
	TEXT(mc_badge_result, "value", value),
	TEXT(mc_badge_result, "status", status),
	END,
};

const struct mc_badge_member mc_badge_evidence_members[] = {
	TEXT(mc_badge_evidence, "name", name),
	TEXT(mc_badge_evidence, "narrative", narrative),
	TEXT(mc_badge_evidence, "description", description),
	TEXT(mc_badge_evidence, "genre", genre),
	END,
};

const struct mc_badge_member mc_badge_related_members[] = {
	TEXT(mc_badge_related, "inLanguage", lang),
	TEXT(mc_badge_related, "version", version),
	END,
};

void mc_badge_identity_hash(struct mc_buf *out, const char *value, const char *salt)
{
	char hex[MC_HASH_HEX];
	struct mc_hash hash;

	mc_hash_init(&hash);
	mc_hash_add(&hash, value, strlen(value));
	mc_hash_add(&hash, salt, strlen(salt));
	mc_hash_hex(hex, &hash);
	mc_buf_addz(out, "sha256$");
	mc_buf_addz(out, hex);
}

bool mc_badge_identity_is(const struct mc_badge_identity *identity, const char *text)
{
	MC_AUTO(mc_buf) hash = MC_BUF_INIT;

	mc_badge_identity_hash(&hash, text, identity->salt ? identity->salt : "");
	return identity->value && !strcmp(hash.ptr, identity->value);
}
