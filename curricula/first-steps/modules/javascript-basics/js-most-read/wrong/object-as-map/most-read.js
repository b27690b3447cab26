const fs = require("fs");

const titles = fs.readFileSync(0, "utf8").split("\n").map((line) => line.trim()).filter((line) => line !== "");
const counts = {};
for (const title of titles) {
	counts[title] = (counts[title] || 0) + 1;
}

let best = null;
for (const title in counts) {
	if (best === null || counts[title] > counts[best]) {
		best = title;
	}
}
console.log(best === null ? "nothing was borrowed" : `${best}: ${counts[best]}`);
