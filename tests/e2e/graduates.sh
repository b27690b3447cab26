# shellcheck shell=bash
# Tests of certificates: source this behind harness.sh, school.sh and scores.sh. GRADUATES is for the start of each `on_both`:
# L1 and L2 have graduated from the course of scores.sh; its exercise one is aligned to ICDL and DigComp, its module m1 to ESCO.
# The school can sign since 2026-01-12.

# shellcheck disable=SC2016,SC2034,SC2154
GRADUATES=$SCORES'
sed -i "s|\"submit\"|\"align\":[\"digcomp-3.0:3.4\",\"icdl:computing-1.0/3\",\"icdl:computing-1.0/4.2\"],&|" s/course/modules/m1/one/exercise.json
sed -i "s|\"exercises\"|\"align\":[\"esco:21d2f96d-35f7-4e3f-9745-c533d2dd6e97\"],&|" s/course/modules/m1/module.json
printf "{\"schema\":\"migracode/rules/v1\",\"id\":\"r\",\"version\":\"1.0.0\",\"curriculum\":\"course\",\"title\":{\"en\":\"Rules\"},\"attendance\":{\"late\":500,\"excused\":\"left-out\",\"min_held\":1},\"rules\":[{\"id\":\"no-case\",\"kind\":\"no-open-case\",\"title\":{\"en\":\"No open case\"}}]}" >s/rules.json
settings() { node -e "const fs = require(\"fs\"), d = JSON.parse(fs.readFileSync(\"s/school.json\")); d.certificates = eval(process.argv[1]); fs.writeFileSync(\"s/school.json\", JSON.stringify(d, null, 2))" "($1)"; }
settings "{issuer: {name: \"Harbour School\", city: \"Athens\", country: \"GR\"}}"
ms 0 graduate decide --cohort c1 --on 2026-05-10
ms 0 cert keygen --no-passphrase --at 2026-01-12T09:00:00Z
# the id of the certificate of a learner
id_of() { ms 0 cert issue --cohort c1 --learner "$1" --dry-run --json; node -p "JSON.parse(require(\"fs\").readFileSync(process.argv[1])).certificates[0].id" "$OUT"; }
# the document in a file makes an expression over c true
credential() { node -e "const c = JSON.parse(require(\"fs\").readFileSync(process.argv[1], \"utf8\")), s = c.credentialSubject, a = s.achievement; if (!eval(process.argv[2])) { console.error(JSON.stringify(c, null, 1)); process.exit(1); }" "$1" "$2" || complain "not true of $1: $2"; }
'
