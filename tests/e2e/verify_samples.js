"use strict";
// Makes sample certificates with node's own cryptography, the lists of a page that trusts their issuer, and what a
// school of that issuer has in its folder:
// node verify_samples.js FOLDER. Every name is plainly that of a sample.
const crypto = require("crypto");
const fs = require("fs");
const path = require("path");
const zlib = require("zlib");

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const base58 = (bytes) => {
	let number = BigInt(`0x${bytes.toString("hex")}`);
	let text = "";
	for (; number > 0n; number /= 58n) text = BASE58[Number(number % 58n)] + text;
	return "z" + text;
};
const sha256 = (bytes) => crypto.createHash("sha256").update(bytes).digest();
const canonical = (value) => {
	if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
	if (value === null || typeof value !== "object") return JSON.stringify(value);
	return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
};

class Issuer {
	constructor(seed) {
		const head = Buffer.from("302e020100300506032b657004220420", "hex");
		this.secret = crypto.createPrivateKey({ key: Buffer.concat([head, sha256(seed)]), format: "der", type: "pkcs8" });
		const key = crypto.createPublicKey(this.secret).export({ format: "der", type: "spki" }).subarray(-32);
		this.multikey = base58(Buffer.concat([Buffer.from([0xed, 0x01]), key]));
		this.id = `did:key:${this.multikey}`;
		this.method = `${this.id}#${this.multikey}`;
	}
	proof(document, more = {}) {
		const options = { type: "DataIntegrityProof", cryptosuite: "eddsa-jcs-2022", created: "2026-05-12T09:00:00Z",
			verificationMethod: this.method, proofPurpose: "assertionMethod", "@context": document["@context"], ...more };
		const bytes = Buffer.concat([sha256(canonical(options)), sha256(canonical(document))]);
		return { ...options, proofValue: base58(crypto.sign(null, bytes, this.secret)) };
	}
	// The other kind of proof stands first, as in certificates of ours; nothing here can make a true one.
	sign(document, more) {
		const proof = this.proof(document, more);
		const value = base58(crypto.sign(null, sha256(canonical(document)), this.secret));
		return { ...document, proof: [{ ...proof, cryptosuite: "eddsa-rdfc-2022", "@context": undefined, proofValue: value }, proof] };
	}
	qr(uuid, day, index, file) {
		const signed = [Buffer.from(uuid.replace(/-/g, ""), "hex").toString("base64url"), day, index, sha256(file).toString("base64url")].join(".");
		const signature = crypto.sign(null, Buffer.from(`migracode-qr-v1\0${signed}`), this.secret).toString("base64url");
		return `#v1.${signed}.${signature}`;
	}
	list(address, purpose, set, more = {}) {
		const bits = Buffer.alloc(16384);
		for (const index of set) bits[index >> 3] |= 0x80 >> (index & 7);
		return this.sign({ "@context": [V2], id: address, type: ["VerifiableCredential", "BitstringStatusListCredential"], issuer: this.id,
			validFrom: "2026-05-01T00:00:00Z", validUntil: "2099-01-01T00:00:00Z", ...more,
			credentialSubject: { id: `${address}#list`, type: "BitstringStatusList", statusPurpose: purpose, encodedList: "u" + zlib.gzipSync(bits).toString("base64url") } });
	}
}

const V2 = "https://www.w3.org/ns/credentials/v2";
const LIST = "https://school.example/status/1.json";
const UUID = "0f7c1a2b-3d4e-4f50-8a6b-7c8d9e0f1a2b";
const hashed = (type, value) => ({ type: "IdentityObject", hashed: true, identityHash: `sha256$${sha256(value + "salt-1").toString("hex")}`,
	identityType: type, salt: "salt-1" });
const school = new Issuer("sample school");
const stranger = new Issuer("sample stranger");
const old = new Issuer("sample school, its first key");

const alignments = [
	["ICDL", "Computing 1.0 / 4", "Building using Code", "https://icdl.org/workforce/computing/"],
	["DigComp 3.0", "3.4", "Computational thinking and programming", "https://publications.jrc.ec.europa.eu/repository/handle/JRC144121"],
	["ESCO 1.2", null, "JavaScript", "http://data.europa.eu/esco/skill/3cd569a2-4f88-4c1e-9995-8dce8c5e51a7"],
].map(([framework, code, name, url]) => ({ type: ["Alignment"], targetName: name, targetUrl: url, targetFramework: framework, ...(code && { targetCode: code }) }));

