#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

# lay DIR: a small exercise without any fault.
LAY='lay() {
	mkdir -p "$1/starter" "$1/solution" "$1/wrong/zero"
	echo "print(0)" >"$1/starter/sum.py"
	cp "$1/starter/sum.py" "$1/wrong/zero/sum.py"
	echo "print(1)" >"$1/solution/sum.py"
	echo "# Sum" >"$1/README.md"
	cat >"$1/exercise.json" <<-JSON
	{
	  "schema": "migracode/exercise/v1",
	  "id": "${1##*/}",
	  "title": "Sum",
	  "submit": ["sum.py"],
	  "tests": [
	    {"id": "one", "kind": "io", "hint": "What is 0 + 1?", "run": ["python3", "sum.py"], "stdout": "1"}
	  ],
	  "wrong": {"zero": {"fails": ["one"]}}
	}
	JSON
}
'

it "finds nothing in a good exercise, named in every way" "$LAY"'
	lay good
	mc 0 lint good
	out_is "1 file: 0 errors, 0 warnings"
	mc 0 lint good/exercise.json
	out_is "1 file: 0 errors, 0 warnings"
	cd good
	mc 0 lint
	out_is "1 file: 0 errors, 0 warnings"
	mc 0 lint --quiet .
	[ ! -s "$OUT" ]
'
it "names file, line, column, place, fault and remedy" "$LAY"'
	lay bad
	sed -i "s/\"stdout\"/\"stdot\"/" bad/exercise.json
	mc 3 lint bad
	out_has "bad/exercise.json:7:89: error: /tests/0/stdot: unknown key '"'stdot'"'"
	out_has "  hint: did you mean '"'stdout'"'?"
	out_has "1 file: 2 errors, 0 warnings"
	[ ! -s "$ERR" ]
'
it "points at a mistake of syntax" "$LAY"'
	lay bad
	sed -i "s/\"title\": \"Sum\",/\"title\": \"Sum\"/" bad/exercise.json
	mc 3 lint bad
	out_has "bad/exercise.json:5:3: error: expected '"','"' or '"'}'"'"
'
it "prints one JSON document, also with errors" "$LAY"'
	lay bad
	sed -i "s/\"one\"\]/\"two\"]/" bad/exercise.json
	mc 3 lint --json bad
	out_json "d.schema == \"migracode/lint/v1\" && d.errors == 1 && d.warnings == 0 && d.findings.length == 1"
	out_json "d.findings[0].pointer == \"/wrong/zero/fails/0\" && d.findings[0].severity == \"error\""
	out_json "d.findings[0].path == \"bad/exercise.json\" && d.findings[0].line == 9 && d.findings[0].column > 1"
'
it "warns of what students would stumble over, with status 0" "$LAY"'
	lay x
	rm -r x/README.md x/starter
	sed -i "s/\"hint\": \"What is 0 + 1?\", //; s/\"stdout\": \"1\"}/\"stdout\": \"1\"},/" x/exercise.json
	sed -i "/\"stdout\"/a {\"id\": \"suite\", \"kind\": \"suite\", \"hint\": \"h\", \"run\": \"t\", \"points\": 0}" x/exercise.json
	mc 0 lint x
	out_has "warning: /tests/0: the test '"'one'"' has no hint"
	out_has "warning: /tests/1/points: the test '"'suite'"' gives no points"
	out_has "faked success line"
	out_has "x/README.md: warning: this file is missing"
	out_has "there is no folder '"'starter'"'"
	out_has "0 errors, 5 warnings"
'
it "sees that a translation is older than its source" "$LAY"'
	lay x
	hash=$(sha256sum <x/README.md | cut -c1-64)
	printf -- "---\nsource: %s\n---\n# Suma\n" "$hash" >x/README.es.md
	mc 0 lint x
	out_is "1 file: 0 errors, 0 warnings"
	echo "New line" >>x/README.md
	mc 0 lint x
	out_has "x/README.es.md: warning: the translation is older than its source"
	echo "# Suma" >x/README.es.md
	mc 0 lint x
	out_has "does not say of which text it is one"
