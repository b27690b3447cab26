/* SPDX-License-Identifier: MIT */
#include "grade/pool.h"

#include "base/alloc.h"
#include "os/crew.h"
#include "os/exe.h"

/* What a child keeps: its sandbox, and the state of the work. */
struct post {
	struct mc_sandbox *sandbox;
	void *state;
};

/* The slot comes first: its worker must not inherit a memory full of secrets. */
static struct mc_err *open_post(void **state, void *context, unsigned number)
{
	const struct mc_pool *pool = context;
	struct mc_sandbox_config config = pool->sandbox;
	struct post *post = mc_alloc_zero(1, sizeof(*post));

	*state = post;
	config.slot = number;
	config.cpu = (int)mc_cpu_number(number);
	/* Keeper and program take turns: on one processor the next of them needs no idle one to wake up. */
	if (config.is_pinned)
		mc_cpu_stay((unsigned)config.cpu);
	MC_TRY(mc_sandbox_open(&post->sandbox, &config));
	return pool->open(&post->state, pool->context);
}

static void close_post(void *state, void *context)
{
	struct post *post = state;

	(void)context;
	mc_sandbox_free(post->sandbox);
	free(post);
}

static struct mc_err *work(struct mc_buf *answer, void *state, void *context, size_t index)
{
	const struct mc_pool *pool = context;
	struct post *post = state;

	return pool->work(answer, post->state, pool->context, post->sandbox, index);
}

static struct mc_err *done(void *context, size_t index, struct mc_str answer, const struct mc_err *err)
{
	const struct mc_pool *pool = context;

	return pool->done(pool->context, index, answer, err);
}

struct mc_err *mc_pool_run(const struct mc_pool *pool)
{
	struct mc_pool copy = *pool;
	const struct mc_crew crew = { .jobs = pool->jobs,
				      .count = pool->count,
				      .waiting_count = pool->waiting_count,
				      .context = &copy,
				      .open = open_post,
				      .close = close_post,
				      .work = work,
				      .done = done };

	return mc_crew_run(&crew);
}
