function isOpen(day, time) {
  const [hours, minutes] = time.split(":").map(Number);
  const now = hours * 60 + minutes;

  switch (day) {
    case "monday":
    case "tuesday":
    case "wednesday":
    case "thursday":
    case "friday":
      return now >= 9 * 60 && now <= 20 * 60 + 30;
    case "saturday":
      return now >= 10 * 60 && now <= 14 * 60;
    default:
      return false;
  }
}

module.exports = { isOpen };
