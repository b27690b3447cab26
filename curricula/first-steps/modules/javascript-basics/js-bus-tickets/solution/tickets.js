"use strict";

const CENTS = new Map([
  ["adult", 240],
  ["child", 120],
  ["senior", 90],
]);

let total = 0;
for (const kind of process.argv.slice(2)) {
  if (!CENTS.has(kind)) {
    console.error(`unknown ticket: ${kind}`);
    process.exit(2);
  }
  total += CENTS.get(kind);
}
console.log((total / 100).toFixed(2));
