/* SPDX-License-Identifier: MIT */
#include "suite/ctrf_shape.h"

#include "base/cleanup.h"

/* Short names, as the tables are long: may stand, must stand. */
#define MAY(name, wanted) MC_JSON_FIELD(name, MC_JSON_WANT_##wanted)
#define MUST(name, wanted) MC_JSON_FIELD_NEEDED(name, MC_JSON_WANT_##wanted)
#define MAY_BE(name, wanted, shape) MC_JSON_FIELD_INNER(name, MC_JSON_WANT_##wanted, shape, false)
#define MUST_BE(name, wanted, shape) MC_JSON_FIELD_INNER(name, MC_JSON_WANT_##wanted, shape, true)
#define SHAPE(fields) \
	{ \
		fields, MC_COUNT(fields) \
	}

static const struct mc_json_field delta_fields[] = {
	MAY("current", NUMBER),
	MAY("baseline", NUMBER),
	MAY("change", NUMBER),
};
static const struct mc_json_shape delta = SHAPE(delta_fields);

static const struct mc_json_field attachment_fields[] = {
	MUST("name", TEXT),	     MUST("contentType", TEXT), MUST("path", TEXT),
	MAY("attachmentId", FILLED), MAY("extra", OBJECT),
};
static const struct mc_json_shape attachment = SHAPE(attachment_fields);

static const struct mc_json_field attempt_fields[] = {
	MUST("attempt", POSITIVE), MUST("status", OWN),
	MAY("attemptId", FILLED),  MAY("duration", WHOLE),
	MAY("message", TEXT),	   MAY("trace", TEXT),
	MAY("line", WHOLE),	   MAY("snippet", TEXT),
	MAY("stdout", TEXTS),	   MAY("stderr", TEXTS),
	MAY("start", WHOLE),	   MAY("stop", WHOLE),
	MAY("extra", OBJECT),	   MAY_BE("attachments", ARRAY, attachment),
};
static const struct mc_json_shape attempt = SHAPE(attempt_fields);

static const struct mc_json_field step_fields[] = {
	MUST("name", TEXT),
	MUST("status", OWN),
	MAY("extra", OBJECT),
};
static const struct mc_json_shape step = SHAPE(step_fields);

static const struct mc_json_field test_insight_fields[] = {
	MAY_BE("passRate", OBJECT, delta),
	MAY_BE("failRate", OBJECT, delta),
	MAY_BE("flakyRate", OBJECT, delta),
	MAY_BE("averageTestDuration", OBJECT, delta),
	MAY_BE("p95TestDuration", OBJECT, delta),
	MAY("executedInRuns", WHOLE),
	MAY("extra", OBJECT),
};
static const struct mc_json_shape test_insights = SHAPE(test_insight_fields);

static const struct mc_json_field test_fields[] = {
	[MC_CTRF_NAME] = MUST("name", FILLED),
	[MC_CTRF_STATUS] = MUST("status", OWN),
	[MC_CTRF_DURATION] = MUST("duration", WHOLE),
	[MC_CTRF_SUITE] = MAY("suite", TEXTS),
	[MC_CTRF_MESSAGE] = MAY("message", TEXT),
	[MC_CTRF_TRACE] = MAY("trace", TEXT),
	MAY("snippet", TEXT),
	MAY("ai", TEXT),
	MAY("line", WHOLE),
	MAY("rawStatus", TEXT),
	MAY("tags", TEXTS),
	MAY("labels", OWN),
	MAY("type", TEXT),
	MAY("filePath", TEXT),
	MAY("retries", WHOLE),
	MAY_BE("retryAttempts", ARRAY, attempt),
	MAY("flaky", BOOL),
	MAY("stdout", TEXTS),
	MAY("stderr", TEXTS),
	MAY("threadId", TEXT),
	MAY("browser", TEXT),
	MAY("device", TEXT),
	MAY("screenshot", TEXT),
	MAY_BE("attachments", ARRAY, attachment),
	MAY("parameters", OBJECT),
	MAY_BE("steps", ARRAY, step),
	MAY_BE("insights", OBJECT, test_insights),
	MAY("id", FILLED),
	MAY("testId", FILLED),
	MAY("executionId", FILLED),
	MAY("start", WHOLE),
	MAY("stop", WHOLE),
	MAY("extra", OBJECT),
};
const struct mc_json_shape mc_ctrf_test = SHAPE(test_fields);

