/* SPDX-License-Identifier: MIT */
/* Source: the context of Open Badges 3.0.3 (1EdTech), as published, with its quirks: datatypes of an "https"
 * XML Schema, a date of award whose datatype was left with a prefix that nothing defines, criteria under the
 * name of their class. */
#include "linked/terms_table.h"

static const struct mc_term achievement_terms[] = {
	{ "achievementType", OB("achievementType"), IS_PLAIN },
	{ "alignment", OB("alignment"), IN_SET },
	{ "creator", OB("creator"), IS_PLAIN },
	{ "creditsAvailable", OB("creditsAvailable"), TYPED(XSDS("float")) },
	{ "criteria", OB("Criteria"), IS_IRI },
	{ "fieldOfStudy", OB("fieldOfStudy"), IS_PLAIN },
	{ "humanCode", OB("humanCode"), IS_PLAIN },
	{ "image", OB("image"), IS_IRI },
	{ "inLanguage", SCHEMA("inLanguage"), IS_PLAIN },
	{ "otherIdentifier", OB("otherIdentifier"), IN_SET },
	{ "related", OB("related"), IN_SET },
	{ "resultDescription", OB("resultDescription"), IN_SET },
	{ "specialization", OB("specialization"), IS_PLAIN },
	{ "tag", SCHEMA("keywords"), IN_SET },
	{ "version", OB("version"), IS_PLAIN },
};
static const struct mc_scope achievement_scope = SCOPE(achievement_terms);

static const struct mc_term achievement_subject_terms[] = {
	{ "achievement", OB("achievement"), IS_PLAIN },
	{ "activityEndDate", OB("activityEndDate"), TYPED(XSDS("date")) },
	{ "activityStartDate", OB("activityStartDate"), TYPED(XSDS("date")) },
	{ "creditsEarned", OB("creditsEarned"), TYPED(XSDS("float")) },
	{ "identifier", OB("identifier"), IN_SET },
	{ "image", OB("image"), IS_IRI },
	{ "licenseNumber", OB("licenseNumber"), IS_PLAIN },
	{ "result", OB("result"), IN_SET },
	{ "role", OB("role"), IS_PLAIN },
	{ "source", OB("source"), IS_IRI },
	{ "term", OB("term"), IS_PLAIN },
};
static const struct mc_scope achievement_subject_scope = SCOPE(achievement_subject_terms);

static const struct mc_term address_terms[] = {
	{ "addressCountry", SCHEMA("addressCountry"), IS_PLAIN },
	{ "addressCountryCode", OB("CountryCode"), IS_PLAIN },
	{ "addressLocality", SCHEMA("addressLocality"), IS_PLAIN },
	{ "addressRegion", SCHEMA("addressRegion"), IS_PLAIN },
	{ "geo", OB("GeoCoordinates"), IS_PLAIN },
	{ "postOfficeBoxNumber", SCHEMA("postOfficeBoxNumber"), IS_PLAIN },
	{ "postalCode", SCHEMA("postalCode"), IS_PLAIN },
	{ "streetAddress", SCHEMA("streetAddress"), IS_PLAIN },
};
static const struct mc_scope address_scope = SCOPE(address_terms);

static const struct mc_term alignment_terms[] = {
	{ "targetCode", OB("targetCode"), IS_PLAIN },
	{ "targetDescription", SCHEMA("targetDescription"), IS_PLAIN },
	{ "targetFramework", SCHEMA("targetFramework"), IS_PLAIN },
	{ "targetName", SCHEMA("targetName"), IS_PLAIN },
	{ "targetType", OB("targetType"), IS_PLAIN },
	{ "targetUrl", SCHEMA("targetUrl"), TYPED(XSDS("anyURI")) },
};
static const struct mc_scope alignment_scope = SCOPE(alignment_terms);

static const struct mc_term endorsement_subject_terms[] = {
	{ "endorsementComment", OB("endorsementComment"), IS_PLAIN },
};
static const struct mc_scope endorsement_subject_scope = SCOPE(endorsement_subject_terms);

static const struct mc_term evidence_terms[] = {
	{ "audience", SCHEMA("audience"), IS_PLAIN },
	{ "genre", SCHEMA("genre"), IS_PLAIN },
};
static const struct mc_scope evidence_scope = SCOPE(evidence_terms);

static const struct mc_term geo_coordinates_terms[] = {
	{ "latitude", SCHEMA("latitude"), IS_PLAIN },
	{ "longitude", SCHEMA("longitude"), IS_PLAIN },
};
static const struct mc_scope geo_coordinates_scope = SCOPE(geo_coordinates_terms);

static const struct mc_term identifier_entry_terms[] = {
	{ "identifier", OB("identifier"), IS_PLAIN },
	{ "identifierType", OB("identifierType"), IS_PLAIN },
};
static const struct mc_scope identifier_entry_scope = SCOPE(identifier_entry_terms);

static const struct mc_term identity_object_terms[] = {
	{ "hashed", OB("hashed"), TYPED(XSDS("boolean")) },
	{ "identityHash", OB("identityHash"), IS_PLAIN },
	{ "identityType", OB("identityType"), IS_PLAIN },
	{ "salt", OB("salt"), IS_PLAIN },
};
static const struct mc_scope identity_object_scope = SCOPE(identity_object_terms);

static const struct mc_term image_terms[] = {
	{ "caption", SCHEMA("caption"), IS_PLAIN },
};
static const struct mc_scope image_scope = SCOPE(image_terms);