'
it "checks a whole curriculum" "$LAY"'
	mkdir -p c/modules/m c/modules/gone
	lay c/modules/m/x
	lay c/modules/m/y
	sed -i "s/\"y\"/\"x\"/" c/modules/m/y/exercise.json
	cat >c/curriculum.json <<-JSON
	{"schema": "migracode/curriculum/v1", "id": "c", "version": "1.0.0", "title": {"en": "C", "es": "C"},
	 "languages": ["en", "es"], "modules": ["m", "n"], "hours": 1, "licence": "CC-BY-4.0"}
	JSON
	cat >c/modules/m/module.json <<-JSON
	{"schema": "migracode/module/v1", "id": "m", "title": {"en": "M", "es": "M"}, "kind": "content", "hour": 1, "hours": 1}
	JSON
	mc 3 lint c
	out_has "c/curriculum.json:2:46: error: /modules/1: there is no '"'modules/n/module.json'"'"
	out_has "c/modules/m/module.json:1:98: error: /hour: unknown key '"'hour'"'"
	[ "$(grep -c "unknown key .hour" "$OUT")" -eq 1 ]
	out_has "error: /id: '"'c/modules/m/x/exercise.json'"' has the id '"'x'"', too"
	out_has "the text in '"'es'"' is missing"
	out_has "c/modules/m/x/README.es.md: warning: this translation is missing"
	out_has "c/modules/m/x/exercise.json:7:41: warning: /tests/0/hint: the text in '"'es'"' is missing"
	out_has "4 files: 3 errors"
'
it "finds no fault with the bundled curricula" '
	[ -d "$TOP/curricula" ] || skip "no curricula here"
	for c in "$TOP"/curricula/*/curriculum.json; do
		mc 0 lint "$c" "$(dirname "$c")"
		out_has " 0 errors, 0 warnings"
	done
'
it "looks at the rules of graduation beside a curriculum" '
	mkdir -p c/modules/m/sum
	echo "{\"schema\": \"migracode/curriculum/v1\", \"id\": \"c\", \"version\": \"1.0.0\", \"title\": \"C\", \"languages\": [\"en\"], \"modules\": [\"m\"], \"hours\": 1, \"licence\": \"MIT\"}" >c/curriculum.json
	echo "{\"schema\": \"migracode/module/v1\", \"id\": \"m\", \"title\": \"M\", \"kind\": \"content\", \"hours\": 1}" >c/modules/m/module.json
	echo "{\"schema\": \"migracode/exercise/v1\"}" >c/modules/m/sum/exercise.json
	cat >c/rules.json <<-END
	{"schema": "migracode/rules/v1", "id": "r", "version": "1.0.0", "curriculum": "d", "title": "R", "rules": [
	 {"id": "a", "kind": "exercises", "title": "A", "exercises": ["sum", "summ"]},
	 {"id": "b", "kind": "points", "title": "B", "module": "n", "percent": 50},
	 {"id": "c", "kind": "exercises", "title": "C", "modules": ["m", "n"]}]}
	END
	mc 3 lint c
	out_has "c/rules.json:1:79: error: /curriculum: the curriculum in this folder is '"'c'"'"
	out_has "c/rules.json:2:70: error: /rules/0/exercises/1: the curriculum has no exercise '"'summ'"'"
	out_has "/rules/1/module: the curriculum has no module '"'n'"'"
	out_has "/rules/2/modules/1: the curriculum has no module '"'n'"'"
	out_has "4 files: "
	sed -i "s/\"percent\"/\"precent\"/" c/rules.json
	mc 3 lint c/curriculum.json
	out_has "/rules/1/precent: unknown key '"'precent'"'"
	out_has "did you mean '"'percent'"'?"
'
it "says when there is nothing to check" '
	mc 3 lint
	err_has "holds no curriculum, module or exercise"
	mc 3 lint nowhere
	err_has "cannot open '"'nowhere'"'"
	echo x >text
	mc 3 lint text
	err_has "is no file of a course"
'
it "prints names and texts without control characters" "$LAY"'
	lay x
	sed -i "s/\"title\": \"Sum\"/\"a\\\\u001b[31m\": 1, \"title\": \"Sum\"/" x/exercise.json
	mc 3 lint x
	out_has "unknown key '"'a?[31m'"'"
'
it "looks below a folder that holds courses, and for the formats of others" "$LAY"'
	mkdir -p courses/one/modules/first courses/two/deep courses/loose/classroom/.github/classroom
	lay courses/one/modules/first/sum
	lay courses/two/deep/sum
	mv courses/two/deep/sum courses/two/deep/product
	echo "{\"tests\": [{\"name\": \"a\", \"run\": \"true\", \"timeout\": 90}]}" >courses/loose/classroom/.github/classroom/autograding.json
	mc 0 lint courses
	out_has "two/deep/product/exercise.json:3:9: warning: /id"
	out_has "/tests/0/timeout"
	out_has "3 files: 0 errors"
	mkdir nothing
	mc 3 lint nothing
	err_has "holds no curriculum, module or exercise"
'
it "refuses hidden suites with private files where later tests find what earlier ones wrote" "$LAY"'
	lay kept
	mkdir kept/private
	echo 1 >kept/private/t.sh
	sed -i "s|\"tests\": \[|\"keep_files\": true, \"tests\": [{\"id\": \"h\", \"kind\": \"suite\", \"format\": \"exit\", \"run\": \"true\", \"hidden\": true, \"hint\": \"?\"},|" kept/exercise.json
	mc 3 lint kept
	out_has "/keep_files: the hidden test '"'h'"' needs"
	sed -i "s/\"keep_files\": true, //" kept/exercise.json
	mc 0 lint kept
'
it "takes a file for submit that a test forbids, though no solution has it" "$LAY"'
	lay tidy
	sed -i "s/\"sum.py\"\]/\"sum.py\", \"**\/*.bak\"]/; s/\"tests\": \[/&{\"id\": \"two\", \"kind\": \"files\", \"hint\": \"h\", \"absent\": [\"**\/*.bak\"]},/" tidy/exercise.json
	mc 0 lint tidy
	out_is "1 file: 0 errors, 0 warnings"
	sed -i "s/\"submit\".*/\"submit\": [\"sum.py\"],/" tidy/exercise.json
	mc 0 lint tidy
	out_has "/tests/0/absent/0: '\''**/*.bak'\'' can match no file that students hand in"
