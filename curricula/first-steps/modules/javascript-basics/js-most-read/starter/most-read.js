const fs = require("fs");

// Everything that comes on standard input, as one text.
const text = fs.readFileSync(0, "utf8");

// Count the titles here, and print the one that was borrowed most.
console.log(text.length);
