#!/usr/bin/env bash
# The verification page as a school makes it: its own lists and those of others, made again, and in a browser.
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"
. "$(dirname "$0")/graduates.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	mkdir samples
	node "$TOP/tests/e2e/verify_samples.js" samples
	mc 0 init school school
	mkdir -p school/certificates
	cp -r samples/certificates/* school/certificates
	published() { node -e "
		globalThis.Migracode = { publish: (d) => console.log(JSON.stringify({ ...d, issuers: d.issuers.map(JSON.parse), statusLists: d.statusLists.map(JSON.parse) })) };
		require(require(\"path\").resolve(process.argv[1]));" "$1/data/issuers.js" >"$HOME/.out"; }
'

it "the page has the issuers and the status lists of the school" "$LAY"'
	mc 0 --school school cert export page page
	out_has "made the verification page in '"'page'"' with 2 issuers"
	out_has "its status lists count until 2099-01-01: make the page again before"
	out_has "next: publish the folder, and write its address into school.json"
	published page
	out_json "d.issuers[0].issuers.length === 2 && d.statusLists.length === 2 && /^20..-..-..$/.test(d.madeOn)"
	out_json "d.issuers[0].issuers[1].successor === d.issuers[0].issuers[0].id"
	for file in index.html style.css script/verify.js words/ar.js; do cmp "page/$file" "$TOP/templates/verify/$file"; done
'
it "the page answers in a browser" "$LAY"'
	browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "chromium is not installed"
	mc 0 --school school cert export page page
	for check in answers qr; do node "$TOP/tests/e2e/verify_page.js" "$check" "$browser" "$HOME" page/index.html samples; done
'
it "what the school issued is genuine there, until it is taken back" "$SCHOOL$GRADUATES"'
	browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "chromium is not installed"
	page() {
		ms 0 cert status || [ $? -eq 5 ]
		ms 0 cert export page page
		node "$TOP/tests/e2e/verify_page.js" told "$browser" "$HOME" page/index.html out "$@" >told || { cat told; exit 1; }
	}
	# The command gives the same reason; what is signed it knows, too.
	same() { mc "$3" cert verify "out/$1" --issuers s/certificates/issuers.json --status s/certificates/status/1.json --status s/certificates/status/1-suspension.json --json; out_json "(d.reason || null) === ($2)"; }
	ms 0 cert issue --cohort c1 --out out --date 2026-05-12 --format json,pdf,png,svg
	one=$(id_of L1) two=$(id_of L2)
	ms 0 cert status
	page "$one.json" trusted "$one.pdf" trusted "$one.png" trusted "$one.svg" trusted "$two.pdf" trusted
	file_has told "Course | Harbour School | 10 May 2026 |"
	file_has told "$one"
	same "$one.pdf" null 0
	if command -v zbarimg >/dev/null; then
		zbarimg -q --raw "out/$one.png" >out/qr.txt
		page qr.txt "qr qr-signed"
	fi
	ms 0 cert revoke "$one" --reason sample
	ms 0 cert suspend "$two" --reason sample
	page "$one.pdf" "invalid revoked" "$two.pdf" "invalid suspended"
	same "$one.pdf" "\"revoked\"" 1
	same "$two.pdf" "\"suspended\"" 1
	[ ! -e out/qr.txt ] || page qr.txt "invalid revoked"
	sed -i "s/Harbour/Harbor/" "out/$one.json"
	page "$one.json" "invalid changed"
	same "$one.json" "\"changed\"" 1
'
it "a page is brought up to date" "$LAY"'
	mc 0 --school school cert export page page
	rm school/certificates/status/1-suspension.json page/style.css
	mc 0 --school school cert export page page
	published page
	out_json "d.statusLists.length === 1"
	cmp page/style.css "$TOP/templates/verify/style.css"
	[ -z "$(find page -name "*.tmp*" -o -name ".*" -type f)" ]
'
it "a network of schools has one page for all" "$LAY"'
	cat >network.json <<-END
		{"schema": "migracode/issuers/v1", "issuers": [{"id": "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", "name": "Sample Network"}]}
	END
	mc 0 --school school cert export page --issuers network.json --status samples/second-list.json page
	out_has "with 3 issuers"
	published page
	out_json "d.issuers[0].issuers[2].name === \"Sample Network\" && d.statusLists.length === 3"
'
it "--json: path, counts, address, and until when the lists count" "$LAY"'
	node -e "
		const fs = require(\"fs\"), school = JSON.parse(fs.readFileSync(\"school/school.json\"));
		school.certificates = { verify_url: \"https://school.example/verify\" };
		fs.writeFileSync(\"school/school.json\", JSON.stringify(school));"
	mc 0 --school school --json cert export page page
	out_json "d.schema === \"migracode/verification-page/v1\" && d.path === \"page\" && d.issuers === 2 && d.status_lists === 2"
	out_json "d.url === \"https://school.example/verify\" && d.valid_until === \"2099-01-01T00:00:00Z\" && d.files > 15"
	mc 0 --school school cert export page page
	out_has "next: publish the folder at https://school.example/verify"
'
it "a list that has ended is told" "$LAY"'
	sed -i s/2099-01-01T/2026-05-02T/ school/certificates/status/1.json
	mc 0 --school school cert export page page
	err_has "a status list has ended on 2026-05-02"
'
it "what is no list is refused, and nothing is made" "$LAY"'
	cp school/school.json other.json
	mc 3 --school school cert export page --status samples/genuine.json page
	err_has "'"'samples/genuine.json'"' is no status list"
	mc 3 --school school cert export page --issuers samples/genuine.json page
	err_has "samples/genuine.json:1:"
	mc 3 --school school cert export page --issuers school/certificates/issuers.json page
	echo "{" >school/certificates/status/2.json
	mc 3 --school school cert export page page
	err_has "status/2.json:"
	[ ! -e page ]
'
it "a folder with something else in it is left alone" "$LAY"'
	mkdir page && echo mine >page/index.html
	mc 3 --school school cert export page page
	err_has "something else is in the folder '"'page'"'"
	[ "$(cat page/index.html)" = mine ]
'
it "a school without a key is told how to make one" '
	mc 0 init school school
	mc 3 --school school cert export page page
	err_has "the school has no key for certificates yet"
	err_has "migracode cert keygen"
'

finish
