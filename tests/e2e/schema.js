// SPDX-License-Identifier: MIT
// Reads names of JSON files and prints "<file> accepted" or "<file> refused" by the schemas in man/.
// exercise-*.json, module-*.json, curriculum-*.json, rules-*.json, school-*.json, late-policy-*.json, rubric-*.json, framework-*.json and issuers-*.json say by their names which schema they are for.
"use strict";
const fs = require("fs");
const path = require("path");
const Ajv = require("ajv/dist/2020");

const top = path.join(__dirname, "..", "..");
const ajv = new Ajv({ strict: false });
const schemas = {};
for (const kind of ["exercise", "module", "curriculum", "rules", "school", "late-policy", "rubric", "framework", "issuers"])
	schemas[kind] = ajv.compile(JSON.parse(fs.readFileSync(path.join(top, "man", kind + ".schema.json"), "utf8")));

function accepts(file) {
	let value;
	try {
		const bytes = fs.readFileSync(file);
		value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
	} catch {
		return false;
	}
	const kind = Object.keys(schemas).find((name) => path.basename(file).match(`^${name}[-.]`));
	return schemas[kind](value);
}

for (const file of process.argv.slice(2))
	console.log(file, accepts(file) ? "accepted" : "refused");
