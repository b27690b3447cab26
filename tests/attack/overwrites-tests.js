// SPDX-License-Identifier: MIT
// Overwrites and deletes the test files while they are used. Expected: fail, suite-broken or suite.
const fs = require("fs");
for (const name of ["tests/sum.test.js", "/box/tests/sum.test.js", "private/more.js", "sum.js"]) {
	try {
		fs.unlinkSync(name);
	} catch {}
	try {
		fs.writeFileSync(name, "console.log('1..3\\nok 1 - adds\\nok 2 - empty\\nok 3 - long')");
	} catch {}
}
exports.sum = () => -1;
