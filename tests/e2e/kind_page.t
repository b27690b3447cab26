#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

# page CHECKS [REST]: an exercise with one test of these checks; put NAME: reads a page from standard input.
PAGE='
	page() {
		printf "{\"schema\": \"migracode/exercise/v1\", \"id\": \"site\", \"title\": \"Site\", \"submit\": [\"**/*.html\"], \"tests\": [
			{\"id\": \"page\", \"kind\": \"page\", \"checks\": [%s]%s}]}" "$1" "${2:-}" >exercise.json
	}
	put() {
		{ printf "<!DOCTYPE html>\n<html lang=\"es\">\n<head><title>T</title></head>\n<body>\n"; cat; printf "</body>\n</html>\n"; } >"${1:-index.html}"
	}
	reason_is() { out_json "d.tests[0].reason.code === \"$1\" && ($2)"; }
'

it "passes a page that has what is asked for" "$PAGE"'
	page "{\"select\": \"main > h1\", \"text\": \"hello\"}, {\"rule\": \"valid-structure\"}, {\"rule\": \"heading-order\"},
		{\"select\": \"li\", \"count\": 2, \"text\": \"x\"}, {\"order\": [\"main\", \"footer\"]},
		{\"select\": \"font\", \"present\": false}"
	put <<<"<main><h1> Hello </h1><ul><li>x<li>x<li>y</ul></main><footer></footer>"
	mc 0 check .
	mc 0 check --json .
	out_json "d.tests[0].cases.passed === 6 && d.tests[0].cases.list[0].name === \"main > h1\""
'
it "divides the points, and lists all that is wrong with its place" "$PAGE"'
	page "{\"select\": \"h1\", \"points\": 3}, {\"rule\": \"images-have-alt\"}, {\"rule\": \"links-have-text\"}" ", \"points\": 10"
	put <<<"<h1>x</h1>
<img src=\"a.png\"><a href=\"b\"></a>"
	mc 1 check .
	out_has "'\''<img src=\"a.png\">'\'' has no attribute alt, for those who cannot see the image"
	out_has "(index.html, line 6)"
	out_has "also wrong:"
	out_has "the link '\''<a href=\"b\">'\'' has no text (index.html, line 6)"
	mc 1 check --json .
	out_json "d.tests[0].verdict === \"partial\" && d.points === 6"
	reason_is page-rule "d.tests[0].reason.params.subject === \"no-alt\" && d.tests[0].reason.params.line === 6 && d.tests[0].reason.params.file === \"index.html\""
'
it "says how many there are and how many are needed" "$PAGE"'
	put <<<"<p>a</p><p>b</p>"
	page "{\"select\": \"p\", \"count\": {\"min\": 3}}"
	mc 1 check .
	out_has "the page has 2 elements that match '\''p'\''; at least 3 are needed (index.html)"
	page "{\"select\": \"p\", \"count\": 1}"
	mc 1 check .
	out_has "the page has 2 elements that match '\''p'\''; at most 1 are allowed (index.html,"
	page "{\"select\": \"main\", \"why\": {\"en\": \"wrap the content in <main>\"}}"
	mc 1 check .
	out_has "wrap the content in <main> (index.html)"
'
it "compares texts and attributes, and shows what differs" "$PAGE"'
	put <<<"<p class=intro>Open on Monday</p><p>x</p>"
	page "{\"select\": \"p.intro\", \"text\": \"Open on Tuesday\"}"
	mc 1 check .
	out_has "the text of '\''p.intro'\'' is not what was expected (index.html, line 5)"
	out_has "Open on Tuesday"
	out_has "Open on Monday"
	mc 1 check --json .
	reason_is element-text "d.tests[0].actual === \"Open on Monday\""
	page "{\"select\": \"p\", \"each\": true, \"attribute\": {\"name\": \"class\"}}"
	mc 1 check .
	out_has "'\''p'\'' has no attribute '\''class'\'' (index.html, line 5)"
	page "{\"select\": \"p\", \"attribute\": {\"name\": \"class\", \"value\": \"INTRO\"}}"
	mc 0 check .
	page "{\"select\": \"p\", \"attribute\": {\"name\": \"class\", \"value\": \"INTRO\", \"compare\": \"exact\"}}"
	mc 1 check --json .
	reason_is element-attribute "d.tests[0].expected === \"INTRO\" && d.tests[0].actual === \"intro\""
'
it "looks at the order of elements" "$PAGE"'
	put <<<"<footer></footer><main></main>"
	page "{\"order\": [\"main\", \"footer\"]}"
	mc 1 check .
	out_has "the first '\''footer'\'' must come after the first '\''main'\'' (index.html, line 5)"
'
it "checks every page, and names the one that fails" "$PAGE"'
	page "{\"rule\": \"unique-ids\"}" ", \"files\": [\"**/*.html\"]"
	mkdir more
	put <<<"<p id=a>"
	put more/b.html <<<"<p id=a>
<p id=a>"
	mc 1 check .
	out_has "the id '\''a'\'' is used twice, before that in line 5 (more/b.html, line 6)"
'
it "each rule finds its fault and nothing else" "$PAGE"'
	put good.html <<<"<h1>A</h1><h2>B</h2><label for=n>N</label><input id=n><label>M<select></select></label><textarea aria-label=x></textarea>
		<input type=hidden><input type=submit><img src=a alt=\"\"><a href=b>c</a><a id=anchor></a>"
	put bad.html <<<"<h2>A</h2><input id=n><img src=a><a href=b><b></b></a><p id=n><div>"
	sed -i "s/ lang=\"es\"//; s/>T</></" bad.html
	for rule in valid-structure title page-language heading-order unique-ids labelled-inputs images-have-alt links-have-text; do
		page "{\"rule\": \"$rule\"}" ", \"files\": [\"good.html\"]"
		mc 0 check .
		page "{\"rule\": \"$rule\"}" ", \"files\": [\"bad.html\"]"
		mc 1 check --json .
		out_json "d.tests[0].reason.code === \"page-rule\"" >>seen
	done
'
it "a page that is not there, too deep or made to keep us busy costs one test" "$PAGE"'
	page "{\"rule\": \"title\"}"
	put other.html <<<""
	mc 1 check --json .
	reason_is missing-file true
	node -e "process.stdout.write(\"<div>\".repeat(100000))" >index.html
	mc 1 check --json .
	reason_is too-large "d.verdict === \"error\""
	node -e "process.stdout.write(\"<!DOCTYPE html><title>x</title>\" + \"<a><b><p>\".repeat(20000))" >index.html
	mc 1 check --json .
	out_json "d.verdict === \"error\""
'
it "nothing of a page steers the terminal" "$PAGE"'
	page "{\"rule\": \"images-have-alt\"}"
	printf "<img src=\"\033[2Ja\">" | put
	mc 1 check .
	fails grep -q "$(printf "\033")" "$OUT"
'
it "hidden tests tell no expected text" "$PAGE"'
	page "{\"select\": \"p\", \"text\": \"secret words\"}" ", \"hidden\": true"
	put <<<"<p>guess</p>"
	mc 1 check --json .
	out_lacks "secret words"
	mc 1 check .
	out_lacks "secret words"
'
it "lint refuses a selector that cannot be, with place and remedy" "$PAGE"'
	page "{\"select\": \"a:hover\"}"
	mc 3 lint .
	out_has "/tests/0/checks/0/select: selector '\''a:hover'\'', character 2: this pseudo-class is not known"
'
it "lint warns of pages and files that nobody can hand in" "$PAGE"'
	page "{\"rule\": \"title\"}" ", \"files\": [\"site/**/*.htm\"]"
	mc 0 lint .
	out_has "/tests/0/files/0: '\''site/**/*.htm'\'' can match no file that students hand in"
	sed -i "s/\"kind\": .*/\"kind\": \"files\", \"absent\": [\"node_modules\/**\/*.js\", \"**\/*.html\"]}]}/" exercise.json
	mc 0 lint .
	out_has "/tests/0/absent/0: '\''node_modules/**/*.js'\'' can match no file"
	out_lacks "/tests/0/absent/1"
'
finish
