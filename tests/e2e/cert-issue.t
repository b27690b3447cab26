#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"
. "$(dirname "$0")/graduates.sh"
start_postgres

on_both "gives each graduate a document, a page and a picture that carry it" "$GRADUATES"'
	ms 0 cert issue --cohort c1 --out out --date 2026-05-12
	out_has "2 certificates issued, 0 issued before"
	out_has "next: migracode cert verify out/"
	[ "$(find out -type f | sed "s|out/[0-9a-f-]\{36\}\.||" | sort | tr "\n" " ")" = "json json pdf pdf png png " ]
	for json in out/*.json; do
		qpdf --check "${json%.json}.pdf" >checked
		pdfdetach -save 1 -o attached "${json%.json}.pdf"
		cmp attached "$json"
		fonts=$(pdffonts "${json%.json}.pdf" | tail -n +3)
		[ -n "$fonts" ]
		[ -z "$(grep -v " yes yes yes " <<<"$fonts")" ]
		pdfinfo "${json%.json}.pdf" | grep -q "^Tagged: *yes"
		fails grep -q "Sample" "$json.name"
	done 2>/dev/null
	ms 0 records rebuild --check
'
it "puts no file where the secret key is" "$SCHOOL$GRADUATES"'
	ms 2 cert issue --cohort c1 --out s/certificates
	err_has "where the school keeps its secret key"
	[ -z "$(find s/certificates -name "*.json" -path "*-*")" ]
'
on_both "says what the records say" "$GRADUATES"'
	settings "{issuer: {name: \"Harbour School\"}, show: {points: true, attendance: true}}"
	ms 0 session add --cohort c1 --id one --on 2026-02-02
	ms 0 session add --cohort c1 --id two --on 2026-02-09
	ms 0 attendance mark one --present L1 --late L2
	ms 0 attendance mark two --late L1 --excused L2
	ms 0 project pass L1 --cohort c1 --name shop --on 2026-04-01
	ms 0 cert issue --cohort c1 --learner L1 --out out --date 2026-05-12 --format json
	json=$(echo out/*.json)
	[ "$json" = "out/$(id_of L1).json" ]
	credential "$json" "c.id == \"urn:uuid:\" + process.argv[1].slice(4, -5) && c.awardedDate == \"2026-05-10T00:00:00Z\" && c.validFrom == \"2026-05-12T00:00:00Z\""
	credential "$json" "a.name == \"Course\" && a.inLanguage == \"en\" && s.creditsEarned == 2 && s.activityStartDate == \"2026-01-12T00:00:00Z\" && s.activityEndDate == \"2026-05-10T00:00:00Z\""
	credential "$json" "s.result.map(r => r.resultDescription.split(\"#\")[1] + \" \" + r.value).join() == \"points 7,attendance 75,module-m1 7,project-1 undefined\""
	credential "$json" "s.result[2].status == \"Completed\" && a.resultDescription[0].valueMax == \"8\""
	# What nobody has verified is left out, and so is the job.
	credential "$json" "a.alignment.map(x => x.targetFramework + \" \" + x.targetCode).join() == \"DigComp 3.0 3.4,ESCO 1.2 21d2f96d-35f7-4e3f-9745-c533d2dd6e97,ICDL Computing 1.0 / 3\""
	credential "$json" "c.evidence[0].narrative.includes(\"r@1.0.0#\") && a.criteria.narrative.endsWith(\"It is not an ICDL/ECDL certificate; Harbour School is not affiliated with or endorsed by ICDL Foundation. ICDL and ECDL are trade marks of ICDL Foundation.\")"
	credential "$json" "a.criteria.narrative.includes(\"This service uses the ESCO classification of the European Commission.\")"
	credential "$json" "c.proof.map(p => p.cryptosuite + p.created).join() == \"eddsa-rdfc-20222026-05-12T00:00:00Z,eddsa-jcs-20222026-05-12T00:00:00Z\""
'
on_both "aligns only to what the learner passed" "$GRADUATES"'
	ms 0 cert issue --cohort c1 --learner L2 --out out --format json
	credential out/*.json "!a.alignment && !s.result && !a.criteria.narrative.includes(\"ESCO\")"
'
on_both "names nobody in the document without consent" "$GRADUATES"'
	ms 0 cert issue --cohort c1 --out out --format json
	no_leak "Sample One" "one@example.org" "Sample Two"
	credential "out/$(id_of L1).json" "s.identifier.map(i => i.identityType + i.hashed).join() == \"emailAddresstrue,nametrue\""
	# Who knows the address can check it.
	node -e "
		const c = JSON.parse(require(\"fs\").readFileSync(process.argv[1])), [i] = c.credentialSubject.identifier;
		const hash = require(\"crypto\").createHash(\"sha256\").update(\"one@example.org\" + i.salt).digest(\"hex\");
		if (i.identityHash !== \"sha256\$\" + hash || i.salt.length < 32) process.exit(1);" "out/$(id_of L1).json"
'
on_both "names somebody who agreed to it" "$GRADUATES"'
	ms 0 privacy consent give L1 --purpose certificate-name --on 2026-05-11
	ms 0 cert issue --cohort c1 --dry-run
	out_has "name in the document"
	ms 0 cert issue --cohort c1 --out out --format json
	credential "out/$(id_of L1).json" "s.identifier[1].identityHash == \"Sample One\" && s.identifier[1].hashed === false"
	no_leak "two@example.org"
'
on_both "gives no name away again to which a learner no longer agrees" "$GRADUATES"'
	ms 0 privacy consent give L1 --purpose certificate-name --on 2026-05-11
	ms 0 cert issue --cohort c1 --out out --format json --date 2026-05-12
	one=$(id_of L1)
	ms 0 privacy consent withdraw L1 --purpose certificate-name --on 2026-05-20
	ms 3 cert issue --cohort c1 --out again
	out_has "to which they no longer agree"
	out_has "migracode cert revoke $one"
	[ ! -e "again/$one.json" ] && [ ! -e "again/$one.pdf" ]
	ms 3 cert export jwt "$one"
	err_has "no longer agree"
	[ ! -s "$OUT" ]
	ms 0 cert revoke "$one" --reason "Zwieback"
	ms 0 cert issue --cohort c1 --out again --replace
	for json in again/*.json; do fails grep -q "Sample One" "$json"; done
'
it "gives nothing away again that a lost key signed" "$SCHOOL$GRADUATES"'
	ms 0 cert issue --cohort c1 --learner L1 --out out --format json
	one=$(id_of L1)
	ms 0 cert key rotate --no-passphrase --lost
	out_has "cert issue --replace"
	ms 3 cert issue --cohort c1 --out again --format json
	out_has "was lost, so nobody accepts it"
	out_has "1 certificate issued"
	[ ! -e "again/$one.json" ]
	ms 0 cert revoke "$one" --reason "Zwieback"
	ms 0 cert issue --cohort c1 --out again --format json --replace
	mc 0 cert verify again/*.json --issuers s/certificates/issuers.json
'
on_both "writes the files of those who have one again, and signs nothing anew" "$GRADUATES"'
	ms 0 cert issue --cohort c1 --out out --date 2026-05-12 --jobs 2
	ms 0 audit log --json
	cp "$OUT" before
	ms 0 cert issue --cohort c1 --out again --date 2026-06-30 --jobs 1
	out_has "0 certificates issued, 2 issued before"
	diff -r out again
	ms 0 audit log --json
	cmp "$OUT" before
'
it "gives the same bytes for the same records, key and date" "$SCHOOL$GRADUATES"'
	cp -r s t
	ms 0 cert issue --cohort c1 --out one --date 2026-05-12 --format json,pdf,png,svg
	mc 0 --school t cert issue --cohort c1 --out two --date 2026-05-12 --format json,pdf --format png,svg --jobs 1
	diff -r one two
	[ "$(find one -name "*.svg" | wc -l)" -eq 2 ]
	mc 0 --school t cert issue --cohort c1 --out three --at 2026-05-12T00:00:00Z --format json
	for json in one/*.json; do cmp "$json" "three/${json##*/}"; done
