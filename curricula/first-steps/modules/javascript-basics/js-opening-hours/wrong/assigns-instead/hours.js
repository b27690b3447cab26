function isOpen(day, time) {
  const [hours, minutes] = time.split(":").map(Number);
  const now = hours * 60 + minutes;

  if (day = "saturday") {
    return now >= 600 && now < 840;
  }
  if (day = "sunday") {
    return false;
  }
  return now >= 540 && now < 1230;
}

module.exports = { isOpen };
