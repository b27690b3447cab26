/* SPDX-License-Identifier: MIT */
#include "cert/europe.h"

#include <string.h>

#include "base/cleanup.h"

/* Source: ISO 3166-1. */
static const struct mc_europe_code countries[] = {
	{ "AD", "AND", "Andorra" },	   { "AL", "ALB", "Albania" },
	{ "AM", "ARM", "Armenia" },	   { "AT", "AUT", "Austria" },
	{ "AZ", "AZE", "Azerbaijan" },	   { "BA", "BIH", "Bosnia and Herzegovina" },
	{ "BE", "BEL", "Belgium" },	   { "BG", "BGR", "Bulgaria" },
	{ "BY", "BLR", "Belarus" },	   { "CH", "CHE", "Switzerland" },
	{ "CY", "CYP", "Cyprus" },	   { "CZ", "CZE", "Czechia" },
	{ "DE", "DEU", "Germany" },	   { "DK", "DNK", "Denmark" },
	{ "EE", "EST", "Estonia" },	   { "ES", "ESP", "Spain" },
	{ "FI", "FIN", "Finland" },	   { "FR", "FRA", "France" },
	{ "GB", "GBR", "United Kingdom" }, { "GE", "GEO", "Georgia" },
	{ "GR", "GRC", "Greece" },	   { "HR", "HRV", "Croatia" },
	{ "HU", "HUN", "Hungary" },	   { "IE", "IRL", "Ireland" },
	{ "IS", "ISL", "Iceland" },	   { "IT", "ITA", "Italy" },
	{ "LI", "LIE", "Liechtenstein" },  { "LT", "LTU", "Lithuania" },
	{ "LU", "LUX", "Luxembourg" },	   { "LV", "LVA", "Latvia" },
	{ "MC", "MCO", "Monaco" },	   { "MD", "MDA", "Moldova" },
	{ "ME", "MNE", "Montenegro" },	   { "MK", "MKD", "North Macedonia" },
	{ "MT", "MLT", "Malta" },	   { "NL", "NLD", "Netherlands" },
	{ "NO", "NOR", "Norway" },	   { "PL", "POL", "Poland" },
	{ "PT", "PRT", "Portugal" },	   { "RO", "ROU", "Romania" },
	{ "RS", "SRB", "Serbia" },	   { "SE", "SWE", "Sweden" },
	{ "SI", "SVN", "Slovenia" },	   { "SK", "SVK", "Slovakia" },
	{ "SM", "SMR", "San Marino" },	   { "TR", "TUR", "Türkiye" },
	{ "UA", "UKR", "Ukraine" },	   { "XK", "XKX", "Kosovo" },
};

/* Source: ISO 639-1 and 639-3. */
static const struct mc_europe_code languages[] = {
	{ "am", "AMH", "Amharic" },    { "ar", "ARA", "Arabic" },     { "bg", "BUL", "Bulgarian" },
	{ "bn", "BEN", "Bengali" },    { "bs", "BOS", "Bosnian" },    { "ca", "CAT", "Catalan" },
	{ "cs", "CES", "Czech" },      { "da", "DAN", "Danish" },     { "de", "DEU", "German" },
	{ "el", "ELL", "Greek" },      { "en", "ENG", "English" },    { "es", "SPA", "Spanish" },
	{ "et", "EST", "Estonian" },   { "eu", "EUS", "Basque" },     { "fa", "FAS", "Persian" },
	{ "fi", "FIN", "Finnish" },    { "fr", "FRA", "French" },     { "ga", "GLE", "Irish" },
	{ "hr", "HRV", "Croatian" },   { "hu", "HUN", "Hungarian" },  { "hy", "HYE", "Armenian" },
	{ "is", "ISL", "Icelandic" },  { "it", "ITA", "Italian" },    { "ka", "KAT", "Georgian" },
	{ "ku", "KUR", "Kurdish" },    { "lt", "LIT", "Lithuanian" }, { "lv", "LAV", "Latvian" },
	{ "mk", "MKD", "Macedonian" }, { "mt", "MLT", "Maltese" },    { "nl", "NLD", "Dutch" },
	{ "nb", "NOB", "Norwegian" },  { "no", "NOR", "Norwegian" },  { "pl", "POL", "Polish" },
	{ "ps", "PUS", "Pashto" },     { "pt", "POR", "Portuguese" }, { "ro", "RON", "Romanian" },
	{ "ru", "RUS", "Russian" },    { "sk", "SLK", "Slovak" },     { "sl", "SLV", "Slovenian" },
	{ "so", "SOM", "Somali" },     { "sq", "SQI", "Albanian" },   { "sr", "SRP", "Serbian" },
	{ "sv", "SWE", "Swedish" },    { "ti", "TIR", "Tigrinya" },   { "tr", "TUR", "Turkish" },
	{ "uk", "UKR", "Ukrainian" },  { "ur", "URD", "Urdu" },
};

static const struct mc_europe_code *find(const struct mc_europe_code list[], size_t count, const char *tag,
					 size_t len)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i].tag) == len && !memcmp(list[i].tag, tag, len))
			return &list[i];
	return NULL;
}

const struct mc_europe_code *mc_europe_country(const char *country)
{
	return find(countries, MC_COUNT(countries), country, strlen(country));
}

const struct mc_europe_code *mc_europe_language(const char *lang)
{
	return find(languages, MC_COUNT(languages), lang, strcspn(lang, "-"));
}
