"use strict";
// Looks at the page that verifies certificates, in a browser and from a disk:
// node verify_page.js CHECK BROWSER HOME PAGE SAMPLES [FILE ANSWER]...
const fs = require("fs");
const path = require("path");
const { Browser } = require("./browser.js");
const [check, program, home, page, samples, ...more] = process.argv.slice(2);
const LANGUAGES = ["en", "es", "el", "fr", "ar", "uk"];
const browser = new Browser(program, home);
let failed = false;
const complain = (...words) => {
	console.log(...words);
	failed = true;
};

const open = async ({ hash = "", ...window } = {}) => {
	await browser.send("Page.navigate", { url: "about:blank" });
	await browser.open(page, window);
	await browser.run(`location.replace(${JSON.stringify(hash || "#lang=en")}); 0`);
};
const until = async (condition) => {
	for (let i = 0; i < 200; i++) {
		if (await browser.run(condition)) return;
		await new Promise((done) => setTimeout(done, 25));
	}
	throw new Error(`never came true: ${condition}`);
};
const paths = (names) => names.map((name) => path.resolve(samples, name));
const choose = async (...names) => {
	const { root } = await browser.send("DOM.getDocument");
	const { nodeId } = await browser.send("DOM.querySelector", { nodeId: root.nodeId, selector: "#file" });
	await browser.send("DOM.setFileInputFiles", { nodeId, files: paths(names) });
};
// The answer as "verdict code", in the page's own terms.
const answer = async () => {
	await until("document.querySelector('.verdict') !== null");
	return browser.run("(({verdict, code}) => code ? `${verdict} ${code}` : verdict)(document.querySelector('.verdict').dataset)");
};
const text = (selector) => browser.run(`[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.textContent).join(" | ")`);
const link = (name) => fs.readFileSync(path.join(samples, name), "utf8").trim();
const expect = (what, got, wanted) => got === wanted || complain(`${what}: '${got}' instead of '${wanted}'`);
const press = async (key, code) => {
	for (const type of ["keyDown", "keyUp"]) await browser.send("Input.dispatchKeyEvent", { type, key, windowsVirtualKeyCode: code, text: key === "Enter" ? "\r" : undefined });
};

const ANSWERS = {
	"genuine.json": "trusted", "genuine.pdf": "trusted", "genuine.png": "trusted", "genuine.svg": "trusted", "hidden.json": "trusted",
	"altered.json": "invalid changed", "reordered.json": "invalid changed", "stripped.json": "invalid changed",
	"revoked.json": "invalid revoked", "suspended.json": "invalid suspended", "expired.json": "invalid expired", "future.json": "invalid not-yet-valid",
	"foreign.json": "unknown unknown-issuer", "borrowed.json": "invalid key-of-another", "other-list.json": "unsure no-list",
	"first-key.json": "trusted", "first-key-revoked.json": "invalid revoked",
	"rdfc-only.json": "unsure no-jcs", "unsigned.json": "invalid unsigned", "duplicate.json": "invalid duplicate", "surrogate.json": "invalid damaged",
	"deep.json": "invalid too-deep", "nested.json": "invalid nested-issuer", "future-proof.json": "invalid signed-in-future", "suite.json": "invalid unknown-signature",
	"purpose.json": "invalid wrong-purpose", "twice.json": "invalid repeated-signature", "context.json": "invalid unknown-context",
	"member.json": "invalid broken-signature", "escaped.svg": "trusted", "hidden.svg": "file nothing-inside",
	"two.svg": "file several-inside", "two.pdf": "file several-inside", "empty.pdf": "file nothing-inside", "bomb.pdf": "file too-large",
	"entity.svg": "file damaged", "photo.png": "file nothing-inside",
};

