// SPDX-License-Identifier: MIT
// Lets the heap grow without end. Expected: error, memory (or signal: node gives up by itself).
const rows = [];
for (;;) rows.push(new Array(10000).fill(rows.length));