'
it "warns of a glob among several that no solution shows to be right" "$LAY"'
	lay many
	sed -i "s/\"submit\".*/\"submit\": [\"*.py\", \"*.ssh\", \"*.h\"],/" many/exercise.json
	mc 0 lint many
	out_has "warning: /submit/1: no file in '\''solution/'\'' matches '\''*.ssh'\'', nor one"
	out_has "1 file: 0 errors, 1 warning"
	sed -i "s/\.ssh/.sh/" many/exercise.json
	mc 0 lint many
	out_has "matches '\''*.sh'\'', nor one"
	# a folder without an outcome is laid over the reference: it shows nothing
	mkdir -p many/wrong/shell; echo "echo 1" >many/wrong/shell/sum.sh
	WRONG=$(node -e "const s = JSON.parse(require(\"fs\").readFileSync(\"many/exercise.json\"));
		s.wrong = {...s.wrong, shell: {fails: [s.tests[0].id]}}; console.log(JSON.stringify(s))")
	echo "$WRONG" >many/exercise.json
	mc 0 lint many
	out_has "matches '\''*.sh'\'', nor one"
	sed -i "s/{\"fails\":\[[^]]*\]}}/{\"outcome\":\"accepted\"}}/" many/exercise.json
	mc 0 lint many
	out_is "1 file: 0 errors, 0 warnings"
	# and so is an ending that the build names
	sed -i "s/\*\.sh/*.cc/; s/\"tests\":/\"build\":{\"run\":\"set -- *.c; echo *.py\"},&/" many/exercise.json
	mc 0 lint many
	out_has "matches '\''*.cc'\'', nor one"
	sed -i "s/set -- \*\.c;/set -- *.cc;/" many/exercise.json
	mc 0 lint many
	out_is "1 file: 0 errors, 0 warnings"
'
it "warns of patterns that a comment satisfies" "$LAY"'
	lay words
	sed -i "s/\"tests\": \[/&{\"id\": \"two\", \"kind\": \"source\", \"hint\": \"h\", \"present\": [\"for\"]},/" words/exercise.json
	mc 0 lint words
	out_has "a comment can satisfy the patterns of the test '\''two'\''"
	sed -i "s/\"present\": \[/\"skip\": [\"comments\"], &/" words/exercise.json
	mc 0 lint words
	out_is "1 file: 0 errors, 0 warnings"
'
finish
