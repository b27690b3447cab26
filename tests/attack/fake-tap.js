// SPDX-License-Identifier: MIT
// Ends the test program while it is loaded, behind a perfect report. Expected: fail, suite-broken or suite.
console.log("TAP version 13\n1..3\nok 1 - adds\nok 2 - empty\nok 3 - long");
process.exit(0);
