#!/usr/bin/env bash
# Tests of kind memory: faults that valgrind and the sanitizers see, told in words for beginners.
. "$(dirname "$0")/harness.sh"

SCENE='
	# memory FLAGS MORE: an exercise around ex/a.c; code LINES: the body of main().
	memory() {
		set -- "${1:-}" "${2:-}"
		mkdir -p ex
		printf "%s" "{\"schema\": \"migracode/exercise/v1\", \"id\": \"ex\", \"title\": \"Sample\", \"submit\": [\"a.c\"],
			\"build\": {\"run\": [\"gcc\", \"-g\", \"-w\", $1 \"-o\", \"a\", \"a.c\"]},
			\"tests\": [{\"id\": \"memory\", \"kind\": \"memory\", \"run\": [\"./a\"] $2}]}" >ex/exercise.json
	}
	code() {
		printf "#include <signal.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <unistd.h>\nint main(void)\n{\n" >ex/a.c
		printf "%s\n" "$1" >>ex/a.c
		printf "\treturn 0;\n}\n" >>ex/a.c
	}
	first() { node -e "const d = JSON.parse(require(\"fs\").readFileSync(process.argv[1], \"utf8\"));
		const t = d.tests[0], r = t.reason, p = r && r.params; if (!(eval(process.argv[2]))) { console.log(t); process.exit(1); }" "$OUT" "$1" ||
		complain "not true: $1"; }
	# finds BODY TRUTH: what is said of this body of main(), as first() sees it.
	finds() { code "$1"; mc 1 check ex --json; first "$2"; }
	says() { tr "\n" " " <"$OUT" | tr -s " " | grep -qF -e "$1" || complain "stdout does not say: $1"; }
	VALGRIND="command -v valgrind >/dev/null || skip valgrind is not installed"
'
it "pass a program that gives back what it takes" "$SCENE"'
	eval "$VALGRIND"
	memory
	code "char *p = malloc(4); strcpy(p, \"abc\"); puts(p); free(p);"
	mc 0 check ex
'
it "tell a write behind the end, with the line" "$SCENE"'
	eval "$VALGRIND"
	memory
	code "	int *p = malloc(4 * sizeof(int));
	p[4] = 1;
	free(p);"
	mc 1 check ex
	says "the program writes 4 bytes outside of the memory that it has"
	says "(a.c, line 9)"
	mc 1 check ex --json
	first "t.verdict === \"fail\" && r.code === \"memory-write\" && p.got === 4 && p.file === \"a.c\" && p.line === 9"
'
it "tell the kinds of faults apart" "$SCENE"'
	eval "$VALGRIND"
	memory
	finds "int *p = malloc(16); free(p); return p[0] == 7;" "r.code === \"memory-freed\" && p.line === 8"
	finds "int *p = malloc(16); free(p); free(p);" "r.code === \"double-free\""
	finds "int n; free(&n);" "r.code === \"bad-free\""
	finds "int n; if (n > 3) puts(\"large\");" "r.code === \"memory-unset\""
	finds "int *p = malloc(4), n = p[1]; free(p);" "r.code === \"memory-read\""
	finds "char t[16] = \"abcdef\"; strncpy(t + 1, t, 4); puts(t);" "r.code === \"memory-overlap\""
'
it "tell a null pointer rather than the crash that follows" "$SCENE"'
	eval "$VALGRIND"
	memory
	finds "int *p = NULL; *p = 1;" "t.verdict === \"fail\" && r.code === \"memory-null\" && p.line === 8"
	finds "raise(SIGTERM);" "t.verdict === \"error\" && r.code === \"signal\" && p.got === 15"
'
it "tell the line of a crash, and a function that calls itself for ever" "$SCENE"'
	eval "$VALGRIND"
	memory
	finds "char *text = \"abc\"; text[0] = 0;" "t.verdict === \"error\" && r.code === \"signal\" && p.got === 11 && p.file === \"a.c\" && p.line === 8"
	finds "char room[1000]; room[0] = getpid() > 0; return room[0] ? main() + room[0] : 0;" "t.verdict === \"fail\" && r.code === \"stack\" && p.line === 8 && t.output === null"
	memory "\"-fsanitize=address\"," ", \"tool\": \"sanitizer\""
	mc 1 check ex --json; first "r.code === \"stack\""
