"use strict";

const test = require("node:test");
const assert = require("node:assert");
const { call } = require("../tests/call.js");

const free = { name: "tasting", price: 0, quantity: 4 };
const nine = { name: "piña", price: 9, quantity: 1 };
const ten = { name: "برتقال", price: 10, quantity: 2 };

test("free items", () => {
  assert.strictEqual(call("total", [free, ten]).result, 20);
  assert.deepStrictEqual(call("cheapest", [ten, free, nine]).result, free);
});

test("9 is cheaper than 10", () => {
  assert.deepStrictEqual(call("cheapest", [ten, nine]).result, nine);
});

test("the objects of the old cart stay the same", () => {
  assert.deepStrictEqual(call("addItem", [nine, ten], { ...nine, quantity: 6 }).args[0], [nine, ten]);
});

test("two carts do not share items", () => {
  assert.deepStrictEqual(call("addItem", [], nine).result, [nine]);
  assert.deepStrictEqual(call("addItem", [], ten).result, [ten]);
});
