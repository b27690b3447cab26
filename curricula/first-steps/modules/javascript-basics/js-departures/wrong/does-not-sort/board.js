const data = JSON.parse(require("fs").readFileSync(0, "utf8"));

const next = data.departures
  .filter((bus) => bus.minutes >= 0)
  .slice(0, 3)
  .map((bus) => bus.line);
console.log(JSON.stringify({ stop: data.stop, next }));
