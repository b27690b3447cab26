/* SPDX-License-Identifier: MIT */
#include "batch/slurm_read.h"

enum { NUMBER_DIGITS = 9 };

static bool starts_with(struct mc_str text, const char *head)
{
	size_t len = strlen(head);

	return text.len >= len && !memcmp(text.ptr, head, len);
}

static bool has(struct mc_str text, const char *part)
{
	size_t len = strlen(part);

	for (size_t i = 0; i + len <= text.len; i++) {
		if (!memcmp(text.ptr + i, part, len))
			return true;
	}
	return false;
}

/* Cuts off what stands before mark, or all when it is nowhere. */
static struct mc_str cut(struct mc_str *text, char mark)
{
	const char *end = text->len ? memchr(text->ptr, mark, text->len) : NULL;
	struct mc_str head = { text->ptr, end ? (size_t)(end - text->ptr) : text->len };
	size_t gone = head.len + (end != NULL);

	*text = (struct mc_str){ text->ptr + gone, text->len - gone };
	return head;
}

static bool is_number(size_t *number, struct mc_str digits)
{
	*number = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.ptr[i] < '0' || digits.ptr[i] > '9' || i == NUMBER_DIGITS)
			return false;
		*number = *number * 10 + (size_t)(digits.ptr[i] - '0');
	}
	return digits.len > 0;
}

static bool is(struct mc_str text, const char *word)
{
	return mc_str_is_equal(text, mc_str(word));
}

static enum mc_slurm_state state_of(struct mc_str code, struct mc_str reason)
{
	if (is(code, "PD")) {
		if (has(reason, "JobHeld") || has(reason, "held"))
			return MC_SLURM_HELD;
		return is(reason, "BeginTime") ? MC_SLURM_PUT_OFF : MC_SLURM_WAITS;
	}
	if (is(code, "RH") || is(code, "SE"))
		return MC_SLURM_HELD;
	if (is(code, "R") || is(code, "CF"))
		return MC_SLURM_RUNS;
	if (is(code, "RQ") || is(code, "RF"))
		return MC_SLURM_PUT_OFF;
	return MC_SLURM_ENDS;
}

bool mc_slurm_read_element(struct mc_slurm_element *element, struct mc_str *answer)
{
	struct mc_str line;

	while (mc_str_cut_line(&line, answer)) {
		element->name = cut(&line, '|');
		struct mc_str index = cut(&line, '|');
		struct mc_str code = cut(&line, '|');

		element->job = cut(&line, '|');
		element->node = cut(&line, '|');
		element->reason = mc_str_trim(line);
		if (!is_number(&element->index, index) || element->job.len == 0)
			continue;
		element->state = state_of(code, element->reason);
		return true;
	}
	return false;
}

bool mc_slurm_read_node(struct mc_slurm_node *node, struct mc_str answer)
{
	size_t port = 0;

	*node = (struct mc_slurm_node){ .address = { "", 0 } };
	while (answer.len > 0) {
		struct mc_str word = mc_str_trim(cut(&answer, ' '));

		if (starts_with(word, "NodeAddr="))
			node->address = (struct mc_str){ word.ptr + 9, word.len - 9 };
		else if (starts_with(word, "Port=") &&
			 is_number(&port, (struct mc_str){ word.ptr + 5, word.len - 5 }) && port < 65536)
			node->port = (unsigned)port;
		else if (starts_with(word, "State="))
			node->is_down = has(word, "DOWN") || has(word, "*") || has(word, "NOT_RESPONDING") ||
					has(word, "FAIL");
	}
	return node->address.len > 0;
}

size_t mc_slurm_read_max_array(struct mc_str answer)
{
	struct mc_str line;
	size_t most;

	while (mc_str_cut_line(&line, &answer)) {
		if (!starts_with(line, "MaxArraySize"))
			continue;
		(void)cut(&line, '=');
		return is_number(&most, mc_str_trim(line)) ? most : 0;
	}
	return 0;
}

/* "2/4/0/6": allocated, idle, other, all. */
static size_t up_of(struct mc_str counts)
{
	size_t allocated;
	size_t idle;

	if (!is_number(&allocated, cut(&counts, '/')) || !is_number(&idle, cut(&counts, '/')))
		return 0;
	return allocated + idle;
}

size_t mc_slurm_read_slots(struct mc_str answer, const char *partition)
{
	struct mc_str line;
	size_t slots = 0;

	while (mc_str_cut_line(&line, &answer)) {
		struct mc_str name = cut(&line, ' ');
		bool is_default = name.len > 0 && name.ptr[name.len - 1] == '*';

		name.len -= is_default;
		if (partition ? is(name, partition) : is_default)
			slots += up_of(mc_str_trim(line));
	}
	return slots;
}