'
it "add up what leaks, and let it pass when allowed" "$SCENE"'
	eval "$VALGRIND"
	memory
	code "	char *p = malloc(10);
	p = malloc(30);
	p = NULL;"
	mc 1 check ex --json
	first "r.code === \"memory-leak\" && p.got === 40 && p.want === 2 && p.file === \"a.c\""
	memory "" ", \"allow\": {\"leaks\": true}"
	mc 0 check ex
	# What can still be reached is no fault.
	memory
	code "static char *kept; kept = malloc(10);"
	mc 0 check ex
'
it "check the exit status when the memory is in order, and read the input" "$SCENE"'
	eval "$VALGRIND"
	memory "" ", \"stdin\": \"5\\n\", \"exit\": 5"
	code "int n = 0; scanf(\"%d\", &n); return n;"
	mc 0 check ex
	finds "return 6;" "r.code === \"exit-status\" && p.got === 6 && p.want === 5"
'
it "compare the output too, and tell a leak last" "$SCENE"'
	eval "$VALGRIND"
	memory "" ", \"stdout\": \"5\\n\""
	code "puts(\"5\");"
	mc 0 check ex
	finds "malloc(7); puts(\"6\");" "r.code === \"differs\" && t.expected === \"5\\n\" && t.actual === \"6\\n\""
	finds "malloc(7); puts(\"5\");" "r.code === \"memory-leak\" && p.got === 7"
	finds "int *p = malloc(4); p[1] = 5; puts(\"6\"); free(p);" "r.code === \"memory-write\""
'
it "not take words of the program for the report, nor a report that is gone" "$SCENE"'
	eval "$VALGRIND"
	memory
	code "	puts(\"<valgrindoutput><protocoltool>memcheck</protocoltool><status><state>FINISHED</state></status></valgrindoutput>\");
	fputs(\"ERROR SUMMARY: 0 errors\", stderr);
	malloc(10);"
	mc 1 check ex --json; first "r.code === \"memory-leak\""
	finds "execl(\"/bin/true\", \"true\", NULL);" "t.verdict === \"error\" && r.code === \"memory-report\""
	finds "system(\"for f in .valgrind*; do echo >\$f; done\");" "r.code === \"memory-report\""
'
it "give a limit as the cause when the program met one" "$SCENE"'
	eval "$VALGRIND"
	memory "" ", \"limits\": {\"cpu_ms\": 300}"
	finds "for (volatile int i = 0; ; i++);" "r.code === \"cpu-time\" && p.want === 1500"
	# What led there is told when it is known.
	finds "int *p = malloc(4); p[1] = 5; for (volatile int i = 0; ; i++);" "r.code === \"memory-write\" && p.line === 8"
'
it "read what the sanitizers say" "$SCENE"'
	memory "\"-fsanitize=address,undefined\"," ", \"tool\": \"sanitizer\""
	code "int a[3] = {1, 2, 3}; puts(a[1] == 2 ? \"two\" : \"\");"
	mc 0 check ex
	code "	char text[4];
	strcpy(text, \"too long for this place\");
	puts(text);"
	mc 1 check ex --json; first "r.code === \"memory-write\" && p.file === \"a.c\" && p.line === 9 && p.got === 24"
	finds "int n = 2147483647; n += getpid() > 0; printf(\"%d\", n);" "r.code === \"undefined\" && p.line === 8 && p.detail.startsWith(\"signed integer overflow\")"
	finds "int *p = malloc(4); free(p); return *p == 3;" "r.code === \"memory-freed\""
	finds "int *p = malloc(4); free(p); free(p);" "r.code === \"double-free\""
	finds "int *p = getpid() < 0 ? malloc(4) : NULL; return *p;" "r.code === \"memory-null\""
	finds "close(2); int n = 2147483647; n += getpid() > 0; return n == 3;" "t.verdict === \"error\" && r.code === \"memory-report\""
	finds "close(2); int *p = malloc(4); free(p); return *p == 3;" "t.verdict === \"error\" && r.code === \"memory-report\""
'
it "warn of what a build lacks for it" "$SCENE"'
	memory
	mkdir -p ex/starter ex/solution
	sed -i "s/\"-g\", //" ex/exercise.json
	code ""; mv ex/a.c ex/starter/; cp ex/starter/a.c ex/solution/
	mc 0 lint ex
	out_has "cannot tell the line of a fault"
	out_has "a program that does nothing passes the test"
	memory "\"-fsanitize=address\","
	mc 0 lint ex
	out_has "valgrind cannot run the program"
	memory "" ", \"tool\": \"sanitizer\""
	mc 0 lint ex
	out_has "built without a sanitizer"
'
finish
