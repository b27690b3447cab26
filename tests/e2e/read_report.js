// SPDX-License-Identifier: MIT
// Reads reports with readers that are not ours and prints what they understood.
// usage: node read_report.js schema SCHEMA FILE… | ndjson SCHEMA FILE | tap FILE… | html [page] FILE… | markdown FILE…
// Leaves with 1 and says why when a file is not what its format demands.
"use strict";
const fs = require("fs");
const path = require("path");
const read = (file) => new TextDecoder("utf-8", { fatal: true }).decode(fs.readFileSync(file));
let failed = false;
const complain = (file, what) => {
	failed = true;
	console.log(`${file}: ${typeof what === "string" ? what : JSON.stringify(what)}`);
};

function compile(file) {
	const schema = JSON.parse(read(file));
	const Ajv = schema.$schema.includes("draft-07") ? require("ajv") : require("ajv/dist/2020");
	const ajv = new Ajv({ strict: false, allErrors: true });
	require("ajv-formats")(ajv);
	return ajv.compile(schema);
}

const readers = {
	schema(schema, ...files) {
		const check = compile(schema);
		for (const file of files)
			if (!check(JSON.parse(read(file)))) complain(file, check.errors);
	},
	ndjson(schema, file) {
		const check = compile(schema);
		const lines = read(file).split("\n");
		if (lines.pop() !== "") complain(file, "does not end with a line end");
		for (const line of lines) if (!check(JSON.parse(line))) complain(file, check.errors);
		console.log(lines.length);
	},
	async tap(...files) {
		const { Parser } = require("tap-parser");
		for (const file of files) {
			const extra = [];
			const parser = new Parser();
			const whole = new Promise((done) => parser.on("complete", done));
			const told = { points: [], bailout: null, failures: 0 };
			const watch = (p, depth) => {
				p.on("extra", (text) => extra.push(text));
				p.on("assert", (a) => {
					told.points.push([depth, a.ok, a.name, a.skip || false, a.diag ? Object.keys(a.diag).length : 0]);
					if (!a.ok && !depth && a.diag && typeof a.diag.message !== "string") complain(file, "no message");
				});
				p.on("child", (child) => watch(child, depth + 1));
			};
			watch(parser, 0);
			parser.on("bailout", (why) => (told.bailout = why));
			parser.end(read(file));
			const result = await whole;
			if (extra.length > 0) complain(file, { extra });
			if (result.plan.start === null && told.bailout === null) complain(file, "no plan");
			for (const failure of result.failures) if (failure.tapError) complain(file, failure.tapError);
			console.log(JSON.stringify({ ok: result.ok, count: result.count, pass: result.pass, fail: result.fail,
				skip: result.skip, bailout: told.bailout, points: told.points }));
		}
	},
	// page: scripts and style of its own files are allowed.
	async html(...files) {
		const isPage = files[0] === "page" && files.shift();
		const { HtmlValidate } = require("html-validate");
		const rules = { "no-inline-style": "error", "long-title": "off", "no-trailing-whitespace": "off",
			"require-sri": "off", "doctype-style": "off" };
		const validator = new HtmlValidate({ extends: ["html-validate:standard", "html-validate:a11y"], rules });
		for (const file of files) {
			const text = read(file);
			const report = await validator.validateString(text);
			for (const result of report.results)
				for (const message of result.messages)
					complain(file, `${message.line}:${message.column} ${message.ruleId}: ${message.message}`);
			const foreign = isPage ? /<script>|<style|\son[a-z]+=|javascript:|(src|href)="(?![\w/]+\.\w+")/i : /<script|\son[a-z]+=|javascript:|(src|href)="(?!#)/i;
			if (foreign.test(text.replace(/>[^<]*/g, ">")))
				complain(file, "has a script or something from elsewhere");
			if (!/<meta http-equiv="Content-Security-Policy"/.test(text)) complain(file, "has no policy");
		}
	},
	// Renders as GitHub would, and looks for what student texts may not do.
	markdown(...files) {
		const markdown = require("markdown-it")({ html: true, linkify: true });
		markdown.linkify.set({ fuzzyLink: false }); // GitHub links addresses with a protocol, not every name with a point
		for (const file of files) {
			const text = read(file);
			const html = markdown.render(text);
			const bare = html.replace(/<pre>[\s\S]*?<\/pre>/g, "").replace(/<code>[\s\S]*?<\/code>/g, "");
			const tags = new Set([...bare.matchAll(/<\/?([a-z0-9]+)/gi)].map((m) => m[1]));
			const known = ["h1", "h2", "h3", "p", "strong", "em", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "ul", "li", "blockquote", "div"];
			for (const tag of tags) if (!known.includes(tag)) complain(file, `renders <${tag}>`);
			if (/@[a-z]/i.test(bare)) complain(file, "mentions somebody");
			if (/#[0-9]/.test(bare.replace(/&#[0-9]+;/g, ""))) complain(file, "refers to an issue");
			if (text.length > 65536) complain(file, "does not fit into a comment");
			const count = (re) => (html.match(re) || []).length;
			if (count(/<details>/g) !== count(/<\/details>/g)) complain(file, "details are not closed");
			console.log(JSON.stringify({ rows: count(/<tr>/g), cells: count(/<td[ >]/g), blocks: count(/<pre>/g), folded: count(/<details>/g) }));
		}
	},
};

(async () => {
	const [kind, ...rest] = process.argv.slice(2);
	await readers[kind](...rest);
	process.exit(failed ? 1 : 0);
})().catch((error) => {
	console.log(error.stack);
	process.exit(1);
});
