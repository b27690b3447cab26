"use strict";

function stopsBetween(line, from, to) {
  const start = line.indexOf(from);
  const end = line.indexOf(to);
  if (start === -1 || end === -1) {
    return null;
  }
  return end - start;
}

function sharedStops(a, b) {
  return a.filter((stop, i) => b.includes(stop) && a.indexOf(stop) === i);
}

module.exports = { stopsBetween, sharedStops };
