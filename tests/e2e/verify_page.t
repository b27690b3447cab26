#!/usr/bin/env bash
# The page that verifies certificates, in a browser and from a disk: answers, words, barriers, and that it asks nobody.
. "$(dirname "$0")/harness.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "chromium is not installed"
	look() { NODE_PATH="$TOP/build/node_modules" node "$TOP/tests/e2e/verify_page.js" "$1" "$browser" "$HOME" page/index.html samples; }
	mkdir samples
	cp -r "$TOP/templates/verify" page
	node "$TOP/tests/e2e/verify_samples.js" samples
	mv samples/issuers.js page/data/issuers.js
'

it "genuine, altered, revoked, suspended, expired, foreign and broken files get their answers" "$LAY look answers"
it "no byte can be changed without being noticed" '
	cp -r "$TOP/templates/verify" page && mkdir samples
	node "$TOP/tests/e2e/verify_samples.js" samples
	mv samples/issuers.js page/data/issuers.js
	[ "$(node "$TOP/tests/e2e/verify_flips.js" page samples/genuine.json)" -ge 15000 ]
'
it "a status list that comes along decides when the issuer signed it" "$LAY look lists"
it "a file can be dropped" "$LAY look drop"
it "the link of a QR code says whose it is, and the file that follows must be its own" "$LAY look qr"
it "a text can be pasted" "$LAY look paste"
it "a hidden name is compared on the page" "$LAY look identity"
it "a browser without cryptography says so and what to use instead" "$LAY look lacks"
it "every language answers, in its own direction" "$LAY look languages"
it "the keyboard is enough" "$LAY look keyboard"
it "nothing is asked for, remembered or run" "$LAY look quiet"
it "axe-core finds no barrier: six languages, light, dark, narrow" "$LAY"'
	[ -d "$TOP/build/node_modules/axe-core" ] || skip "axe-core is not installed: make build/node_modules"
	look barriers
'
it "the answer prints on two pages at most" "$LAY"'
	command -v pdftotext >/dev/null || skip "poppler-utils is not installed"
	look paper
	pdftotext page.pdf text
	for word in "Valid and trusted" "Sample Learner" "0f7c1a2b" "It was not taken back"; do file_has text "$word"; done
	[ "$(pdfinfo page.pdf | sed -n "s/^Pages: *//p")" -le 2 ]
'
it "the page is sound HTML, and its policy lets nothing in from elsewhere" '
	policy=$(sed -n "s/.*Content-Security-Policy\" content=\"\([^\"]*\)\".*/\1/p" "$TOP/templates/verify/index.html")
	[ "$policy" = "default-src '"'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'none'; base-uri 'none'; form-action 'none'"'" ]
	[ -d "$TOP/build/node_modules/html-validate" ] || skip "html-validate is not installed: make build/node_modules"
	NODE_PATH="$TOP/build/node_modules" node "$TOP/tests/e2e/read_report.js" html page "$TOP/templates/verify/index.html"
'
it "the words of the page are the same in every language, as far as a program can tell" '
	node "$TOP/tests/e2e/words.js" page "$TOP/templates/verify/words"
	for lang in en es el fr ar uk; do [ -e "$TOP/templates/verify/words/$lang.js" ]; done
'

finish