'
on_both "says who would get one, and who not, and issues nothing" "$GRADUATES"'
	ms 0 learner add --cohort c1 --id L3 --gender f
	ms 0 learner add --cohort c1 --id L4 --gender f
	ms 0 learner withdraw L4 --on 2026-02-01 --reason no-time
	ms 0 audit log --json
	cp "$OUT" before
	ms 0 cert issue --cohort c1 --dry-run --json
	out_json "d.dry_run && d.certificates.every(c => c.state == \"new\" && c.id === null && c.decided_by && c.decision > 0 && c.rule_set.startsWith(\"r@1.0.0#\"))"
	out_json "d.others.map(o => o.learner + o.reason).join() == \"L3not-graduated,L4withdrawn\" && d.left_out_codes == 1"
	ms 0 cert issue --cohort c1 --dry-run
	out_has "L3  gets none: has not graduated"
	ms 0 audit log --json
	cmp "$OUT" before
	fails ls s/certificates/status
'
on_both "says who has no name, and gives the others theirs" "$GRADUATES"'
	ms 0 learner add --cohort c1 --id L3 --gender f
	ms 0 graduate decide --cohort c1 --on 2026-05-11
	ms 3 cert issue --cohort c1 --out out --format json --json
	out_json "d.counts.new == 2 && d.counts.failed == 1 && d.certificates[2].hint.includes(\"legal_name\") && d.certificates[2].files.length == 0"
	printf "learner_id,legal_name\nL3,Sample Three\n" >names.csv
	ms 0 learner import --cohort c1 --yes names.csv
	ms 0 cert issue --cohort c1 --out out --format json
	out_has "1 certificate issued, 2 issued before"
