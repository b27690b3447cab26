/* SPDX-License-Identifier: MIT */
#include "records/people.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/str.h"
#include "records/records_parts.h"

/* ---- keys ---- */

/* What is sealed says what it is, so that nothing can be put in another's place. The name is good until the
 * next one is made. */
static const char *name_of(struct mc_records *records, const char *learner, const char *part)
{
	struct mc_buf *name = &records->name;

	mc_buf_reset(name);
	mc_buf_addz(name, records->school);
	mc_buf_addc(name, '/');
	mc_buf_addz(name, learner);
	mc_buf_addc(name, '/');
	mc_buf_addz(name, part);
	return name->ptr;
}

struct mc_err *mc_people_unlock(struct mc_records *records)
{
	if (records->has_key)
		return NULL;
	if (!records->key_path)
		return mc_err_new(MC_E_INPUT, "%s", _("the key of the records is not known"));
	MC_TRY(mc_seal_key_read(&records->key, records->key_path, records->asker));
	records->has_key = true;
	return NULL;
}

static struct mc_err *is_wrong_key(struct mc_err *err, const struct mc_records *records)
{
	mc_err_free(err);
	return mc_err_hint(mc_err_new(MC_E_INPUT,
				      _("the key in '%s' is not the one that these records were sealed with"),
				      records->key_path),
			   "%s", _("put the right key file there; without it names cannot be read"));
}

/* The key of a learner; found is false when there is none. */
static struct mc_err *read_key(struct mc_seal_key *key, bool *found, struct mc_records *records,
			       const char *learner)
{
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	struct mc_query *query = NULL;
	struct mc_err *err = NULL;

	MC_TRY(mc_people_unlock(records));
	MC_TRY(mc_records_query(&query, records,
				"SELECT sealed FROM person_key WHERE school_id = ?1 AND learner_id = ?2"));
	mc_query_bind_text(query, 2, learner);
	MC_TRY(mc_query_step(found, query));
	if (!*found)
		return NULL;
	err = mc_seal_open(&open, &records->key, mc_query_bytes(query, 0), name_of(records, learner, "key"));
	mc_query_reset(query);
	if (err)
		return is_wrong_key(err, records);
	if (open.len == sizeof(key->bytes))
		memcpy(key->bytes, open.ptr, sizeof(key->bytes));
	*found = open.len == sizeof(key->bytes);
	explicit_bzero(open.ptr, open.len);
	return NULL;
}

static struct mc_err *make_key(struct mc_seal_key *key, struct mc_records *records, const char *learner)
{
	struct mc_buf *sealed = &records->sealed;
	struct mc_query *query = NULL;

	mc_seal_key_new(key);
	mc_buf_reset(sealed);
	mc_seal_add(sealed, &records->key, (struct mc_str){ (const char *)key->bytes, sizeof(key->bytes) },
		    name_of(records, learner, "key"));
	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO person_key (school_id, learner_id, sealed) VALUES (?1, ?2, ?3)"));
	mc_query_bind_text(query, 2, learner);
	mc_query_bind_bytes(query, 3, sealed->ptr, sealed->len);
	return mc_query_run(query);
}

/* ---- parts ---- */

static struct mc_err *put(struct mc_records *records, const struct mc_seal_key *key, const char *learner,
			  const char *part, const char *text)
{
	struct mc_buf *sealed = &records->sealed;
	struct mc_query *query = NULL;

	mc_buf_reset(sealed);
	mc_seal_add(sealed, key, mc_str(text), name_of(records, learner, part));
	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO person (school_id, learner_id, part, sealed) VALUES (?1, ?2, ?3, ?4)"
		" ON CONFLICT (school_id, learner_id, part) DO UPDATE SET sealed = excluded.sealed"));
	mc_query_bind_text(query, 2, learner);
	mc_query_bind_text(query, 3, part);
	mc_query_bind_bytes(query, 4, sealed->ptr, sealed->len);
	return mc_query_run(query);
}

struct mc_err *mc_people_put(struct mc_records *records, const char *learner, const char *part,
			     const char *text)
{
	MC_AUTO(mc_seal_key) key = MC_SEAL_KEY_INIT;
	bool found = false;

	MC_TRY(read_key(&key, &found, records, learner));
	if (!found)
		MC_TRY(make_key(&key, records, learner));
	return put(records, &key, learner, part, text);
}

struct mc_err *mc_people_put_first(struct mc_records *records, const char *learner, const char *part,
				   const char *text)
{
	MC_AUTO(mc_seal_key) key = MC_SEAL_KEY_INIT;

	MC_TRY(mc_people_unlock(records));
	MC_TRY(make_key(&key, records, learner));
	return put(records, &key, learner, part, text);
}

