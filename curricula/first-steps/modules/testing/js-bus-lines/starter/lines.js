"use strict";

function stopsBetween(line, from, to) {
  // indexOf() tells where a stop is, and -1 when it is not there
}

function sharedStops(a, b) {
}

module.exports = { stopsBetween, sharedStops };
