// SPDX-License-Identifier: MIT
// Fills memory outside of the heap. Expected: error, memory (or signal: node gives up by itself).
const blocks = [];
for (;;) blocks.push(Buffer.alloc(1 << 20, 1));
