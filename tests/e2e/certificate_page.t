#!/usr/bin/env bash
# Certificates as pages: what other programs read of the PDF, in which fonts, with which code.
. "$(dirname "$0")/harness.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
PRINT='
	[ -x "$TOP/build/certificate_sample" ] || skip "no program that prints samples: make build/certificate_sample"
	export MIGRACODE_DATA=$TOP
	sample() { "$TOP/build/certificate_sample" "$@"; }
	needs() { for tool; do command -v "$tool" >/dev/null || skip "$tool is not installed"; done; }
	DESIGNS="classic modern quiet" LANGS="en es el fr ar uk fa"
'

it "every design is a sound PDF in every language, with all fonts inside" "$PRINT"'
	needs qpdf pdffonts
	for design in $DESIGNS; do for lang in $LANGS es+ar en+uk ar+fr; do
		sample $design $lang certificate >a.pdf
		qpdf --check a.pdf >check.txt 2>&1 || { cat check.txt; exit 1; }
		pdffonts a.pdf | awk "NR > 2 && (\$(NF - 4) != \"yes\" || \$(NF - 3) != \"yes\" || \$(NF - 2) != \"yes\") { print; bad = 1 } END { exit bad }"
		[ "$(pdffonts a.pdf | wc -l)" -gt 3 ]
	done; done
'
it "a certificate is small enough to be sent" "$PRINT"'
	for design in $DESIGNS; do for lang in $LANGS; do
		[ "$(sample $design $lang certificate | wc -c)" -le 125000 ] || { echo "$design $lang"; exit 1; }
	done; done
	[ "$(sample classic en certificate | wc -c)" -le 100000 ]
'
it "the code on the page is read from a picture of it" "$PRINT"'
	needs pdftoppm zbarimg
	for design in $DESIGNS; do for lang in en ar es+ar; do
		sample $design $lang certificate >a.pdf
		pdftoppm -r 150 -f 1 -l 1 -png a.pdf a
		zbarimg -q --raw a-*.png 2>/dev/null | grep -q "^https://school.example/verify#v1.00000000-1111-4222-8333-444444444444\\." || { echo "$design $lang"; exit 1; }
		rm a-*.png
		sample $design $lang png >b.png
		zbarimg -q --raw b.png 2>/dev/null | grep -q "^https://school.example/verify#v1"
	done; done
'
it "readers of the structure find title and name, whatever the script" "$PRINT"'
	needs pdfinfo
	for design in $DESIGNS; do
		sample $design en certificate >a.pdf
		pdfinfo -struct-text a.pdf >t.txt 2>/dev/null
		file_has t.txt "Certificate of completion"
		file_has t.txt "Sample Learner"
		file_has t.txt "H1"
		file_has t.txt "Figure"
		file_has t.txt "Table"
		for name in "سارة مثال الأمين" "ናይ ኣብነት ተማሃሪት" "Зразок Учениці Ґалаґан" "Δείγμα Μαθήτριας"; do
			sample $design en certificate name="$name" >a.pdf
			pdfinfo -struct-text a.pdf >t.txt 2>/dev/null
			tr -d "\n " <t.txt | grep -qF -e "$(tr -d " " <<<"$name")" || { echo "$design $name"; exit 1; }
		done
	done
'
it "the address of the verification is a link" "$PRINT"'
	sample modern en certificate >a.pdf
	grep -aq "/URI (https://school.example/verify#v1" a.pdf
'
it "prints the same bytes again, with no clock but that of the certificate" "$PRINT"'
	needs pdfinfo
	sample classic uk certificate >a.pdf
	sleep 1
	sample classic uk certificate count=3 >b.pdf
	cmp a.pdf b.pdf
	TZ=UTC pdfinfo a.pdf >t.txt
	file_has t.txt "Jul 10 00:00:00 2026"
'
it "has room for a name of sixty letters, and refuses one without end" "$PRINT"'
	for design in $DESIGNS; do
		sample $design en certificate name="Maria Esperança Guadalupe Rodrigues Fernandes de Albuquerque Sá" >/dev/null
		fails sample $design en certificate name="$(printf "Abcdefgh%.0s" $(seq 60))" >a.pdf 2>err
		file_has err "no room on the page for the learner'\''s name"
		fails grep -q Abcdefgh err
	done
