/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/str.h"
#include "similar/canon_parts.h"

#define C (1u << MC_LANGUAGE_C)
#define SCRIPT (1u << MC_LANGUAGE_SCRIPT)
#define JAVA (1u << MC_LANGUAGE_JAVA)
#define GO (1u << MC_LANGUAGE_GO)
#define PYTHON (1u << MC_LANGUAGE_PYTHON)
#define SQL (1u << MC_LANGUAGE_SQL)
#define BRACES (C | SCRIPT | JAVA | GO)

/* Words with one blank between them. CODE_WORDS: each keeps a code of its own, as a keyword; CODE_KNOWN: as a
 * name that a library gives and that no disguise can change. */
static const struct {
	unsigned languages;
	uint16_t code;
	const char *words;
} lists[] = {
	{ C, CODE_TYPE,
	  "char int long short unsigned signed float double void bool _Bool size_t ssize_t ptrdiff_t off_t "
	  "int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t time_t FILE "
	  "wchar_t" },
	{ JAVA, CODE_TYPE,
	  "boolean byte char int long short float double void String Integer Double Boolean Character Long "
	  "Float Object var" },
	{ SCRIPT, CODE_TYPE, "let const var" },
	{ GO, CODE_TYPE, "int string bool float64 float32 byte rune error int64 int32 uint uint64 var" },
	{ C, CODE_DROP,
	  "const static extern register volatile inline restrict __restrict typename constexpr public "
	  "private "
	  "protected virtual override noexcept" },
	{ JAVA, CODE_DROP, "public private protected final static abstract synchronized transient volatile" },
	{ SCRIPT, CODE_DROP, "export public private protected readonly declare" },
	{ PYTHON, CODE_DROP, "pass global nonlocal" },
	{ C, CODE_TAG, "struct union enum" },
	{ BRACES | PYTHON, CODE_IF, "if" },
	{ BRACES | PYTHON, CODE_ELSE, "else" },
	{ PYTHON, CODE_ELSE_IF, "elif" },
	{ BRACES | PYTHON, CODE_FOR, "for" },
	{ C | SCRIPT | JAVA | PYTHON, CODE_WHILE, "while" },
	{ C | SCRIPT | JAVA, CODE_DO, "do" },
	{ BRACES | PYTHON | SQL, CODE_ZERO, "NULL nullptr null None undefined false False nil FALSE" },
	{ BRACES | PYTHON | SQL, CODE_ONE, "true True TRUE" },
	{ PYTHON | SQL, CODE_LOGIC, "and or" },
	{ PYTHON | SQL, CODE_NOT, "not" },
	{ PYTHON, CODE_EQUAL, "is" },
	{ C | SCRIPT | JAVA, CODE_THIS, "this" },
	{ PYTHON, CODE_THIS, "self" },
	{ SCRIPT | JAVA | GO | PYTHON, CODE_IMPORT, "import" },
	{ JAVA | GO, CODE_IMPORT, "package" },
	{ C, CODE_IMPORT, "using" },
	{ PYTHON, CODE_FROM, "from" },
	{ PYTHON, CODE_DEFINE, "def" },
	{ BRACES | PYTHON, CODE_WORDS,
	  "return break continue switch case default goto sizeof typedef new delete try catch throw throws "
	  "finally class interface extends implements instanceof namespace template function async await "
	  "yield typeof in of void super func range defer go chan map select type struct lambda with as "
	  "assert raise except del match enum alignof static_assert define" },
	{ SQL, CODE_WORDS,
	  "select from where group by having order limit offset join left right full cross on using union "
	  "all "
	  "distinct insert into values update set delete create table view index drop alter add primary key "
	  "foreign references unique check default case when then else end exists in between like with "
	  "recursive over partition begin commit rollback trigger if desc" },
	{ SQL, CODE_DROP, "as inner outer asc temporary" },
	{ SQL, CODE_EQUAL, "is" },
	{ SQL, CODE_TYPE,
	  "int integer bigint smallint text varchar char real numeric decimal boolean date "
	  "timestamp serial float double" },
	{ SQL, CODE_KNOWN,
	  "count sum avg min max coalesce length lower upper substr round abs cast now "
	  "strftime row_number rank group_concat string_agg" },
	{ C, CODE_KNOWN,
	  "printf fprintf sprintf snprintf scanf sscanf fscanf puts putchar getchar fgets fputs fgetc fputc "
	  "getline fopen fclose fread fwrite fflush feof perror exit abort malloc calloc realloc free memcpy "
	  "memmove memset memcmp strlen strcmp strncmp strcpy strncpy strcat strncat strchr strrchr strstr "
	  "strtok strdup atoi atof strtol strtoul strtod isalpha isdigit isalnum isspace isupper islower "
	  "toupper tolower abs sqrt pow floor ceil rand srand time qsort bsearch read write open close fork "
	  "wait pipe stdin stdout stderr argc argv main errno cout cin endl vector push_back size begin" },
	{ SCRIPT, CODE_KNOWN,
	  "console log error Math floor ceil round random max min abs sqrt push pop shift unshift slice "
	  "splice concat join split map filter reduce forEach find findIndex some every includes indexOf "
	  "sort reverse length keys values entries Object Array String Number JSON parse stringify Promise "
	  "then fetch json document getElementById querySelector querySelectorAll addEventListener "
	  "createElement appendChild textContent innerHTML value classList preventDefault setTimeout "
	  "setInterval toLowerCase toUpperCase trim replace replaceAll substring charAt charCodeAt parseInt "
	  "parseFloat isNaN Map Set has get set add require module exports process useState useEffect "
	  "toString toFixed padStart padEnd repeat startsWith endsWith" },
	{ JAVA, CODE_KNOWN,
	  "System out println print printf Scanner nextInt nextLine next hasNext length charAt equals "
	  "substring indexOf contains add get put remove size isEmpty containsKey getOrDefault keySet "
	  "entrySet getKey getValue ArrayList HashMap HashSet List Map Set StringBuilder append toString "
	  "Math max min abs sqrt pow floor random Arrays sort asList parseInt valueOf main args split trim "
	  "toLowerCase toUpperCase compareTo hashCode iterator hasNextInt Exception getMessage" },
	{ GO, CODE_KNOWN, "fmt Println Printf Sprintf len append make panic Errorf strings main" },
	{ PYTHON, CODE_KNOWN,
	  "print input len int str float list dict set tuple bool sum min max abs round sorted reversed "
	  "enumerate zip map filter open range append extend insert pop remove index count sort reverse join "
	  "split strip replace lower upper startswith endswith find format items keys values get update read "
	  "readlines write close isdigit isalpha any all type isinstance super sys argv exit stdin __init__ "
	  "__name__ __main__ Exception ValueError KeyError" },
};

