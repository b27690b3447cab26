// Whether a certificate is genuine, as a list of named checks; the names and most codes are those of
// "migracode cert verify".
//
// A check is {state, code, params}: state is "pass", "fail", "unknown" (it could not be told) or "not-done"; code says
// why, and is a word of "codes" in words/<lang>.js; params are what its sentence tells.
"use strict";
(function (M) {
	M.CHECKS = ["document", "signature", "key", "dates", "status", "issuer", "qr"];

	const V2 = "https://www.w3.org/ns/credentials/v2";
	const BADGES = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context-3\.0\.\d\.json$/;
	const KNOWN = /^https:\/\/(www\.w3\.org\/|w3id\.org\/|purl\.imsglobal\.org\/)/;

	const OTHERS = ["issuer", "proof", "endorsement", "endorsementJwt", "verifiableCredential"];

	// Members that would bring in what somebody else says, or change what words mean half-way.
	const hidesOthers = (value, isRoot) => {
		if (value === null || typeof value !== "object") return false;
		const isHidden = (key) => (!isRoot || !["@context", "issuer", "proof"].includes(key)) && (key[0] === "@" || OTHERS.includes(key));
		const parts = Object.entries(value).filter(([key]) => !isRoot || (key !== "@context" && key !== "proof"));
		return (!Array.isArray(value) && Object.keys(value).some(isHidden)) || parts.some(([, part]) => hidesOthers(part, false));
	};

	const hasMembers = (object, ...names) =>
		M.isObject(object) && names.every((name) => typeof object[name] === "string" && object[name] !== "");

	// What Open Badges 3.0 asks of a credential, as far as this page relies on it.
	const checkDocument = (credential) => {
		const fail = (code) => ({ state: "fail", code });
		if (!M.isObject(credential)) return fail("damaged");
		const contexts = M.listOf(credential["@context"]);
		const types = M.listOf(credential.type);
		if (!types.includes("OpenBadgeCredential") && !types.includes("AchievementCredential")) return fail("not-a-certificate");
		if (contexts[0] !== V2 || !contexts.some((context) => BADGES.test(context))) return fail("unknown-context");
		if (!contexts.every((context) => typeof context === "string" && KNOWN.test(context))) return fail("unknown-context");
		if (hidesOthers(credential, true)) return fail("nested-issuer");
		if (!types.includes("VerifiableCredential")) return fail("wrong-member");
		const subject = credential.credentialSubject;
		if (!hasMembers(credential, "id", "validFrom") || !M.isObject(subject)) return fail("wrong-member");
		if (typeof M.issuerId(credential) !== "string" || !hasMembers(subject.achievement, "name")) return fail("wrong-member");
		return { state: "pass" };
	};

	const checkDates = (credential, proofs, now) => {
		const [from, until] = [M.moment(credential.validFrom), M.moment(credential.validUntil)];
		const params = { from: credential.validFrom, until: credential.validUntil };
		const fail = (code) => ({ state: "fail", code, params });
		if (Number.isNaN(from) || (credential.validUntil !== undefined && Number.isNaN(until))) return fail("wrong-member");
		if (proofs.dates) return { state: "fail", code: proofs.dates, params: { until: proofs.until } };
		if (now + M.SKEW < from) return fail("not-yet-valid");
		if (now > until) return fail("expired");
		return { state: "pass", code: credential.validUntil === undefined ? "for-ever" : "dated", params };
	};

	const checkIssuer = (id) => {
		const issuer = M.findIssuer(id);
		return issuer ? { state: "pass", params: { issuer: issuer.name } } : { state: "unknown", code: "unknown-issuer", params: { id } };
	};

	/** The QR text in a link, or null. Form: lib/credential/qr_text.h. */
	M.readQr = (text) => {
		const [, signed, id, day, index, hash, signature] =
			/#v1\.(([\w-]{22})\.(\d{8})\.(\d{1,12}|-)\.([\w-]{43}))\.([\w-]{86})(?![\w-])/.exec(text) ?? [];
		if (!signed) return null;
		const bytes = [id, hash, signature].map(M.base64url);
		if (bytes.includes(null)) return null;
		const uuid = M.hex(bytes[0]).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
		return { id: uuid, day: day.replace(/^(....)(..)/, "$1-$2-"), index: index === "-" ? null : Number(index), hash: bytes[1],
			signature: bytes[2], signed: M.utf8(`migracode-qr-v1\0${signed}`) };
	};

	const isSignedBy = async (qr, issuer) => {
		for (const key of M.keysOf(issuer)) {
			const bytes = key.revoked ? null : M.readKey(key.publicKeyMultibase);
			if (bytes && (await M.isSigned(bytes, qr.signature, qr.signed))) return true;
		}
		return false;
	};

	const signerOf = async (qr) => {
		for (const issuer of M.issuers) if (await isSignedBy(qr, issuer.id)) return issuer;
		return null;
	};

	/** What a QR text alone proves: checks "signature" and "status", and the issuer who signed it or null. */
	M.verifyQr = async (qr, now = Date.now()) => {
		const lacks = await M.lacks();
		if (lacks) return { issuer: null, checks: { signature: { state: "unknown", code: lacks } } };
		const issuer = await signerOf(qr);
		if (!issuer) return { issuer, checks: { signature: { state: "unknown", code: "qr-not-known" } } };
		const checks = { signature: { state: "pass", code: "qr-signed", params: { issuer: issuer.name } } };
		if (qr.index !== null) checks.status = await M.checkIndex(issuer.id, qr.index, now);
		return { issuer, checks };
	};

	const checkQr = async (qr, bytes, credential) => {
		const fail = (code) => ({ state: "fail", code });
		const { awardedDate, validFrom, credentialStatus } = credential;
		if (credential.id !== `urn:uuid:${qr.id}`) return fail("qr-of-another");
		if (!(await isSignedBy(qr, M.issuerId(credential)))) return fail("qr-not-signed");
		if (!M.isSame(qr.hash, await M.sha256(bytes))) return fail("qr-changed");
		if (!String(awardedDate ?? validFrom).startsWith(qr.day)) return fail("qr-changed");
		const index = M.listOf(credentialStatus)[0]?.statusListIndex;
		return qr.index === null || index === undefined || index === String(qr.index) ? { state: "pass" } : fail("qr-changed");
	};

	// The four answers that people get, and the check that decides.
	const judge = (checks) => {
		const failed = M.CHECKS.find((name) => checks[name].state === "fail");
		if (failed) return { verdict: "invalid", because: failed };
		for (const name of ["key", "signature"]) if (checks[name].state === "unknown") return { verdict: "unsure", because: name };
		if (checks.issuer.state !== "pass") return { verdict: "unknown", because: "issuer" };
		if (checks.status.state === "unknown") return { verdict: "unsure", because: "status" };
		return { verdict: "trusted", because: null };
	};

	const checkAll = async (checks, bytes, qr, now) => {
		const text = M.textOf(bytes);
		if (/^\s*eyJ/.test(text)) {
			checks.signature = { state: "unknown", code: "jwt" };
			return { credential: null, others: [] };
		}
		const credential = M.parseJson(text);
		checks.document = checkDocument(credential);
		if (checks.document.state !== "pass") return { credential: null, others: [] };
		checks.issuer = checkIssuer(M.issuerId(credential));
		const lacks = await M.lacks();
		if (lacks) {
			checks.signature = { state: "unknown", code: lacks };
			return { credential, others: [] };
		}
		const proofs = await M.checkProofs(credential, now);
		Object.assign(checks, { signature: proofs.signature, key: proofs.key });
		if (proofs.signature.state !== "pass") return { credential, others: proofs.others };
		checks.dates = checkDates(credential, proofs, now);
		checks.status = await M.checkStatus(credential, now);
		if (qr) checks.qr = await checkQr(qr, bytes, credential);
		return { credential, others: proofs.others };
	};

	/**
	 * Verifies the bytes of a certificate. Nothing is fetched.
	 *
	 * qr   of the paper, from M.readQr(), or null
	 * now  Unix milliseconds
	 *
	 * Gives {verdict, because, checks, credential, others}: verdict is "trusted", "unknown" (valid, but nobody here
	 * knows the issuer), "invalid" or "unsure"; credential is null when it could not be read.
	 */
	M.verify = async (bytes, qr = null, now = Date.now()) => {
		const checks = Object.fromEntries(M.CHECKS.map((name) => [name, { state: "not-done" }]));
		let found = { credential: null, others: [] };
		try {
			found = await checkAll(checks, bytes, qr, now);
		} catch (error) {
			if (!(error instanceof M.Refusal)) throw error;
			checks.document = { state: "fail", code: error.code, params: error.params };
		}
		return { ...judge(checks), checks, ...found };
	};

	/** Whether a hidden name or address is what somebody typed. */
	M.isIdentity = async (identity, typed) => {
		const plain = typed.normalize("NFC").trim().replace(/\s+/g, " ");
		for (const text of new Set([plain, plain.toLowerCase(), typed])) {
			const hash = await M.sha256(M.utf8(text + (identity.salt ?? "")));
			if (identity.identityHash === `sha256$${M.hex(hash)}`) return true;
		}
		return false;
	};
})((globalThis.Migracode ??= {}));
