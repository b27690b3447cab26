"use strict";

const test = require("node:test");
const assert = require("node:assert");
const { call } = require("./call.js");

const tea = { name: "tea", price: 300, quantity: 2 };
const bread = { name: "bread", price: 120, quantity: 1 };

test("an empty cart costs 0", () => {
  assert.strictEqual(call("total", []).result, 0);
});

test("total multiplies price and quantity", () => {
  assert.strictEqual(call("total", [tea, bread]).result, 720);
});

test("addItem puts a new item at the end", () => {
  assert.deepStrictEqual(call("addItem", [tea], bread).result, [tea, bread]);
});

test("addItem adds the quantities of the same item", () => {
  const more = { name: "tea", price: 300, quantity: 3 };
  assert.deepStrictEqual(call("addItem", [tea], more).result, [{ name: "tea", price: 300, quantity: 5 }]);
});

test("addItem does not change the cart that it was given", () => {
  const longer = call("addItem", [tea], bread);
  assert.strictEqual(longer.result.length, 2);
  assert.deepStrictEqual(longer.args[0], [tea]);

  const more = call("addItem", [tea, bread], tea);
  assert.strictEqual(more.result.length, 2);
  assert.deepStrictEqual(more.args[0], [tea, bread]);
});

test("cheapest finds the item with the lowest price", () => {
  assert.deepStrictEqual(call("cheapest", [tea, bread]).result, bread);
});

test("cheapest finds the first of two that cost the same", () => {
  const rice = { name: "rice", price: 120, quantity: 5 };
  assert.deepStrictEqual(call("cheapest", [tea, bread, rice]).result, bread);
});

test("cheapest of an empty cart is null", () => {
  assert.strictEqual(call("cheapest", []).result, null);
});
