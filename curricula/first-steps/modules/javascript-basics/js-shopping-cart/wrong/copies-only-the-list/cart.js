function total(cart) {
  return cart.reduce((sum, item) => sum + item.price * item.quantity, 0);
}

function addItem(cart, item) {
  const copy = [...cart];
  const same = copy.find((old) => old.name === item.name);
  if (same) {
    same.quantity += item.quantity;
  } else {
    copy.push(item);
  }
  return copy;
}

function cheapest(cart) {
  return [...cart].sort((a, b) => a.price - b.price)[0] ?? null;
}

module.exports = { total, addItem, cheapest };
