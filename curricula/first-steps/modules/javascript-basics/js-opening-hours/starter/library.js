"use strict";

const { isOpen } = require("./hours.js");

const [day, time] = process.argv.slice(2);
const answer = isOpen(day, time);

console.log(answer === true ? "open" : answer === false ? "closed" : `isOpen gave back ${answer}`);
process.exitCode = answer === true ? 0 : 1;
