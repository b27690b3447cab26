/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/i18n.h"
#include "result/reason_part.h"

static const struct {
	enum mc_reason_code code;
	const char *sentence;
} sentences[] = {
	{ MC_REASON_MEMORY_FREED,
	  N_("the program uses memory that it has already freed, or a variable that is gone") },
	{ MC_REASON_MEMORY_NULL,
	  N_("the program follows a pointer that points nowhere (NULL). Was it checked before?") },
	{ MC_REASON_DOUBLE_FREE, N_("the program frees the same memory twice") },
	{ MC_REASON_BAD_FREE, N_("the program frees what did not come from malloc, or not its beginning") },
	{ MC_REASON_MEMORY_UNSET, N_("the program uses a value that was never set. Did the variable, or the "
				     "memory from malloc, get one?") },
	{ MC_REASON_MEMORY_OVERLAP, N_("the program copies memory onto itself: source and target overlap") },
	{ MC_REASON_STACK,
	  N_("the program calls functions inside of functions until there is no room left. When does "
	     "a function that calls itself stop?") },
	{ MC_REASON_MEMORY_REPORT, N_("the report on the program's memory is missing or cut off. Does the "
				      "program start another one, or "
				      "close or change files that are not its own?") },
};

static void print_access(struct mc_buf *out, const struct mc_reason *reason)
{
	bool is_write = reason->code == MC_REASON_MEMORY_WRITE;
	long long bytes = (long long)reason->got;

	if (bytes == 0)
		mc_buf_addz(out, is_write ? _("the program writes outside of the memory that it has")
					  : _("the program reads outside of the memory that it has"));
	else if (is_write)
		mc_buf_addf(out,
			    NP_("the program writes %lld byte outside of the memory that it has",
				"the program writes %lld bytes outside of the memory that it has", bytes),
			    bytes);
	else
		mc_buf_addf(out,
			    NP_("the program reads %lld byte outside of the memory that it has",
				"the program reads %lld bytes outside of the memory that it has", bytes),
			    bytes);
	mc_buf_addz(out,
		    _(". Is an index too large, or is there no room for the zero at the end of a text?"));
}

static void print_tool_words(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT detail = mc_reason_printable(reason->detail);

	mc_buf_addz(out, reason->code == MC_REASON_UNDEFINED
				 ? _("the program does something that C does not define")
				 : _("the program does something wrong with its memory"));
	if (*detail)
		mc_buf_addf(out, ": %s", detail);
}

void mc_reason_print_memory(struct mc_buf *out, const struct mc_reason *reason)
{
	long long bytes = (long long)reason->got;

	if (reason->code == MC_REASON_MEMORY_READ || reason->code == MC_REASON_MEMORY_WRITE) {
		print_access(out, reason);
		return;
	}
	if (reason->code == MC_REASON_MEMORY_LEAK) {
		mc_buf_addf(out,
			    NP_("the program never frees %lld byte that it got here, and has lost it",
				"the program never frees %lld bytes that it got here, and has lost them",
				bytes),
			    bytes);
		return;
	}
	for (size_t i = 0; i < MC_COUNT(sentences); i++) {
		if (sentences[i].code == reason->code) {
			mc_buf_addz(out, _(sentences[i].sentence));
			return;
		}
	}
	print_tool_words(out, reason);
}
