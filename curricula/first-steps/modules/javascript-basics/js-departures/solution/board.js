"use strict";

const { stop, departures } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));

const next = departures
  .filter((bus) => bus.minutes >= 0)
  .sort((a, b) => a.minutes - b.minutes)
  .slice(0, 3)
  .map((bus) => bus.line);

console.log(JSON.stringify({ stop, next }));
