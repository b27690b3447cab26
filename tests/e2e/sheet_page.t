#!/usr/bin/env bash
# Reports as pages, in a browser: barriers for people with disabilities, narrow windows, the keyboard, paper, and texts that mean harm.
. "$(dirname "$0")/harness.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	[ -x "$TOP/build/sheet_page" ] || skip "no program that makes pages: make build/sheet_page"
	needs() { for package; do [ -d "$TOP/build/node_modules/$package" ] || skip "$package is not installed: make build/node_modules"; done; }
	look() {
		browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "chromium is not installed"
		NODE_PATH="$TOP/build/node_modules" node "$TOP/tests/e2e/sheet_page.js" "$1" "$browser" "$HOME" "${@:2}"
	}
	for lang in en es ar hostile; do "$TOP/build/sheet_page" "$lang" >"$lang.html"; done
'

it "pages are sound HTML, without script and without anything from elsewhere" "$LAY"'
	needs html-validate
	NODE_PATH="$TOP/build/node_modules" node "$TOP/tests/e2e/read_report.js" html *.html
'
it "axe-core finds no barrier: light, dark, narrow, from right to left" "$LAY"'
	needs axe-core
	look barriers en.html es.html ar.html hostile.html
'
it "every colour can be told from what it stands on, on paper too" "$LAY"'
	look colours en.html
'
it "nothing leaves a window of 320 pixels, and no letters of a chart stand on others" "$LAY"'
	look widths en.html es.html ar.html
'
it "the keyboard reaches tables and folded data" "$LAY"'
	look keyboard en.html ar.html
'
it "texts that mean harm run nothing and ask for nothing" "$LAY"'
	look quiet en.html ar.html hostile.html
'
it "every printed page has the stamps" "$LAY"'
	command -v pdftotext >/dev/null || skip "poppler-utils is not installed"
	look paper en.html
	pages=$(pdfinfo en.pdf | sed -n "s/^Pages: *//p")
	[ "$pages" -ge 2 ] && [ "$pages" -le 8 ]
	for page in $(seq "$pages"); do
		pdftotext -f "$page" -l "$page" en.pdf - >text
		grep -q PROVISIONAL text && grep -q INTERNAL text
		[ "$(wc -w <text)" -ge 20 ]
	done
	pdfinfo en.pdf | grep -q "A4"
'
it "csv: every block is a table, and nothing is a formula" "$LAY"'
	for lang in en es ar hostile; do
		"$TOP/build/sheet_page" "$lang" csv >"$lang.csv"
		python3 "$TOP/tests/e2e/read_report.py" sheet "$lang.csv" >"$lang.blocks"
		[ "$(sed "s/.* \([0-9]* [0-9]*\)$/\1/" "$lang.blocks" | tr "\n" ,)" = "4 3,6 3,5 7,4 4,4 4,18 3,18 2," ]
	done
	grep -q "^stamp,PROVISIONAL" en.csv
	grep -q "^ath-2026a,18,11,13,13,72.2,4.9" en.csv
'
it "markdown: tables have their rows and cells, and texts do no harm" "$LAY"'
	needs markdown-it
	for lang in en es ar hostile; do
		"$TOP/build/sheet_page" "$lang" markdown >"$lang.md"
		NODE_PATH="$TOP/build/node_modules" node "$TOP/tests/e2e/read_report.js" markdown "$lang.md" >seen
		file_has seen "{\"rows\":61,\"cells\":175,"
	done
'

finish