const badge = (issuer, index, more = {}, subject = {}) => ({
	"@context": [V2, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"],
	id: `urn:uuid:${UUID}`,
	type: ["VerifiableCredential", "OpenBadgeCredential"],
	name: "Certificate of completion – First steps in programming",
	issuer: { id: issuer.id, type: ["Profile"], name: "Sample School", url: "https://school.example/" },
	validFrom: "2026-05-12T09:00:00Z",
	awardedDate: "2026-05-12T09:00:00Z",
	credentialSubject: {
		type: ["AchievementSubject"],
		activityStartDate: "2026-01-12T00:00:00Z",
		activityEndDate: "2026-05-08T00:00:00Z",
		creditsEarned: 180,
		identifier: [{ type: "IdentityObject", hashed: false, identityHash: "Sample Learner", identityType: "name" }, hashed("emailAddress", "learner@school.example")],
		achievement: {
			id: "https://school.example/courses/first-steps", type: ["Achievement"], achievementType: "CertificateOfCompletion", inLanguage: "en",
			name: "First steps in programming", description: "Programs, data and the web, from the first line to a project of one's own.",
			criteria: { narrative: "Passed **at least** 80 % of the exercises, and took part in at least 75 % of the hours.\n\nThis certificate is issued by Sample School. It is not an ICDL/ECDL certificate; Sample School is not affiliated with or endorsed by ICDL Foundation. ICDL and ECDL are trade marks of ICDL Foundation." },
			alignment: alignments,
			resultDescription: [{ id: "urn:uuid:1", type: ["ResultDescription"], name: "Points", resultType: "RawScore", valueMax: "450" },
				{ id: "urn:uuid:2", type: ["ResultDescription"], name: "Attendance", resultType: "Percent" },
				{ id: "urn:uuid:3", type: ["ResultDescription"], name: "Git and GitHub", resultType: "Status" }],
		},
		result: [{ type: ["Result"], resultDescription: "urn:uuid:1", value: "412.5" }, { type: ["Result"], resultDescription: "urn:uuid:2", value: "92" },
			{ type: ["Result"], resultDescription: "urn:uuid:3", status: "Completed" }],
		...subject,
	},
	credentialStatus: { id: `${LIST}#${index}`, type: "BitstringStatusListEntry", statusPurpose: "revocation", statusListIndex: String(index), statusListCredential: LIST },
	...more,
});

const print = (value) => JSON.stringify(value) + "\n";

const pdfOf = (file, count = 1) => {
	const packed = zlib.deflateSync(file);
	const one = (i) => Buffer.concat([Buffer.from(`${i} 0 obj\n<< /Type /EmbeddedFile /Subtype /application#2fld+json /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`),
		packed, Buffer.from("\nendstream\nendobj\n")]);
	return Buffer.concat([Buffer.from("%PDF-1.7\n"), ...Array.from({ length: count }, (_, i) => one(i + 1)), Buffer.from("trailer\n<< >>\n%%EOF\n")]);
};
const pngOf = (file) => {
	const chunk = (kind, data) => {
		const size = Buffer.alloc(4);
		size.writeUInt32BE(data.length);
		return Buffer.concat([size, Buffer.from(kind), data, Buffer.alloc(4)]);
	};
	return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", Buffer.alloc(13)),
		chunk("iTXt", Buffer.concat([Buffer.from("openbadgecredential\0\0\0\0\0"), Buffer.from(file)])), chunk("IEND", Buffer.alloc(0))]);
};
const svgOf = (file, head = "") => `${head}<svg style="fill:none" xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential><![CDATA[${file}]]></openbadges:credential><style>g{fill:none}</style></svg>`;

