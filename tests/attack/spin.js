// SPDX-License-Identifier: MIT
// Works without end; no timer can run. Expected: error, cpu-time.
process.on("SIGXCPU", () => {});
for (;;);
