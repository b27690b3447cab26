#!/usr/bin/env bash
# similar: what submissions have in common.
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"
. "$(dirname "$0")/cohort_repos.sh"

# Two independent programs for one task, and the first one under other names, reordered, with other loops.
LAY='
	mkdir -p ana ben cem
	cat >ana/list.c <<"C"
#include <stdio.h>
#include <stdlib.h>

/* A list of numbers. */
struct node { int value; struct node *next; };

static int sum_of(int *values, int count)
{
	int sum = 0;

	for (int i = 0; i < count; i++) {
		if (values[i] < 0)
			sum -= values[i];
		else
			sum += values[i] * 2;
	}
	return sum;
}

static int largest(const int *values, int count)
{
	int best = values[0];

	for (int i = 1; i < count; i++) {
		if (values[i] > best)
			best = values[i];
	}
	return best;
}

static struct node *add(struct node *head, int value)
{
	struct node *fresh = malloc(sizeof(*fresh));

	if (!fresh)
		return head;
	fresh->value = value;
	fresh->next = head;
	return fresh;
}

int main(void)
{
	struct node *head = NULL;
	int values[64];
	int count = 0;

	while (count < 64 && scanf("%d", &values[count]) == 1) {
		head = add(head, values[count]);
		count++;
	}
	printf("%d\n", sum_of(values, count));
	if (count > 0)
		printf("%d\n", largest(values, count));
	for (struct node *at = head; at; at = at->next)
		printf("%d ", at->value);
	return 0;
}
C
	cat >cem/main.c <<"C"
#include <stdlib.h>
#include <stdio.h>
struct elem { int v; struct elem *n; };
static struct elem *put(struct elem *list, int v) {
	struct elem *e = malloc(sizeof(*e));
	if (e == NULL) { return list; }
	(*e).v = v; (*e).n = list;
	return e;
}
static int total(int *a, int n) {
	int t = 0; int k = 0;
	while (n > k) {
		if (0 > a[k]) { t = t - a[k]; } else { t = t + a[k] * 2; }
		++k;
	}
	return (t);
}
static int top(const int *a, int n) {
	int t = a[0]; int k = 1;
	while (k < n) { if (t < *(a + k)) t = a[k]; k += 1; }
	return t;
}
int main(void) {
	struct elem *list = NULL; int a[64]; int n = 0;
	while (n < 64 && scanf("%d", &a[n]) == 1) { list = put(list, a[n]); n += 1; }
	printf("%d\n", total(a, n));
	if (0 < n) { printf("%d\n", top(a, n)); }
	struct elem *p = list;
	while (p) { printf("%d ", p->v); p = p->n; }
	return 0;
}
C
	cat >ben/sum.c <<"C"
#include <stdio.h>
#include <string.h>

#define MOST 64

int absolute(int x) { return x < 0 ? -x : x; }

int read_all(int numbers[])
{
	char line[256];
	int n = 0;

	while (n < MOST && fgets(line, sizeof(line), stdin)) {
		char *word = strtok(line, " \t\n");
		while (word && n < MOST) {
			if (sscanf(word, "%d", &numbers[n]) != 1)
				return -1;
			n++;
			word = strtok(NULL, " \t\n");
		}
	}
	return n;
}

void print_backwards(const int *numbers, int n)
{
	do {
		n--;
		if (n >= 0)
			printf("%d ", numbers[n]);
	} while (n > 0);
	puts("");
}

int main(int argc, char **argv)
{
	int numbers[MOST], n = read_all(numbers), total = 0;

	if (n == -1 || argc > 1) {
		fprintf(stderr, "usage: %s\n", argv[0]);
		return 2;
	}
	for (int *p = numbers; p != numbers + n; p++)
		total += *p > 0 ? 2 * absolute(*p) : absolute(*p);
	printf("%d\n", total);
	print_backwards(numbers, n);
	return 0;
}
C
'

it "finds a program under other names, in another order, with other loops" "$LAY"'
	mc 0 similar --json ana ben cem
	out_json "d.schema === \"migracode/similar/v1\" && d.submissions === 3 && d.compared === 3"
	out_json "d.pairs[0].a === \"ana\" && d.pairs[0].b === \"cem\" && d.pairs[0].score > 0.6 && d.pairs[0].worth_a_talk"
	out_json "d.pairs[0].lines > 15 && d.pairs[0].spans.length > 0"
	out_json "d.pairs.slice(1).every(pair => pair.score < 0.4 && !pair.worth_a_talk)"
	out_json "d.clusters.length === 1 && d.clusters[0].join() === \"ana,cem\""
