#!/usr/bin/env bash
# cert verify: files of all kinds, by people who have no school.
. "$(dirname "$0")/harness.sh"

FILES='
	[ -x "$TOP/build/badge_files" ] || skip "no program that signs: make build/badge_files"
	"$TOP/build/badge_files"
	AT="--at 2026-10-01"
'

it "say in words that a certificate is genuine, and what it says" "$FILES"'
	mc 0 cert verify good.json --issuers issuers.json --status nobody.json $AT
	out_has "genuine, issued by The Sample School"
	out_has "First steps in programming"
	out_has "Points: 41.5 / 50"
	out_has "its issuer has not taken it back (list of 2026-09-01)"
	out_lacks "NO"
'
it "make a document that programs can trust" "$FILES"'
	mc 0 cert verify good.json --issuers issuers.json --status nobody.json $AT --json
	out_json "d.schema === \"migracode/cert-verify/v1\" && d.valid && d.trusted && d.reason === null"
	out_json "d.checks.every((c) => c.state === \"pass\") && d.checks.length === 6"
	out_json "d.credential.issuer.name === \"The Sample School\" && d.credential.issuer.called === \"Sample School\""
	out_json "d.credential.hours === 120 && d.credential.status.listed_at === \"2026-09-01T00:00:00Z\" && d.at === \"2026-10-01T23:59:59Z\""
'
it "end with 6 when the issuer is not known" "$FILES"'
	mc 6 cert verify good.json $AT
	out_has "who issued it is not in any list"
	out_has "--issuers"
	mc 6 cert verify good.json $AT --json
	out_json "d.valid && !d.trusted && d.reason === \"unknown-issuer\" && d.checks.find((c) => c.name === \"status\").reason === \"no-list\""
	[ ! -s "$ERR" ]
'
it "refuse what was changed, and tell nothing of what it says" "$FILES"'
	mc 1 cert verify changed.json --issuers issuers.json $AT
	out_has "not valid: it was changed after it was signed"
	out_lacks "49.5"
	mc 1 cert verify changed.json --issuers issuers.json $AT --json
	out_json "!d.valid && !d.trusted && d.reason === \"changed\" && d.credential === null"
'
it "read PDF, PNG and SVG, JWT, and standard input" "$FILES"'
	[ -x "$TOP/build/certificate_sample" ] || skip "no program that prints: make build/certificate_sample"
	design=$(ls "$TOP/templates/certificate/designs" 2>/dev/null | head -n 1)
	design=${design%.json}
	for kind in certificate png svg; do "$TOP/build/certificate_sample" "${design:-classic}" en "$kind" >empty; "$TOP/build/badge_files" put empty good.json >"$kind"; done
	"$TOP/build/badge_files" put empty changed.json >changed.svg
	mc 0 cert verify certificate png svg good.jwt good.json --issuers issuers.json $AT --json
	out_json "d.valid && d.trusted && d.files.map((f) => f.kind).join() === \"pdf,png,svg,jwt,json\""
	out_json "d.files.every((f) => f.credential.id === d.files[0].credential.id)"
	mc 1 cert verify changed.svg --issuers issuers.json $AT --json
	out_json "d.kind === \"svg\" && d.reason === \"changed\""
	"$MIGRACODE" cert verify - --issuers issuers.json $AT <certificate >out
	grep -q "genuine, issued by" out
'
it "tell each of several files in a line, and the worst of them at the end" "$FILES"'
	printf "nothing\n" >other.txt
	mc 1 cert verify good.json changed.json other.txt --issuers issuers.json $AT
	out_has "good.json: "
	out_has "changed.json: "
	out_has "other.txt: "
	[ "$(wc -l <"$OUT")" -eq 3 ]
	mc 6 cert verify good.json good.json $AT --quiet
'
it "know what was taken back, and what only for now" "$FILES"'
	mc 1 cert verify good.json --issuers issuers.json --status revoked.json $AT --json
	out_json "d.reason === \"revoked\" && d.credential.id"
	mc 1 cert verify good.json --issuers issuers.json --status revoked.json --status suspended.json $AT --json
	out_json "d.reason === \"suspended\""
	mc 1 cert verify good.json --issuers issuers.json --status revoked.json $AT
	out_has "its issuer has taken it back"
'
it "believe no list of somebody else, and none that is old" "$FILES"'
	mc 1 cert verify good.json --issuers issuers.json --status foreign.json $AT --json
	out_json "d.reason === \"list-of-another\""
	mc 1 cert verify good.json --issuers issuers.json --status nobody.json --at 2027-01-01 --json
	out_json "d.reason === \"list-expired\""
	mc 0 cert verify good.json --issuers issuers.json --status suspended.json $AT --json
	out_json "d.reason === \"no-list\""
	mc 1 cert verify good.json --issuers issuers.json --status suspended.json $AT --json --require-status
	out_json "d.reason === \"no-list\""
'
it "fetch the list of a trusted issuer, and of nobody else" '
	[ -x "$TOP/build/badge_files" ] || skip "no program that signs: make build/badge_files"
	command -v python3 >/dev/null || skip "python3 is not installed"
	mkdir www
	python3 -u -c "
