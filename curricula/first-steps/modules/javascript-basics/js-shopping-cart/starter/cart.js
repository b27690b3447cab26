"use strict";

function total(cart) {}

function addItem(cart, item) {}

function cheapest(cart) {}

module.exports = { total, addItem, cheapest };
