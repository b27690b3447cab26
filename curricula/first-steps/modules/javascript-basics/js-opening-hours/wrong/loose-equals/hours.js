function isOpen(day, time) {
  const [hours, minutes] = time.split(":").map(Number);
  const now = hours * 60 + minutes;

  if (day == "saturday") {
    return now >= 600 && now < 840;
  }
  if (["monday", "tuesday", "wednesday", "thursday", "friday"].includes(day)) {
    return now >= 540 && now < 1230;
  }
  return false;
}

module.exports = { isOpen };
