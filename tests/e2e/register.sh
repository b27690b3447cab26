# shellcheck shell=bash
# Tests of the register of certificates: source this behind harness.sh, and begin each test with "$REGISTER".
#
#   issued ID LEARNER INDEX [LIST [STATUS_URL]]   records that a certificate was issued, as 'cert issue' does, but nothing is sealed
#   bits FILE            indices of the bits that are set in a status file, in one line
#   settings JSON        puts the member "certificates" into school.json
# The school is s, with the cohort c1, in it L1 and L2, and a key.

# shellcheck disable=SC2016,SC2034
REGISTER='
ms() { local want=$1; shift; mc "$want" --school s "$@"; }
settings() { sed -i "s|\"small_cells\": 5|\"small_cells\": 5, \"certificates\": $1|" s/school.json; }
issued() {
	local last school seq prev hash body method at=2026-05-12T10:00:00.000Z
	last=$(sql "SELECT school_id || '\'' '\'' || seq || '\'' '\'' || hash FROM event ORDER BY seq DESC LIMIT 1")
	read -r school seq prev <<<"$last"
	seq=$((seq + 1))
	method=$(node -p "JSON.parse(require(\"fs\").readFileSync(\"s/certificates/issuers.json\")).issuers[0].keys.at(-1).id")
	body="{\"certificate\":\"$1\",\"cohort\":\"c1\",\"achievement\":\"web/1.0.0\",\"lang\":\"en\",\"at\":\"2026-05-12T10:00:00Z\",\"method\":\"$method\",\"issuer\":\"${method%%#*}\",${5:+\"status_url\":\"$5\",}\"list\":${4:-1},\"index\":$3,\"hash\":\"00\"}"
	hash=$(printf "%s\n" "$school" "$seq" $at tester certificate.issued "$2" "$body" "$prev" | sha256sum | cut -d " " -f 1)
	sql "INSERT INTO event (school_id, seq, at, actor, kind, subject, body, prev_hash, hash) VALUES ('\''$school'\'', $seq, '\''$at'\'', '\''tester'\'', '\''certificate.issued'\'', '\''$2'\'', '\''$body'\'', '\''$prev'\'', '\''$hash'\'')"
	ms 0 records rebuild
	ms 0 audit verify
}
bits() {
	node -e "
		const d = JSON.parse(require(\"fs\").readFileSync(process.argv[1])), found = [];
		const bytes = require(\"zlib\").gunzipSync(Buffer.from(d.credentialSubject.encodedList.slice(1), \"base64url\"));
		for (let i = 0; i < bytes.length * 8; i++) if (bytes[i >> 3] & (0x80 >> (i & 7))) found.push(i);
		console.log(bytes.length * 8 + \": \" + found.join(\" \"));" "$1"
}
make_school s
ms 0 cohort create --id c1 --start 2026-01-12 --length-days 120
ms 0 learner add --cohort c1 --id L1 --gender f --display-name "Zubaida Specimen" --email one@example.org
ms 0 learner add --cohort c1 --id L2 --gender m --display-name "Yonas Specimen" --email two@example.org
ms 0 cert keygen --no-passphrase --at 2026-01-12T09:00:00Z
ID1=3f2a91c0-0000-8000-8000-000000000001 ID2=3f2a91c1-0000-8000-8000-000000000002
'
