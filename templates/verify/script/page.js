// What happens when somebody gives the page something. All that is remembered is in the address, behind '#'.
"use strict";
(function (M) {
	const DEFAULT = "en";
	const find = (id) => document.getElementById(id);
	let shown = null; // draws what is on the page, again in another language
	let qr = null;
	let address = null; // the text of a QR code that was shown last

	const langOfAddress = () => /[#&]lang=([a-z]{2,3})(?=&|$)/.exec(location.hash)?.[1];

	const chooseLanguage = () => {
		const wanted = [langOfAddress(), ...navigator.languages.map((lang) => lang.toLowerCase().split("-")[0])];
		return wanted.find((lang) => M.languages.has(lang)) ?? DEFAULT;
	};

	const setLanguage = (lang) => {
		M.lang = lang;
		document.documentElement.lang = lang;
		document.documentElement.dir = M.languages.get(lang).direction;
		document.title = M.word("title");
		for (const element of document.querySelectorAll("[data-word]")) element.replaceChildren(M.word(element.dataset.word));
		find("languages").setAttribute("aria-label", M.word("language"));
		for (const link of find("languages").children) {
			if (link.lang === lang) link.setAttribute("aria-current", "true");
			else link.removeAttribute("aria-current");
		}
		find("about").replaceChildren(...M.showAbout());
		shown?.();
	};

	// A link for each language; the text of a QR code stays in the address.
	const addLanguages = () => {
		const linkOf = ([lang, { name, direction }]) =>
			M.make("a", { lang, dir: direction, hreflang: lang, href: `#lang=${lang}` }, name);
		find("languages").replaceChildren(...Array.from(M.languages, linkOf));
		find("languages").addEventListener("click", (event) => {
			const lang = event.target.closest("a")?.lang;
			if (!lang) return;
			event.preventDefault();
			const rest = location.hash.slice(1).split("&").filter((part) => part !== "" && !part.startsWith("lang="));
			location.replace(`#${[...rest, `lang=${lang}`].join("&")}`);
		});
	};

	// Shows an answer; isOpen: files may still be given.
	const show = (draw, isOpen) => {
		shown = () => {
			const [verdict, ...parts] = draw();
			find("verdict").replaceChildren(verdict);
			find("result").replaceChildren(...parts);
		};
		shown();
		find("start").hidden = !isOpen;
		find("again").hidden = isOpen && qr === null;
		find("verdict").focus({ preventScroll: true });
		window.scrollTo(0, 0);
	};

	// What nobody signed, or cannot be shown to be signed, is not shown as if it were a certificate.
	const certificateOf = ({ verdict, checks, credential }) => {
		if (credential === null || checks.signature.state !== "pass" || checks.key.state !== "pass") return [];
		const badge = M.read(credential);
		const asks = badge.hidden.length > 0 && verdict !== "invalid";
		return [M.showCertificate(badge, M.findIssuer(badge.issuer.id)), ...(asks ? [M.showIdentity(badge)] : [])];
	};

	const showResult = (result) => show(() => [...M.showVerdict(result), ...certificateOf(result), M.showChecks(result.checks)], false);

	const checkBytes = async (bytes) => showResult(await M.verify(await M.takeOut(bytes), qr));

	const showQr = async (text) => {
		qr = M.readQr(text);
		if (!qr) throw new M.Refusal("qr-damaged");
		const answer = await M.verifyQr(qr);
		show(() => M.showQr(qr, answer), true);
	};

	const isQr = (text) => text.length < 4000 && text.includes("#v1.");

	const showAddress = () => {
		const text = location.hash.split("&")[0];
		if (!isQr(text) || text === address) return;
		address = text;
		tell(() => showQr(text));
	};

	// Runs a job, and says why nothing came of it.
	const tell = async (job) => {
		find("verdict").replaceChildren(M.make("p", { class: "working" }, M.word("working")));
		try {
			await job();
		} catch (error) {
			if (!(error instanceof M.Refusal)) console.error(error);
			const refusal = error instanceof M.Refusal ? error : new M.Refusal("damaged");
			show(() => M.showRefusal(refusal), true);
		}
	};

	// Status lists may come along with a certificate, in any order.
	const takeFiles = async (files) => {
		const certificates = [];
		for (const file of Array.from(files).slice(0, 16)) {
			if (file.size > 32 * 1024 * 1024) throw new M.Refusal("too-large");
			const bytes = new Uint8Array(await file.arrayBuffer());
			const list = bytes[0] === 0x7b ? M.readStatusList(M.textOf(bytes)) : null;
			if (list) M.statusLists.push(list);
			else certificates.push(bytes);
		}
		if (certificates.length > 1) throw new M.Refusal("several-inside");
		if (certificates.length === 1) await checkBytes(certificates[0]);
		else find("verdict").replaceChildren(M.make("p", { class: "working" }, M.word("status-added")));
	};

	const startAgain = () => {
		shown = qr = address = null;
		find("verdict").replaceChildren();
		find("result").replaceChildren();
		find("start").hidden = false;
		find("again").hidden = true;
		find("file").value = find("paste-text").value = "";
		if (isQr(location.hash)) location.replace(`#lang=${M.lang}`);
		find("file").focus();
	};

	const listen = () => {
		find("file").addEventListener("change", () => find("file").files.length > 0 && tell(() => takeFiles(find("file").files)));
		find("again").addEventListener("click", startAgain);
		find("paste-form").addEventListener("submit", (event) => {
			event.preventDefault();
			const text = find("paste-text").value.trim();
			tell(() => (isQr(text) ? showQr(text) : M.takeOut(M.utf8(text)).then(checkBytes)));
		});
		for (const name of ["dragenter", "dragover", "dragleave", "drop"])
			document.addEventListener(name, (event) => {
				event.preventDefault();
				find("drop").classList.toggle("is-over", name === "dragenter" || name === "dragover");
				if (name === "drop" && event.dataTransfer.files.length > 0) tell(() => takeFiles(event.dataTransfer.files));
			});
		window.addEventListener("hashchange", () => {
			const lang = chooseLanguage();
			if (lang !== M.lang) setLanguage(lang);
			showAddress();
		});
	};

	addLanguages();
	setLanguage(chooseLanguage());
	listen();
	showAddress();
})((globalThis.Migracode ??= {}));
