#!/usr/bin/env bash
# lib/linked against what was published, and against programs that read the same standards: jsonld and rdf-canonize,
# json-canonicalize, and PyLD.  The documents are random, but the same in every run.
. "$(dirname "$0")/harness.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
FORMS='
	[ -x "$TOP/build/linked" ] || skip "no program that writes forms: make build/linked"
	[ -d "$TOP/build/node_modules/jsonld" ] || skip "jsonld is not installed: make build/node_modules"
	export NODE_PATH="$TOP/build/node_modules"
	forms() { /usr/bin/python3 "$TOP/tests/e2e/linked_forms.py" "$@"; }
	node "$TOP/tests/e2e/linked_forms.js" contexts >contexts.json
	ours() { forms documents contexts.json "$@" >documents.json; "$TOP/build/linked" <documents.json >ours.json; }
	by_node() { node "$TOP/tests/e2e/linked_forms.js" <documents.json >theirs.json; forms compare ours ours.json jsonld theirs.json; }
'

it "knows the terms of the contexts as they were published" "$FORMS"'
	"$TOP/build/linked" terms >terms.json
	[ "$(forms terms contexts.json terms.json)" -eq 250 ]
	sed "s/CountryCode/Country/" terms.json >wrong.json
	fails forms terms contexts.json wrong.json
'
for kind in plain twins json astral high control; do
	it "writes the statements and the JCS of random documents as jsonld does: $kind" "$FORMS"'
		ours 1 120 '$kind'
		by_node >counts
		node -e "process.exit(JSON.parse(require(\"fs\").readFileSync(\"counts\")).same < 110 ? 1 : 0)"
	'
done
it "writes the statements of random documents as PyLD does" "$FORMS"'
	/usr/bin/python3 -c "import pyld" || skip "PyLD is not installed: python3-pyld"
	ours 2 120 pyld
	forms forms contexts.json <documents.json >theirs.json
	[ "$(forms compare ours ours.json pyld theirs.json)" = "{\"same\": 120, \"refused\": 0}" ]
'
it "would see a difference" "$FORMS"'
	ours 1 5 plain
	node "$TOP/tests/e2e/linked_forms.js" <documents.json | sed "s/_:c14n0 /_:c14n1 /" >theirs.json
	fails forms compare ours ours.json jsonld theirs.json
'
finish
