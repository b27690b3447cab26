/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_SAMPLE_BADGE_H
#define MC_TESTS_SAMPLE_BADGE_H

#include "credential/badge.h"

/* A certificate with everything that one may say; sample data. */

static const struct mc_badge_identity sample_identities[] = {
	{ "name", "Sample Learner", "Kosher", true },
	{ "emailAddress", "a@example.com", "Kosher", true },
};

static const struct mc_badge_alignment sample_alignments[] = {
	{ "Computational thinking and programming",
	  "http://data.europa.eu/esco/skill/21d2f96d-35f7-4e3f-9745-c533d2dd6e97", "DigComp 3.0", "3.4", NULL,
	  NULL },
	{ "Starting to Code", "https://icdl.org/computing", "ICDL", "Computing 1.0 / 3", "sample", "CFItem" },
	{ "Starting to Code", "https://icdl.org/computing", "ICDL", "Computing 1.0 / 3", "the same again",
	  "CFItem" },
};

static const struct mc_badge_result sample_results[] = {
	{ "urn:uuid:6a7e5f1c-0f3b-4d7e-9a51-1c2d3e4f5a60",
	  "Points",
	  "RawScore",
	  "41.5",
	  "0",
	  "50",
	  "30",
	  "Completed",
	  false,
	  { 0 } },
	{ "urn:uuid:6a7e5f1c-0f3b-4d7e-9a51-1c2d3e4f5a61",
	  "HTML",
	  "Status",
	  NULL,
	  NULL,
	  NULL,
	  NULL,
	  "Completed",
	  true,
	  { "HTML", "https://icdl.org/web", "ICDL", "Web 2.0 / 2", NULL, NULL } },
};

static const struct mc_badge_related sample_related[] = {
	{ "https://school.example/course/el", "el", "1.0.0" },
};

static const struct mc_badge_evidence sample_evidence[] = {
	{ "urn:migracode:event:42", "Decision", "Rule set 2026-1", NULL, "decision" },
};

static const char *const sample_tags[] = { "web", "first steps", "web" };

static const struct mc_badge sample_badge = {
	.id = "urn:uuid:6a7e5f1c-0f3b-4d7e-9a51-1c2d3e4f5a6b",
	.name = "Certificate of completion \xe2\x80\x93 First steps",
	.description = "Sample course of 120 hours",
	.issuer = { .id = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
		    .name = "Sample School",
		    .url = "https://school.example/",
		    .email = "office@school.example",
		    .phone = "+302100000000",
		    .registration = "R-123",
		    .country = "GR",
		    .city = "Athens",
		    .street = "Sample Street 1",
		    .postal_code = "10000" },
	.valid_from = "2026-05-12T10:00:00Z",
	.valid_until = "2031-05-12T10:00:00Z",
	.awarded_on = "2026-05-12T10:00:00Z",
	.identities = sample_identities,
	.identity_count = MC_COUNT(sample_identities),
	.started_at = "2026-01-12T00:00:00Z",
	.ended_at = "2026-05-08T00:00:00Z",
	.role = "participant",
	.achievement_id = "https://school.example/course/en",
	.achievement_type = "CertificateOfCompletion",
	.achievement_name = "First steps",
	.achievement_about = "HTML, CSS and a first program",
	.criteria_url = "https://school.example/course",
	.criteria = "Passed **all** modules.\n\nThis is sample data.",
	.lang = "en",
	.field_of_study = "Web development",
	.version = "1.0.0",
	.human_code = "FS-1",
	.image = "https://school.example/badge.png",
	.has_hours = true,
	.hours = 120.5,
	.tags = sample_tags,
	.tag_count = MC_COUNT(sample_tags),
	.alignments = sample_alignments,
	.alignment_count = MC_COUNT(sample_alignments),
	.results = sample_results,
	.result_count = MC_COUNT(sample_results),
	.related = sample_related,
	.related_count = MC_COUNT(sample_related),
	.evidence = sample_evidence,
	.evidence_count = MC_COUNT(sample_evidence),
	.status_list = "https://school.example/status/1.json",
	.status_index = 4242,
};

#endif
