#!/usr/bin/env bash
# Certificates that the program issued, verified by programs that are not ours: PyLD with python3-cryptography,
# @digitalbazaar/vc with the one suite and the other, and the verifier of the Digital Credentials Consortium.  Nothing is
# fetched; the contexts are those of npm packages.
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"
. "$(dirname "$0")/graduates.sh"

# shellcheck disable=SC2016,SC2154 # expanded by the tests' own shells
ISSUED=$SCHOOL$GRADUATES'
	for package in vc data-integrity eddsa-rdfc-2022-cryptosuite eddsa-jcs-2022-cryptosuite; do
		[ -d "$TOP/build/node_modules/@digitalbazaar/$package" ] || skip "$package is not installed: make build/node_modules"
	done
	[ -d "$TOP/build/node_modules/@digitalcredentials/verifier-core" ] || skip "verifier-core is not installed: make build/node_modules"
	/usr/bin/python3 -c "import cryptography, pyld" || skip "python3-pyld or python3-cryptography is not installed"
	export NODE_PATH="$TOP/build/node_modules"
	node "$TOP/tests/e2e/linked_forms.js" contexts >contexts.json
	settings "{issuer: {name: \"Σχολείο مدرسة \\u{1f393} & \\\"Harbour\\\" \\\\\\\\ School\", city: \"Αθήνα\", country: \"GR\"}, show: {points: true}}"
	ms 0 cert issue --cohort c1 --out out --format json
	# by WHO FILE…: what each verifier says of files, a word in a line
	by() {
		local who=$1
		shift
		if [ "$who" = python ]; then
			/usr/bin/python3 "$TOP/tests/e2e/cert_foreign.py" contexts.json "$@"
		else
			node "$TOP/tests/e2e/cert_foreign.js" "$who" "$@" 2>err || { cat err; exit 1; }
		fi | cut -d " " -f 1
	}
	# tampered EXPRESSION: the certificate of L1 with a change, over c
	one="out/$(id_of L1).json"
	tampered() { node -e "const c = JSON.parse(require(\"fs\").readFileSync(process.argv[1])), s = c.credentialSubject, a = s.achievement; eval(process.argv[2]); process.stdout.write(JSON.stringify(c))" "$one" "$1"; }
	all="python rdfc jcs dcc"
'

it "are accepted by all of them" "$ISSUED"'
	for who in $all; do
		[ "$(by "$who" out/*.json | sort | uniq -c | tr -s " ")" = " 2 verified" ] || complain "not by $who"
	done
	mc 6 cert verify "$one"
'
it "are refused by all of them once somebody changed what they say" "$ISSUED"'
	tampered "s.result[0].value = \"99\"" >value.json
	tampered "c.validFrom = \"2025-05-12T00:00:00Z\"" >date.json
	tampered "a.name += \"\u200b\"" >name.json
	tampered "s.identifier[0].identityHash = s.identifier[0].identityHash.replace(/.\$/, (x) => x === \"0\" ? \"1\" : \"0\")" >person.json
	tampered "c.proof.forEach((p) => p.created = \"2026-05-13T00:00:00Z\")" >signed.json
	tampered "delete s.result" >less.json
	tampered "a.tag = [\"more\"]" >more.json
	set -- value.json date.json name.json person.json signed.json less.json more.json
	for who in $all; do
		[ "$(by "$who" "$@" | sort | uniq -c | tr -s " ")" = " 7 refused" ] || complain "not by $who: $(by "$who" "$@")"
	done
	for file; do mc 1 cert verify "$file"; done
'
it "are refused by ours when only the order of an array is another" "$ISSUED"'
	tampered "s.result.reverse(); a.resultDescription.reverse()" >order.json
	fails cmp -s "$one" order.json
	[ "$(by python order.json) $(by rdfc order.json) $(by jcs order.json)" = "verified verified refused" ]
	mc 1 cert verify order.json --json
	out_json "d.reason === \"changed\""
'
it "need every proof that ours finds in them" "$ISSUED"'
	tampered "c.proof[1].proofValue = c.proof[0].proofValue" >second.json
	tampered "c.proof[0].proofValue = c.proof[1].proofValue" >first.json
	tampered "c.proof[1].cryptosuite = \"eddsa-jcs-2023\"" >unknown.json
	[ "$(by rdfc second.json) $(by jcs first.json)" = "verified verified" ]
	for file in second.json first.json unknown.json; do mc 1 cert verify "$file"; done
	# Each proof holds by itself: the other may be taken away.
	tampered "c.proof = [c.proof[0]]" >rdfc.json
	tampered "c.proof = [c.proof[1]]" >jcs.json
	[ "$(by rdfc rdfc.json) $(by dcc rdfc.json) $(by jcs jcs.json)" = "verified verified verified" ]
	mc 6 cert verify rdfc.json
	mc 6 cert verify jcs.json
'
finish
