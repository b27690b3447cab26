// SPDX-License-Identifier: MIT
// A suite that loads the student's code into its own process, as most do.
const { sum } = require("../sum.js");

const cases = [
	["a list of three", [1, 2, 3], 6],
	["a list of none", [], 0],
	["a list of many", [4, 5, 6, 7], 22],
	["a list with numbers below zero", [-1, -2], -3],
];

console.log("TAP version 13\n1.." + cases.length);
cases.forEach(([name, list, want], i) => console.log(`${sum(list) === want ? "ok" : "not ok"} ${i + 1} - ${name}`));
