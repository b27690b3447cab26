const data = JSON.parse(require("fs").readFileSync(0, "utf8"));

const waiting = data.departures.filter((bus) => bus.minutes >= 0);
waiting.sort((a, b) => (String(a.minutes) < String(b.minutes) ? -1 : 1));
const next = waiting.slice(0, 3).map((bus) => bus.line);
console.log(JSON.stringify({ stop: data.stop, next }));