const checks = {
	async answers() {
		for (const [name, wanted] of Object.entries(ANSWERS)) {
			await open();
			await choose(name);
			expect(name, await answer(), wanted);
			if (name.startsWith("genuine")) {
				expect(name, await text(".certificate h2, .name"), "First steps in programming | Sample Learner");
				expect(name, await text(".checks .state"), Array(6).fill("passed").join(" | "));
				expect(name, await text(".certificate strong"), "at least");
				expect(name, await text(".certificate td"), "412.5 of 450 | 92 % | completed");
			}
			if (wanted === "invalid changed" && (await text(".certificate")) !== "") complain(name, "shows what nobody signed");
		}
	},
	// The answers that are named, to files or to the link of a QR code, and what belongs to one that is good.
	async told() {
		for (let i = 0; i < more.length; i += 2) {
			await open(more[i].endsWith(".txt") ? { hash: link(more[i]).replace(/^[^#]*/, "") } : {});
			if (!more[i].endsWith(".txt")) await choose(more[i]);
			expect(more[i], await answer(), more[i + 1]);
			console.log(await text(".certificate h2, .certificate dd"));
		}
	},
	// A list that comes along decides; one that is not the issuer's does not.
	async lists() {
		for (const [names, wanted] of [[["second-list.json", "other-list.json"], "trusted"], [["other-list.json", "false-list.json"], "unsure list-not-signed"]]) {
			await open();
			await choose(...names);
			expect(names.join(), await answer(), wanted);
		}
	},
	async drop() {
		await open();
		const data = { items: [], files: paths(["genuine.pdf"]), dragOperationsMask: 1 };
		for (const type of ["dragEnter", "dragOver", "drop"]) await browser.send("Input.dispatchDragEvent", { type, x: 600, y: 400, data });
		expect("a file that is dropped", await answer(), "trusted");
	},
	async qr() {
		await open({ hash: link("qr.txt") });
		expect("a link", await answer(), "qr qr-signed");
		expect("its number and day", await text("#result dd"), "Sample School | 12 May 2026 | 0f7c1a2b-3d4e-4f50-8a6b-7c8d9e0f1a2b");
		await browser.run("document.querySelector('#languages a[lang=fr]').click()");
		await until("document.documentElement.lang === 'fr' && document.querySelector('.verdict') !== null");
		expect("in another language", await answer(), "qr qr-signed");
		await choose("genuine.json");
		await until("!['qr', undefined].includes(document.querySelector('.verdict')?.dataset.verdict)");
		expect("its file", await answer(), "trusted");
		expect("checks", String(await browser.run("document.querySelectorAll('.checks li').length")), "7");
		for (const [name, wanted] of [["qr-revoked.txt", "invalid revoked"], ["qr-foreign.txt", "qr-unsure qr-not-known"]]) {
			await open({ hash: link(name) });
			expect(name, await answer(), wanted);
		}
		await open({ hash: link("qr-other.txt") });
		await answer();
		await choose("genuine.json");
		await until("!['qr', undefined].includes(document.querySelector('.verdict')?.dataset.verdict)");
		expect("the file of another", await answer(), "invalid qr-changed");
		await open({ hash: "#v1.broken" });
		expect("half a link", await answer(), "file qr-damaged");
	},
	async paste() {
		for (const [pasted, wanted] of [[link("genuine.json"), "trusted"], [`migracode:${link("qr.txt")}`, "qr qr-signed"], ["hello", "file nothing-inside"]]) {
			await open();
			await browser.run(`document.getElementById("paste").open = true; document.getElementById("paste-text").value = ${JSON.stringify(pasted)};
				document.querySelector("#paste button").click()`);
			expect("pasted", await answer(), wanted);
		}
	},
	async identity() {
		await open();
		await choose("hidden.json");
		await answer();
		if ((await text("body")).includes("Sample Learner")) complain("the name stands there");
		for (const [typed, wanted] of [["Sample Learner", "pass"], [" sample@school.example", "fail"], ["LEARNER@school.example ", "pass"], ["sample learner?", "fail"]]) {
			await browser.run(`document.querySelector(".answer").className = ""; document.querySelector(".answer, [role=status]:not(#verdict)").className = "answer";
				document.getElementById("identity").value = ${JSON.stringify(typed)}; document.querySelector("#result form button").click()`);
			await until("document.querySelector('.answer.is-pass, .answer.is-fail') !== null");
			expect(`'${typed}'`, await browser.run("document.querySelector('.answer').className"), `answer is-${wanted}`);
		}
	},
	// Browsers that cannot check say so, and never "valid".
	async lacks() {
		for (const [without, wanted] of [["Object.defineProperty(crypto, 'subtle', {value: undefined})", "unsure no-crypto"],
			["crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))", "unsure no-ed25519"]]) {
			await open();
			await browser.run(`${without}; 0`);
			await choose("genuine.json");
			expect("without cryptography", await answer(), wanted);
			if (!(await text(".verdict")).includes("migracode cert verify")) complain("does not say what to use instead");
		}
	},
	// No violation of any rule of axe-core: every language, every state, light and dark.
	async barriers() {
		const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
		const states = { start: null, qr: link("qr.txt"), "hidden.json": null, "foreign.json": null, "altered.json": null, "revoked.json": null, "other-list.json": null, "photo.png": null };
		for (const [i, lang] of LANGUAGES.entries())
			for (const scheme of ["light", "dark"])
				for (const [j, state] of Object.keys(states).entries()) {
					const width = (i + j) % 2 ? 320 : 1200;
					await open({ hash: `${states[state] ?? "#"}&lang=${lang}`, scheme, width });
					if (state.includes(".")) await choose(state);
					if (state !== "start") await answer();
					await until(`document.documentElement.lang === "${lang}"`);
					await browser.run("document.querySelectorAll('details').forEach((one) => (one.open = true))");
					await browser.run(axe + ";0");
					const { violations, passes } = await browser.run("axe.run(document, { resultTypes: ['violations'] })");
					for (const { id, help, nodes } of violations) complain(lang, scheme, width, state, `${id}: ${help}:`, nodes[0].html.slice(0, 200));
					if (passes.length < 20) complain(lang, state, "axe-core looked at nearly nothing");
					const over = await browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth");
					if (over > 0) complain(lang, state, `is ${over} pixels wider than a window of ${width}`);
				}
	},
	async languages() {
		for (const lang of LANGUAGES) {
			await open({ hash: `#lang=${lang}` });
			await until(`document.documentElement.lang === "${lang}"`);
			expect(lang, await browser.run("document.documentElement.dir"), lang === "ar" ? "rtl" : "ltr");
			await choose("expired.json");
			expect(lang, await answer(), "invalid expired");
			const all = await text("body");
			if (/\{\w+\}|\b(undefined|null|NaN)\b|code\./.test(all)) complain(lang, "has a hole:", all.match(/.{0,20}(\{\w+\}|\b(undefined|null|NaN)\b|code\.).{0,20}/)?.[0]);
			if (/\.\.(?!\.)/.test(all)) complain(lang, "has two full stops");
		}
	},
	// The whole way with the keyboard alone.
	async keyboard() {
		await open();
		const reached = [];
		for (let i = 0; i < 12; i++) {
			await press("Tab", 9);
			reached.push(await browser.run("document.activeElement.id || document.activeElement.lang || document.activeElement.localName"));
		}
		expect("stops", reached.slice(0, 8).join(), [...LANGUAGES, "file", "summary"].join());
		await choose("genuine.json");
		await answer();
		expect("after the answer", await browser.run("document.activeElement.id"), "verdict");
		await browser.run("document.getElementById('again').focus()");
		await press("Enter", 13);
		await until("document.querySelector('.verdict') === null && !document.getElementById('start').hidden");
		expect("after the button", await browser.run("document.activeElement.id"), "file");
	},
	// Nothing is asked for but the page's own files, and texts that mean harm run nothing.
	async quiet() {
		for (const name of ["genuine.pdf", "genuine.svg", "hostile.json", "foreign.json", "entity.svg"]) {
			await open({ width: 320 });
			await choose(name);
			await answer();
			await new Promise((done) => setTimeout(done, 200));
			const folder = `file://${path.dirname(path.resolve(page))}/`;
			const strange = browser.requests.filter((url) => !url.startsWith(folder));
			if (strange.length > 0) complain(name, "asks for", strange.join(" "));
			if (browser.complaints.length > 0) complain(name, browser.complaints.join(" "));
			expect(name, await browser.run("[typeof planted, document.images.length, document.querySelectorAll('[href^=javascript]').length].join()"), "undefined,0,0");
			const over = await browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth");
			if (over > 0) complain(name, `is ${over} pixels wider than the window`);
			if (await browser.run("localStorage.length + sessionStorage.length + document.cookie.length")) complain(name, "remembers something");
		}
	},
	async paper() {
		await open({ scheme: "dark" });
		await choose("genuine.json");
		await answer();
		fs.writeFileSync("page.pdf", await browser.print());
	},
};

const limit = setTimeout(() => {
	console.log("the browser does not answer");
	process.exit(1);
}, 150000);

(async () => {
	await browser.start();
	await checks[check]();
	await browser.close();
	clearTimeout(limit);
	process.exitCode = failed ? 1 : 0;
})().catch((error) => {
	console.log(error.stack);
	process.exit(1);
});
