/* SPDX-License-Identifier: MIT */
#include "cohort/words.h"

#include <stdbool.h>
#include <string.h>

#include "base/cleanup.h"

/* A word of a list, and what else means it; words are compared in lower case with '-' for blanks. */
struct word {
	const char *word;
	const char *others; /* "|a|b|" or NULL */
};

static const struct word genders[] = {
	{ "f", "|female|woman|w|girl|mujer|femenino|" },
	{ "m", "|male|man|boy|hombre|masculino|" },
	{ "n", "|x|d|nb|enby|non-binary|nonbinary|no-binario|diverse|divers|other|" },
	{ NULL, NULL },
};
static const struct word yes_no[] = {
	{ "y", "|yes|true|1|si|t|" },
	{ "n", "|no|false|0|f|" },
	{ "unknown", "|?|u|declined|not-known|" },
	{ NULL, NULL },
};
static const struct word entry_statuses[] = {
	{ "unemployed", "|short-term-unemployed|unemployed-short-term|" },
	{ "long-term-unemployed",
	  "|ltu|unemployed-long-term|longterm-unemployed|lt-unemployed|unemployed-lt|unemployed-ltu|" },
	{ "inactive", "|not-active|" },
	{ "employed", "|working|self-employed|" },
	{ NULL, NULL },
};
static const struct word intents[] = {
	{ "job", "|new-job|in-field-job|new-in-field-job|in-field|work|employment|job-180|new-in-field-job-"
		 "180|find-job|" },
	{ "stay", "|stay-with-employer|current-employer|employer|same-employer|" },
	{ "self-enrichment", "|enrichment|self|hobby|personal|" },
	{ "study", "|further-study|further-education|education|studies|further-studies|" },
	{ NULL, NULL },
};
static const struct word outcomes[] = {
	{ "1A", "|1a|" },
	{ "1B", "|1b|" },
	{ "1C", "|1c|" },
	{ "1D", "|1d|" },
	{ "1E", "|1e|" },
	{ "2A", "|2a|" },
	{ "2B", "|2b|" },
	{ "3A", "|3a|" },
	{ "3B", "|3b|" },
	{ "4", "|non-reporting|no-report|" },
	{ "Excluded", "|excluded|ex|" },
	{ NULL, NULL },
};
static const struct word exclusions[] = {
	{ "died", "|death|deceased|dead|" },
	{ "incarcerated", "|incarceration|prison|jail|imprisoned|" },
	{ "military", "|military-duty|active-duty|active-military-duty|military-service|" },
	{ "disability", "|permanent-disability|disabled|" },
	{ "service", "|foreign-aid|foreign-aid-service|church-mission|mission|" },
	{ MC_REASON_MOVED,
	  "|authority|moved|moved-by-authorities|relocated|transferred|relocated-by-authority|" },
	{ MC_REASON_DEPORTED, "|deportation|removed|" },
	{ MC_REASON_RESETTLED, "|resettlement|" },
	{ NULL, NULL },
};
static const struct word statuses[] = {
	{ "employed", "|working|self-employed|in-employment|job|employment|" },
	{ "improved", "|improved-situation|better-job|improved-labour-market-situation|" },
	{ "job-searching", "|searching|seeking|looking-for-work|job-seeking|" },
	{ "education", "|training|studying|study|in-education|in-training|" },
	{ "unemployed", "|not-employed|none|no-job|long-term-unemployed|same|unchanged|" },
	{ "inactive", NULL },
	{ "unknown", "|?|no-answer|not-known|" },
	{ NULL, NULL },
};
static const struct word sources[] = {
	{ "document", "|contract|payslip|letter|paper|" },
	{ "graduate", "|learner|self|student|" },
	{ "employer", "|company|" },
	{ "recruiter", "|agency|" },
	{ "employment-service", "|employment-office|public-employment-service|pes|history-service|" },
	{ NULL, NULL },
};
static const struct word forms[] = {
	{ "verbal", "|spoken|call|phone|oral|" },
	{ "written", "|mail|email|e-mail|letter|message|" },
	{ NULL, NULL },
};
static const struct word attendances[] = {
	{ "present", "|p|1|yes|y|attended|here|" },
	{ "late", "|l|t|tardy|" },
	{ "excused", "|e|x|justified|authorised|authorized|" },
	{ "absent", "|a|0|no|n|missing|unexcused|" },
	{ NULL, NULL },
};
/* Illness says something about health, which is no business of the records. */
static const struct word reasons[] = {
	{ "found-job", "|job|work|employment|got-a-job|" },
	{ "finished-training", "|training-finished|" },
	{ "study", "|studies|education|" },
	{ "childcare", "|child-care|children|" },
	{ "personal", "|health|illness|sick|sickness|medical|pregnancy|family|" },
	{ "no-time", "|time|lack-of-time|" },
	{ "language", "|language-barrier|" },
	{ "too-hard", "|difficulty|difficult|" },
	{ "too-easy", "|bored|" },
	{ "transport", "|distance|travel|" },
	{ "equipment", "|no-laptop|internet|" },
	{ "moved-away", "|moved-house|moving|" },
	{ MC_REASON_MOVED,
	  "|authority|moved-by-authorities|relocated-by-authority|transferred-by-authority|" },
	{ MC_REASON_DEPORTED, "|deportation|" },
	{ MC_REASON_RESETTLED, "|resettlement|" },
	{ "expelled", "|dismissed|" },
	{ "lost-contact", "|no-contact|disappeared|no-show|ghosted|" },
	{ "other", NULL },
	{ "unknown", "|?|" },
	{ NULL, NULL },
};

