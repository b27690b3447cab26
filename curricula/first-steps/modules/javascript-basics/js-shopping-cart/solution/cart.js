"use strict";

function total(cart) {
  let sum = 0;
  for (const item of cart) {
    sum += item.price * item.quantity;
  }
  return sum;
}

function addItem(cart, item) {
  if (!cart.some((old) => old.name === item.name)) {
    return [...cart, { ...item }];
  }
  return cart.map((old) =>
    old.name === item.name ? { ...old, quantity: old.quantity + item.quantity } : old,
  );
}

function cheapest(cart) {
  let best = null;
  for (const item of cart) {
    if (best === null || item.price < best.price) {
      best = item;
    }
  }
  return best;
}

module.exports = { total, addItem, cheapest };
