function total(cart) {
  let sum = 0;
  for (const item of cart) {
    sum += item.price * item.quantity;
  }
  return sum;
}

function addItem(cart, item) {
  for (const old of cart) {
    if (old.name === item.name) {
      old.quantity += item.quantity;
      return cart;
    }
  }
  cart.push(item);
  return cart;
}

function cheapest(cart) {
  if (cart.length === 0) {
    return null;
  }
  return cart.reduce((best, item) => (item.price < best.price ? item : best));
}

module.exports = { total, addItem, cheapest };
