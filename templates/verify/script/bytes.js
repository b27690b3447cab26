// Bytes in the forms that certificates use, and what the browser can compute with them.
"use strict";
(function (M) {
	/** Why a file or a text is refused. code: a word of "codes" in words/<lang>.js. */
	M.Refusal = class extends Error {
		constructor(code, params = {}) {
			super(code);
			this.code = code;
			this.params = params;
		}
	};

	const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
	const BASE58_MAX = 128; // a signature has 88 characters

	M.utf8 = (text) => new TextEncoder().encode(text);

	/** The text of UTF-8 bytes; a byte order mark stays, so that it is seen. */
	M.textOf = (bytes) => {
		try {
			return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
		} catch {
			throw new M.Refusal("damaged");
		}
	};

	/** One character for each byte, for searching. */
	M.latinOf = (bytes) => new TextDecoder("latin1").decode(bytes);

	M.join = (parts) => {
		const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
		let at = 0;
		for (const part of parts) {
			all.set(part, at);
			at += part.length;
		}
		return all;
	};

	M.isSame = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

	M.hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

	/** Multibase base58btc, "z…"; null when text is none. */
	M.base58 = (text) => {
		if (typeof text !== "string" || text[0] !== "z" || text.length > BASE58_MAX) return null;
		let number = 0n;
		for (const sign of text.slice(1)) {
			const digit = BASE58.indexOf(sign);
			if (digit < 0) return null;
			number = number * 58n + BigInt(digit);
		}
		const bytes = [];
		for (; number > 0n; number >>= 8n) bytes.unshift(Number(number & 255n));
		const zeros = /^1*/.exec(text.slice(1))[0].length;
		return Uint8Array.from([...new Array(zeros).fill(0), ...bytes]);
	};

	/** base64url without padding, in the one way of writing it; null when text is none. */
	M.base64url = (text) => {
		if (typeof text !== "string" || !/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
		const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
		const again = btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
		return again === text ? Uint8Array.from(binary, (sign) => sign.charCodeAt(0)) : null;
	};

	/** What the browser lacks: null, "no-crypto" (a page of plain http has none) or "no-ed25519". */
	M.lacks = async () => {
		if (!globalThis.crypto?.subtle) return "no-crypto";
		try {
			const point = new Uint8Array(32);
			point[0] = 1;
			await crypto.subtle.importKey("raw", point, { name: "Ed25519" }, false, ["verify"]);
		} catch (error) {
			if (error.name === "NotSupportedError") return "no-ed25519";
		}
		return null;
	};

	M.sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

	/** True when the holder of a public key signed bytes. */
	M.isSigned = async (publicKey, signature, bytes) => {
		if (signature?.length !== 64) return false;
		try {
			const key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
			return await crypto.subtle.verify({ name: "Ed25519" }, key, signature, bytes);
		} catch {
			return false;
		}
	};

	/** Unpacks; format: "deflate" (zlib) or "gzip"; stops at limit bytes. */
	M.inflate = async (bytes, format, limit) => {
		if (!globalThis.DecompressionStream) throw new M.Refusal("no-ed25519"); // browsers of the same age
		const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)).getReader();
		const parts = [];
		let size = 0;
		for (;;) {
			const { done, value } = await reader.read().catch(() => {
				throw new M.Refusal("damaged");
			});
			if (done) return M.join(parts);
			size += value.length;
			if (size > limit) {
				reader.cancel().catch(() => {});
				throw new M.Refusal("too-large");
			}
			parts.push(value);
		}
	};
})((globalThis.Migracode ??= {}));