static const struct mc_term profile_terms[] = {
	{ "additionalName", SCHEMA("additionalName"), IS_PLAIN },
	{ "address", OB("address"), IS_IRI },
	{ "dateOfBirth", OB("dateOfBirth"), TYPED(XSDS("date")) },
	{ "email", SCHEMA("email"), IS_PLAIN },
	{ "familyName", SCHEMA("familyName"), IS_PLAIN },
	{ "familyNamePrefix", OB("familyNamePrefix"), IS_PLAIN },
	{ "givenName", SCHEMA("givenName"), IS_PLAIN },
	{ "honorificPrefix", SCHEMA("honorificPrefix"), IS_PLAIN },
	{ "honorificSuffix", SCHEMA("honorificSuffix"), IS_PLAIN },
	{ "image", OB("image"), IS_IRI },
	{ "official", OB("official"), IS_PLAIN },
	{ "otherIdentifier", OB("otherIdentifier"), IN_SET },
	{ "parentOrg", OB("parentOrg"), IS_IRI },
	{ "patronymicName", OB("patronymicName"), IS_PLAIN },
	{ "phone", OB("phone"), IS_PLAIN },
};
static const struct mc_scope profile_scope = SCOPE(profile_terms);

static const struct mc_term related_terms[] = {
	{ "inLanguage", SCHEMA("inLanguage"), IS_PLAIN },
	{ "version", OB("version"), IS_PLAIN },
};
static const struct mc_scope related_scope = SCOPE(related_terms);

static const struct mc_term result_terms[] = {
	{ "achievedLevel", OB("achievedLevel"), TYPED(XSDS("anyURI")) },
	{ "resultDescription", OB("resultDescription"), TYPED(XSDS("anyURI")) },
	{ "status", OB("status"), IS_PLAIN },
	{ "value", SCHEMA("value"), IS_PLAIN },
};
static const struct mc_scope result_scope = SCOPE(result_terms);

static const struct mc_term result_description_terms[] = {
	{ "allowedValue", OB("allowedValue"), IN_LIST },
	{ "requiredLevel", OB("requiredLevel"), TYPED(XSDS("anyURI")) },
	{ "requiredValue", OB("requiredValue"), IS_PLAIN },
	{ "resultType", OB("resultType"), IS_PLAIN },
	{ "rubricCriterionLevel", OB("rubricCriterionLevel"), IN_SET },
	{ "valueMax", OB("valueMax"), IS_PLAIN },
	{ "valueMin", OB("valueMin"), IS_PLAIN },
};
static const struct mc_scope result_description_scope = SCOPE(result_description_terms);

static const struct mc_term rubric_criterion_level_terms[] = {
	{ "level", OB("level"), IS_PLAIN },
	{ "points", OB("points"), IS_PLAIN },
};
static const struct mc_scope rubric_criterion_level_scope = SCOPE(rubric_criterion_level_terms);

static const struct mc_term open_badges_terms[] = {
	{ "Achievement", OB("Achievement"), .scope = &achievement_scope },
	{ "AchievementCredential", OB("OpenBadgeCredential"), IS_PLAIN },
	{ "AchievementSubject", OB("AchievementSubject"), .scope = &achievement_subject_scope },
	{ "Address", OB("Address"), .scope = &address_scope },
	{ "Alignment", SCHEMA("AlignmentObject"), .scope = &alignment_scope },
	{ "Criteria", OB("Criteria"), IS_PLAIN },
	{ "EndorsementCredential", OB("EndorsementCredential"), IS_PLAIN },
	{ "EndorsementSubject", OB("EndorsementSubject"), .scope = &endorsement_subject_scope },
	{ "Evidence", OB("Evidence"), .scope = &evidence_scope },
	{ "GeoCoordinates", OB("GeoCoordinates"), .scope = &geo_coordinates_scope },
	{ "IdentifierEntry", OB("IdentifierEntry"), .scope = &identifier_entry_scope },
	{ "IdentityObject", OB("IdentityObject"), .scope = &identity_object_scope },
	{ "Image", OB("Image"), .scope = &image_scope },
	{ "OpenBadgeCredential", OB("OpenBadgeCredential"), IS_PLAIN },
	{ "Profile", OB("Profile"), .scope = &profile_scope },
	{ "Related", OB("Related"), .scope = &related_scope },
	{ "Result", OB("Result"), .scope = &result_scope },
	{ "ResultDescription", OB("ResultDescription"), .scope = &result_description_scope },
	{ "RubricCriterionLevel", OB("RubricCriterionLevel"), .scope = &rubric_criterion_level_scope },
	{ "alignment", OB("alignment"), IN_SET },
	{ "awardedDate", OB("awardedDate"), TYPED("<xsd:dateTime>") },
	{ "description", SCHEMA("description"), IS_PLAIN },
	{ "endorsement", OB("endorsement"), IN_SET },
	{ "image", OB("image"), IS_IRI },
	{ "inLanguage", SCHEMA("inLanguage"), IS_PLAIN },
	{ "name", SCHEMA("name"), IS_PLAIN },
	{ "narrative", OB("narrative"), IS_PLAIN },
	{ "url", SCHEMA("url"), TYPED(XSDS("anyURI")) },
};
const struct mc_scope mc_terms_open_badges = SCOPE(open_badges_terms);
