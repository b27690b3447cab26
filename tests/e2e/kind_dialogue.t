#!/usr/bin/env bash
# Tests of kind dialogue: programs in several languages that ask and are answered.
. "$(dirname "$0")/harness.sh"

# talk SUBMIT RUN BUILD TALK [MORE]: writes ex/exercise.json, beside which the submission lies.
SCENE='
	talk() {
		local build=""
		[ -z "$3" ] || build="\"build\": {\"run\": $3},"
		mkdir -p ex
		printf "%s" "{\"schema\": \"migracode/exercise/v1\", \"id\": \"ex\", \"title\": \"Sample\", \"submit\": [\"$1\"], $build
			\"tests\": [{\"id\": \"talk\", \"kind\": \"dialogue\", \"run\": $2, \"talk\": $4 ${5:+, $5}}]}" >ex/exercise.json
	}
	NAMES="[{\"expect\": \"name?\", \"answer\": \"Amina\"}, {\"expect\": \"age\", \"answer\": \"31\"},
		{\"expect\": \"Amina is 31\"}]"
	says() { tr "\n" " " <"$OUT" | tr -s " " | grep -qF -e "$1" || complain "stdout does not say: $1"; }
	first() { node -e "const d = JSON.parse(require(\"fs\").readFileSync(process.argv[1], \"utf8\"));
		const t = d.tests[0]; if (!(eval(process.argv[2]))) { console.log(t); process.exit(1); }" "$OUT" "$1" ||
		complain "not true: $1"; }
'
it "hear a prompt in C that is not flushed and has no line end" "$SCENE"'
	talk a.c "[\"./a\"]" "[\"gcc\", \"-o\", \"a\", \"a.c\"]" "$NAMES"
	printf "%s" "
		#include <stdio.h>
		#include <string.h>
		int main(void) { char name[80]; int age; printf(\"Your name? \"); if (!fgets(name, 80, stdin)) return 1;
		name[strcspn(name, \"\n\")] = 0; printf(\"Your age: \"); if (scanf(\"%d\", &age) != 1) return 2;
		printf(\"%s is %d\n\", name, age); return 0; }" >ex/a.c
	mc 0 check ex
'
it "talk to Python, which prompts with input()" "$SCENE"'
	talk a.py "[\"python3\", \"a.py\"]" "" "$NAMES"
	printf "n = input(\"Your name? \")\na = int(input(\"Your age: \"))\nprint(n, \"is\", a)\n" >ex/a.py
	mc 0 check ex
'
it "talk to node, which shows what is typed itself, with callbacks" "$SCENE"'
	talk a.js "[\"node\", \"a.js\"]" "" "$NAMES"
	printf "%s" "const rl = require(\"readline\").createInterface({input: process.stdin, output: process.stdout});
		rl.question(\"Your name? \", (n) => rl.question(\"Your age: \", (a) => {
			console.log(n + \" is \" + a); rl.close(); }));" >ex/a.js
	mc 0 check ex
'
it "talk to node with promises, and leave its echo out of the conversation" "$SCENE"'
	talk a.js "[\"node\", \"a.js\"]" "" "[{\"expect\": \"Your name?\", \"answer\": \"Amina\"},
		{\"expect\": \"nothing like this\"}]"
	printf "%s" "const rl = require(\"readline/promises\").createInterface({input: process.stdin, output: process.stdout});
		(async () => { const n = await rl.question(\"Your name? \"); console.log(\"hello \" + n); rl.close(); })();" >ex/a.js
	mc 1 check ex --json
	first "t.reason.code === \"prompt-ended\" && t.output === \"  Your name? \n> Amina\n  hello Amina\n\""
'
it "hear what bash asks on standard error" "$SCENE"'
	talk a.sh "[\"bash\", \"a.sh\"]" "" "$NAMES"
	printf "read -p \"Your name? \" n; read -rp \"Your age: \" a; echo \$n is \$a\n" >ex/a.sh
	mc 0 check ex
'
it "show who said what, and which prompt did not come" "$SCENE"'
	talk a.py "[\"python3\", \"a.py\"]" "" "$NAMES"
	printf "n = input(\"Your name? \")\nprint(\"Hello,\", n)\ninput(\"Press Enter\")\n" >ex/a.py
	mc 1 check ex
	says "turn 2: the program should print '\''age'\'', but it printed something else and then waited"
	out_has "      Your name?"
	out_has "    > Amina"
	out_has "      Hello, Amina"
	mc 1 check ex --json
	first "t.verdict === \"fail\" && t.reason.code === \"prompt\" && t.reason.params.got === 2 &&
		t.reason.params.subject === \"age\" && t.expected === \"age\" && t.actual === \"Hello, Amina\nPress Enter\""
'
it "say that a program asks again" "$SCENE"'
	talk a.py "[\"python3\", \"a.py\"]" "" "$NAMES"
	printf "while True:\n\tn = input(\"Your name? \")\n\tif n == \"never\": break\n" >ex/a.py
	mc 1 check ex
	says "turn 2: the program asks the same again ('\''name?'\'') instead of going on"
'
it "say that a program ended too early, and with which status" "$SCENE"'
	talk a.py "[\"python3\", \"a.py\"]" "" "$NAMES"
	printf "n = input(\"Your name? \")\nprint(int(n))\n" >ex/a.py
	mc 1 check ex
	says "it printed something else and ended, with exit status 1"
	out_has "ValueError"
	printf "n = input(\"Your name? \")\n" >ex/a.py
	mc 1 check ex
	says "the program should print '\''age'\'', but it had already ended"
	out_lacks "exit status"
'
it "say that a program waits where it should end" "$SCENE"'
	talk a.py "[\"python3\", \"a.py\"]" "" "$NAMES" "\"wait_ms\": 300"
	printf "n = input(\"Your name? \")\na = input(\"age \")\nprint(n, \"is\", a)\ninput()\n" >ex/a.py
	mc 1 check ex
	says "it waits for more input"
'
it "end the input when told to, and check the exit status" "$SCENE"'
	talk a.py "[\"python3\", \"a.py\"]" "" "[{\"answer\": \"2\"}, {\"answer\": \"40\"}]" "\"end\": true, \"exit\": 42"
	printf "import sys\nsys.exit(sum(int(line) for line in sys.stdin))\n" >ex/a.py
	mc 0 check ex
	printf "import sys\nsys.exit(7)\n" >ex/a.py
	mc 1 check ex --json
	first "t.reason.code === \"exit-status\" && t.reason.params.got === 7"
'
it "compare the whole text of a turn when asked, and all that comes before the end" "$SCENE"'
	talk a.py "[\"python3\", \"a.py\"]" "" "[{\"expect\": \"n:\", \"compare\": \"exact\", \"answer\": \"3\"},
		{\"expect\": \"1 2 3 end\"}]" "\"compare\": \"tokens\""
	printf "n = int(input(\"n:\"))\nfor i in range(n): print(i + 1)\nprint(\"end\")\n" >ex/a.py
	mc 0 check ex
	printf "n = int(input(\"n:\"))\nfor i in range(n + 1): print(i + 1)\nprint(\"end\")\n" >ex/a.py
	mc 1 check ex --json
	first "t.reason.code === \"differs\" && t.actual.trim() === \"1\n2\n3\n4\nend\""
'
it "find several texts in one go, in their order" "$SCENE"'
	talk a.py "[\"python3\", \"a.py\"]" "" "[{\"expect\": \"menu\"}, {\"expect\": \"1\", \"answer\": \"q\"},
		{\"expect\": \"^b.e\$\", \"compare\": \"regex\"}]"
	printf "print(\"Menu\\\\n1 go\\\\n2 stay\")\ninput()\nprint(\"bye\")\n" >ex/a.py
	mc 0 check ex
'
it "blame a crash or a limit, not the prompt that follows from it" "$SCENE"'
	talk a.py "[\"python3\", \"a.py\"]" "" "$NAMES" "\"limits\": {\"cpu_ms\": 300}"
	printf "n = input(\"Your name? \")\nwhile True: pass\n" >ex/a.py
	mc 1 check ex --json
	first "t.verdict === \"error\" && t.reason.code === \"cpu-time\" && t.output.endsWith(\"> Amina\n\")"
	first "t.reason.params.subject === \"age\" && t.reason.text.endsWith(\" The test was still waiting for '\''age'\''\")"
	printf "import os\nn = input(\"Your name? \")\nos.kill(os.getpid(), 11)\n" >ex/a.py
	mc 1 check ex --json
	first "t.reason.code === \"signal\" && t.reason.params.got === 11"
'
it "wait for a program that is at work, however short wait_ms is" "$SCENE"'
	talk a.py "[\"python3\", \"a.py\"]" "" "[{\"expect\": \"done\"}]" "\"wait_ms\": 100"
	printf "import time\nwhile time.process_time() < 0.6: pass\nprint(\"done\")\n" >ex/a.py
	mc 0 check ex
'
it "use pipes when told to, where text that is held back does not come" "$SCENE"'
	talk a.py "[\"python3\", \"a.py\"]" "" "[{\"expect\": \"ready\", \"answer\": \"go\"}, {\"expect\": \"went go\"}]" \
		"\"terminal\": false, \"wait_ms\": 300"
	printf "import sys\nprint(\"ready\", flush=True)\nprint(\"went\", sys.stdin.readline())\nassert not sys.stdin.isatty()\n" >ex/a.py
	mc 0 check ex
	printf "import sys\nprint(\"ready\")\nprint(\"went\", sys.stdin.readline())\n" >ex/a.py
	mc 1 check ex
	says "does it hold its text back, and needs a flush before it reads?"
'
it "tell nothing of a hidden conversation" "$SCENE"'
	talk a.py "[\"python3\", \"a.py\"]" "" "[{\"expect\": \"secret prompt\", \"answer\": \"secret answer\"}]" "\"hidden\": true, \"limits\": {\"cpu_ms\": 300}"
	printf "while True: pass\n" >ex/a.py
	mc 1 check ex --json
	out_has cpu-time
	out_lacks secret
	printf "input(\"something\")\n" >ex/a.py
	mc 1 check ex
	out_lacks secret
	mc 1 check ex --json
	out_lacks secret
'
finish
