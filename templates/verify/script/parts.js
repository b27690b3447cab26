// Small parts that the page is built of. Texts of others only ever become text nodes.
"use strict";
(function (M) {
	const SVG = "http://www.w3.org/2000/svg";
	const SIGNS = {
		pass: "M10 17l4.5 4.5 8-9.5",
		fail: "M11 11l10 10M21 11l-10 10",
		unknown: "M12.5 12.5a3.5 3.5 0 1 1 5 3.200c-1 .5-1.5 1-1.5 2.300M16 21.800v.2",
		"not-done": "M11 16h10",
	};

	/** An element; attributes that are null or false are left out, children may be texts, nodes or null. */
	M.make = (tag, attributes = {}, ...children) => {
		const element = document.createElement(tag);
		for (const [name, value] of Object.entries(attributes))
			if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
		element.append(...children.filter((child) => child !== null));
		return element;
	};

	/** A sign of a state; its meaning stands beside it in words. */
	M.sign = (state) => {
		const drawing = document.createElementNS(SVG, "svg");
		const circle = document.createElementNS(SVG, "circle");
		const line = document.createElementNS(SVG, "path");
		const set = (node, values) => Object.entries(values).forEach(([name, value]) => node.setAttribute(name, value));
		set(drawing, { viewBox: "0 0 32 32", "aria-hidden": "true", focusable: "false", class: "sign" });
		set(circle, { cx: 16, cy: 16, r: 14 });
		set(line, { d: SIGNS[state] });
		drawing.append(circle, line);
		return drawing;
	};

	/** Text of others: its own direction, and its language when that is known. */
	M.foreign = (text, lang = null) => M.make("bdi", { lang }, text);

	const strong = (text) =>
		text.split(/\*\*([^*\n]+)\*\*/).map((part, i) => (i % 2 ? M.make("strong", {}, part) : part));

	/** Text of others with paragraphs, lists and what is bold, as Markdown writes them; nothing else is done. */
	M.prose = (text, lang) => {
		const box = M.make("div", { class: "prose", lang, dir: "auto" });
		for (const block of text.split(/\n\s*\n/)) {
			const lines = block.split("\n").filter((line) => line.trim() !== "");
			if (lines.length > 0 && lines.every((line) => /^\s*[-*] /.test(line)))
				box.append(M.make("ul", {}, ...lines.map((line) => M.make("li", { dir: "auto" }, ...strong(line.replace(/^\s*[-*] /, ""))))));
			else if (lines.length > 0) box.append(M.make("p", { dir: "auto" }, ...strong(lines.join("\n").replace(/^#+ /, ""))));
		}
		return box;
	};

	/** A link to elsewhere, or its text alone when there is no address. */
	M.link = (url, ...children) =>
		url ? M.make("a", { href: url, rel: "noopener noreferrer external" }, ...children) : M.make("span", {}, ...children);

	/** A card with a heading. */
	M.card = (key, ...children) =>
		M.make("section", { class: "card", "aria-labelledby": `card-${key}` }, M.make("h2", { id: `card-${key}` }, M.word(key)), ...children);
})((globalThis.Migracode ??= {}));
