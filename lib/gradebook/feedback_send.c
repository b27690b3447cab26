/* SPDX-License-Identifier: MIT */
#include "gradebook/feedback.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/index.h"
#include "base/vec.h"
#include "cohort/learner.h"
#include "cohort/profile.h"
#include "forge/post.h"
#include "gradebook/feedback_text.h"
#include "os/file.h"

/** The branch and the folder on it, for MC_FEEDBACK_BRANCH. */
#define BRANCH "feedback"

/* A host that learners' repositories are at. */
struct host {
	char *origin;
	struct mc_forge *forge; /* NULL: it could not be opened */
	struct mc_err *err;	/* why it is not asked any more; NULL: it is */
};

struct sender {
	struct mc_feedback *feedback;
	const struct mc_book *book;
	const struct mc_feedback_sending *sending;
	char *chosen; /* origin of the host that the token is for; NULL: none */
	struct host *hosts;
	size_t count;
	size_t capacity;
	struct mc_arena arena;	/* of the keys of owners */
	struct mc_index owners; /* of repositories: ALONE or SHARED */
};

enum { ALONE, SHARED };

static void sender_release(struct sender *sender)
{
	for (size_t i = 0; i < sender->count; i++) {
		mc_forge_free(sender->hosts[i].forge);
		mc_err_free(sender->hosts[i].err);
		free(sender->hosts[i].origin);
	}
	free(sender->hosts);
	free(sender->chosen);
	mc_index_release(&sender->owners);
	mc_arena_release(&sender->arena);
}

static struct mc_err *copy_of(const struct mc_err *err)
{
	struct mc_err *copy = mc_err_new(err->code, "%s", err->msg);

	return err->hint ? mc_err_hint(copy, "%s", err->hint) : copy;
}

/* ---- hosts ---- */

static struct mc_err *open_host(struct mc_forge **forge, const struct sender *sender,
				const struct mc_forge_place *place)
{
	struct mc_forge_config config = sender->sending->forge;
	bool is_chosen = sender->chosen && !strcasecmp(sender->chosen, place->origin);
	MC_AUTOTEXT address =
		mc_format("%s/%s", is_chosen ? sender->sending->host : place->origin, place->name);

	config.is_found = !is_chosen;
	MC_TRY(mc_forge_open(forge, address, &config));
	if (mc_forge_has_token(*forge))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no token for '%s'"), mc_forge_host(*forge)),
			   _("put one into MIGRACODE_TOKEN, and say which host it is for: --host %s"),
			   place->origin);
}

static struct host *host_of(struct sender *sender, const struct mc_forge_place *place)
{
	for (size_t i = 0; i < sender->count; i++) {
		if (!strcasecmp(sender->hosts[i].origin, place->origin))
			return &sender->hosts[i];
	}
	struct host *host = MC_VEC_ADD(sender->hosts, sender->count, sender->capacity);

	*host = (struct host){ .origin = mc_strdup(place->origin) };
	host->err = open_host(&host->forge, sender, place);
	return host;
}

/* What is wrong with the line, or with the token, is so for the next learner as well. */
static void give_up(struct host *host, const struct mc_err *err)
{
	if (err && err->code == MC_E_NETWORK && !host->err)
		host->err = copy_of(err);
}

/* ---- one learner ---- */

/* Where the texts of a learner go. */
struct way {
	struct host *host;
	struct mc_forge_place place;
	int64_t pull;
};

/* Hosts do not look at case. */
static char *key_of(const struct mc_forge_place *place)
{
	char *key = mc_format("%s/%s", place->origin, place->name);

	for (char *at = key; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	return key;
}

static struct mc_err *read_place(struct mc_forge_place *place, const struct sender *sender,
				 const char *learner)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_profile profile;

	MC_TRY(mc_profile_read(&profile, &arena, sender->book->office.records, learner));
	const char *url = profile.facts[MC_PROFILE_REPOSITORY];

	if (!url)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("no repository is known")),
				   _("use --to files, or record the repository"));
	if (mc_forge_place_read(place, url))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("the repository is at no host that can be written to")),
			   _("use --to files"));
}

