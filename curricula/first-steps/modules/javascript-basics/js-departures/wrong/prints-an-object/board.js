const data = JSON.parse(require("fs").readFileSync(0, "utf8"));

const next = data.departures
  .filter((bus) => bus.minutes >= 0)
  .sort((a, b) => a.minutes - b.minutes)
  .slice(0, 3)
  .map((bus) => bus.line);
console.log({ stop: data.stop, next: next });
