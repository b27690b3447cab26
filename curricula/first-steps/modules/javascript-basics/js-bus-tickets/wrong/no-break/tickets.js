let total = 0;
for (const kind of process.argv.slice(2)) {
  switch (kind) {
    case "adult":
      total += 240;
    case "child":
      total += 120;
    case "senior":
      total += 90;
      break;
    default:
      console.error("unknown ticket: " + kind);
      process.exit(2);
  }
}
console.log((total / 100).toFixed(2));
