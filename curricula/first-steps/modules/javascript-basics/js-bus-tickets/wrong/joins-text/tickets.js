const prices = { adult: 2.4, child: 1.2, senior: 0.9 };

let total = "";
for (const kind of process.argv.slice(2)) {
  if (prices[kind] === undefined) {
    console.error("unknown ticket: " + kind);
    process.exit(2);
  }
  total += prices[kind];
}
console.log(total);
