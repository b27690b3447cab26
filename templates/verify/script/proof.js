// Who signed, with which key, and whether what was signed is what stands there.
// Source: W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.3; did:key; Multikey.
"use strict";
(function (M) {
	const CHECKED = "eddsa-jcs-2022";
	const MAX_PROOFS = 8;
	const MEMBERS = ["@context", "type", "cryptosuite", "created", "expires", "verificationMethod", "proofPurpose", "proofValue", "id",
		"domain", "challenge", "nonce"];
	// Kinds that there are and that nobody checks here. A name that was never defined is what is left of one after a change.
	const SUITES = ["eddsa-rdfc-2022", "ecdsa-rdfc-2019", "ecdsa-jcs-2019", "ecdsa-sd-2023", "bbs-2023", "ecdsa-xi-2023", "mldsa44-rdfc-2024",
		"mldsa44-jcs-2024"];
	const TYPES = ["Ed25519Signature2018", "Ed25519Signature2020", "EcdsaSecp256k1Signature2019", "RsaSignature2018", "JsonWebSignature2020",
		"MerkleProof2019", "MerkleProof2021", "BbsBlsSignature2020"];

	/** Clocks differ: what is so little ahead, in milliseconds, is no lie. */
	M.SKEW = 300000;

	/** Unix milliseconds of a moment, NaN when the text is none. */
	M.moment = (text) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN);

	/** The 32 bytes of an Ed25519 key, "z6Mk…"; null when text is none. */
	M.readKey = (text) => {
		const bytes = M.base58(text);
		return bytes?.length === 34 && bytes[0] === 0xed && bytes[1] === 0x01 ? bytes.slice(2) : null;
	};

	M.issuerId = (credential) => (M.isObject(credential.issuer) ? credential.issuer.id : credential.issuer);

	/** An issuer of the page's list, or null. */
	M.findIssuer = (id) => M.issuers.find((issuer) => issuer.id === id) ?? null;

	/** The keys that an issuer signs with: those of the page's list, or the one that is its name. */
	M.keysOf = (id) => {
		const multikey = id.startsWith("did:key:") ? id.slice(8) : null;
		const named = multikey ? [{ id: `${id}#${multikey}`, publicKeyMultibase: multikey }] : [];
		return M.findIssuer(id)?.keys ?? named;
	};

	// Why a proof is none, as a code; null when it is one.
	const faultOf = (proof) => {
		if (!M.isObject(proof) || !Object.keys(proof).every((name) => MEMBERS.includes(name))) return "broken-signature";
		const { type, cryptosuite: suite, created, expires } = proof;
		const isKnown = suite === undefined ? TYPES.includes(type) : type === "DataIntegrityProof" && [CHECKED, ...SUITES].includes(suite);
		if (!isKnown) return "unknown-signature";
		if (proof.proofPurpose !== "assertionMethod") return "wrong-purpose";
		if (M.base58(proof.proofValue)?.length !== 64 && [CHECKED, SUITES[0]].includes(suite)) return "broken-signature";
		if ([created, expires].some((moment) => moment !== undefined && Number.isNaN(M.moment(moment)))) return "broken-signature";
		return null;
	};

	// The key that a proof names, or why there is none.
	const findKey = (proof, issuer) => {
		const method = String(proof.verificationMethod);
		if (!method.startsWith(`${issuer}#`)) return { state: "fail", code: "key-of-another" };
		const keys = M.keysOf(issuer);
		const key = keys.find((one) => one.id === method);
		const bytes = M.readKey(key?.publicKeyMultibase);
		if (bytes) return { state: "pass", key, bytes };
		return issuer.startsWith("did:key:") ? { state: "fail", code: "key-of-another" } : { state: "unknown", code: "key-unknown" };
	};

	const holds = async (document, proof, key) => {
		const context = proof["@context"];
		if (context !== undefined && M.canonical(context) !== M.canonical(document["@context"])) return false;
		const hashes = [];
		for (const part of [M.without(proof, "proofValue"), M.without(document, "proof")]) hashes.push(await M.sha256(M.utf8(M.canonical(part))));
		return M.isSigned(key, M.base58(proof.proofValue), M.join(hashes));
	};

	// Moments of a proof and of its key: a code, or null.
	const timeFault = ({ created, expires }, key, now) => {
		const at = M.moment(created);
		if (created !== undefined && at > now + M.SKEW) return "signed-in-future";
		if (expires !== undefined && M.moment(expires) < now) return "signature-expired";
		if (key.from === undefined && key.until === undefined) return null;
		if (Number.isNaN(at)) return "no-signing-date";
		if (key.from !== undefined && !(at >= M.moment(key.from))) return "key-too-new";
		return key.until === undefined || at <= M.moment(key.until) ? null : "key-retired";
	};

	const firstFault = (proofs) => {
		if (proofs.length === 0) return "unsigned";
		if (proofs.length > MAX_PROOFS) return "broken-signature";
		const fault = proofs.map(faultOf).find((code) => code !== null);
		if (fault) return fault;
		return new Set(proofs.map((proof) => proof.proofValue)).size < proofs.length ? "repeated-signature" : null;
	};

	/**
	 * Looks at every proof of a document.
	 *
	 * signature, key  a state and a code, as in verify.js
	 * dates           a code when a proof does not fit the time, else null; until: of the proof
	 * others          cryptosuites that are not checked here
	 */
	M.checkProofs = async (document, now) => {
		const proofs = M.listOf(document.proof);
		const found = { signature: { state: "unknown", code: "no-jcs" }, key: { state: "not-done" }, dates: null, others: [] };
		const fault = firstFault(proofs);
		if (fault) return { ...found, signature: { state: "fail", code: fault } };
		const keys = proofs.map((proof) => findKey(proof, M.issuerId(document)));
		const bad = keys.find(({ state }) => state === "fail") ?? keys.find(({ state }) => state === "unknown");
		if (bad) return { ...found, key: { state: bad.state, code: bad.code }, signature: { state: "not-done" } };
		for (const [i, proof] of proofs.entries()) {
			found.dates ??= timeFault(proof, keys[i].key, now);
			found.until ??= proof.expires;
			if (proof.cryptosuite !== CHECKED) found.others.push(String(proof.cryptosuite ?? proof.type));
			else if (await holds(document, proof, keys[i].bytes)) found.signature = { state: "pass" };
			else return { ...found, signature: { state: "fail", code: "changed" } };
		}
		found.key = keys.some(({ key }) => key.revoked) ? { state: "fail", code: "key-lost" } : { state: "pass" };
		return found;
	};
})((globalThis.Migracode ??= {}));
