// SPDX-License-Identifier: MIT
// Waits for a timer that never ends. Expected: error, wall-time.
setInterval(() => {}, 100000);
