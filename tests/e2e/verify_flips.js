"use strict";
// Changes every byte of a certificate in several ways, and demands that the page's verifier takes none of them for genuine:
// node verify_flips.js PAGE-FOLDER CERTIFICATE. Runs the page's own scripts, without a browser.
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const [folder, file] = process.argv.slice(2);
for (const name of ["bytes", "json", "carrier", "proof", "status", "verify", "words"])
	vm.runInThisContext(fs.readFileSync(path.join(folder, "script", `${name}.js`), "utf8"), name);
vm.runInThisContext(fs.readFileSync(path.join(folder, "data", "issuers.js"), "utf8"), "issuers");

const bytes = fs.readFileSync(file);
const text = bytes.toString("latin1");
// Of the other kind of proof only the form is looked at.
const from = text.indexOf('"proof"');
const other = [text.indexOf("{", from), text.indexOf("}", from)];

const changes = (at) => {
	const flipped = [0x01, 0x20, 0x80].map((bit) => {
		const copy = Buffer.from(bytes);
		copy[at] ^= bit;
		return copy;
	});
	const swapped = Buffer.from(bytes);
	[swapped[at], swapped[at + 1]] = [swapped[at + 1] ?? 0x20, swapped[at]];
	const without = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
	const twice = Buffer.concat([bytes.subarray(0, at + 1), bytes.subarray(at)]);
	return [...flipped, swapped, without, twice];
};

(async () => {
	const { verify } = globalThis.Migracode;
	if ((await verify(bytes)).verdict !== "trusted") throw new Error("the certificate is not genuine");
	const meaning = JSON.stringify(JSON.parse(bytes));
	let count = 0;
	for (let at = 0; at < bytes.length; at++) {
		if (at > other[0] && at < other[1]) continue;
		for (const copy of changes(at)) {
			const { verdict } = await verify(copy);
			count++;
			if (verdict === "invalid" || verdict === "unsure") continue;
			// White space between members, and another way to write a letter, change nothing.
			if (JSON.stringify(JSON.parse(copy)) === meaning) continue;
			console.log(`byte ${at} changed to '${copy.subarray(at - 10, at + 10)}': ${verdict}`);
			process.exitCode = 1;
		}
	}
	console.log(count);
})();
