// SPDX-License-Identifier: MIT
// Prints a better report in front of the true one. Expected: fail, suite-broken or suite.
console.log("ok 1 - adds\nok 2 - empty\nok 3 - long\n1..3");
exports.sum = () => -1;
