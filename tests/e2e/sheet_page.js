"use strict";
// Looks at pages in a browser: node sheet_page.js CHECK BROWSER HOME FILE...
const fs = require("fs");
const { Browser } = require("./browser.js");
const [check, program, home, ...files] = process.argv.slice(2);
let failed = false;
const complain = (...words) => {
	console.log(...words);
	failed = true;
};

// Runs in the page: contrasts of what is drawn, as WCAG 2.2 defines them.
const contrasts = () => {
	const probe = document.body.appendChild(document.createElement("i"));
	const light = (name) => {
		probe.style.color = `var(--${name})`;
		const [r, g, b] = getComputedStyle(probe).color.match(/[0-9.]+/g).map((n) => {
			const c = n / 255;
			return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const found = [];
	const pairs = ["text", "soft", "accent"].flatMap((name) => [[name, "page"], [name, "card"]]).concat([["warn", "warn-bg"]],
		["s1", "s2", "s3", "s4", "s5", "s6"].map((name) => [name, "card"]));
	for (const [name, ground] of pairs) {
		const [high, low] = [light(name), light(ground)].sort((a, b) => b - a);
		const ratio = (high + 0.05) / (low + 0.05);
		if (!(ratio >= 4.5)) found.push(`${name} on ${ground}: ${ratio.toFixed(2)}`);
	}
	probe.remove();
	return found;
};

// Runs in the page: letters of a drawing that stand on each other or leave their card.
const crowded = () => {
	const found = [];
	for (const svg of document.querySelectorAll("svg.chart")) {
		if (getComputedStyle(svg).display === "none") continue;
		const card = svg.closest(".card").getBoundingClientRect();
		const boxes = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
		for (const [text, box] of boxes)
			if (box.left < card.left - 1 || box.right > card.right + 1) found.push(`'${text}' leaves its card`);
		boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
			const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
			const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
			if (across > 1 && down > 5) found.push(`'${a}' stands on '${b}'`);
		}));
	}
	return found;
};

const checks = {
	// No violation of any rule of axe-core, with every drawing that can be shown.
	async barriers(browser, file) {
		const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
		for (const scheme of ["light", "dark"])
			for (const width of [1200, 320]) {
				await browser.open(file, { scheme, width });
				await browser.run("document.querySelectorAll('details').forEach((d) => (d.open = true))");
				await browser.run(axe + ";0");
				const { violations, passes } = await browser.run("axe.run(document, { resultTypes: ['violations'] })");
				for (const { id, help, nodes } of violations)
					complain(file, scheme, width, `${id}: ${help}:`, nodes[0].html.slice(0, 200));
				if (passes.length < 20) complain(file, "axe-core looked at nearly nothing");
			}
	},
	async colours(browser, file) {
		for (const scheme of ["light", "dark"])
			for (const media of ["", "print"]) {
				await browser.open(file, { scheme, media });
				for (const found of await browser.run(`(${contrasts})()`)) complain(file, scheme, media, found);
			}
	},
	// 320 pixels are a small telephone, and 1280 at 400 %.
	async widths(browser, file) {
		for (const width of [320, 360, 641, 760, 1280, 2200]) {
			await browser.open(file, { width });
			const over = await browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth");
			if (over > 0) complain(file, `is ${over} pixels wider than a window of ${width}`);
			for (const found of await browser.run(`(${crowded})()`)) complain(file, width, found);
			const bars = await browser.run("[...document.querySelectorAll('.scroll')].filter((s) => s.scrollWidth > s.clientWidth).length");
			if (width >= 1280 && bars > 0) complain(file, width, "a small table has a scroll bar");
			if (width === 320 && bars === 0) complain(file, width, "no table scrolls, so that this test sees nothing");
			const drawn = await browser.run("[...document.querySelectorAll('svg.chart')].filter((s) => s.checkVisibility()).length");
			const charts = await browser.run("document.querySelectorAll('figure').length");
			if (drawn !== charts) complain(file, width, `${drawn} drawings of ${charts} charts`);
		}
	},
	// What can be scrolled can be scrolled with the keyboard, and the order is that of the page.
	async keyboard(browser, file) {
		await browser.open(file, { width: 320 });
		const reached = [];
		for (let i = 0; i < 40; i++) {
			await browser.send("Input.dispatchKeyEvent", { type: "keyDown", key: "Tab", windowsVirtualKeyCode: 9 });
			await browser.send("Input.dispatchKeyEvent", { type: "keyUp", key: "Tab", windowsVirtualKeyCode: 9 });
			reached.push(await browser.run("document.activeElement.className || document.activeElement.localName"));
		}
		if (reached[0] !== "skip") complain(file, "the first stop is", reached[0]);
		for (const name of ["scroll", "summary"])
			if (!reached.includes(name)) complain(file, "the keyboard does not reach", name);
	},
	async paper(browser, file) {
		await browser.open(file, { scheme: "dark" });
		fs.writeFileSync(file.replace(/html$/, "pdf"), await browser.print());
	},
	// Nothing is asked for but the page, nothing runs, and the policy has had nothing to stop.
	async quiet(browser, file) {
		await browser.open(file);
		await browser.run("new Promise((done) => setTimeout(done, 300))");
		if (browser.requests.length !== 1) complain(file, "asks for", browser.requests.join(" "));
		if (browser.complaints.length > 0) complain(file, browser.complaints.join(" "));
		const found = await browser.run("[document.scripts.length, document.images.length, typeof window.planted]");
		if (found.join() !== "0,0,undefined") complain(file, "has or ran a script:", found.join());
	},
};

const limit = setTimeout(() => {
	console.log("the browser does not answer");
	process.exit(1);
}, 50000);

(async () => {
	const browser = new Browser(program, home);
	await browser.start();
	for (const file of files) await checks[check](browser, file);
	await browser.close();
	clearTimeout(limit);
	process.exitCode = failed ? 1 : 0;
})().catch((error) => {
	console.log(error.stack);
	process.exit(1);
});
