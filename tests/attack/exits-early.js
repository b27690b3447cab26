// SPDX-License-Identifier: MIT
// Ends with success before any test has run. Expected: fail, suite-broken.
process.exit(0);
