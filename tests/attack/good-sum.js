// SPDX-License-Identifier: MIT
// No attack: must pass beside all the others.
exports.sum = (list) => list.reduce((sum, n) => sum + n, 0);