#define SLOTS 2048u /* a power of two, many times the words of a language */
#define LANGUAGES (MC_LANGUAGE_HTML + 1)

struct slot {
	const char *word; /* NULL: free */
	uint32_t hash;
	uint16_t len;
	uint16_t code;
};

struct mc_canon_words {
	struct slot *slots[LANGUAGES]; /* NULL: a language without lists, or one that has not come yet */
};

static unsigned char folded(unsigned char byte, bool folds_case)
{
	return folds_case && byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte | 0x20) : byte;
}

static uint32_t hash_of(struct mc_str text, bool folds_case)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ folded((unsigned char)text.ptr[i], folds_case)) * 16777619u;
	return hash ^ hash >> 15;
}

static void add_word(struct slot *slots, struct mc_str word, uint16_t code)
{
	uint32_t hash = hash_of(word, false);
	uint32_t at = hash % SLOTS;

	while (slots[at].word)
		at = (at + 1) % SLOTS;
	slots[at] = (struct slot){ word.ptr, hash, (uint16_t)word.len, code };
}

static struct slot *table_of(enum mc_language language)
{
	struct slot *slots = mc_alloc_zero(SLOTS, sizeof(*slots));
	uint16_t next[2] = { CODE_WORDS, CODE_KNOWN };

	for (size_t i = 0; i < MC_COUNT(lists); i++) {
		bool is_known = lists[i].code == CODE_KNOWN;
		bool is_own = is_known || lists[i].code == CODE_WORDS;

		for (const char *word = lists[i].words; *word;) {
			size_t len = strcspn(word, " ");
			uint16_t code = is_own ? next[is_known]++ : lists[i].code;

			if (lists[i].languages & 1u << language)
				add_word(slots, (struct mc_str){ word, len }, code);
			word += len + (word[len] == ' ');
		}
	}
	return slots;
}

struct mc_canon_words *mc_canon_words_new(void)
{
	struct mc_canon_words *words = mc_alloc_zero(1, sizeof(*words));

	for (unsigned language = 0; language < LANGUAGES; language++) {
		if ((BRACES | PYTHON | SQL) & 1u << language)
			words->slots[language] = table_of((enum mc_language)language);
	}
	return words;
}

void mc_canon_words_free(struct mc_canon_words *words)
{
	for (size_t i = 0; words && i < LANGUAGES; i++)
		free(words->slots[i]);
	free(words);
}

static bool is_word(const struct slot *slot, struct mc_str text, bool folds_case)
{
	if (slot->len != text.len)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if ((unsigned char)slot->word[i] != folded((unsigned char)text.ptr[i], folds_case))
			return false;
	}
	return true;
}

static enum mc_piece_kind kind_of(uint16_t code)
{
	if (code >= CODE_KNOWN)
		return PIECE_NAME;
	if (code == CODE_ZERO || code == CODE_ONE)
		return PIECE_NUMBER;
	return code == CODE_EQUAL || code == CODE_NOT || code == CODE_LOGIC ? PIECE_SIGN : PIECE_KEYWORD;
}

uint16_t mc_canon_word(enum mc_piece_kind *kind, const struct mc_canon_words *words,
		       enum mc_language language, struct mc_str text)
{
	const struct slot *slots = words->slots[language];
	bool folds_case = language == MC_LANGUAGE_SQL;
	uint32_t hash = slots ? hash_of(text, folds_case) : 0;

	*kind = PIECE_NAME;
	for (uint32_t at = hash % SLOTS; slots && slots[at].word; at = (at + 1) % SLOTS) {
		const struct slot *slot = &slots[at];

		if (slot->hash != hash || !is_word(slot, text, folds_case))
			continue;
		*kind = kind_of(slot->code);
		return slot->code;
	}
	return CODE_NAME;
}

uint16_t mc_canon_open(struct mc_str text)
{
	return (uint16_t)(CODE_OPEN | (hash_of(text, true) & 0x7fff));
}