'
on_both "gives another one after revocation, and only when that is asked for" "$GRADUATES"'
	ms 0 cert issue --cohort c1 --out out --format json
	first=$(id_of L1)
	ms 0 cert revoke "$first" --reason "Zwieback"
	ms 0 cert issue --cohort c1 --out out --format json
	out_has "is revoked; --replace gives another one"
	ms 0 cert issue --cohort c1 --out out --format json --json
	out_json "d.counts.new == 0 && d.counts.revoked == 1 && d.certificates[0].state == \"revoked\""
	ms 0 cert issue --cohort c1 --out out --format json --replace --json
	out_json "d.counts.new == 1 && d.counts.kept == 1 && d.certificates[0].replaces == \"$first\" && d.certificates[0].id != \"$first\""
	ms 0 cert issue --cohort c1 --out out --format json --replace --json
	out_json "d.counts.new == 0 && d.counts.kept == 2"
	ms 0 cert suspend "$(id_of L2)" --reason "Zwieback"
	ms 0 cert issue --cohort c1 --out other --format json --replace --json
	out_json "d.counts.kept == 1 && d.certificates[1].state == \"suspended\" && d.certificates[1].files.length == 0"
	ms 0 records rebuild --check
'
on_both "keeps nothing of somebody who was erased, and gives them nothing" "$GRADUATES"'
	ms 0 cert issue --cohort c1 --out out
	first=$(id_of L1)
	ms 0 privacy erase L1 --yes
	rm -r out
	ms 0 cert issue --cohort c1 --out out --format json --json
	out_json "d.counts.kept == 1 && d.certificates.length == 1 && d.others[0].reason == \"erased\""
	[ ! -e "out/$first.json" ]
	no_leak "Sample One" "one@example.org"
	ms 0 cert revoke "$first" --reason "Zwieback"
	ms 0 records rebuild --check