/* Two learners with one repository would each write over what the other one got. */
static struct mc_err *check_alone(const struct sender *sender, const struct mc_forge_place *place)
{
	MC_AUTOTEXT key = key_of(place);

	if (mc_index_find(&sender->owners, key) != SHARED)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("more than one learner has this repository")),
			   _("use --to files"));
}

static struct mc_err *find_way(struct way *way, struct sender *sender, const char *learner)
{
	bool is_public = false;

	MC_TRY(read_place(&way->place, sender, learner));
	MC_TRY(check_alone(sender, &way->place));
	way->host = host_of(sender, &way->place);
	if (way->host->err)
		return copy_of(way->host->err);
	if (!sender->sending->is_public_too)
		MC_TRY(mc_forge_is_public(&is_public, way->host->forge, way->place.name));
	if (is_public)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("everybody can read the repository")),
				   _("make it private, use --to files, or say --public if that is meant"));
	if (sender->sending->target == MC_FEEDBACK_PR)
		return mc_forge_find_pull(&way->pull, way->host->forge, way->place.name);
	return NULL;
}

static struct mc_err *put(const struct sender *sender, const struct way *way,
			  const struct mc_feedback_item *item)
{
	MC_AUTOTEXT marker = mc_feedback_marker(item->exercise);
	MC_AUTOTEXT title = mc_format(_("Feedback: %s"), item->title);
	MC_AUTOTEXT path = mc_format(BRANCH "/%s.md", item->exercise);
	/* Programs that start on every push would run for nothing. */
	MC_AUTOTEXT message = mc_format("Feedback: %s [skip ci]", item->exercise);
	struct mc_forge_note note = { way->place.name, way->pull, marker, NULL, item->text };
	const struct mc_forge_file file = {
		way->place.name, BRANCH, path, message, { item->text, strlen(item->text) }
	};
	enum mc_forge_done done = MC_FORGE_SAME;

	switch (sender->sending->target) {
	case MC_FEEDBACK_PR:
		return mc_forge_put_comment(&done, way->host->forge, &note);
	case MC_FEEDBACK_ISSUE:
		note.title = title;
		return mc_forge_put_issue(&done, way->host->forge, &note);
	case MC_FEEDBACK_BRANCH:
		return mc_forge_put_file(&done, way->host->forge, &file);
	case MC_FEEDBACK_FILES:
		break;
	}
	return NULL;
}

static void tell(const struct sender *sender, const struct mc_feedback_item *item)
{
	if (sender->sending->done)
		sender->sending->done(sender->sending->context, item);
}

/* Sends the texts from first to end, which are those of one learner. Errors: only of the records. */
static struct mc_err *send_learner(struct sender *sender, size_t first, size_t end)
{
	struct mc_feedback *feedback = sender->feedback;
	struct way way = { .place = MC_FORGE_PLACE_INIT };
	MC_AUTOPTR(mc_err) no_way = find_way(&way, sender, feedback->items[first].learner);
	struct mc_err *err = NULL;

	if (way.host)
		give_up(way.host, no_way);
	for (size_t i = first; i < end && !err; i++) {
		struct mc_feedback_item *item = &feedback->items[i];

		if (item->state != MC_FEEDBACK_WAITING)
			continue;
		const struct mc_err *known = no_way ? no_way : way.host->err;
		struct mc_err *fault = known ? copy_of(known) : put(sender, &way, item);

		if (way.host)
			give_up(way.host, fault);
		mc_feedback_set(feedback, item, fault ? MC_FEEDBACK_FAILED : MC_FEEDBACK_SENT, fault);
		if (!fault)
			err = mc_feedback_record(sender->book->office.records, sender->book->cohort->id,
						 sender->sending->target, item);
		tell(sender, item);
	}
	mc_forge_place_release(&way.place);
	return err;
}

