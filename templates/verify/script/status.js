// Whether a certificate was taken back: lists of bits that the issuer signs.
// Source: W3C Bitstring Status List 1.0.
"use strict";
(function (M) {
	const MAX_BYTES = 16 * 1024 * 1024;
	const MAX_TEXT = 8 * 1024 * 1024;

	const isList = (document) => M.isObject(document) && M.listOf(document.type).includes("BitstringStatusListCredential");

	/** The status list that a text is, or null. */
	M.readStatusList = (text) => {
		if (text.length > MAX_TEXT || !text.includes("BitstringStatusListCredential")) return null;
		const document = M.parseJson(text);
		return isList(document) && M.isObject(document.credentialSubject) ? document : null;
	};

	const addressOf = (list) => list.id ?? list.credentialSubject.id;

	// An issuer may go on under other names, which the page's list of issuers tells.
	const namesOf = (issuer) => {
		const names = [];
		for (let id = issuer; id && !names.includes(id); id = M.findIssuer(id)?.successor) names.push(id);
		return names;
	};

	// Signed by that issuer and not too old: a code, or null when all is well.
	const faultOf = async (list, issuer, now) => {
		if (!namesOf(issuer).includes(M.issuerId(list))) return "list-of-another";
		const { signature, key, dates } = await M.checkProofs(list, now);
		if (signature.state !== "pass" || key.state !== "pass") return "list-not-signed";
		if (list.validUntil !== undefined && !(M.moment(list.validUntil) >= now)) return "list-expired";
		return dates === null && !(M.moment(list.validFrom) > now + M.SKEW) ? null : "list-expired";
	};

	const bitOf = async (list, index) => {
		const text = list.credentialSubject.encodedList;
		const packed = typeof text === "string" && text[0] === "u" ? M.base64url(text.slice(1)) : null;
		if (!packed) throw new M.Refusal("list-damaged");
		const bits = await M.inflate(packed, "gzip", MAX_BYTES);
		if (index >= bits.length * 8) throw new M.Refusal("list-damaged");
		return (bits[index >> 3] & (0x80 >> (index & 7))) !== 0;
	};

	// The newest of the lists with an address (null: any) and a purpose that can be relied on, or why there is none.
	const newest = async (address, purpose, issuer, now) => {
		let best = { code: "no-list" };
		for (const list of M.statusLists) {
			if (list.credentialSubject.statusPurpose !== purpose || addressOf(list) !== (address ?? addressOf(list))) continue;
			const code = await faultOf(list, issuer, now);
			if (code) best = best.list ? best : { code };
			else if (!best.list || M.moment(list.validFrom) > M.moment(best.list.validFrom)) best = { list };
		}
		return best;
	};

	const readEntry = (entry) => {
		if (!M.isObject(entry) || entry.type !== "BitstringStatusListEntry") return null;
		const { statusListIndex: index, statusListCredential: address, statusPurpose: purpose } = entry;
		if (!/^\d{1,9}$/.test(index) || typeof address !== "string") return null;
		return ["revocation", "suspension"].includes(purpose) ? { index: Number(index), address, purpose } : null;
	};

	// A list of our own that says which of the revoked ones may come back stands beside the one that is named. Lists that
	// are published nowhere have names that do not tell which belong together.
	const mayComeBack = async (entry, issuer, now) => {
		const address = entry.address.startsWith("urn:") ? null : entry.address.replace(/(\.json)?$/, "-suspension$1");
		const { list } = await newest(address, "suspension", issuer, now);
		return list ? bitOf(list, entry.index) : false;
	};

	const checkEntry = async (entry, issuer, now) => {
		const { list, code } = await newest(entry.address, entry.purpose, issuer, now);
		if (!list) return { state: "unknown", code };
		const day = list.validFrom;
		if (!(await bitOf(list, entry.index))) return { state: "pass", params: { day } };
		const suspended = entry.purpose === "suspension" || (await mayComeBack(entry, issuer, now));
		return { state: "fail", code: suspended ? "suspended" : "revoked", params: { day } };
	};

	/** State, code and params of the check of a credential's status. */
	M.checkStatus = async (credential, now) => {
		const entries = M.listOf(credential.credentialStatus);
		if (entries.length === 0) return { state: "not-done", code: "no-status" };
		const rank = { fail: 2, unknown: 1, pass: 0 };
		let worst = null;
		for (const written of entries.slice(0, 8)) {
			const entry = readEntry(written);
			let found = { state: "unknown", code: "unknown-status" };
			try {
				if (entry) found = await checkEntry(entry, M.issuerId(credential), now);
			} catch (error) {
				found = { state: "unknown", code: error instanceof M.Refusal ? "list-damaged" : "unknown-status" };
			}
			if (!worst || rank[found.state] > rank[worst.state]) worst = found;
		}
		return worst;
	};

	/** The same by the index that a QR text tells, when the issuer has no more than one list. */
	M.checkIndex = async (issuer, index, now) => {
		const names = namesOf(issuer);
		const lists = M.statusLists.filter((list) => names.includes(M.issuerId(list)) && list.credentialSubject.statusPurpose === "revocation");
		const addresses = [...new Set(lists.map(addressOf))];
		if (addresses.length !== 1) return { state: "unknown", code: "no-list" };
		const entry = { address: addresses[0], purpose: "revocation", index };
		return checkEntry(entry, issuer, now).catch(() => ({ state: "unknown", code: "list-damaged" }));
	};
})((globalThis.Migracode ??= {}));
