/* SPDX-License-Identifier: MIT */
#include "cert/settings_value.h"

#include <string.h>

#include "base/i18n.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define HEX DIGITS "abcdefABCDEF"

/* What may stand in a URL behind its host. Source: RFC 3986. */
static const char path_characters[] = LETTERS DIGITS "-._~%!$&'()*+,;=:@/";

/* Behind which the host begins; NULL when anybody between could change what is fetched. */
static const char *host_of(const char *url)
{
	static const char *const here[] = { "http://localhost", "http://127.0.0.1" };

	if (!strncmp(url, "https://", 8))
		return url + 8;
	for (size_t i = 0; i < MC_COUNT(here); i++) {
		if (!strncmp(url, here[i], strlen(here[i])) && strchr(":/?#", url[strlen(here[i])]))
			return url + 7;
	}
	return NULL;
}

static bool is_url(const char *url, enum mc_cert_url use)
{
	const char *host = host_of(url);

	if (!host || strlen(url) > MC_CERT_MAX_URL)
		return false;
	size_t len = strspn(host, LETTERS DIGITS "-.");
	const char *rest = host + len;

	if (len == 0 || host[0] == '.' || host[0] == '-')
		return false;
	if (*rest == ':')
		rest += 1 + strspn(rest + 1, DIGITS);
	if (*rest && !strchr("/?#", *rest))
		return false;
	rest += strspn(rest, path_characters);
	if (use != MC_CERT_URL_PAGE)
		return *rest == '\0';
	return rest[strspn(rest, LETTERS DIGITS "-._~%!$&'()*+,;=:@/?#")] == '\0';
}

void mc_cert_read_url(const char **url, const struct mc_spec *spec, const struct mc_json_node *node,
		      enum mc_cert_url use)
{
	if (!mc_spec_is(spec, node, MC_JSON_TEXT))
		return;
	const char *text = mc_json_as_text(node);
	size_t len = strlen(text);

	if (!is_url(text, use)) {
		mc_spec_error(spec, node,
			      use == MC_CERT_URL_PAGE ? NULL
						      : _("something is put behind it: no '?', no '#'"),
			      _("this is no address that begins with https://"));
		return;
	}
	while (use == MC_CERT_URL_FOLDER && len > 0 && text[len - 1] == '/')
		len--;
	*url = mc_arena_format(spec->arena, "%.*s", (int)len, text);
}

bool mc_cert_is_did_web(const char *text)
{
	static const char prefix[] = "did:web:";
	const char *host = text + strlen(prefix);

	if (strncmp(text, prefix, strlen(prefix)) != 0 || strlen(text) > MC_CERT_MAX_URL)
		return false;
	size_t len = strspn(host, LETTERS DIGITS "-.");
	const char *rest = host + len;

	if (len == 0 || host[0] == '.' || host[0] == '-')
		return false;
	if (!strncmp(rest, "%3A", 3)) {
		size_t digits = strspn(rest + 3, DIGITS);

		if (digits == 0)
			return false;
		rest += 3 + digits;
	}
	while (*rest == ':') {
		size_t folder = strspn(rest + 1, LETTERS DIGITS "-._~");

		if (folder == 0)
			return false;
		rest += 1 + folder;
	}
	return *rest == '\0';
}

/* Reads a text of a form. */
static void read_form(const char **target, const struct mc_spec *spec, const struct mc_json_node *node,
		      bool (*is_good)(const char *text), const char *what)
{
	if (!mc_spec_is(spec, node, MC_JSON_TEXT))
		return;
	const char *text = mc_json_as_text(node);

	if (is_good(text))
		*target = mc_arena_strdup(spec->arena, text);
	else
		mc_spec_error(spec, node, NULL, "%s", what);
}

void mc_cert_read_did(const char **did, const struct mc_spec *spec, const struct mc_json_node *node)
{
	read_form(did, spec, node, mc_cert_is_did_web,
		  _("this is no DID of the method web, such as did:web:school.example.org"));
}

static bool is_email(const char *text)
{
	const char *at = strchr(text, '@');

	return at && at > text && at[1] && !strchr(at + 1, '@') && !text[strcspn(text, " \t\r\n<>\"")];
}

void mc_cert_read_email(const char **email, const struct mc_spec *spec, const struct mc_json_node *node)
{
	read_form(email, spec, node, is_email, _("this is no address of e-mail"));
}

static bool is_country(const char *text)
{
	return strlen(text) == 2 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 2;
}

void mc_cert_read_country(const char **country, const struct mc_spec *spec, const struct mc_json_node *node)
{
	read_form(country, spec, node, is_country,
		  _("this is no code of a country: two capital letters, such as GR"));
}

void mc_cert_read_lang(const char **lang, const struct mc_spec *spec, const struct mc_json_node *node)
{
	read_form(lang, spec, node, mc_spec_is_lang, _("this is no code of a language, such as en or ar"));
}

static bool is_colour(const char *text)
{
	return text[0] == '#' && strlen(text) == 7 && strspn(text + 1, HEX) == 6;
}

void mc_cert_read_colour(const char **colour, const struct mc_spec *spec, const struct mc_json_node *node)
{
	read_form(colour, spec, node, is_colour, _("this is no colour such as #1f4e79"));
}
