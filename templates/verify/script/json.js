// JSON read strictly, as a signed text must be: what JSON.parse() lets pass could be read in two ways.
// Source: RFC 8259, RFC 8785 (JSON Canonicalization Scheme).
"use strict";
(function (M) {
	const MAX_DEPTH = 64;
	const SPACE = /[ \t\n\r]*/y;
	const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
	const WORDS = { t: ["true", true], f: ["false", false], n: ["null", null] };

	class Reader {
		constructor(text) {
			this.text = text;
			this.at = 0;
		}
		refuse(code = "damaged") {
			throw new M.Refusal(code, { line: String(this.text.slice(0, this.at).split("\n").length) });
		}
		match(pattern) {
			pattern.lastIndex = this.at;
			const found = pattern.exec(this.text);
			if (!found) this.refuse();
			this.at += found[0].length;
			return found[0];
		}
		// Passes over white space, and over sign if it stands there.
		has(sign) {
			this.match(SPACE);
			if (this.text[this.at] !== sign) return false;
			this.at++;
			return true;
		}
		string() {
			const start = this.at;
			if (this.text[this.at] !== '"') this.refuse();
			for (this.at++; this.text[this.at] !== '"'; this.at++) {
				if (this.at >= this.text.length) this.refuse();
				if (this.text[this.at] === "\\") this.at++;
			}
			this.at++;
			let value;
			try {
				value = JSON.parse(this.text.slice(start, this.at));
			} catch {
				this.refuse();
			}
			if (/\p{Surrogate}|\0/u.test(value)) this.refuse();
			return value;
		}
		number() {
			const written = this.match(NUMBER);
			const value = Number(written);
			// Others have no one way of writing these, or read another number.
			if (Number.isInteger(value) ? !Number.isSafeInteger(value) : written.replace(/\D/g, "").length > 15)
				this.refuse("number");
			return value;
		}
		array(depth) {
			const items = [];
			if (this.has("]")) return items;
			do items.push(this.value(depth));
			while (this.has(","));
			if (!this.has("]")) this.refuse();
			return items;
		}
		object(depth) {
			const members = Object.create(null);
			if (this.has("}")) return members;
			do {
				this.match(SPACE);
				const key = this.string();
				if (key in members) this.refuse("duplicate");
				if (!this.has(":")) this.refuse();
				members[key] = this.value(depth);
			} while (this.has(","));
			if (!this.has("}")) this.refuse();
			return members;
		}
		value(depth) {
			if (depth > MAX_DEPTH) this.refuse("too-deep");
			this.match(SPACE);
			const sign = this.text[this.at];
			if (sign === '"') return this.string();
			if (this.has("{")) return this.object(depth + 1);
			if (this.has("[")) return this.array(depth + 1);
			const [word, value] = WORDS[sign] ?? [];
			if (!word) return this.number();
			if (!this.text.startsWith(word, this.at)) this.refuse();
			this.at += word.length;
			return value;
		}
	}

	/** The value of a JSON text. Throws M.Refusal: "damaged", "duplicate", "too-deep", "number". */
	M.parseJson = (text) => {
		const reader = new Reader(text);
		const value = reader.value(0);
		reader.match(SPACE);
		if (reader.at !== text.length) reader.refuse();
		return value;
	};

	/** The one way to write a value. */
	M.canonical = (value) => {
		if (Array.isArray(value)) return `[${value.map(M.canonical).join(",")}]`;
		if (value === null || typeof value !== "object") return JSON.stringify(value);
		const members = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${M.canonical(value[key])}`);
		return `{${members.join(",")}}`;
	};

	/** A copy of an object without one of its members. */
	M.without = (object, key) => {
		const copy = Object.assign(Object.create(null), object);
		delete copy[key];
		return copy;
	};

	M.isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

	/** What may stand alone or in a list, as a list. */
	M.listOf = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);
})((globalThis.Migracode ??= {}));
