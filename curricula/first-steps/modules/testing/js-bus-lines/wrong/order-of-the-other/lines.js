"use strict";

function stopsBetween(line, from, to) {
  const start = line.indexOf(from);
  const end = line.indexOf(to);
  if (start === -1 || end === -1) {
    return null;
  }
  return Math.abs(end - start);
}

function sharedStops(a, b) {
  return b.filter((stop, i) => a.includes(stop) && b.indexOf(stop) === i);
}

module.exports = { stopsBetween, sharedStops };