static const struct {
	const struct word *words;
	const char *all;
} lists[] = {
	[MC_WORDS_GENDER] = { genders, "f|m|n" },
	[MC_WORDS_YES_NO] = { yes_no, "y|n|unknown" },
	[MC_WORDS_ENTRY_STATUS] = { entry_statuses, "unemployed|long-term-unemployed|inactive|employed" },
	[MC_WORDS_INTENT] = { intents, "job|stay|self-enrichment|study" },
	[MC_WORDS_OUTCOME] = { outcomes, "1A|1B|1C|1D|1E|2A|2B|3A|3B|4|Excluded" },
	[MC_WORDS_EXCLUSION] = { exclusions, "died|incarcerated|military|disability|service|" MC_REASON_MOVED
					     "|" MC_REASON_DEPORTED "|" MC_REASON_RESETTLED },
	[MC_WORDS_STATUS] = { statuses,
			      "employed|improved|job-searching|education|unemployed|inactive|unknown" },
	[MC_WORDS_REASON] = { reasons, "found-job|finished-training|study|childcare|personal|no-time|"
				       "language|too-hard|"
				       "too-easy|transport|equipment|moved-away|" MC_REASON_MOVED
				       "|" MC_REASON_DEPORTED "|" MC_REASON_RESETTLED
				       "|expelled|lost-contact|other|unknown" },
	[MC_WORDS_ATTENDANCE] = { attendances, "present|late|excused|absent" },
	[MC_WORDS_EVIDENCE] = { sources, "document|graduate|employer|recruiter|employment-service" },
	[MC_WORDS_FORM] = { forms, "verbal|written" },
};

enum { MAX_WORD = 60 };

/* text in lower case with '-' for blanks and '_'; false when it is too long or has anything strange. */
static bool simplify(char simple[MAX_WORD + 1], const char *text)
{
	size_t len = strlen(text);

	if (len == 0 || len > MAX_WORD)
		return false;
	for (size_t i = 0; i <= len; i++) {
		char c = text[i];

		simple[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c == ' ' || c == '_' ? '-' : c);
	}
	return true;
}

static bool is_meant(const struct word *word, const char *simple)
{
	char wanted[MAX_WORD + 3] = "|";

	if (!strcmp(word->word, simple))
		return true;
	if (!word->others)
		return false;
	memcpy(wanted + 1, simple, strlen(simple));
	wanted[strlen(simple) + 1] = '|';
	wanted[strlen(simple) + 2] = '\0';
	return strstr(word->others, wanted) != NULL;
}

/* What a longer text means by one word in it, the first that is found; the rest of the text is not needed. */
static const struct part {
	enum mc_words_list list;
	const char *part;
	const char *word;
} parts[] = {
	{ MC_WORDS_ENTRY_STATUS, "long", "long-term-unemployed" },
	{ MC_WORDS_ENTRY_STATUS, "unemploy", "unemployed" },
	{ MC_WORDS_ENTRY_STATUS, "inactiv", "inactive" },
	{ MC_WORDS_ENTRY_STATUS, "employ", "employed" },
	{ MC_WORDS_INTENT, "employer", "stay" },
	{ MC_WORDS_INTENT, "enrich", "self-enrichment" },
	{ MC_WORDS_INTENT, "stud", "study" },
	{ MC_WORDS_INTENT, "educat", "study" },
	{ MC_WORDS_INTENT, "job", "job" },
	{ MC_WORDS_EXCLUSION, "authorit", MC_REASON_MOVED },
	{ MC_WORDS_REASON, "authorit", MC_REASON_MOVED },
	{ MC_WORDS_STATUS, "improv", "improved" },
	{ MC_WORDS_STATUS, "unemploy", "unemployed" },
	{ MC_WORDS_STATUS, "employ", "employed" },
	{ MC_WORDS_STATUS, "educat", "education" },
	{ MC_WORDS_STATUS, "train", "education" },
	{ MC_WORDS_STATUS, "search", "job-searching" },
	{ MC_WORDS_STATUS, "seek", "job-searching" },
};

static const char *find_part(enum mc_words_list list, const char *simple)
{
	for (size_t i = 0; i < MC_COUNT(parts); i++) {
		if (parts[i].list == list && strstr(simple, parts[i].part))
			return parts[i].word;
	}
	return NULL;
}

/* A reason of one's own: letters, digits and '-'. */
static const char *own_reason(struct mc_arena *arena, const char *simple)
{
	if (strspn(simple, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(simple) || simple[0] == '-')
		return NULL;
	return mc_arena_strdup(arena, simple);
}

const char *mc_words_find(enum mc_words_list list, struct mc_arena *arena, const char *text)
{
	char simple[MAX_WORD + 1];

	if (!simplify(simple, text))
		return NULL;
	for (const struct word *word = lists[list].words; word->word; word++) {
		if (is_meant(word, simple))
			return word->word;
	}
	const char *word = find_part(list, simple);

	return word ? word : list == MC_WORDS_REASON ? own_reason(arena, simple) : NULL;
}

const char *mc_words_all(enum mc_words_list list)
{
	return lists[list].all;
}

int mc_words_isced(const char *text)
{
	char simple[MAX_WORD + 1] = "";
	const char *p = simple;

	if (!simplify(simple, text))
		return -1;
	if (!strncmp(p, "isced", 5))
		p += 5;
	while (*p == '-')
		p++;
	return *p >= '0' && *p <= '8' && !p[1] ? *p - '0' : -1;
}
