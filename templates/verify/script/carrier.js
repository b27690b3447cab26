// Takes the certificate out of the file that carries it. Nothing of a file is shown or run here.
"use strict";
(function (M) {
	const MAX_FILE = 32 * 1024 * 1024;
	const MAX_CREDENTIAL = 1024 * 1024;
	const MAX_ATTACHED = 32;
	const NAMESPACE = "https://purl.imsglobal.org/ob/v3p0";
	const KEYWORD = "openbadgecredential";

	// The one of several; a file with two would show one and prove the other.
	const only = (found) => {
		if (found.length === 0) throw new M.Refusal("nothing-inside");
		if (found.length > 1) throw new M.Refusal("several-inside");
		if (found[0].length > MAX_CREDENTIAL) throw new M.Refusal("too-large");
		return found[0];
	};

	// Source: PNG 1.2, chunk iTXt; Open Badges 3.0, baking.
	const fromPng = (bytes) => {
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		const found = [];
		for (let at = 8; at + 12 <= bytes.length; ) {
			const size = view.getUint32(at);
			const kind = M.latinOf(bytes.subarray(at + 4, at + 8));
			const data = bytes.subarray(at + 8, at + 8 + size);
			if (size > bytes.length - at - 12) throw new M.Refusal("damaged");
			const key = M.latinOf(data.subarray(0, KEYWORD.length + 3));
			if (kind === "iTXt" && key.startsWith(KEYWORD + "\0")) {
				if (key !== KEYWORD + "\0\0\0") throw new M.Refusal("damaged");
				const lang = data.indexOf(0, key.length);
				const name = lang < 0 ? -1 : data.indexOf(0, lang + 1);
				if (name < 0) throw new M.Refusal("damaged");
				found.push(data.subarray(name + 1));
			}
			at += size + 12;
		}
		return only(found);
	};

	const TAG = /<\/?((?:([\w.-]+):)?[\w.-]+)((?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
	const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
	const LETTERS = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

	const unescape = (text) =>
		text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal, hex, name) => {
			const point = decimal ? Number(decimal) : parseInt(hex, 16);
			const letter = name ? LETTERS[name] : String.fromCodePoint(Math.min(point, 0x10ffff));
			if (letter === undefined) throw new M.Refusal("damaged");
			return letter;
		});

	// Where what stands at a place is over.
	const past = (text, at, end) => {
		const found = text.indexOf(end, at);
		if (found < 0) throw new M.Refusal("damaged");
		return found + end.length;
	};

	// The text of an element up to its next tag, in pieces of both kinds.
	const textAt = (text, at) => {
		let found = "";
		for (;;) {
			const end = text.indexOf("<", at);
			if (end < 0) throw new M.Refusal("damaged");
			found += unescape(text.slice(at, end));
			if (!text.startsWith("<![CDATA[", end)) return found;
			at = past(text, end, "]]>");
			found += text.slice(end + 9, at - 3);
		}
	};

	// The browser's own reader would also look at the drawing, which is nobody's business here.
	const fromSvg = (bytes) => {
		const text = M.textOf(bytes);
		if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new M.Refusal("damaged");
		const names = new Map();
		const found = [];
		const visit = ([whole, name, prefix = "", written, isEmpty], end) => {
			const attributes = new Map(Array.from(written.matchAll(ATTRIBUTE), ([, key, a, b]) => [key, unescape(a ?? b)]));
			for (const [key, value] of attributes) if (/^xmlns(:|$)/.test(key)) names.set(key.slice(6), value);
			const isOurs = name === (prefix ? `${prefix}:credential` : "credential") && names.get(prefix) === NAMESPACE;
			if (whole.startsWith("</") || !isOurs) return;
			found.push(M.utf8((attributes.get("verify") ?? (isEmpty ? "" : textAt(text, end))).trim()));
		};
		for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
			const other = [["<!--", "-->"], ["<![CDATA[", "]]>"], ["<?", "?>"]].find(([start]) => text.startsWith(start, at));
			if (other) {
				at = past(text, at, other[1]);
				continue;
			}
			TAG.lastIndex = at;
			const tag = TAG.exec(text);
			if (!tag) throw new M.Refusal("damaged");
			at += tag[0].length;
			visit(tag, at);
		}
		return only(found);
	};

	// The length that a stream of a PDF says of itself, which may stand in an object of its own.
	const lengthOf = (text, dictionary) => {
		const [, direct, reference] = /\/Length\s+(\d{1,9})(\s+\d+\s+R)?/.exec(dictionary) ?? [];
		if (!reference) return Number(direct ?? NaN);
		return Number(new RegExp(`(?:^|[\\r\\n])${direct} 0 obj\\s+(\\d{1,9})`).exec(text)?.[1] ?? NaN);
	};

	// Attached files are streams, and streams are never hidden in others. Source: ISO 32000-1, 7.3.8 and 7.11.4.
	const fromPdf = async (bytes) => {
		const text = M.latinOf(bytes);
		if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(text)) throw new M.Refusal("encrypted");
		const found = [];
		const streams = /\/Type\s*\/EmbeddedFile\b/g;
		for (let count = 0; streams.exec(text); count++) {
			if (count === MAX_ATTACHED) throw new M.Refusal("too-large");
			const start = text.lastIndexOf(" obj", streams.lastIndex);
			const end = text.indexOf("stream", streams.lastIndex);
			if (start < 0 || end < 0) throw new M.Refusal("damaged");
			const dictionary = text.slice(start, end);
			const from = end + 6 + (text[end + 6] === "\r" ? 2 : 1);
			const length = lengthOf(text, dictionary);
			if (!text.slice(from + length, from + length + 20).trimStart().startsWith("endstream")) throw new M.Refusal("damaged");
			const packed = bytes.subarray(from, from + length);
			const filter = /\/Filter\s*\[?\s*\/(\w+)/.exec(dictionary)?.[1];
			if (filter && filter !== "FlateDecode") continue;
			const file = filter ? await M.inflate(packed, "deflate", MAX_CREDENTIAL) : packed;
			if (/^\s*\{[^]*"proof"|^eyJ[\w-]+\.[\w-]+\.[\w-]+\s*$/.test(M.latinOf(file))) found.push(file);
		}
		return only(found);
	};

	const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

	/** The bytes of the certificate in a file, which is told by its content. Throws M.Refusal. */
	M.takeOut = async (bytes) => {
		if (bytes.length > MAX_FILE) throw new M.Refusal("too-large");
		if (bytes.length === 0) throw new M.Refusal("nothing-inside");
		if (M.isSame(bytes.subarray(0, PNG.length), PNG)) return fromPng(bytes);
		if (M.latinOf(bytes.subarray(0, 1024)).includes("%PDF-")) return fromPdf(bytes);
		const head = M.latinOf(bytes.subarray(0, 4096)).replace(/^\xef\xbb\xbf/, "").trimStart();
		if (head[0] === "<") return fromSvg(bytes);
		if (head[0] !== "{" && !head.startsWith("eyJ")) throw new M.Refusal("nothing-inside");
		return only([bytes]);
	};
})((globalThis.Migracode ??= {}));
