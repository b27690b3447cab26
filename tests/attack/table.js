// SPDX-License-Identifier: MIT
// usage: table.js DOCUMENT FOLDER: prints NAME, verdict of the test 'attack', verdicts of the others, milliseconds, and kind of
// control group of each submission, and lays each result into FOLDER/NAME.json.
const fs = require("fs");
const path = require("path");

function verdict(test, build) {
	const code = test.reason && test.reason.code;
	const step = code === "build" && build && build.reason ? "/" + build.reason.code : "";

	return test.verdict + (code ? ":" + code + step : "");
}

for (const result of JSON.parse(fs.readFileSync(process.argv[2], "utf8")).results) {
	const name = path.basename(result.submission);
	const tests = result.tests.map((test) => [test.id, verdict(test, result.build), test.ms]);
	const attack = tests.find(([id]) => id === "attack") || ["", verdict(result), 0];
	const others = tests.filter(([id]) => id !== "attack").map(([id, text]) => id + "=" + text);

	fs.writeFileSync(path.join(process.argv[3], name + ".json"), JSON.stringify(result, null, 1));
	console.log([name, attack[1], others.join(","), Math.ceil(attack[2]), result.protection?.cgroup].join("\t"));
}
