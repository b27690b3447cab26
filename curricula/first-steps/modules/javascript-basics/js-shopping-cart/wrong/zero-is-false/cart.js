function total(cart) {
  return cart.reduce((sum, item) => sum + item.price * item.quantity, 0);
}

function addItem(cart, item) {
  if (cart.some((old) => old.name === item.name)) {
    return cart.map((old) => ({
      ...old,
      quantity: old.name === item.name ? old.quantity + item.quantity : old.quantity,
    }));
  }
  return [...cart, item];
}

function cheapest(cart) {
  let best = null;
  for (const item of cart) {
    // A price has to be there before it can be compared.
    if (item.price && (!best || item.price < best.price)) {
      best = item;
    }
  }
  return best;
}

module.exports = { total, addItem, cheapest };
