"use strict";

const HOURS = new Map([
  ["saturday", { from: "10:00", to: "14:00" }],
]);
for (const day of ["monday", "tuesday", "wednesday", "thursday", "friday"]) {
  HOURS.set(day, { from: "9:00", to: "20:30" });
}

function toMinutes(time) {
  const [hours, minutes] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

function isOpen(day, time) {
  const hours = HOURS.get(day);
  if (hours === undefined) {
    return false;
  }
  const now = toMinutes(time);
  return now >= toMinutes(hours.from) && now < toMinutes(hours.to);
}

module.exports = { isOpen };
