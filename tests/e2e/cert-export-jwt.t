#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"
. "$(dirname "$0")/graduates.sh"
start_postgres

# shellcheck disable=SC2016
on_both "writes a JWT that its key verifies" "$GRADUATES"'
	settings "{issuer: {name: \"Sample School\"}, valid_months: 24}"
	ms 0 cert issue --cohort c1 --learner L1 --out out --format json
	id=$(id_of L1)
	ms 0 cert export jwt "${id:0:8}" --output one.jwt
	out_is "wrote '\''one.jwt'\''"
	node -e "
		const [head, payload, signature] = fs.readFileSync(\"one.jwt\", \"utf8\").trim().split(\".\").map(x => Buffer.from(x, \"base64url\"));
		const text = fs.readFileSync(\"one.jwt\", \"utf8\").trim(), signed = text.slice(0, text.lastIndexOf(\".\"));
		const h = JSON.parse(head), p = JSON.parse(payload), c = JSON.parse(fs.readFileSync(process.argv[1]));
		const key = crypto.createPublicKey({ key: h.jwk, format: \"jwk\" });
		const ok = h.alg == \"ES256\" && !h.jwk.d && crypto.verify(\"sha256\", Buffer.from(signed), { key, dsaEncoding: \"ieee-p1363\" }, signature) &&
			p.iss == c.issuer.id && p.jti == c.id && p.nbf == Date.parse(c.validFrom) / 1000 && p.exp == Date.parse(c.validUntil) / 1000 && !p.proof &&
			JSON.stringify(p.credentialSubject) == JSON.stringify(c.credentialSubject);
		process.exit(ok ? 0 : 1);" "out/$id.json"
	ms 0 cert export jwt "$id"
	[ "$(tr -cd . <"$OUT" | wc -c)" = 2 ]
	mc 0 cert verify one.jwt --issuers s/certificates/issuers.json
'
on_both "gives nothing away that does not count" "$GRADUATES"'
	ms 0 cert issue --cohort c1 --learner L1 --out out --format json
	id=$(id_of L1)
	ms 0 cert suspend "$id" --reason x
	ms 3 cert export jwt "$id"
	err_has "is suspended"
	ms 0 cert restore "$id" --reason x
	ms 0 cert key rotate --no-passphrase
	ms 3 cert export jwt "$id"
	err_has "in the name of another key"
	ms 0 cert revoke "$id" --reason x
	ms 3 cert export jwt "$id"
	err_has "is revoked"
	ms 3 cert export jwt 00000000
	ms 2 cert export jwt
'
on_both "gives nothing away of somebody who was erased" "$GRADUATES"'
	ms 0 cert issue --cohort c1 --learner L1 --out out --format json
	id=$(id_of L1)
	ms 0 privacy erase L1 --yes
	ms 3 cert export jwt "$id"
	err_has "is not kept any more"
'
finish
