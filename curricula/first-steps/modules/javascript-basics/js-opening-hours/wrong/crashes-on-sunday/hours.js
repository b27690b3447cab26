const week = { from: 9 * 60, to: 20 * 60 + 30 };
const table = {
  monday: week,
  tuesday: week,
  wednesday: week,
  thursday: week,
  friday: week,
  saturday: { from: 10 * 60, to: 14 * 60 },
};

function isOpen(day, time) {
  const [hours, minutes] = time.split(":").map(Number);
  const now = hours * 60 + minutes;
  return now >= table[day].from && now < table[day].to;
}

module.exports = { isOpen };
