const data = JSON.parse(require("fs").readFileSync(0, "utf8"));

const next = [];
data.departures.sort((a, b) => a.minutes - b.minutes);
for (const bus of data.departures) {
  if (bus.minutes > 0 && next.length < 3) {
    next.push(bus.line);
  }
}
console.log(JSON.stringify({ stop: data.stop, next }));
