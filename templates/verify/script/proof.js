// Who signed, with which key, and whether what was signed is what stands there.
// Source: W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.3; did:key; Multikey.
"use strict";
(function (M) {
	const SUITE = "eddsa-jcs-2022";

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

	// The key that a proof names: {bytes, known} or {code}. known: its entry in the list of issuers.
	const keyOf = (method, issuer) => {
		const [did, fragment, ...more] = String(method).split("#");
		if (did !== issuer || !fragment || more.length > 0) return { code: "foreign-key" };
		const ofDid = did.startsWith("did:key:") ? did.slice(8) : null;
		if (ofDid !== null && fragment !== ofDid) return { code: "foreign-key" };
		const listed = M.findIssuer(issuer);
		const known = listed?.keys.find((key) => key.id === method) ?? null;
		if (listed && !known) return { code: "foreign-key" };
		if (known && ofDid !== null && known.publicKeyMultibase !== ofDid) return { code: "foreign-key" };
		if (!known && ofDid === null) return { code: "key-not-known" };
		const bytes = M.readKey(known?.publicKeyMultibase ?? ofDid);
		return bytes ? { bytes, known } : { code: "foreign-key" };
	};

	const holds = async (document, proof, key) => {
		const options = M.without(proof, "proofValue");
		const context = proof["@context"];
		if (context !== undefined && M.canonical(context) !== M.canonical(document["@context"])) return false;
		const hashes = [];
		for (const part of [options, M.without(document, "proof")]) hashes.push(await M.sha256(M.utf8(M.canonical(part))));
		return M.isSigned(key, M.base58(proof.proofValue), M.join(hashes));
	};

	const isOurs = (proof) => proof.type === "DataIntegrityProof" && proof.proofPurpose === "assertionMethod";

	/**
	 * Looks at every proof of a document.
	 *
	 * signature, key  a state and a code, as in verify.js
	 * created         moments of the proofs
	 * known           entries of the keys in the list of issuers
	 * others          cryptosuites that are not looked at here
	 */
	M.checkProofs = async (document) => {
		const found = { signature: { state: "fail", code: "no-proof" }, key: { state: "not-done" }, created: [], known: [], others: [] };
		const proofs = M.listOf(document.proof);
		if (proofs.length === 0 || proofs.length > 16 || !proofs.every(M.isObject)) return found;
		let count = 0;
		for (const proof of proofs) {
			const key = keyOf(proof.verificationMethod, M.issuerId(document));
			found.created.push(proof.created);
			if (key.code) found.key = { state: key.code === "key-not-known" ? "unknown" : "fail", code: key.code };
			else if (key.known) found.known.push(key.known);
			if (proof.cryptosuite !== SUITE || !isOurs(proof)) {
				found.others.push(String(proof.cryptosuite ?? proof.type));
				continue;
			}
			count++;
			if (key.code) found.signature = { state: "not-done" };
			else if (!(await holds(document, proof, key.bytes))) {
				found.signature = { state: "fail", code: "changed" };
				return found;
			}
		}
		if (found.key.state !== "not-done") return found;
		found.key = found.known.some((key) => key.revoked) ? { state: "fail", code: "key-revoked" } : { state: "pass" };
		found.signature = count > 0 ? { state: "pass" } : { state: "unknown", code: "no-jcs" };
		return found;
	};
})((globalThis.Migracode ??= {}));
