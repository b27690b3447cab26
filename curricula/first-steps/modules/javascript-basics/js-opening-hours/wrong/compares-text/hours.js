const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"];

function isOpen(day, time) {
  if (WEEKDAYS.includes(day)) {
    return time >= "09:00" && time < "20:30";
  }
  return day === "saturday" && time >= "10:00" && time < "14:00";
}

module.exports = { isOpen };
