"use strict";

// Every question runs library.js in a process of its own, as you do on the command line.

const test = require("node:test");
const assert = require("node:assert");
const { spawnSync } = require("node:child_process");

function ask(day, time) {
  const child = spawnSync(process.execPath, ["library.js", day, time], { encoding: "utf8" });
  assert.strictEqual(child.stderr, "");
  return child.stdout.trim();
}

test("opens at 9:00 on weekdays", () => {
  assert.strictEqual(ask("tuesday", "8:59"), "closed");
  assert.strictEqual(ask("tuesday", "9:00"), "open");
});

test("closes at 20:30 on weekdays", () => {
  assert.strictEqual(ask("friday", "20:29"), "open");
  assert.strictEqual(ask("friday", "20:30"), "closed");
});

test("opens at 10:00 on Saturdays", () => {
  assert.strictEqual(ask("saturday", "9:59"), "closed");
  assert.strictEqual(ask("saturday", "10:00"), "open");
});

test("closes at 14:00 on Saturdays", () => {
  assert.strictEqual(ask("saturday", "13:59"), "open");
  assert.strictEqual(ask("saturday", "14:00"), "closed");
});

test("9:05 and 09:05 are the same", () => {
  assert.strictEqual(ask("wednesday", "9:05"), "open");
  assert.strictEqual(ask("wednesday", "09:05"), "open");
});

test("closed on Sundays", () => {
  assert.strictEqual(ask("sunday", "11:00"), "closed");
});
