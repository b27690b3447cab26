function total(cart) {
  return cart.reduce((sum, item) => sum + item.price, 0);
}

function addItem(cart, item) {
  const same = cart.find((old) => old.name === item.name);
  const rest = cart.filter((old) => old !== same);
  return same ? [...rest, { ...same, quantity: same.quantity + item.quantity }] : [...cart, item];
}

function cheapest(cart) {
  return [...cart].sort((a, b) => a.price - b.price)[0] ?? null;
}

module.exports = { total, addItem, cheapest };
