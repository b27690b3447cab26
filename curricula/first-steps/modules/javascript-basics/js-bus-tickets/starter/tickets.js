"use strict";

const kinds = process.argv.slice(2); // the words after "node tickets.js"

console.log(kinds);
