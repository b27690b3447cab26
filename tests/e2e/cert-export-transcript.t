#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"
. "$(dirname "$0")/graduates.sh"
start_postgres

# shellcheck disable=SC2034
ISSUED=$GRADUATES'
ms 0 cert issue --cohort c1 --out out --date 2026-05-12 --format json
text() { pdftotext -layout "$1" - | tr -s " "; }
'

on_both "tells every module and exercise of a learner, in points" "$ISSUED"'
	id=$(id_of L1)
	ms 0 cert export transcript --learner L1 --out t.pdf
	out_has "wrote the transcript of the certificate $id (learner L1) to '\''t.pdf'\''"
	qpdf --check t.pdf >checked
	text t.pdf >t.txt
	file_has t.txt "Transcript of records"
	file_has t.txt "Sample One"
	file_has t.txt "Harbour School"
	grep -qE "^Part m1 7 ?/ ?8$" t.txt
	grep -qE "^Title of two 3 ?/ ?4$" t.txt
	# Nobody of the cohort handed anything in for the other module.
	fails grep -q "Part m2" t.txt
	file_has t.txt "$id"
	pdfinfo t.pdf | grep -q "^Tagged: *yes"
	[ "$(pdfdetach -list t.pdf)" = "0 embedded files" ]
'
on_both "takes the id of the certificate, or its first letters, and says the same" "$ISSUED"'
	id=$(id_of L1)
	ms 0 cert export transcript "${id:0:8}" --out a.pdf --at 2026-05-13T00:00:00Z --json
	out_json "d.schema == \"migracode/certificate-paper/v1\" && d.paper == \"transcript\" && d.learner == \"L1\" && d.certificate == \"$id\" && d.cohort == \"c1\" && d.path == \"a.pdf\""
	ms 0 cert export transcript --learner L1 --out b.pdf --at 2026-05-13T00:00:00Z
	cmp a.pdf b.pdf
	rm a.pdf b.pdf
	no_leak "Sample One"
'
on_both "knows only those who have a certificate that counts" "$ISSUED"'
	ms 3 cert export transcript --learner L3 --out a.pdf
	err_has "'\''L3'\'' has no certificate"
	ms 3 cert export transcript ffffffff --out a.pdf
	ms 0 cert revoke "$(id_of L1)" --reason mistake
	ms 3 cert export transcript --learner L1 --out a.pdf
	err_has "has no certificate"
	ms 0 privacy erase L2 --yes
	ms 3 cert export transcript --learner L2 --out a.pdf
	[ ! -e a.pdf ]
'
it "wants one certificate and a file" '
	make_school s
	mc 2 --school s cert export transcript --out a.pdf
	mc 2 --school s cert export transcript abcdefgh --learner L1 --out a.pdf
	mc 2 --school s cert export transcript --learner L1
	err_has "--out"
	mc 2 --school s cert export transcript --learner L1 --out a.pdf --at today
'
finish
