/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "grading/grading_part.h"
#include "mirror/wanted.h"

/* ---- fetching ---- */

/* A fetch of all learners. */
struct fetching {
	const struct mc_grading_job *job;
	struct mc_mirror_wanted_list list;
};

static int compare_ids(const void *id, const void *learner)
{
	return strcmp(id, ((const struct mc_grading_learner *)learner)->id);
}

static struct mc_err *fetched(void *context, size_t index, enum mc_fetch_outcome outcome,
			      const struct mc_mirror *mirror)
{
	const struct fetching *f = context;
	struct mc_grading *g = f->job->grading;
	struct mc_grading_learner *learner = bsearch(f->list.items[index].learner, g->learners,
						     g->learner_count, sizeof(*g->learners), compare_ids);

	(void)mirror;
	if (!learner)
		return NULL;
	if (outcome == MC_FETCH_NONE)
		learner->place = MC_GRADING_PLACE_NONE;
	mc_grading_tell(f->job, (struct mc_grading_event){
					.kind = MC_GRADING_FETCHED, .learner = learner, .fetched = outcome });
	return NULL;
}

static struct mc_err *fetch_all(struct fetching *f)
{
	const struct mc_grading_job *job = f->job;
	const struct mc_grading_wanted *wanted = job->wanted;

	MC_TRY(mc_mirror_wanted_read(&f->list, wanted->records, wanted->cohort,
				     wanted->learner_count > 0 ? wanted->learners : NULL,
				     wanted->learner_count));
	mc_grading_tell(job, (struct mc_grading_event){ .kind = MC_GRADING_FETCHING,
							.total = job->grading->learner_count });
	const struct mc_fetch fetch = { .school_dir = wanted->school->dir,
					.wanted = f->list.items,
					.count = f->list.count,
					.done = fetched,
					.context = f };

	return mc_fetch_run(&fetch);
}

/* ---- what there is ---- */

static void judge_place(const struct mc_grading_job *job, struct mc_grading_learner *learner)
{
	const struct mc_mirror *mirror = &learner->mirror;
	MC_AUTOTEXT fault = mirror->reason ? mc_format(_("not fetched: %s"), mirror->reason) : NULL;

	if (!mirror->is_there && mirror->reason)
		mc_grading_fault(job, learner, MC_GRADING_PLACE_ABSENT, fault);
	else if (!mirror->is_there && learner->place == MC_GRADING_PLACE_NONE)
		learner->reason = _("the records have no repository");
	else if (!mirror->is_there)
		mc_grading_fault(job, learner, MC_GRADING_PLACE_ABSENT, _("never fetched"));
	else if (mirror->reason)
		mc_grading_fault(job, learner, MC_GRADING_PLACE_STALE, fault);
	else
		learner->place = mirror->tip ? MC_GRADING_PLACE_READY : MC_GRADING_PLACE_EMPTY;
	/* No fault, but somebody who waits for results should know. */
	if (learner->place == MC_GRADING_PLACE_EMPTY)
		learner->reason = _("the repository is empty");
}

static void read_mirror(const struct mc_grading_job *job, struct mc_grading_learner *learner)
{
	MC_AUTOPTR(mc_err) err =
		mc_mirror_read(&learner->mirror, &job->grading->arena, job->wanted->school->dir, learner->id);

	if (err)
		mc_grading_fault(job, learner, MC_GRADING_PLACE_BROKEN, err->msg);
	else
		judge_place(job, learner);
}

struct mc_err *mc_grading_fetch(struct mc_grading_job *job)
{
	struct mc_grading *g = job->grading;
	struct fetching fetching = { .job = job, .list = MC_MIRROR_WANTED_LIST_INIT };
	struct mc_err *err = job->wanted->fetches ? fetch_all(&fetching) : NULL;

	mc_mirror_wanted_list_release(&fetching.list);
	for (size_t i = 0; i < g->learner_count && !err; i++)
		read_mirror(job, &g->learners[i]);
	return err;
}
