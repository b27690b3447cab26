"use strict";
// A browser without a window, spoken to through a pipe. Source: Chrome DevTools Protocol.
const { spawn } = require("child_process");
const path = require("path");

class Browser {
	// program: Chromium or what is like it; home: an empty folder for its profile.
	constructor(program, home) {
		// Only pages of ours are opened, and its own sandbox needs what containers and root do not have.
		const flags = ["--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-extensions",
			"--user-data-dir=" + path.join(home, "profile"), "about:blank"];
		this.next = 0;
		this.waiting = new Map();
		this.events = new Map();
		this.child = spawn(program, flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
		this.gone = new Promise((resolve) => this.child.once("exit", resolve));
		this.gone.then(() => this.waiting.forEach(({ reject }) => reject(new Error("the browser has ended"))));
		let rest = "";
		this.child.stdio[3].on("error", () => {});
		this.child.stdio[4].setEncoding("utf8").on("data", (part) => {
			const messages = (rest + part).split("\0");
			rest = messages.pop();
			for (const message of messages) this.take(JSON.parse(message));
		});
	}
	take({ id, method, params, result, error }) {
		if (id) {
			const { resolve, reject } = this.waiting.get(id);
			this.waiting.delete(id);
			if (error) reject(new Error(error.message));
			else resolve(result);
		} else (this.events.get(method) || (() => {}))(params);
	}
	send(method, params = {}) {
		const id = ++this.next;
		return new Promise((resolve, reject) => {
			this.waiting.set(id, { resolve, reject });
			this.child.stdio[3].write(JSON.stringify({ id, method, params, sessionId: this.session }) + "\0");
		});
	}
	async start() {
		const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
		this.session = (await this.send("Target.attachToTarget", { targetId, flatten: true })).sessionId;
		await this.send("Page.enable");
		await this.send("Network.enable");
		await this.send("Log.enable");
		this.requests = [];
		this.complaints = [];
		this.events.set("Network.requestWillBeSent", ({ request }) => this.requests.push(request.url));
		this.events.set("Log.entryAdded", ({ entry }) => this.complaints.push(entry.text));
	}
	// Loads the page in a window of this size; scheme: "light" or "dark"; media: "" or "print".
	async open(file, { width = 1200, height = 900, scheme = "light", media = "" } = {}) {
		await this.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
		await this.send("Emulation.setEmulatedMedia", { media, features: [{ name: "prefers-color-scheme", value: scheme }] });
		this.requests.length = this.complaints.length = 0;
		const loaded = new Promise((resolve) => this.events.set("Page.loadEventFired", resolve));
		await this.send("Page.navigate", { url: "file://" + path.resolve(file) });
		await loaded;
	}
	// What an expression gives in the page, in which a policy of the page does not count.
	async run(expression) {
		const { result, exceptionDetails } = await this.send("Runtime.evaluate",
			{ expression, awaitPromise: true, returnByValue: true });
		if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
		return result.value;
	}
	async print() {
		const { data } = await this.send("Page.printToPDF", { printBackground: true, preferCSSPageSize: true });
		return Buffer.from(data, "base64");
	}
	async close() {
		this.child.kill("SIGKILL");
		await this.gone;
	}
}
module.exports = { Browser };