static bool has_waiting(const struct mc_feedback *feedback, size_t first, size_t end)
{
	while (first < end && feedback->items[first].state != MC_FEEDBACK_WAITING)
		first++;
	return first < end;
}

/* Whose repositories are whose, of all the cohort, whomever is written to. */
static struct mc_err *find_owners(struct sender *sender)
{
	MC_AUTO(mc_enrolments) all = MC_ENROLMENTS_INIT;

	MC_TRY(mc_enrolments_of_cohort(&all, sender->book->office.records, sender->book->cohort->id));
	for (size_t i = 0; i < all.count; i++) {
		MC_AUTO(mc_forge_place) place = MC_FORGE_PLACE_INIT;
		struct mc_err *err = read_place(&place, sender, all.items[i].learner);

		/* It is said when the learner is written to. */
		mc_err_drop(err);
		if (err)
			continue;
		MC_AUTOTEXT key = key_of(&place);
		bool is_new = mc_index_find(&sender->owners, key) == MC_INDEX_NONE;

		mc_index_set(&sender->owners, mc_arena_strdup(&sender->arena, key), is_new ? ALONE : SHARED);
	}
	return NULL;
}

static struct mc_err *send_all(struct sender *sender)
{
	const struct mc_feedback *feedback = sender->feedback;
	size_t end = 0;

	MC_TRY(find_owners(sender));
	for (size_t first = 0; first < feedback->count; first = end) {
		for (end = first; end < feedback->count; end++) {
			if (strcmp(feedback->items[end].learner, feedback->items[first].learner) != 0)
				break;
		}
		if (has_waiting(feedback, first, end))
			MC_TRY(send_learner(sender, first, end));
	}
	return NULL;
}

/* ---- files ---- */

static struct mc_err *write_file(struct mc_feedback *feedback, struct mc_feedback_item *item,
				 const char *folder)
{
	MC_AUTOTEXT dir = mc_path_join(folder, item->learner);
	MC_AUTOTEXT path = mc_format("%s/%s.md", dir, item->exercise);
	MC_AUTO(mc_buf) before = MC_BUF_INIT;

	MC_TRY(mc_file_make_dirs(dir));
	if (mc_file_is_regular(path))
		mc_err_drop(mc_buf_read_file(&before, path, 2 * MC_FEEDBACK_MAX_BYTES));
	if (!strcmp(before.ptr, item->text)) {
		mc_feedback_set(feedback, item, MC_FEEDBACK_UNCHANGED, NULL);
		return NULL;
	}
	MC_TRY(mc_file_write_atomic(path, item->text, strlen(item->text), 0600));
	mc_feedback_set(feedback, item, MC_FEEDBACK_SENT, NULL);
	return NULL;
}

static struct mc_err *write_files(struct mc_feedback *feedback, const struct mc_feedback_sending *sending)
{
	for (size_t i = 0; i < feedback->count; i++) {
		if (feedback->items[i].state != MC_FEEDBACK_WAITING)
			continue;
		MC_TRY(write_file(feedback, &feedback->items[i], sending->folder));
		if (sending->done)
			sending->done(sending->context, &feedback->items[i]);
	}
	return NULL;
}

struct mc_err *mc_feedback_send(struct mc_feedback *feedback, const struct mc_book *book,
				const struct mc_feedback_sending *sending)
{
	__attribute__((cleanup(sender_release))) struct sender sender = { .feedback = feedback,
									  .book = book,
									  .sending = sending,
									  .arena = MC_ARENA_INIT,
									  .owners = MC_INDEX_INIT };

	if (sending->target == MC_FEEDBACK_FILES)
		return write_files(feedback, sending);
	if (sending->host && !mc_forge_read_host(&sender.chosen, sending->host))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is no address of a host"), sending->host),
				   _("write it like this: forgejo:https://forge.example"));
	return send_all(&sender);
}
