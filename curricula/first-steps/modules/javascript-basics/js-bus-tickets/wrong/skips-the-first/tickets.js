const prices = { adult: 240, child: 120, senior: 90 };

let total = 0;
for (let i = 3; i < process.argv.length; i++) {
  const price = prices[process.argv[i]];
  if (!price) {
    console.error("unknown ticket: " + process.argv[i]);
    process.exit(2);
  }
  total += price;
}
console.log((total / 100).toFixed(2));
