// SPDX-License-Identifier: MIT
// A suite that runs the student's code in a process of its own: what that prints is an answer, never a report.
const { spawnSync } = require("child_process");

const cases = [["adds", [1, 2, 3], 6], ["empty", [], 0], ["long", [4, 5, 6, 7], 22]];

console.log("TAP version 13\n1.." + cases.length);
cases.forEach(([name, list, sum], i) => {
	const code = `console.log(require("./sum.js").sum(${JSON.stringify(list)}))`;
	const answer = spawnSync(process.execPath, ["-e", code], { encoding: "utf8" }).stdout;

	console.log(`${answer.trim() === String(sum) ? "ok" : "not ok"} ${i + 1} - ${name}`);
});
