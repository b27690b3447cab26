"use strict";

function total(cart) {
  let sum = 0;
  for (const item of cart) {
    sum += item.price * item.quantity;
  return sum;
}

function addItem(cart, item) {
  return [...cart, item];
}

function cheapest(cart) {
  return cart[0] ?? null;
}

module.exports = { total, addItem, cheapest };
