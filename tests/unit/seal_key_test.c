/* SPDX-License-Identifier: MIT */
#include "ext/seal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "check.h"
#include "os/file.h"
#include "temp.h"

static const struct mc_seal_cost cheap = { .passes = 1, .memory_kib = 8 };

/* 0x80, 0x81 … 0x9f, with "correct horse" as passphrase. */
static const char sealed_file[] =
	"{\n  \"schema\": \"migracode/key/v1\",\n  \"print\": \"9e3760bce5a0368ee97115fa1fa95f67\",\n"
	"  \"argon2id\": {\n    \"passes\": 1,\n    \"memory_kib\": 8,\n"
	"    \"salt\": \"WLQfd5CJf1XsmeGfa3g5ug==\"\n  },\n"
	"  \"sealed\": \"wVtIcc3pi5+KUQXNVefFjdRA1asfMpKQJV9/"
	"GyKyZhyXF4wsH2Vl8KKdv/k1SwHJCoaSgtV0wK7Kp4rd7Lx8LjfkGhg2e+Yy\"\n}\n";
static const char open_file[] =
	"{\n  \"schema\": \"migracode/key/v1\",\n  \"print\": \"9e3760bce5a0368ee97115fa1fa95f67\",\n"
	"  \"key\": \"gIGCg4SFhoeIiYqLjI2Oj5CRkpOUlZaXmJmam5ydnp8=\"\n}\n";

static struct mc_seal_key vector_key(void)
{
	struct mc_seal_key key;

	for (size_t i = 0; i < sizeof(key.bytes); i++)
		key.bytes[i] = (unsigned char)(0x80 + i);
	return key;
}

static struct mc_err *answer(struct mc_buf *text, void *context)
{
	mc_buf_addz(text, context);
	return NULL;
}

static struct mc_err *parse(struct mc_seal_key *key, const char *text, char *passphrase)
{
	const struct mc_seal_asker asker = { answer, passphrase };

	return mc_seal_key_parse(key, mc_str(text), passphrase ? &asker : NULL);
}

static void reads_files_of_before(void **state)
{
	const struct mc_seal_key wanted = vector_key();
	struct mc_seal_key key = MC_SEAL_KEY_INIT;
	char passphrase[] = "correct horse";

	(void)state;
	assert_ok(parse(&key, open_file, NULL));
	assert_memory_equal(key.bytes, wanted.bytes, sizeof(key.bytes));
	memset(&key, 0, sizeof(key));
	assert_ok(parse(&key, sealed_file, passphrase));
	assert_memory_equal(key.bytes, wanted.bytes, sizeof(key.bytes));
}

static void writes_what_it_wrote_before(void **state)
{
	const struct mc_seal_key key = vector_key();
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	assert_ok(mc_seal_key_format(&text, &key, NULL, &cheap));
	assert_string_equal(text.ptr, open_file);
}

static void a_passphrase_hides_the_key(void **state)
{
	struct mc_seal_key key;
	struct mc_seal_key read = MC_SEAL_KEY_INIT;
	char right[] = "p\xc3\xa1jaro azul";
	char wrong[] = "pajaro azul";
	char empty[] = "";
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	mc_seal_key_new(&key);
	assert_ok(mc_seal_key_format(&text, &key, right, &cheap));
	assert_null(strstr(text.ptr, "\"key\""));
	assert_null(strstr(text.ptr, "azul"));
	assert_ok(parse(&read, text.ptr, right));
	assert_memory_equal(read.bytes, key.bytes, sizeof(key.bytes));
	memset(&read, 7, sizeof(read));
	assert_err(MC_E_INPUT, parse(&read, text.ptr, wrong));
	assert_err(MC_E_INPUT, parse(&read, text.ptr, empty));
	assert_err(MC_E_INPUT, parse(&read, text.ptr, NULL));
	assert_int_equal(read.bytes[0], 7);
}

static struct mc_err *give_up(struct mc_buf *text, void *context)
{
	(void)text;
	(void)context;
	return mc_err_new(MC_E_INTERRUPTED, "nobody answers");
}

static void passes_up_the_errors_of_who_asks(void **state)
{
	const struct mc_seal_asker asker = { give_up, NULL };
	struct mc_seal_key key;

	(void)state;
	assert_err(MC_E_INTERRUPTED, mc_seal_key_parse(&key, mc_str(sealed_file), &asker));
}

/* text with the first from replaced by to; owned by the caller. */
static char *replaced(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	assert_non_null(at);
	mc_buf_add(&out, text, (size_t)(at - text));
	mc_buf_addz(&out, to);
	mc_buf_addz(&out, at + strlen(from));
	return mc_buf_take(&out);
}

static void refuse(const char *text, const char *from, const char *to)
{
	MC_AUTOTEXT bad = replaced(text, from, to);
	struct mc_seal_key key;
	char passphrase[] = "correct horse";
	struct mc_err *err = parse(&key, bad, passphrase);

	if (!err)
		fail_msg("took '%s' for '%s'", to, from);
	assert_null(strstr(err->msg, "gIGC"));
	assert_null(strstr(err->msg, "horse"));
	assert_err(MC_E_INPUT, err);
}

