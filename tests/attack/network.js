// SPDX-License-Identifier: MIT
// Connects to a server on this machine. Expected: pass: nothing answers.
const socket = require("net").connect(@PORT@, "127.0.0.1");
socket.on("connect", () => {
	console.log("ESCAPED: connected");
	process.exit();
});
socket.on("error", () => console.log("contained"));
