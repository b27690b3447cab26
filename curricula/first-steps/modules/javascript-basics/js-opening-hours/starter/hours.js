"use strict";

function isOpen(day, time) {
  const [hours, minutes] = time.split(":");
}

module.exports = { isOpen };