static void damaged_files_are_refused(void **state)
{
	struct mc_seal_key key;

	(void)state;
	refuse(open_file, "gIGC", "gIGD");
	refuse(open_file, "gIGC", "");
	refuse(open_file, "gIGC", "gIGCgIGC");
	refuse(open_file, "gIGC", "gI C");
	refuse(open_file, "9e37", "9e38");
	refuse(open_file, "\"print\"", "\"prin\"");
	refuse(open_file, "key/v1", "key/v2");
	refuse(open_file, "\"key\"", "\"clave\"");
	refuse(open_file, "\n}", "\n");
	refuse(sealed_file, "wVtI", "wVtJ");
	refuse(sealed_file, "WLQf", "WLQg");
	refuse(sealed_file, "9e37", "9e38");
	refuse(sealed_file, "ug==", "");
	refuse(sealed_file, "\"passes\": 1", "\"passes\": 2");
	refuse(sealed_file, "\"passes\": 1", "\"passes\": 0");
	refuse(sealed_file, "\"passes\": 1", "\"passes\": 1.5");
	refuse(sealed_file, "\"passes\": 1", "\"passes\": 17");
	refuse(sealed_file, "\"memory_kib\": 8", "\"memory_kib\": 9");
	refuse(sealed_file, "\"memory_kib\": 8", "\"memory_kib\": 7");
	refuse(sealed_file, "\"memory_kib\": 8", "\"memory_kib\": 1048577");
	refuse(sealed_file, "\"memory_kib\": 8", "\"memory_kib\": -1e300");
	assert_err(MC_E_INPUT, parse(&key, "", NULL));
	assert_err(MC_E_INPUT, parse(&key, "[]", NULL));
	assert_err(MC_E_INPUT, parse(&key, "7", NULL));
}

static void large_files_are_refused(void **state)
{
	struct mc_seal_key key;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	mc_buf_addz(&text, open_file);
	for (size_t i = 0; i < 5000; i++)
		mc_buf_addc(&text, ' ');
	assert_err(MC_E_INPUT, parse(&key, text.ptr, NULL));
}

static void files_are_private_and_never_overwritten(void **state)
{
	const struct mc_seal_key key = vector_key();
	struct mc_seal_key read;
	struct stat st;

	(void)state;
	assert_ok(mc_seal_key_write("records.key", &key, NULL));
	assert_int_equal(stat("records.key", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_ok(mc_seal_key_read(&read, "records.key", NULL));
	assert_memory_equal(read.bytes, key.bytes, sizeof(key.bytes));

	assert_err(MC_E_INPUT, mc_seal_key_write("records.key", &key, NULL));
	assert_int_equal(symlink("nowhere", "link.key"), 0);
	assert_err(MC_E_INPUT, mc_seal_key_write("link.key", &key, NULL));
	assert_false(mc_file_exists("nowhere"));
	assert_err(MC_E_IO, mc_seal_key_write("missing/records.key", &key, NULL));
}

static void files_that_others_may_read_are_refused(void **state)
{
	static const mode_t modes[] = { 0640, 0604, 0620, 0602, 0644, 0666, 0610 };
	struct mc_seal_key key = vector_key();

	(void)state;
	assert_ok(mc_seal_key_write("my key", &key, NULL));
	for (size_t i = 0; i < MC_COUNT(modes); i++) {
		assert_int_equal(chmod("my key", modes[i]), 0);
		struct mc_err *err = mc_seal_key_read(&key, "my key", NULL);

		assert_non_null(err);
		assert_string_equal(err->hint, "type: chmod 600 'my key'");
		assert_err(MC_E_INPUT, err);
	}
	assert_int_equal(chmod("my key", 0400), 0);
	assert_ok(mc_seal_key_read(&key, "my key", NULL));
}

static void what_is_no_file_is_refused_at_once(void **state)
{
	struct mc_seal_key key;

	(void)state;
	assert_err(MC_E_IO, mc_seal_key_read(&key, "missing", NULL));
	assert_err(MC_E_INPUT, mc_seal_key_read(&key, ".", NULL));
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_err(MC_E_INPUT, mc_seal_key_read(&key, "pipe", NULL));
}

static void files_have_the_moderate_cost(void **state)
{
	const struct mc_seal_key key = vector_key();
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	assert_ok(mc_seal_key_write("records.key", &key, "correct horse"));
	assert_ok(mc_buf_read_file(&text, "records.key", 4096));
	assert_non_null(strstr(text.ptr, "\"passes\": 3"));
	assert_non_null(strstr(text.ptr, "\"memory_kib\": 262144"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_files_of_before),
		cmocka_unit_test(writes_what_it_wrote_before),
		cmocka_unit_test(a_passphrase_hides_the_key),
		cmocka_unit_test(passes_up_the_errors_of_who_asks),
		cmocka_unit_test(damaged_files_are_refused),
		cmocka_unit_test(large_files_are_refused),
		cmocka_unit_test_setup_teardown(files_are_private_and_never_overwritten, temp_enter,
						temp_leave),
		cmocka_unit_test_setup_teardown(files_that_others_may_read_are_refused, temp_enter,
						temp_leave),
		cmocka_unit_test_setup_teardown(what_is_no_file_is_refused_at_once, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(files_have_the_moderate_cost, temp_enter, temp_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
