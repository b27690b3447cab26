"use strict";

// Calls a function of cart.js in a process of its own, so that nothing that cart.js does can disturb the report.
// Gives back { result, args }: what the function returned, and its arguments as they are after the call.

const { spawnSync } = require("node:child_process");

const CALLER = `
  const [name, args] = JSON.parse(process.argv[1]);
  const result = require(process.cwd() + "/cart.js")[name](...args);
  require("node:fs").writeSync(3, JSON.stringify({ result, args }));
`;

function call(name, ...args) {
  const child = spawnSync(process.execPath, ["-e", CALLER, JSON.stringify([name, args])], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  if (child.output === null || !child.output[3]) {
    throw new Error(`cart.js stopped before ${name} gave back a result. ${child.stderr}`);
  }
  return JSON.parse(child.output[3]);
}

module.exports = { call };