'
it "names the lines of both that are alike" "$LAY"'
	mc 0 similar --json ana cem
	out_json "d.pairs[0].spans.every(span => span.a.file === \"list.c\" && span.b.file === \"main.c\")"
	out_json "d.pairs[0].spans.some(span => span.a.from >= 7 && span.a.to <= 31 && span.a.from < span.a.to)"
	out_json "d.pairs[0].spans.every(span => span.a.to <= 62 && span.b.to <= 32)"
'
it "prints documents that its schema takes" "$LAY"'
	[ -d "$TOP/build/node_modules/ajv" ] || skip "ajv is not installed: make build/node_modules"
	mkdir tiny
	echo "int main(void) { return 0; }" >tiny/a.c
	ln -s ../ana/list.c ana/copy.c
	mc 4 similar --json ana cem ben tiny nowhere
	NODE_PATH="$TOP/build/node_modules" node -e "
		const Ajv = require(\"ajv/dist/2020\"), fs = require(\"fs\");
		const read = path => JSON.parse(fs.readFileSync(path, \"utf8\"));
		const check = new Ajv({strict: false, allErrors: true}).compile(read(process.argv[1]));
		if (!check(read(process.argv[2]))) { console.log(check.errors); process.exit(1); }
	" "$TOP/man/similar.schema.json" "$OUT"
	out_json "d.skipped_files[0].path === \"copy.c\" && d.skipped_files[0].reason === \"symlink\""
'
it "gives equal programs 1, also when most of them is the starter" "$LAY"'
	mkdir -p starter one two
	cp ben/sum.c starter/
	cp ben/sum.c ana/list.c one/
	cp ben/sum.c two/other.c
	cp ana/list.c two/a.c
	mc 0 similar --json --starter starter one two
	out_json "d.pairs.length === 1 && d.pairs[0].score === 1"
	out_json "d.pairs[0].spans.every(span => span.a.file === \"list.c\")"
'
it "leaves out the starter where learners changed a part of it" "$LAY"'
	mkdir -p starter one two
	cp ben/sum.c starter/
	sed "s/total = 0/total = 1/; s/argc > 1/argc > 2/" ben/sum.c >one/sum.c
	sed "s/puts(\"\")/puts(\"end\")/; s/return -1/return -2/" ben/sum.c >two/sum.c
	cp ana/list.c one/
	mc 0 similar --json --min-tokens 1 --starter starter one two ana
	out_json "d.pairs.length === 1 && d.pairs[0].b === \"ana\" && d.pairs[0].score > 0.9"
	out_json "d.too_short.length === 1 && d.too_short[0].name === \"two\" && d.too_short[0].tokens === 0"
'
it "gives equal programs 1, and an answer in time, when they repeat one statement" "$LAY"'
	mkdir one two three
	for file in a b c; do yes "x = y;" | head -n 60000 >one/$file.c; done
	cp one/* two/
	yes "if (x) y = f(z);" | head -n 60000 >three/a.c
	mc 0 similar --json one two three
	out_json "d.pairs[0].score === 1 && d.pairs[0].b === \"two\""
'
it "lists programs apart that are too short to judge" "$LAY"'
	mkdir x y z
	echo "int main(void) { puts(\"hello\"); return 0; }" >x/a.c
	cp x/a.c y/
	echo "nothing" >z/README.md
	mc 0 similar ana ben x y z
	out_has "too short to judge"
	out_has "x: 9 tokens"
	out_has "z: no source code of its own"
	mc 0 similar --json ana ben x y
	out_json "d.pairs.every(pair => pair.a !== \"x\") && d.too_short.length === 2"
	mc 0 similar --json --min-tokens 1 x y
	out_json "d.pairs.length === 1"
'
it "names what it cannot read and compares the rest" "$LAY"'
	[ "$(id -u)" -ne 0 ] || skip "root can read everything"
	mkdir closed
	chmod 0 closed
	mc 4 similar ana cem closed
	out_has "chmod -R u+rX closed"
	out_has "worth a talk"
'
it "names what is not there, with a remedy" "$LAY"'
	mc 4 similar ana cem gone
	out_has "cannot open the folder '\''gone'\''"
	out_has "hint: look for it: ls -ld gone"
	out_has "1 pair is worth a talk"
'
it "survives binary files, huge files, deep folders and one long line" "$LAY"'
	mkdir -p odd
	head -c 100000 /dev/urandom >odd/a.py
	head -c 2000000 /dev/zero >odd/b.js
	python3 -c "print(\"(\" * 200000 + \"{[\" * 100000)" >odd/c.js
	python3 -c "print(\"var a=\" + \"+\".join(\"x%d\" % i for i in range(100000)))" >odd/d.js
	printf "\377\376int x = \"\200\";" >odd/e.c
	mkfifo odd/f.c
	d=odd; for i in $(seq 40); do d=$d/d; done; mkdir -p "$d"; cp ana/list.c "$d/"
	mc 0 similar --json ana cem odd
	out_json "d.pairs[0].a === \"ana\" && d.pairs[0].b === \"cem\" && d.not_read.length === 0"
	out_json "d.skipped_files.map(file => file.path + file.reason).join() === \"b.jstoo-large,f.cspecial-file\""
'
it "does not follow links out of a submission" "$LAY"'
	mkdir thief
	ln -s ../ana thief/a
	ln -s ../ana/list.c thief/list.c
	mc 0 similar --json ana thief
	out_json "d.pairs.length === 0 && d.too_short[0].name === \"thief\""
'
it "leaves out the code of others" "$LAY"'
	mkdir -p ben/node_modules/x ben/.git cem/vendor
	cp ana/list.c ben/node_modules/x/
	cp ana/list.c ben/.git/
	mc 0 similar --json ana ben
	out_json "d.pairs.every(pair => pair.score < 0.4)"
'
it "shows the pairs of one submission" "$LAY"'
	cp -r ben dan
	mc 0 similar --json --for cem/ ana ben cem/ dan
	out_json "d.pairs.length > 0 && d.pairs.every(pair => pair.a === \"cem\" || pair.b === \"cem\")"
	mc 2 similar --for dora ana ben cem
	err_has "none of the submissions"
'
it "writes a table for spreadsheets" "$LAY"'
	cp -r ana =ana
	mc 0 similar --format csv -o pairs.csv ana =ana
	file_has pairs.csv "a,b,score,lines,worth_a_talk,archive"
	grep -q "^ana,.=ana,1.000,[0-9][0-9]*,yes,." pairs.csv
	[ "$(wc -l <pairs.csv)" -eq 2 ]
'
it "gives the same bytes in one process and in two" "$LAY"'
	for i in $(seq 40); do cp -r ana "a$i"; cp -r ben "b$i"; done
	mc 0 similar --json a* b*
	cp "$OUT" two
	taskset -c 0 "$MIGRACODE" similar --json a* b* >one || skip "no taskset"
	cmp one two
'

it "compares with earlier submissions in an index file" "$LAY"'
	mkdir old
	cp -r ana ben old/
	mc 0 similar --add old.idx old/ana old/ben
	err_has "added 2 submissions to '\''old.idx'\''"
	mc 0 similar --json --archive old.idx cem
	out_json "d.pairs[0].a === \"cem\" && d.pairs[0].b === \"old/ana\" && d.pairs[0].archive === \"old.idx\""
	out_json "d.pairs[0].score > 0.6 && d.pairs[0].worth_a_talk && d.pairs[0].lines > 10"
	out_json "d.pairs[0].spans.every(span => span.a.file === \"main.c\" && !span.b)"
	mc 0 similar --json --archive old.idx ana
	out_json "d.pairs[0].score === 1 && d.pairs[0].b === \"old/ana\""
	mc 0 similar --archive old.idx cem
	out_has "old/ana  (old.idx)"
'
it "adds to an index file what is not in it yet" "$LAY"'
	mc 0 similar --add all.idx ana ben
	mc 0 similar --add all.idx ana cem
	err_has "added 1 submission to"
	cp all.idx before
	mc 0 similar --add all.idx ana ben cem
	err_has "added 0 submissions to"
	cmp all.idx before
	mc 0 similar --json --archive all.idx ben
	out_json "d.pairs[0].b === \"ben\" && d.pairs[0].score === 1"
	[ -z "$(ls -A | grep -v -e ana -e ben -e cem -e all.idx -e before)" ]
'
it "gives the same index file in one go and in two" "$LAY"'
	mc 0 similar --add one.idx ana ben cem
	mc 0 similar --add two.idx ana
	mc 0 similar --add two.idx ben cem
	cmp one.idx two.idx
'
it "refuses a damaged index file" "$LAY"'
	mc 0 similar --add all.idx ana ben
	size=$(stat -c %s all.idx)
	for at in 9 20 41 60 100 100000 600000 $((size - 3)) $((size - 300)); do
		cp all.idx bad.idx
		printf "\125" | dd of=bad.idx bs=1 seek="$at" conv=notrunc status=none
		cmp -s all.idx bad.idx && continue
		mc 3 similar --add bad.idx cem
		err_has "bad.idx"
		err_has "hint: "
	done
	head -c 1000 all.idx >bad.idx
	mc 3 similar --archive bad.idx cem
	err_has "is damaged"
	echo "no index" >bad.idx
	mc 3 similar --archive bad.idx cem
	head -c 4000 /dev/urandom >bad.idx
	mc 3 similar --archive bad.idx cem
	err_has "is no index file"
	mc 3 similar --archive nowhere.idx cem
	err_has "nowhere.idx"
'
it "keeps no text of submissions in an index file" "$LAY"'
	mc 0 similar --add all.idx ana ben
	fails grep -aq -e absolute -e fresh -e usage all.idx
'

# Two that are alike, with names and comments that mean harm, and Arabic and Hebrew in them.
# shellcheck disable=SC2016 # expanded by the tests' own shells
HOSTILE="$LAY"'
	evil="<img src=x onerror=alert(1)> \"نور"
	mkdir "$evil"
	sed "1i /* </div></script><script>document.title=1</script> שלום \xe2\x80\xae \xff */" cem/main.c >"$evil/<b>.c"
	needs() { for package; do [ -d "$TOP/build/node_modules/$package" ] || skip "$package is not installed: make build/node_modules"; done; }
	look() {
		browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "chromium is not installed"
		NODE_PATH="$TOP/build/node_modules" node "$TOP/tests/e2e/sheet_page.js" "$1" "$browser" "$HOME" "${@:2}"
	}
	mc 0 similar --format html -o page.html "$evil" ana ben cem
	mc 0 --lang es similar --format html -o es.html "$evil" ana ben cem
'
it "shows pairs side by side on one page, sound and without script" "$HOSTILE"'
	needs html-validate
	NODE_PATH="$TOP/build/node_modules" node "$TOP/tests/e2e/read_report.js" html page.html es.html
	file_has page.html "Content-Security-Policy"
	fails grep -q -e "<script" -e "<img" page.html
	file_has page.html "&lt;img src=x onerror=alert(1)&gt;"
	grep -q "href=\"#p1b1\"" page.html && grep -q "id=\"p1b1\"" page.html
'
it "has a page without barriers that runs nothing and asks for nothing" "$HOSTILE"'
	needs axe-core
	look barriers page.html es.html
	look quiet page.html es.html
'
it "has a page that fits 320 pixels" "$HOSTILE"'
	look widths page.html
'
it "stays below 2 MiB for 50 pairs of long programs" "$LAY"'
	for i in $(seq 12); do
		mkdir "s$i"
		for k in $(seq 60); do sed "s/\<values\>/values_of_this_long_program_$k/g" ana/list.c; echo "int f$i(void) { return $i; }"; done >"s$i/long.c"
	done
	mc 0 similar --format html -o page.html s*
	[ "$(grep -c "<details" page.html)" -eq 50 ]
	[ "$(stat -c %s page.html)" -le 2097152 ]
	file_has page.html "it is too long for this page"
'

# L1, L2 and L3 have mirrors with what they handed in for "one"; L3's has gone. What was graded stands in the records.
# shellcheck disable=SC2016,SC2154 # expanded by the tests' own shells
GRADED="$SCORES$LAY"'
	ms 0 learner add --cohort c1 --id L3 --gender f --display-name "Sample Three"
	sed -i "s/\"submit\":\[\"a.txt\"\]/\"submit\":[\"*.c\"]/" s/course/modules/m1/one/exercise.json
	cp ana/list.c s/course/modules/m1/one/solution/
	ask() { if [ -n "${POSTGRES:-}" ]; then psql -qtAX -v ON_ERROR_STOP=1 "$POSTGRES" -c "$1"; else sqlite3 s/school.db "$1"; fi; }
	hand_in() {
		mkdir -p "w/$1/one"
		cp "$2"/*.c "w/$1/one/"
		git init -q -b main "w/$1"
		git -C "w/$1" add .
		git -C "w/$1" -c user.name=Sample -c user.email=sample@example.org commit -q -m work
		commit=$(git -C "w/$1" rev-parse HEAD)
		ask "INSERT INTO grade SELECT school_id, cohort_id, learner_id, '\''one'\'', '\''m1'\'', '\''$commit'\'', NULL, '\''$commit'\'',
			'\''d'\'', '\''s'\'', '\''t'\'', '\''v'\'', '\''k'\'', '\''pass'\'', 4000, 4000, '\''2026-02-01T10:00:00Z'\'', '\''committer'\''
			FROM enrolment WHERE learner_id = '\''$1'\''"
		git clone -q --bare "w/$1" "s/mirrors/$1.git"
	}
	mkdir -p s/mirrors
	hand_in L1 ana
	hand_in L2 cem
	hand_in L3 ben
	rm -rf s/mirrors/L3.git
'
on_both "compares what a cohort handed in for an exercise" "$GRADED"'
	ms 4 similar --cohort c1 --exercise one --json --add old.idx
	out_json "d.pairs[0].a === \"L1\" && d.pairs[0].b === \"L2\" && d.pairs[0].worth_a_talk && d.pairs.length === 1"
	out_json "d.not_read.length === 1 && d.not_read[0].name === \"L3\""
	out_lacks Sample
	ms 4 similar --cohort c1 --exercise one
	out_has "Sample One  Sample Two"
	ms 4 similar --cohort c1 --exercise one --ids
	out_lacks Sample
	for format in csv html text; do
		ms 4 similar --cohort c1 --exercise one --format $format -o page
		fails grep -q Sample page
		grep -q L1 page
	done
	ms 4 similar --cohort c1 --exercise one --add other.idx
	cmp old.idx other.idx
	mc 0 similar --json --archive old.idx ana
	out_json "d.pairs[0].b === \"L1\" && d.pairs[0].score === 1"
	fails grep -q Sample old.idx
'
it "leaves out the starter of the exercise" "$SCHOOL$GRADED"'
	rm s/course/modules/m1/one/starter/a.txt
	cp cem/main.c s/course/modules/m1/one/starter/other.c
	ms 4 similar --cohort c1 --exercise one --json
	out_json "d.pairs.length === 0 && d.too_short.some(one => one.name === \"L2\" && one.tokens === 0)"
'
it "says what a cohort lacks" "$SCHOOL$SCORES"'
	ms 5 similar --cohort c1 --exercise one
	err_has "migracode grade --cohort c1 --exercise one"
	ms 2 similar --cohort c1
	err_has "--exercise"
	ms 3 similar --cohort c1 --exercise ones
	ms 2 similar
	err_has "--cohort"
	ms 2 similar --cohort c1 --exercise one folder
'
it "compares what 'grade --cohort' graded" "$COHORT"'
	lay 6 1
	ms 0 grade --cohort c1 --json
	graded=$(node -pe "JSON.parse(require(\"fs\").readFileSync(process.argv[1])).results.filter(r => r.state !== \"not-submitted\").length" "$OUT")
	ms 0 similar --cohort c1 --exercise e01 --min-tokens 1 --json
	out_json "d.submissions === $graded && d.not_read.length === 0 && d.submissions > 2"
	out_json "d.compared + d.too_short.length === d.submissions"
	out_lacks "Sample Learner"
	rm -r c/school/mirrors/L0001.git
	ms 4 similar --cohort c1 --exercise e01 --min-tokens 1
	out_has "no copy of the repository of '\''L0001'\''"
	out_has "migracode fetch --cohort c1"
'
finish