import http.server, sys
class H(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args): print(self.path, file=open(\"../asked\", \"a\"))
import os; os.chdir(\"www\")
s = http.server.HTTPServer((\"127.0.0.1\", 0), H); print(s.server_port, flush=True); s.serve_forever()" >port &
	server=$!
	trap "kill $server" EXIT
	for i in 1 2 3 4 5 6 7 8 9 10; do [ -s port ] && break; sleep 0.3; done
	url=http://127.0.0.1:$(cat port)/1.json
	"$TOP/build/badge_files" "$url"
	cp revoked.json www/1.json
	mc 6 cert verify good.json --fetch-status --at 2026-10-01
	[ ! -e asked ]
	mc 1 cert verify good.json good.json --fetch-status --issuers issuers.json --at 2026-10-01 --json
	out_json "d.reason === \"revoked\""
	[ "$(wc -l <asked)" -eq 1 ]
	rm www/1.json
	mc 0 cert verify good.json --fetch-status --issuers issuers.json --at 2026-10-01
	out_has "could not be fetched"
	mc 1 cert verify good.json --fetch-status --require-status --issuers issuers.json --at 2026-10-01
'
it "check a QR code, alone and with its file" "$FILES"'
	mc 0 cert verify "$(cat qr.txt)" --issuers issuers.json $AT
	out_has "the QR code is genuine, made by The Sample School"
	out_has "does not say whose certificate it is"
	mc 0 cert verify --qr "$(cat qr.txt)" --issuers issuers.json $AT --json
	out_json "d.qr.day === \"2026-05-12\" && d.qr.index === 4711 && d.credential === null"
	mc 0 cert verify good.json --qr "$(cat qr.txt)" --issuers issuers.json $AT
	mc 1 cert verify "$(cat qr.txt)" $AT
	printf "    \n" >>good.json
	mc 1 cert verify good.json --qr "$(cat qr.txt)" --issuers issuers.json $AT --json
	out_json "d.reason === \"qr-changed\""
'
it "ask the lists at hand what they say of a QR code" "$FILES"'
	qr=$(cat qr.txt)
	mc 0 cert verify "$qr" --issuers issuers.json --status nobody.json --require-status $AT
	out_has "its issuer has not taken it back"
	mc 1 cert verify "$qr" --issuers issuers.json --status revoked.json $AT --json
	out_json "d.reason === \"revoked\" && !d.valid"
	mc 1 cert verify "$qr" --issuers issuers.json --status revoked.json --status suspended.json $AT --json
	out_json "d.reason === \"suspended\""
	mc 0 cert verify "$qr" --issuers issuers.json $AT
	out_has "not checked: whether it was taken back"
	for lists in "" "--status foreign.json" "--status suspended.json"; do
		mc 1 cert verify "$qr" --issuers issuers.json --require-status $lists $AT --json
		out_json "d.reason === \"no-list\""
	done
	mc 1 cert verify "$qr" --issuers issuers.json --name "Sample Learner" $AT --json
	out_json "d.reason === \"no-recipient\""
'
it "tell whether it was made for somebody" "$FILES"'
	mc 0 cert verify good.json --issuers issuers.json $AT --name "Sample Learner" --email SAMPLE@learner.example
	out_has "it was made for the person who was asked about"
	out_has "  learner       the person who was asked about"
	out_lacks "hidden"
	mc 1 cert verify good.json --issuers issuers.json $AT --name "Sample Other" --json
	out_json "d.reason === \"other-person\""
	out_lacks "Sample Learner"
'
it "use the lists of the school that one is in, and say so" "$FILES"'
	mkdir -p school/certificates/status school/deep/inside
	echo "{}" >school/school.json
	cp issuers.json school/certificates/
	cp nobody.json school/certificates/status/1.json
	cp good.json school/deep/inside/
	cd school/deep/inside
	mc 0 cert verify good.json $AT
	out_has "compared with the lists of the school in ../.."
	mc 0 cert verify good.json $AT --json
	out_json "d.reason === null && d.school === \"../..\""
	cp ../../../revoked.json ../../certificates/status/1.json
	mc 1 cert verify good.json $AT
'
it "say what is wrong with a list of issuers, and stop" "$FILES"'
	sed "s/\"from\"/\"form\"/" issuers.json >bad.json
	mc 3 cert verify good.json --issuers bad.json
	err_has "bad.json:"
	err_has "from"
	mc 4 cert verify nothing.json
	mc 2 cert verify
	mc 2 cert verify good.json --at yesterday
'
it "print nothing that could steer a terminal" "$FILES"'
	printf "{\"@context\": \"\\033[31m\"}" >"$(printf "x\033[31m.json")"
	mc 1 cert verify x* good.json $AT
	fails grep -q "$(printf "\033")" "$OUT"
	mc 1 cert verify x* $AT --json
	fails grep -q "$(printf "\033")" "$OUT"
'
finish
