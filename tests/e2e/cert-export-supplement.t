#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"
. "$(dirname "$0")/graduates.sh"
start_postgres

on_both "explains the certificates of a course in the order of Europass, and names nobody" "$GRADUATES"'
	sed -i "s|\"align\":\[\"esco:|\"align\":[\"esco:c40a2919-48a9-40ea-b506-1f34f693496d\",\"esco:|" s/course/modules/m1/module.json
	ms 0 cert export supplement --cohort c1 --out s.pdf
	out_has "wrote the supplement of the course of the cohort '\''c1'\'' to '\''s.pdf'\''"
	qpdf --check s.pdf >checked
	pdftotext -layout s.pdf s.txt
	[ "$(grep -oE "Title of the certificate|Profile of skills and competences|Range of occupations|Official basis of the certificate|Ways of acquiring the certificate|Additional information" s.txt | tr "\n" "|")" = "Title of the certificate|Profile of skills and competences|Range of occupations|Official basis of the certificate|Ways of acquiring the certificate|Additional information|" ]
	file_has s.txt "Computational thinking and programming"
	file_has s.txt "web developer"
	file_has s.txt "Harbour School"
	tr "\n" " " <s.txt | tr -s " " >line.txt
	file_has line.txt "not part of a national qualifications framework"
	file_has line.txt "It is not an ICDL/ECDL certificate"
	no_leak "Sample One" "Sample Two"
'
on_both "is in the language that is asked for, and the same each time" "$GRADUATES"'
	ms 0 cert export supplement --cohort c1 --paper-lang es --out a.pdf --at 2026-05-13T00:00:00Z --json
	out_json "d.schema == \"migracode/certificate-paper/v1\" && d.paper == \"supplement\" && d.cohort == \"c1\" && d.path == \"a.pdf\""
	ms 0 cert export supplement --cohort c1 --paper-lang es --out b.pdf --at 2026-05-13T00:00:00Z
	cmp a.pdf b.pdf
	pdftotext a.pdf - | grep -q "Suplemento al certificado"
	grep -aq "/Lang (es)" a.pdf
	ms 3 cert export supplement --cohort c1 --paper-lang xx --out c.pdf
	ms 3 cert export supplement --cohort nobody --out c.pdf
	[ ! -e c.pdf ]
'
it "wants a cohort and a file" '
	make_school s
	mc 2 --school s cert export supplement --out a.pdf
	err_has "--cohort"
	mc 2 --school s cert export supplement --cohort c1
	err_has "--out"
'
finish
