const fs = require("fs");

const titles = fs.readFileSync(0, "utf8").split("\n").map((line) => line.trim()).filter((line) => line !== "");
const counts = new Map();
for (const title of titles) {
	counts.set(title, (counts.get(title) ?? 0) + 1);
}

let best = null;
for (const [title, count] of counts) {
	if (best === null || count >= counts.get(best)) {
		best = title;
	}
}
console.log(best === null ? "nothing was borrowed" : `${best}: ${counts.get(best)}`);