'
it "takes pictures of the school, and refuses what is none" "$PRINT"'
	python3 -c "
import struct, zlib
def chunk(kind, data): return struct.pack(\">I\", len(data)) + kind + data + struct.pack(\">I\", zlib.crc32(kind + data))
def png(width, height, rows): return b\"\\x89PNG\\r\\n\\x1a\\n\" + chunk(b\"IHDR\", struct.pack(\">IIBBBBB\", width, height, 8, 2, 0, 0, 0)) + chunk(b\"IDAT\", zlib.compress(rows)) + chunk(b\"IEND\", b\"\")
open(\"logo.png\", \"wb\").write(png(400, 200, b\"\".join(b\"\\0\" + bytes([30, 90, 160]) * 400 for _ in range(200))))
open(\"huge.png\", \"wb\").write(png(60000, 60000, b\"\"))
open(\"cut.png\", \"wb\").write(png(400, 200, b\"\")[:60])
"
	sample classic en certificate logo=logo.png signature=logo.png >a.pdf
	grep -aq "/Subtype /Image" a.pdf
	echo "no picture" >text.png
	for file in huge cut text none; do
		fails sample classic en certificate logo=$file.png >a.pdf 2>err
		file_has err "$file.png"
	done
'
it "says in which file and line a design is wrong" "$PRINT"'
	mkdir mine
	sed "s/\"put\": \"facts\"/\"put\": \"fact\"/" "$TOP/templates/certificate/quiet/design.json" >mine/design.json
	fails sample ./mine en certificate >a.pdf 2>err
	grep -qE "mine/design.json:[0-9]+:[0-9]+: /one/[0-9]+/items/[0-9]+/put: unknown value '\''fact'\''" err
	file_has err "did you mean '\''facts'\''"
	fails sample nothing en certificate >a.pdf 2>err
	file_has err "there is no design of certificates '\''nothing'\''"
	fails sample quiet xx certificate >a.pdf 2>err
	file_has err "words"
'
it "designs that come along are right by their schema, too" "$PRINT"'
	[ -d "$TOP/build/node_modules/ajv" ] || skip "ajv is not installed: make build/node_modules"
	for design in $DESIGNS; do
		NODE_PATH="$TOP/build/node_modules" node -e "
			const Ajv = require(\"ajv/dist/2020\"), fs = require(\"fs\");
			const check = new Ajv.default({ strict: false }).compile(JSON.parse(fs.readFileSync(process.argv[1])));
			const design = JSON.parse(fs.readFileSync(process.argv[2]));
			if (!check(design)) { console.log(check.errors); process.exit(1); }
			design.one[0].items[0].colur = \"ink\";
			if (check(design)) { console.log(\"an unknown key is taken\"); process.exit(1); }" \
			"$TOP/man/certificate-design.schema.json" "$TOP/templates/certificate/$design/design.json"
	done
'
it "transcripts repeat the head of their table, supplements name nobody" "$PRINT"'
	needs pdftotext pdfinfo
	sample classic en transcript >a.pdf
	pages=$(pdfinfo a.pdf | sed -n "s/^Pages: *//p")
	[ "$pages" -ge 3 ]
	for page in 1 2; do pdftotext -layout -f $page -l $page a.pdf - | grep -qE "^ *Exercise +Result"; done
	pdftotext -layout a.pdf - | grep -q "Page 2 of $pages"
	sample classic en supplement >b.pdf
	pdftotext -nopgbrk -layout b.pdf t.txt
	fails grep -q "Sample Learner" t.txt
	grep -nE "Title of the certificate|Profile of skills|Range of occupations|Official basis|Ways of acquiring|Additional information" t.txt |
		sed "s/.*: *//" | tr "\n" "|" >order.txt
	[ "$(tr -s " " <order.txt)" = "Title of the certificate|Profile of skills and competences|Range of occupations|Official basis of the certificate|Ways of acquiring the certificate|Additional information|" ]
	for page in a b; do pdftotext "$page.pdf" - | tr "\n" " " | grep -q "It is not an ICDL/ECDL certificate"; done
'
finish
