const test = require("node:test");
const assert = require("node:assert/strict");
const { total } = require("../total.js");

test("a hundred prices", () => {
  const prices = Array.from({ length: 100 }, (_, i) => i + 1);
  assert.equal(total(prices), 5050);
});

test("two baskets, one after the other", () => {
  assert.equal(total([1, 2]), 3);
  assert.equal(total([4]), 4);
});
