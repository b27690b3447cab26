/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "grade/memory_report.h"

#define HEAD \
	"<?xml version=\"1.0\"?><valgrindoutput><protocolversion>4</protocolversion>" \
	"<protocoltool>memcheck</protocoltool><status><state>RUNNING</state></status>"
#define TAIL "<status><state>FINISHED</state></status></valgrindoutput>"
#define FRAME(dir, file, line) \
	"<frame><ip>0x1</ip><fn>f</fn><dir>" dir "</dir><file>" file "</file><line>" line "</line></frame>"
#define STACK(frames) "<stack>" frames "</stack>"
#define ERROR(kind, what, rest) "<error><kind>" kind "</kind><what>" what "</what>" rest "</error>"
#define LEAK(kind, bytes, line) \
	"<error><kind>" kind "</kind><xwhat><text>" bytes " bytes</text><leakedbytes>" bytes \
	"</leakedbytes></xwhat>" STACK(FRAME("/box", "a.c", line)) "</error>"

static const struct mc_tree *submission(void)
{
	static struct mc_tree tree = MC_TREE_INIT;

	if (tree.count == 0) {
		mc_tree_add(&tree, "a.c", "", 0, false);
		mc_tree_add(&tree, "src/a.c", "", 0, false);
		mc_tree_sort(&tree);
	}
	return &tree;
}

static struct mc_memory_report read_xml(const char *text)
{
	struct mc_memory_report report = MC_MEMORY_REPORT_INIT;

	assert_ok(mc_memory_read_valgrind(&report, mc_str(text), submission()));
	return report;
}

static void finds_the_line_of_the_student(void **state)
{
	(void)state;
	MC_AUTO(mc_memory_report)
	report = read_xml(
		HEAD ERROR("InvalidWrite", "Invalid write of size 8",
			   STACK(FRAME("/usr/src/glibc", "strcpy.c", "99") FRAME("/box/src", "a.c", "7")
					 FRAME("/box", "a.c", "3")) "<auxwhat>Address 0x4 is 0 bytes "
								    "after a block of size 4 "
								    "alloc'd</auxwhat>" STACK(
									    FRAME("/box", "a.c", "1"))) TAIL);

	assert_true(report.is_complete);
	assert_int_equal(report.fault, MC_FAULT_WRITE);
	assert_int_equal(report.bytes, 8);
	assert_string_equal(submission()->files[report.file].path, "src/a.c");
	assert_int_equal(report.line, 7);
	assert_string_equal(report.what.ptr, "Invalid write of size 8");
}

static void tells_kinds_apart(void **state)
{
	static const struct {
		const char *error;
		enum mc_memory_fault wanted;
	} cases[] = {
		{ ERROR("InvalidRead", "Invalid read of size 4",
			"<auxwhat>Address 0x5000 is 0 bytes inside a block of size 4 free'd</auxwhat>"),
		  MC_FAULT_FREED },
		{ ERROR("InvalidRead", "Invalid read of size 4",
			"<auxwhat>Address 0x5000 is not stack'd, malloc'd or (recently) free'd</auxwhat>"),
		  MC_FAULT_READ },
		{ ERROR("InvalidRead", "Invalid read of size 4",
			"<auxwhat>Address 0x8 is not stack'd, malloc'd or (recently) free'd</auxwhat>"),
		  MC_FAULT_NULL },
		{ ERROR("InvalidFree", "Invalid free()",
			"<auxwhat>Address 0x5000 is 0 bytes inside a block of size 4 free'd</auxwhat>"),
		  MC_FAULT_DOUBLE_FREE },
		{ ERROR("InvalidFree", "Invalid free()",
			"<auxwhat>Address 0x5000 is on thread 1's stack</auxwhat>"),
		  MC_FAULT_BAD_FREE },
		{ ERROR("MismatchedFree", "Mismatched free()", ""), MC_FAULT_BAD_FREE },
		{ ERROR("UninitCondition", "Conditional jump", ""), MC_FAULT_UNSET },
		{ ERROR("SyscallParam", "write(buf) points to uninitialised byte(s)", ""), MC_FAULT_UNSET },
		{ ERROR("SyscallParam", "write(buf) points to unaddressable byte(s)", ""), MC_FAULT_READ },
		{ ERROR("Overlap", "Source and destination overlap", ""), MC_FAULT_OVERLAP },
		{ ERROR("FishyValue", "Argument 'size' of malloc has a fishy value", ""), MC_FAULT_OTHER },
		{ LEAK("Leak_StillReachable", "8", "1"), MC_FAULT_NONE },
		{ LEAK("Leak_PossiblyLost", "8", "1"), MC_FAULT_NONE },
		{ "", MC_FAULT_NONE },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_buf_addf(&text, HEAD "%s" TAIL, cases[i].error);
		MC_AUTO(mc_memory_report) report = read_xml(text.ptr);

		if (report.fault != cases[i].wanted || !report.is_complete)
			fail_msg("%s: %d", cases[i].error, (int)report.fault);
	}
}