'
on_both "prints certificates of an earlier key with the code that was signed then" "$GRADUATES"'
	ms 0 cert issue --cohort c1 --out out --date 2026-05-12
	ms 0 cert key rotate --no-passphrase --at 2026-06-01T09:00:00Z
	ms 0 cert issue --cohort c1 --out again
	diff -r out again
	mc 0 cert verify again/*.pdf --issuers s/certificates/issuers.json --status s/certificates/status/1.json
	ms 3 cert issue --cohort c1 --out jwt --format json,jwt
	out_has "signed with an earlier key"
	[ "$(find jwt -name "*.json" | wc -l)" -eq 2 ]
'
on_both "verifies as the lines of the manual say" "$GRADUATES"'
	ms 0 cert issue --cohort c1 --out out
	for file in out/*; do
		mc 0 cert verify "$file" --issuers s/certificates/issuers.json --status s/certificates/status/1.json --json
		out_json "d.valid && d.trusted && d.reason === null"
	done
	mc 6 cert verify out/*.json --json
	first=$(id_of L1)
	ms 0 cert revoke "$first" --reason "Zwieback"
	for kind in json pdf png; do
		mc 1 cert verify "out/$first.$kind" --issuers s/certificates/issuers.json --status s/certificates/status/1.json --json
		out_json "!d.valid && d.reason == \"revoked\""
	done
'
on_both "prints no name that is not the one of the certificate" "$GRADUATES"'
	ms 0 cert issue --cohort c1 --out out --format json
	printf "learner_id,legal_name\nL1,Sample Other\n" >names.csv
	ms 0 learner import --cohort c1 --yes names.csv
	ms 3 cert issue --cohort c1 --out out
	out_has "is not the one of the certificate"
	out_has "1 issued before"
	ms 0 cert revoke "$(id_of L1)" --reason "Zwieback"
	ms 0 cert issue --cohort c1 --out out --replace
	out_has "1 certificate issued, 1 issued before"
	mc 0 cert verify "out/$(id_of L1).pdf" --issuers s/certificates/issuers.json --name "Sample Other"
'
it "goes on where it was cut off, and nobody has two" "$SCHOOL$GRADUATES"'
	printf "learner_id,legal_name,started_on\n" >many.csv
	for i in {10..29}; do printf "P%d,Sample Person %d,2026-01-12\n" "$i" "$i"; done >>many.csv
	ms 0 learner import --cohort c1 --yes many.csv
	ms 0 graduate decide --cohort c1 --on 2026-05-11
	for wait in 0.02 0.1 0.2 0.3 0.5; do
		timeout -s KILL "$wait" "$MIGRACODE" --school s cert issue --cohort c1 --out out --date 2026-05-12 --jobs 2 >/dev/null 2>&1 || true
	done
	ms 0 cert issue --cohort c1 --out out --date 2026-05-12
	[ "$(sqlite3 s/school.db "SELECT COUNT(*), COUNT(DISTINCT learner_id), COUNT(DISTINCT place) FROM certificate")" = "22|22|22" ]
	[ "$(find out -name "*.json" | wc -l)" -eq 22 ]
	[ "$(find out -name "*.pdf" | wc -l)" -eq 22 ]
	for pdf in out/*.pdf; do pdfdetach -save 1 -o attached "$pdf"; cmp attached "${pdf%.pdf}.json"; done
'
it "refuses what no certificate may say" "$SCHOOL$GRADUATES"'
	sed -i "s|{\"en\":\"Course\"}|{\"en\":\"Course\",\"es\":\"Certificado ECDL\"}|" s/course/curriculum.json
	ms 3 cert issue --cohort c1 --out out
	err_has "ECDL"
	[ ! -e out ]
	# Behind the word "certificate", which is printed before it, the mark alone is a claim; whoever only looks is told, too.
	sed -i "s|Certificado ECDL|ECDL|" s/course/curriculum.json
	ms 3 cert issue --cohort c1 --dry-run
	err_has "the title of the certificate"
	sed -i "s|,\"es\":\"ECDL\"||" s/course/curriculum.json
	ms 0 cert issue --cohort c1 --dry-run
	sed -i "s|Part m1|ECDL certificate|" s/course/modules/m1/module.json
	ms 3 cert issue --cohort c1 --out out
	err_has "the title of a module"
	sed -i "s|ECDL certificate|Part m1|" s/course/modules/m1/module.json
	for claim in "{name: \"ECDL Certificates\"}}" "{name: \"A\"}, place: \"ICDL approved centre\"}" "{name: \"A\"}, signatories: [{name: \"B\", role: \"ICDL accredited examiner\"}]}"; do
		settings "{issuer: $claim"
		ms 3 cert issue --cohort c1 --dry-run
		err_has "claims to be a certificate"
	done
	settings "{issuer: {name: \"A\"}, accredited_centre: \"GR-001\", place: \"ICDL approved centre\"}"
	ms 0 cert issue --cohort c1 --dry-run
'
it "refuses dates that nobody would believe" "$SCHOOL$GRADUATES"'
	ms 3 cert issue --cohort c1 --out out --date 2026-01-11
	err_has "the key signs from 2026-01-12T09:00:00Z on"
	ms 3 cert issue --cohort c1 --out out --date 2026-05-09
	out_has "is after the certificate"
	ms 3 cert issue --cohort c1 --out out --date 2999-01-01
	err_has "in the future"
	ms 2 cert issue --cohort c1 --out out --date yesterday
	ms 2 cert issue --cohort c1 --out out --format pdf,doc
	ms 2 cert issue --cohort c1
	ms 2 cert issue --out out
	[ -z "$(find . -name "*.json" -path "./out/*")" ]
'
it "gives nobody a second one because the course has a new version" "$SCHOOL$GRADUATES"'
	ms 0 cert issue --cohort c1 --out out --date 2026-05-12
	sed -i "s|\"version\":\"1.0.0\",\"title\":{\"en\":\"Course|\"version\":\"1.1.0\",\"title\":{\"en\":\"New course|" s/course/curriculum.json
	ms 0 cert issue --cohort c1 --out again
	out_has "0 certificates issued, 2 issued before"
	diff -r out again
'
it "signs nothing when it could print nothing" "$SCHOOL$GRADUATES"'
	settings "{issuer: {name: \"Harbour School\"}, design: \"nowhere\"}"
	ms 3 cert issue --cohort c1 --out out
	err_has "nowhere"
	[ "$(sqlite3 s/school.db "SELECT COUNT(*) FROM certificate")" -eq 0 ]
	ms 0 cohort create --id c9 --start 2026-01-12 --length-days 120
	ms 0 cert issue --cohort c9 --out out --format json
	out_has "next: migracode graduate check --cohort c9"
'
it "says of a name that no font has only whose it is" "$SCHOOL$GRADUATES"'
	printf "learner_id,legal_name\nL1,Zwieback \356\200\200\n" >names.csv
	ms 0 learner import --cohort c1 --yes names.csv
	rm names.csv
	ms 3 cert issue --cohort c1 --out out
	out_has "1 failed"
	no_leak "Zwieback"
	[ "$(sqlite3 s/school.db "SELECT COUNT(*) FROM certificate")" -eq 1 ]
'
it "signs nothing for a name that has no room on the page" "$SCHOOL$GRADUATES"'
	printf "learner_id,legal_name\nL1,%s\n" "$(printf "Sample%.0s" {1..60})" >names.csv
	ms 0 learner import --cohort c1 --yes names.csv
	ms 3 cert issue --cohort c1 --out out
	out_has "1 failed"
	[ "$(sqlite3 s/school.db "SELECT COUNT(*) FROM certificate")" -eq 1 ]
	printf "learner_id,legal_name\nL1,Sample One\n" >names.csv
	ms 0 learner import --cohort c1 --yes names.csv
	ms 0 cert issue --cohort c1 --out out
	out_has "1 certificate issued, 1 issued before"
'
it "needs a key" "$SCHOOL$GRADUATES"'
	rm -r s/certificates
	ms 0 cert issue --cohort c1 --dry-run
	ms 3 cert issue --cohort c1 --out out
'
it "writes a credential in another language" "$SCHOOL$GRADUATES"'
	ms 0 cert issue --cohort c1 --learner L1 --out out --format json --certificate-lang es
	credential out/*.json "a.inLanguage == \"es\" && c.name.startsWith(\"Certificado\") && a.criteria.narrative.includes(\"It is not an ICDL/ECDL certificate\")"
	ms 3 cert issue --cohort c1 --learner L2 --out out --format json --certificate-lang xx
	err_has "there are no words"
	ms 3 cert issue --cohort c1 --learner L2 --out out --format json --certificate-lang ../en
'
it "signs pages for PDF readers with the key that an authority gave" "$SCHOOL$GRADUATES"'
	openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 30 -subj "/CN=Harbour School" 2>/dev/null
	openssl pkcs12 -export -inkey key.pem -in cert.pem -out school.p12 -passout pass:harbour-words
	printf "harbour-words\n" >words; chmod 600 words
	printf "other-words\n" >other; chmod 600 other
	ms 0 cert issue --cohort c1 --learner L1 --out out --date 2026-05-12 --pades school.p12 --pades-passphrase-file words
	pdf=out/$(id_of L1).pdf
	pdfsig "$pdf" >signed 2>&1
	grep -q "Signature is Valid" signed
	grep -q "Total document signed" signed
	grep -q "ETSI.CAdES.detached" signed
	qpdf --check "$pdf" >checked
	pdfdetach -save 1 -o attached "$pdf"
	cmp attached "${pdf%.pdf}.json"
	mc 0 cert verify "$pdf" --issuers s/certificates/issuers.json
	sed "s|/Title (\(.\)|/Title (x|" "$pdf" >changed.pdf
	fails cmp -s "$pdf" changed.pdf
	pdfsig changed.pdf >signed 2>&1 || true
	grep -q "Digest Mismatch" signed
	fails grep -rq "harbour-words" out "$OUT" "$ERR"
	# Nothing is issued when the key cannot be used.
	ms 3 cert issue --cohort c1 --learner L2 --out two --pades school.p12 --pades-passphrase-file other
	err_has "the passphrase of the PKCS#12 file is wrong"
	fails grep -q "other-words" "$ERR"
	chmod 644 words
	ms 3 cert issue --cohort c1 --learner L2 --out two --pades school.p12 --pades-passphrase-file words
	ms 2 cert issue --cohort c1 --learner L2 --out two --pades-passphrase-file words
	ms 0 cert list
	out_lacks "L2"
'
it "prints a code that a camera reads" "$SCHOOL$GRADUATES"'
	command -v zbarimg >/dev/null || skip "zbarimg is not installed"
	settings "{issuer: {name: \"Harbour School\"}, verify_url: \"https://verify.example.org/\"}"
	ms 0 cert issue --cohort c1 --learner L1 --out out
	zbarimg -q --raw out/*.png >code 2>/dev/null
	grep -q "^https://verify.example.org/#v1\.[A-Za-z0-9_-]\{22\}\.20260510\.[0-9]*\.[A-Za-z0-9_-]\{43\}\.[A-Za-z0-9_-]\{86\}$" code
	pdftoppm -r 150 -png -f 1 -l 1 -singlefile out/*.pdf page
	zbarimg -q --raw page.png 2>/dev/null | cmp - code
'
finish
