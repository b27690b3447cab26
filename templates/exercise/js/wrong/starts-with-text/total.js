function total(prices) {
  let sum = "";
  for (const price of prices) {
    sum += price;
  }
  return sum;
}

module.exports = { total };
