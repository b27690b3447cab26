// SPDX-License-Identifier: MIT
// Looks into environment and the exercise's folder. Expected: pass.
const fs = require("fs");

const found = Object.values(process.env).filter((v) => v.includes("LANTED-"));
for (const name of ["private/secret.txt", "exercise.json", "solution/main.c"]) {
	try {
		found.push(fs.readFileSync("@EXERCISE@/" + name, "utf8"));
	} catch {}
}
console.log(found.length ? "ESCAPED: " + found.join(" ") : "contained");