const samples = () => {
	const signed = (index, more, subject) => school.sign(badge(school, index, more, subject));
	const good = signed(3);
	const genuine = print(good);
	const changed = (change) => {
		const copy = JSON.parse(genuine);
		change(copy);
		return print(copy);
	};
	const hidden = { identifier: [hashed("name", "Sample Learner"), hashed("emailAddress", "learner@school.example")] };
	return {
		"genuine.json": genuine,
		"genuine.pdf": pdfOf(genuine),
		"genuine.png": pngOf(genuine),
		"genuine.svg": svgOf(genuine),
		"hidden.json": print(signed(3, {}, hidden)),
		"altered.json": changed((copy) => (copy.credentialSubject.result[0].value = "450")),
		"reordered.json": changed((copy) => copy.credentialSubject.result.reverse()),
		"stripped.json": changed((copy) => delete copy.credentialStatus),
		"revoked.json": print(signed(5)),
		"suspended.json": print(signed(6)),
		"expired.json": print(signed(3, { validUntil: "2026-06-01T00:00:00Z" })),
		"future.json": print(signed(3, { validFrom: "2099-01-01T00:00:00Z" })),
		"foreign.json": print(stranger.sign(badge(stranger, 3))),
		"borrowed.json": print({ ...badge(school, 3), proof: [stranger.proof(badge(school, 3))] }),
		"other-list.json": print(signed(3, { credentialStatus: { ...good.credentialStatus, statusListCredential: "https://school.example/status/9.json" } })),
		"second-list.json": print(school.list("https://school.example/status/9.json", "revocation", [])),
		"false-list.json": print({ ...stranger.list("https://school.example/status/9.json", "revocation", []), issuer: school.id }),
		"first-key.json": print(old.sign(badge(old, 3))),
		"first-key-revoked.json": print(old.sign(badge(old, 5))),
		"nested.json": print(signed(3, {}, { endorsement: [{ issuer: { id: stranger.id } }] })),
		"future-proof.json": print(school.sign(badge(school, 3), { created: "2099-01-01T00:00:00Z" })),
		"suite.json": genuine.replace("eddsa-rdfc-2022", "eddsa-rdfc-2023"),
		"purpose.json": print(school.sign(badge(school, 3), { proofPurpose: "authentication" })),
		"twice.json": changed((copy) => copy.proof.push(copy.proof[1])),
		"member.json": changed((copy) => (copy.proof[0].previousProof = "urn:uuid:1")),
		"context.json": print(signed(3, { "@context": [V2, "https://school.example/words.json"] })),
		"rdfc-only.json": changed((copy) => copy.proof.pop()),
		"unsigned.json": changed((copy) => delete copy.proof),
		"duplicate.json": genuine.replace('"type":["AchievementSubject"]', '"type":["AchievementSubject"],"type":["AchievementSubject"]'),
		"surrogate.json": genuine.replace("First steps", "First \\ud800 steps"),
		"deep.json": `{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`,
		"escaped.svg": svgOf("").replace("<![CDATA[]]>", genuine.replace(/&/g, "&amp;").replace(/</g, "&lt;")).replace(/openbadges/g, "b"),
		"hidden.svg": svgOf(genuine).replace("<openbadges:", "<!-- <openbadges:").replace("</svg>", "--></svg>"),
		"two.svg": svgOf(genuine).replace("</svg>", svgOf(genuine) + "</svg>"),
		"two.pdf": pdfOf(genuine, 2),
		"empty.pdf": pdfOf(genuine, 0),
		"bomb.pdf": pdfOf(Buffer.alloc(8 * 1024 * 1024, 0x20)),
		"entity.svg": svgOf(genuine, '<!DOCTYPE svg [<!ENTITY a "a">]>'),
		"photo.png": Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
		"hostile.json": print(signed(3, { name: "<img src=x onerror=planted=1>" }, { identifier: [{ ...hashed("name", "x"), hashed: false, identityHash: "<b>Sample</b> \u202eLearner" }],
			achievement: { ...badge(school, 3).credentialSubject.achievement, name: "<script>planted=1</script>", description: "[x](javascript:planted=1) <img src=x onerror=planted=1>",
				alignment: [{ ...alignments[0], targetUrl: "javascript:planted=1" }, { ...alignments[1], targetName: "x".repeat(3000) }] } })),
		"arabic.json": print(signed(3, {}, { identifier: [{ ...hashed("name", "x"), hashed: false, identityHash: "متعلّمة للتجربة" }],
			achievement: { ...badge(school, 3).credentialSubject.achievement, inLanguage: "ar", name: "الخطوات الأولى في البرمجة", description: "برامج وبيانات وويب، من السطر الأول إلى مشروع." } })),
		"qr.txt": school.qr(UUID, "20260512", 3, genuine),
		"qr-revoked.txt": school.qr(UUID, "20260512", 5, genuine),
		"qr-other.txt": school.qr(UUID, "20260512", 3, "another file"),
		"qr-foreign.txt": stranger.qr(UUID, "20260512", 3, genuine),
	};
};

const lists = () => {
	const issuers = { schema: "migracode/issuers/v1", issuers: [{ id: school.id, name: "Sample School", url: "https://school.example/",
		keys: [{ id: school.method, publicKeyMultibase: school.multikey, from: "2025-09-01T00:00:00Z" }] },
		{ id: old.id, name: "Sample School", successor: school.id }] };
	return { madeOn: "2026-05-13", issuers: [print(issuers)],
		statusLists: [print(school.list(LIST, "revocation", [5, 6])), print(school.list(LIST.replace(".json", "-suspension.json"), "suspension", [6]))] };
};

if (require.main === module) {
	const folder = process.argv[2];
	for (const [name, bytes] of Object.entries(samples())) fs.writeFileSync(path.join(folder, name), bytes);
	const { issuers, statusLists } = lists();
	fs.writeFileSync(path.join(folder, "issuers.js"), `"use strict";\nMigracode.publish(${JSON.stringify(lists())});\n`);
	fs.mkdirSync(path.join(folder, "certificates", "status"), { recursive: true });
	fs.writeFileSync(path.join(folder, "certificates", "issuers.json"), issuers[0]);
	["1.json", "1-suspension.json"].forEach((name, i) => fs.writeFileSync(path.join(folder, "certificates", "status", name), statusLists[i]));
}
module.exports = { samples, lists };
