#!/usr/bin/env bash
# shellcheck disable=SC2016
. "$(dirname "$0")/harness.sh"
school='
	mc 0 init school s
	mc 0 --school s cohort create --id c1 --title "First" --start 2026-01-12 --length-days 120
	printf "learner_id,display_name,legal_name,email,login,github,github_id,language\nL1,Samplina Examplova,Samplina Examplova,one@example.org,sam1,samplina,101,es\nL2,Samplo Exampletti,Samplo Exampletti,two@example.org,sam2,samplo,102,en\n" >list.csv
	mc 0 --school s learner import --cohort c1 --yes list.csv
	same() {
		mc 0 --school s learner import --cohort c1 "$@" --json
		out_json "d.new == 0 && d.same == 2 && d.errors == 0" || { mc 0 --school s learner import --cohort c1 "$@"; cat "$OUT"; exit 1; }
	}
'

it "writes lists that come back to the same learners" "$school"'
	for format in csv moodle github-classroom; do
		mc 0 --school s learner export --cohort c1 --format $format --output $format.csv
		err_has "2 learners"
		same $format.csv
	done
	file_has moodle.csv "username,"
	mc 0 --school s learner export --cohort c1 --format oneroster --output list.zip
	same list.zip
'
it "keeps who was renamed, by the number that stays" "$school"'
	printf "\"identifier\",\"github_username\",\"github_id\",\"name\"\n\"x\",\"samplina-new\",\"101\",\"\"\n" >classroom.csv
	mc 0 --school s learner import --cohort c1 classroom.csv
	out_has "~ L1:"
	out_has "name or contacts"
	mc 0 --school s learner import --cohort c1 --yes classroom.csv
	mc 0 --school s learner export --cohort c1 --format github-classroom --output out.csv
	file_has out.csv "samplina-new"
'
it "gives new people a new id, and never that of a stranger" "$school"'
	printf "username,firstname,lastname,email,idnumber\nnew1,Newlina,Examplova,new@example.org,77\nsam2,Samplo,Exampletti,one@example.org,\n" >users.csv
	mc 3 --school s learner import --cohort c1 --yes users.csv
	out_has "means two learners of the records"
	sed -i "\$d" users.csv
	mc 0 --school s learner import --cohort c1 --yes users.csv
	out_has "1 new"
	out_lacks "Newlina"
	mc 0 --school s learner import --cohort c1 users.csv
	out_has "0 new, 0 changed, 1 as they were"
'
it "does not take brothers and sisters with one address for the same person" "$school"'
	printf "username,firstname,lastname,email\nnew1,Sampletta,Examplova,one@example.org\n" >users.csv
	mc 3 --school s learner import --cohort c1 --yes users.csv
	out_has "a learner with another name"
	out_lacks "Sampletta"
	printf "username,firstname,lastname,email\nnewlogin,Samplina,Examplova,one@example.org\n" >users.csv
	mc 0 --school s learner import --cohort c1 users.csv
	out_has "~ L1: name or contacts"
'
it "takes one class of a list" "$school"'
	printf "username,firstname,lastname,email,cohort1\na1,Ann,Examplova,a@example.org,x\nb1,Ben,Examplova,b@example.org,y\n" >users.csv
	mc 0 --school s learner import --cohort c1 --class y users.csv
	out_has "1 new"
	mc 3 --school s learner import --cohort c1 --class z users.csv
	err_has "puts nobody into"
'
it "asks for cohort and file" "$school"'
	mc 2 --school s learner export --cohort c1
	err_has "--output"
	mc 3 --school s learner export --cohort c9 --output x.csv
	[ ! -e x.csv ]
'
finish
