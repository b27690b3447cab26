"use strict";

// Calls a function of lines.js in a process of its own, so that nothing that lines.js does can disturb the report.

const { spawnSync } = require("node:child_process");

const CALLER = `
  const [name, args] = JSON.parse(process.argv[1]);
  const result = require(process.cwd() + "/lines.js")[name](...args);
  require("node:fs").writeSync(3, JSON.stringify({ result }));
`;

function call(name, ...args) {
  const child = spawnSync(process.execPath, ["-e", CALLER, JSON.stringify([name, args])], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  if (child.output === null || !child.output[3]) {
    throw new Error(`lines.js stopped before ${name} gave back a result. ${child.stderr}`);
  }
  return JSON.parse(child.output[3]).result;
}

module.exports = { call };
