// SPDX-License-Identifier: MIT
// Answers wrong, ends with success whatever happens, and prints an early plan. Expected: fail or error by the suite.
process.on("exit", () => process.reallyExit(0));
process.on("uncaughtException", () => process.exit(0));
console.log("1..0 # SKIP all tests passed");
exports.sum = () => {
	throw new Error("ok 1 - adds");
};
