function total(prices) {
  // Write your code here.
}

module.exports = { total };