struct mc_err *mc_people_get(struct mc_buf *text, bool *found, struct mc_records *records,
			     const char *learner, const char *part)
{
	MC_AUTO(mc_seal_key) key = MC_SEAL_KEY_INIT;
	struct mc_query *query = NULL;
	struct mc_err *err = NULL;

	MC_TRY(read_key(&key, found, records, learner));
	if (!*found)
		return NULL;
	MC_TRY(mc_records_query(
		&query, records,
		"SELECT sealed FROM person WHERE school_id = ?1 AND learner_id = ?2 AND part = ?3"));
	mc_query_bind_text(query, 2, learner);
	mc_query_bind_text(query, 3, part);
	MC_TRY(mc_query_step(found, query));
	if (*found)
		err = mc_seal_open(text, &key, mc_query_bytes(query, 0), name_of(records, learner, part));
	mc_query_reset(query);
	if (!err)
		return NULL;
	return mc_err_wrap(err, _("what is kept about the learner '%s' cannot be read"), learner);
}

struct mc_err *mc_people_remove(struct mc_records *records, const char *learner, const char *part)
{
	const char *const texts[] = { learner, part };

	return mc_records_run(records,
			      "DELETE FROM person WHERE school_id = ?1 AND learner_id = ?2 AND part = ?3",
			      texts, MC_COUNT(texts));
}

/* ---- finding ---- */

static struct mc_err *make_print(char print[MC_SEAL_PRINT_HEX], struct mc_records *records, const char *field,
				 const char *value)
{
	struct mc_str trimmed = mc_str_trim(mc_str(value));
	struct mc_buf *text = &records->name;

	MC_TRY(mc_people_unlock(records));
	(void)name_of(records, field, "");
	for (size_t i = 0; i < trimmed.len; i++) {
		char c = trimmed.ptr[i];

		mc_buf_addc(text, (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c));
	}
	mc_seal_print(print, &records->key, text->ptr);
	explicit_bzero(text->ptr, text->len);
	return NULL;
}

struct mc_err *mc_people_add_print(struct mc_records *records, const char *learner, const char *field,
				   const char *value)
{
	char print[MC_SEAL_PRINT_HEX];
	struct mc_query *query = NULL;

	MC_TRY(make_print(print, records, field, value));
	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO person_print (school_id, field, print, learner_id) VALUES (?1, ?2, ?3, ?4)"
		" ON CONFLICT (school_id, field, print, learner_id) DO NOTHING"));
	mc_query_bind_text(query, 2, field);
	mc_query_bind_text(query, 3, print);
	mc_query_bind_text(query, 4, learner);
	return mc_query_run(query);
}

struct mc_err *mc_people_remove_print(struct mc_records *records, const char *learner, const char *field,
				      const char *value)
{
	char print[MC_SEAL_PRINT_HEX];
	struct mc_query *query = NULL;

	MC_TRY(make_print(print, records, field, value));
	MC_TRY(mc_records_query(&query, records,
				"DELETE FROM person_print WHERE school_id = ?1 AND field = ?2 AND print = ?3"
				" AND learner_id = ?4"));
	mc_query_bind_text(query, 2, field);
	mc_query_bind_text(query, 3, print);
	mc_query_bind_text(query, 4, learner);
	return mc_query_run(query);
}

struct mc_err *mc_people_remove_prints(struct mc_records *records, const char *learner, const char *field)
{
	const char *const texts[] = { learner, field };

	return mc_records_run(
		records, "DELETE FROM person_print WHERE school_id = ?1 AND learner_id = ?2 AND field = ?3",
		texts, MC_COUNT(texts));
}

struct mc_err *mc_people_find(struct mc_buf *learner, size_t *count, struct mc_records *records,
			      const char *field, const char *value)
{
	char print[MC_SEAL_PRINT_HEX];
	struct mc_query *query = NULL;
	bool has_row = false;
	size_t found = 0;

	MC_TRY(make_print(print, records, field, value));
	MC_TRY(mc_records_query(
		&query, records,
		"SELECT learner_id FROM person_print WHERE school_id = ?1 AND field = ?2 AND print = ?3"
		" ORDER BY learner_id"));
	mc_query_bind_text(query, 2, field);
	mc_query_bind_text(query, 3, print);
	for (;; found++) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		if (found == 0)
			mc_buf_addz(learner, mc_query_text(query, 0));
	}
	mc_query_reset(query);
	*count = found;
	return NULL;
}

/* ---- erasing ---- */

struct mc_err *mc_people_erase(struct mc_records *records, const char *learner)
{
	static const char *const deletes[] = {
		"DELETE FROM person_key WHERE school_id = ?1 AND learner_id = ?2",
		"DELETE FROM person WHERE school_id = ?1 AND learner_id = ?2",
		"DELETE FROM person_print WHERE school_id = ?1 AND learner_id = ?2",
	};

	for (size_t i = 0; i < MC_COUNT(deletes); i++) {
		struct mc_query *query = NULL;

		MC_TRY(mc_records_query(&query, records, deletes[i]));
		mc_query_bind_text(query, 2, learner);
		MC_TRY(mc_query_run(query));
	}
	return NULL;
}

struct mc_err *mc_people_scrub(struct mc_records *records)
{
	return mc_store_scrub(records->store, "person_key person person_print");
}
