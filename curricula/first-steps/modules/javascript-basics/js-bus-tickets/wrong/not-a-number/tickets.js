const prices = { adult: 2.4, child: 1.2, senior: 0.9 };

let total = 0;
for (const kind of process.argv.slice(2)) {
  total += prices[kind];
}
console.log(total.toFixed(2));
