/* SPDX-License-Identifier: MIT */
#include "batch/slurm_read.h"
#include "check.h"

static void states_of_elements(void **state)
{
	(void)state;
	static const struct {
		const char *line;
		enum mc_slurm_state state;
	} cases[] = {
		{ "run-0|7|PD|61||Resources\n", MC_SLURM_WAITS },
		{ "run-0|7|PD|61||Priority\n", MC_SLURM_WAITS },
		{ "run-0|7|PD|61||BeginTime\n", MC_SLURM_PUT_OFF },
		{ "run-0|7|PD|61||JobHeldUser\n", MC_SLURM_HELD },
		{ "run-0|7|PD|61||JobHeldAdmin\n", MC_SLURM_HELD },
		{ "run-0|7|PD|61||launch failed requeued held\n", MC_SLURM_HELD },
		{ "run-0|7|SE|61||(null)\n", MC_SLURM_HELD },
		{ "run-0|7|R|61|n1|None\n", MC_SLURM_RUNS },
		{ "run-0|7|CF|61|n1|None\n", MC_SLURM_RUNS },
		{ "run-0|7|CG|61|n1|None\n", MC_SLURM_ENDS },
		{ "run-0|7|NF|61|n1|None\n", MC_SLURM_ENDS },
	};

	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		struct mc_str answer = mc_str(cases[i].line);
		struct mc_slurm_element element;

		assert_true(mc_slurm_read_element(&element, &answer));
		assert_int_equal(element.state, cases[i].state);
		assert_int_equal(element.index, 7);
		assert_true(mc_str_is_equal(element.name, mc_str("run-0")));
		assert_true(mc_str_is_equal(element.job, mc_str("61")));
		assert_false(mc_slurm_read_element(&element, &answer));
	}
}

static void lines_that_are_no_element_are_passed_over(void **state)
{
	(void)state;
	struct mc_str answer = mc_str("\nsqueue: warning\nrun|N/A|R|1|n1|None\nrun|1-5|PD|1||None\n|||||\n"
				      "run|99999999999|R|1|n1|None\nrun|3|R|1|n2|None");
	struct mc_slurm_element element;

	assert_true(mc_slurm_read_element(&element, &answer));
	assert_int_equal(element.index, 3);
	assert_true(mc_str_is_equal(element.node, mc_str("n2")));
	assert_false(mc_slurm_read_element(&element, &answer));
}

static void nodes(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool is_down;
	} cases[] = {
		{ "NodeName=n1 NodeAddr=10.0.0.1 NodeHostName=n1 Port=6818 State=MIXED ThreadsPerCore=1\n",
		  false },
		{ "NodeName=n1 NodeAddr=10.0.0.1 Port=6818 State=IDLE+DRAIN Reason=x\n", false },
		{ "NodeName=n1 NodeAddr=10.0.0.1 Port=6818 State=DOWN*+COMPLETING\n", true },
		{ "NodeName=n1 NodeAddr=10.0.0.1 Port=6818 State=MIXED* ThreadsPerCore=1\n", true },
		{ "NodeName=n1 NodeAddr=10.0.0.1 Port=6818 State=IDLE+NOT_RESPONDING\n", true },
	};
	struct mc_slurm_node node;

	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		assert_true(mc_slurm_read_node(&node, mc_str(cases[i].text)));
		assert_true(mc_str_is_equal(node.address, mc_str("10.0.0.1")));
		assert_int_equal(node.port, 6818);
		assert_int_equal(node.is_down, cases[i].is_down);
	}
	assert_false(mc_slurm_read_node(&node, mc_str("Node n9 not found\n")));
	assert_true(mc_slurm_read_node(&node, mc_str("NodeAddr=a Port=70000")));
	assert_int_equal(node.port, 0);
}

static void the_largest_array(void **state)
{
	(void)state;
	assert_int_equal(mc_slurm_read_max_array(mc_str("A = 1\nMaxArraySize            = 501\nB = 2\n")),
			 501);
	assert_int_equal(mc_slurm_read_max_array(mc_str("MaxArraySize = many\n")), 0);
	assert_int_equal(mc_slurm_read_max_array(mc_str("MaxArraySize")), 0);
	assert_int_equal(mc_slurm_read_max_array(mc_str("")), 0);
}

static void processors_that_are_up(void **state)
{
	(void)state;
	struct mc_str answer = mc_str("school* 2/4/1/7\nother 1/1/0/2\nschool* 0/3/0/3\nbroken 1\n");

	assert_int_equal(mc_slurm_read_slots(answer, NULL), 9);
	assert_int_equal(mc_slurm_read_slots(answer, "school"), 9);
	assert_int_equal(mc_slurm_read_slots(answer, "other"), 2);
	assert_int_equal(mc_slurm_read_slots(answer, "broken"), 0);
	assert_int_equal(mc_slurm_read_slots(answer, "none"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(states_of_elements),
		cmocka_unit_test(lines_that_are_no_element_are_passed_over),
		cmocka_unit_test(nodes),
		cmocka_unit_test(the_largest_array),
		cmocka_unit_test(processors_that_are_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