static void puts_leaks_last_and_adds_them_up(void **state)
{
	(void)state;
	MC_AUTO(mc_memory_report)
	leaks = read_xml(HEAD LEAK("Leak_DefinitelyLost", "16", "5") LEAK("Leak_IndirectlyLost", "8", "6")
				 LEAK("Leak_DefinitelyLost", "24", "7") TAIL);
	MC_AUTO(mc_memory_report)
	both = read_xml(HEAD LEAK("Leak_DefinitelyLost", "16", "5") ERROR("UninitValue", "Use", "") TAIL);

	assert_int_equal(leaks.fault, MC_FAULT_LEAK);
	assert_int_equal(leaks.bytes, 40);
	assert_int_equal(leaks.line, 5);
	assert_int_equal(leaks.count, 2);
	assert_int_equal(both.fault, MC_FAULT_UNSET);
	assert_int_equal(both.bytes, 0);
	assert_int_equal(both.line, 0);
}

static void tells_where_it_crashed(void **state)
{
	(void)state;
	MC_AUTO(mc_memory_report)
	report = read_xml(HEAD "<fatal_signal><signo>11</signo>" STACK(FRAME("/lib", "x.c", "1") FRAME(
		"/box", "a.c", "4") FRAME("/box", "a.c", "9")) "</fatal_signal>" TAIL);

	assert_int_equal(report.fault, MC_FAULT_NONE);
	assert_int_equal(report.file, MC_MEMORY_NO_FILE);
	assert_string_equal(submission()->files[report.crash_file].path, "a.c");
	assert_int_equal(report.crash_line, 4);
}

static void distrusts_what_is_not_whole(void **state)
{
	static const char *const cases[] = { "",
					     "no XML",
					     HEAD,
					     HEAD "</valgrindoutput>",
					     "<valgrindoutput>" TAIL,
					     HEAD "<!DOCTYPE x []>" TAIL,
					     HEAD TAIL "more" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		MC_AUTO(mc_memory_report) report = read_xml(cases[i]);

		assert_false(report.is_complete);
		assert_int_equal(report.fault, MC_FAULT_NONE);
	}
	MC_AUTO(mc_memory_report) cut = read_xml(HEAD ERROR("Overlap", "x", "") "<error><ki");

	assert_int_equal(cut.fault, MC_FAULT_OVERLAP);
	assert_false(cut.is_complete);
}

static void reads_what_sanitizers_say(void **state)
{
	static const struct {
		const char *text;
		enum mc_memory_fault wanted;
		uint64_t bytes;
		uint32_t line;
	} cases[] = {
		{ "out\n==1==ERROR: AddressSanitizer: stack-buffer-overflow on address 0x7f at pc 0x1\n"
		  "WRITE of size 24 at 0x7f thread T0\n    #0 0x1 in __interceptor_memcpy "
		  "../../src/x.inc:827\n    #1 0x2 in main /box/a.c:5\n    #2 0x3 in x /box/a.c:99\n",
		  MC_FAULT_WRITE, 24, 5 },
		{ "==1==ERROR: AddressSanitizer: global-buffer-overflow on address 0x7f\n"
		  "READ of size 4 at 0x7f thread T0\n    #0 0x2 in main src/a.c:8:3\n",
		  MC_FAULT_READ, 4, 8 },
		{ "==1==ERROR: AddressSanitizer: attempting double-free on 0x602 in thread T0:\n"
		  "    #0 0x7 in __interceptor_free x.cpp:52\n    #1 0x5 in main /box/a.c:8\n",
		  MC_FAULT_DOUBLE_FREE, 0, 8 },
		{ "==1==ERROR: AddressSanitizer: attempting free on address which was not malloc()-ed\n",
		  MC_FAULT_BAD_FREE, 0, 0 },
		{ "a.c:10:25: runtime error: store to null pointer of type "
		  "'int'\nAddressSanitizer:DEADLYSIGNAL\n"
		  "==1==ERROR: AddressSanitizer: SEGV on unknown address 0x000000000000 (pc 0x5)\n"
		  "    #0 0x5 in main /box/a.c:77\n",
		  MC_FAULT_NULL, 0, 10 },
		{ "==1==ERROR: AddressSanitizer: SEGV on unknown address 0x000000000000 (pc 0x5)\n"
		  "    #0 0x5 in main /box/a.c:7\n",
		  MC_FAULT_NULL, 0, 7 },
		{ "/box/a.c:15:32: runtime error: signed integer overflow: 2147483647 + 2\n",
		  MC_FAULT_UNDEFINED, 0, 15 },
		{ "/box/a.c:3:2: runtime error: index 4 out of bounds for type 'int [4]'\n", MC_FAULT_READ, 0,
		  3 },
		{ "/usr/include/x.h:3:2: runtime error: shift exponent\n", MC_FAULT_UNDEFINED, 0, 0 },
		{ "nothing is wrong here\n", MC_FAULT_NONE, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		MC_AUTO(mc_memory_report) report = MC_MEMORY_REPORT_INIT;

		mc_memory_read_sanitizer(&report, mc_str(cases[i].text), submission());
		if (report.fault != cases[i].wanted || report.bytes != cases[i].bytes ||
		    report.line != cases[i].line)
			fail_msg("%s: fault %d, %d bytes, line %u", cases[i].text, (int)report.fault,
				 (int)report.bytes, report.line);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(finds_the_line_of_the_student),
					    cmocka_unit_test(tells_kinds_apart),
					    cmocka_unit_test(puts_leaks_last_and_adds_them_up),
					    cmocka_unit_test(tells_where_it_crashed),
					    cmocka_unit_test(distrusts_what_is_not_whole),
					    cmocka_unit_test(reads_what_sanitizers_say) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
