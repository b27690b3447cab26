function total(cart) {
  var sum = 0;
  for (var i = 0; i < cart.length; i++) {
    sum += cart[i].price * cart[i].quantity;
  }
  return sum;
}

function addItem(cart, item) {
  var copy = [];
  var found = false;
  for (var i = 0; i < cart.length; i++) {
    var old = { ...cart[i] };
    if (old.name === item.name) {
      old.quantity += item.quantity;
      found = true;
    }
    copy.push(old);
  }
  if (!found) {
    copy.push(item);
  }
  return copy;
}

function cheapest(cart) {
  var best = null;
  for (var i = 0; i < cart.length; i++) {
    if (best === null || cart[i].price < best.price) {
      best = cart[i];
    }
  }
  return best;
}

module.exports = { total, addItem, cheapest };
