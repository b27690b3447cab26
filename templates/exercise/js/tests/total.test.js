const test = require("node:test");
const assert = require("node:assert/strict");
const { total } = require("../total.js");

test("one price", () => {
  assert.equal(total([250]), 250);
});

test("three prices", () => {
  assert.equal(total([250, 100, 75]), 425);
});

test("an empty basket costs nothing", () => {
  assert.equal(total([]), 0);
});

test("the basket is not changed", () => {
  const prices = [250, 100];
  total(prices);
  assert.deepEqual(prices, [250, 100]);
});
