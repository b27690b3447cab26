#!/usr/bin/env bash
# Words of certificates and of the page that verifies them: the same in every language, as far as a program can tell.
. "$(dirname "$0")/harness.sh"

it "every language has every word of a certificate, with the same placeholders" '
	node "$TOP/tests/e2e/words.js" certificate "$TOP/templates/certificate/words" >langs || { cat langs; exit 1; }
	for lang in en es el fr ar uk fa; do grep -qw "$lang" langs; done
'
it "every language says that it is no certificate of ICDL, and whose the trade marks are" '
	for words in "$TOP"/templates/certificate/words/*.json; do
		node -e "
			const words = JSON.parse(require(\"fs\").readFileSync(process.argv[1], \"utf8\"));
			const count = (text) => words.disclaimer.split(text).length - 1;
			if (count(\"{issuer}\") < 2 || count(\"ICDL/ECDL\") !== 1 || count(\"ICDL Foundation\") < 2) process.exit(1);
			if (words.months.length !== 12 || new Set(words.months).size !== 12 || !words.esco.includes(\"ESCO\")) process.exit(1);
		" "$words" || { echo "$words"; exit 1; }
	done
'
it "a word that is missing, and a placeholder that is another, are found" '
	cp "$TOP"/templates/certificate/words/e[ns].json .
	mkdir a b c
	cp e?.json a && sed -i "/\"verify\":/d" a/es.json
	cp e?.json b && sed -i "s/{pages}/{page}/" b/es.json
	cp e?.json c && sed -i "s/Competencias/Competencias\\\\u202e/" c/es.json
	for folder in a b c; do fails node "$TOP/tests/e2e/words.js" certificate "$folder"; done
'

finish
