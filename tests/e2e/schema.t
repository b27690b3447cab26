#!/usr/bin/env bash
# The published schemas and the program must accept and refuse the same files; tests/unit/spec_corpus_test.c has the
# program's half.  What no schema can say (an unknown need, a circle, a key twice) lies in bad-meaning/.
. "$(dirname "$0")/harness.sh"

READ='
	[ -d "$TOP/build/node_modules/ajv" ] || skip "ajv is not installed: make build/node_modules"
	read_all() { NODE_PATH="$TOP/build/node_modules" node "$TOP/tests/e2e/schema.js" "$@"; }
	corpus=$TOP/tests/corpus/spec
'

it "accept what is good" "$READ"'
	read_all "$corpus"/good/*.json >seen
	[ "$(grep -c " accepted$" seen)" -ge 10 ]
	fails grep " refused$" seen
'
it "refuse what is bad" "$READ"'
	read_all "$corpus"/bad/*.json >seen
	[ "$(grep -c " refused$" seen)" -ge 180 ]
	fails grep " accepted$" seen
'
it "cannot tell what only the program knows" "$READ"'
	read_all "$corpus"/bad-meaning/*.json >seen
	fails grep " refused$" seen
'
it "accept every file of the bundled curricula" "$READ"'
	[ -d "$TOP/curricula" ] || skip "no curricula here"
	find "$TOP/curricula" -name "exercise.json" -o -name "module.json" -o -name "curriculum.json" >files
	[ -s files ]
	mapfile -t files <files
	read_all "${files[@]}" >seen
	fails grep " refused$" seen
'
it "accept the rules that are shipped" "$READ"'
	[ -d "$TOP/curricula/rules" ] || skip "no curricula here"
	for file in "$TOP"/curricula/rules/*.json; do cp "$file" "rules-${file##*/}"; done
	read_all rules-*.json >seen
	[ -s seen ]
	fails grep " refused$" seen
'
it "accept the tables of frameworks that are shipped" "$READ"'
	for file in "$TOP"/templates/frameworks/*.json; do cp "$file" "framework-${file##*/}"; done
	read_all framework-*.json >seen
	[ -s seen ]
	fails grep " refused$" seen
'
it "accept and refuse the lists of issuers that the program does" "$READ"'
	for file in "$TOP"/tests/corpus/fuzz-issuers/good-*.json; do cp "$file" "issuers-${file##*/}"; done
	read_all issuers-good-*.json >seen
	[ "$(grep -c " accepted$" seen)" -ge 2 ]
	fails grep " refused$" seen
	for file in "$TOP"/tests/corpus/fuzz-issuers/bad-*.json; do cp "$file" "issuers-${file##*/}"; done
	read_all issuers-bad-*.json >seen
	[ "$(grep -c " refused$" seen)" -ge 8 ]
	fails grep " accepted$" seen
'
it "are themselves well-formed, by the name that files give" "$READ"'
	for kind in exercise module curriculum rules school late-policy rubric framework issuers; do
		NODE_PATH="$TOP/build/node_modules" node -e "
			const Ajv = require(\"ajv/dist/2020\"), ajv = new Ajv({strict: false});
			const schema = JSON.parse(require(\"fs\").readFileSync(process.argv[1], \"utf8\"));
			if (!ajv.validateSchema(schema) || schema.properties.schema.const !== process.argv[2]) process.exit(1);
		" "$TOP/man/$kind.schema.json" "migracode/$kind/v1"
	done
'
finish