static const struct mc_json_field tool_fields[] = {
	MUST("name", FILLED),
	MAY("version", TEXT),
	MAY("extra", OBJECT),
};
static const struct mc_json_shape tool = SHAPE(tool_fields);

static const struct mc_json_field summary_fields[] = {
	MUST("tests", WHOLE),	MUST("passed", WHOLE), MUST("failed", WHOLE),  MUST("skipped", WHOLE),
	MUST("pending", WHOLE), MUST("other", WHOLE),  MUST("start", WHOLE),   MUST("stop", WHOLE),
	MAY("flaky", WHOLE),	MAY("suites", WHOLE),  MAY("duration", WHOLE), MAY("extra", OBJECT),
};
static const struct mc_json_shape summary = SHAPE(summary_fields);

static const struct mc_json_field environment_fields[] = {
	MAY("reportName", TEXT), MAY("appName", TEXT),	      MAY("appVersion", TEXT),
	MAY("buildId", TEXT),	 MAY("buildName", TEXT),      MAY("buildNumber", WHOLE),
	MAY("buildUrl", TEXT),	 MAY("repositoryName", TEXT), MAY("repositoryUrl", TEXT),
	MAY("commit", TEXT),	 MAY("branchName", TEXT),     MAY("osPlatform", TEXT),
	MAY("osRelease", TEXT),	 MAY("osVersion", TEXT),      MAY("testEnvironment", TEXT),
	MAY("shardId", FILLED),	 MAY("healthy", BOOL),	      MAY("extra", OBJECT),
};
static const struct mc_json_shape environment = SHAPE(environment_fields);

static const struct mc_json_field results_fields[] = {
	MUST_BE("tool", OBJECT, tool),
	MUST_BE("summary", OBJECT, summary),
	MUST_BE("tests", ARRAY, mc_ctrf_test),
	MAY_BE("environment", OBJECT, environment),
	MAY("extra", OBJECT),
};
static const struct mc_json_shape results = SHAPE(results_fields);

static const struct mc_json_field insight_fields[] = {
	MAY_BE("passRate", OBJECT, delta),
	MAY_BE("failRate", OBJECT, delta),
	MAY_BE("flakyRate", OBJECT, delta),
	MAY_BE("averageRunDuration", OBJECT, delta),
	MAY_BE("p95RunDuration", OBJECT, delta),
	MAY_BE("averageTestDuration", OBJECT, delta),
	MAY("runsAnalyzed", WHOLE),
	MAY("extra", OBJECT),
};
static const struct mc_json_shape insights = SHAPE(insight_fields);

static const struct mc_json_field baseline_fields[] = {
	MUST("reportId", FILLED), MAY("timestamp", TEXT), MAY("source", TEXT), MAY("buildNumber", WHOLE),
	MAY("buildName", TEXT),	  MAY("buildUrl", TEXT),  MAY("commit", TEXT), MAY("extra", OBJECT),
};
static const struct mc_json_shape baseline = SHAPE(baseline_fields);

static const struct mc_json_field report_fields[] = {
	MUST("reportFormat", OWN),
	MUST("specVersion", OWN),
	MUST_BE("results", OBJECT, results),
	MAY("reportId", FILLED),
	MAY("runId", FILLED),
	MAY("timestamp", TEXT),
	MAY("generatedBy", TEXT),
	MAY_BE("insights", OBJECT, insights),
	MAY_BE("baseline", OBJECT, baseline),
	MAY("extra", OBJECT),
};
const struct mc_json_shape mc_ctrf_report = SHAPE(report_fields);
