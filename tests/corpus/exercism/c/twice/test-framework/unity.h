/* Prints what Unity would print; written for our tests, with nothing of Unity in it. */
#ifndef UNITY_H
#define UNITY_H

enum { SAMPLE_PASS, SAMPLE_FAIL, SAMPLE_IGNORE };

extern int sample_state;
extern int sample_failures;
extern int sample_wanted;
extern int sample_got;

void sample_run(void (*test)(void), const char *name, const char *file, int line);

#define UNITY_BEGIN() ((void)0)
#define UNITY_END() sample_failures
#define RUN_TEST(test) sample_run((test), #test, __FILE__, __LINE__)
#define TEST_IGNORE() \
	do { \
		sample_state = SAMPLE_IGNORE; \
		return; \
	} while (0)
#define CHECK_EQUAL(wanted, got) \
	do { \
		sample_wanted = (wanted); \
		sample_got = (got); \
		if (sample_wanted != sample_got) { \
			sample_state = SAMPLE_FAIL; \
			return; \
		} \
	} while (0)

#endif
