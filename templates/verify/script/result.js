// The answer of a verification, for people.
"use strict";
(function (M) {
	const COMMAND = "migracode cert verify FILE";
	const SIGN_OF = { trusted: "pass", invalid: "fail" }; // of the others: "unknown"

	// The params of a sentence, with moments as days.
	const paramsOf = (params = {}) => {
		const days = ["day", "from", "until"].filter((name) => params[name] !== undefined).map((name) => [name, M.day(params[name])]);
		return { ...params, ...Object.fromEntries(days), command: COMMAND };
	};

	const sentence = (name, { state, code, params }) => {
		const key = code && M.hasWord(`code.${code}`) ? `code.${code}` : `${name}.${state}`;
		return M.hasWord(key) ? M.say(key, paramsOf(params)) : "";
	};

	const verdictOf = (verdict, code, about) => [
		M.make("div", { class: `verdict is-${verdict}`, "data-verdict": verdict, "data-code": code }, M.sign(SIGN_OF[verdict] ?? "unknown"),
			M.make("div", {}, M.make("h2", { id: "answer" }, M.word(`verdict.${verdict}`)), M.make("p", {}, about))),
	];

	/** The large answer of M.verify(). */
	M.showVerdict = ({ verdict, because, checks }) => {
		const key = `verdict.${verdict}.about`;
		const code = because && (checks[because].code ?? because);
		if (M.hasWord(key)) return verdictOf(verdict, code, M.say(key, checks.issuer.params));
		return verdictOf(verdict, code, sentence(because, checks[because]));
	};

	/** Why a file or a text holds no certificate. */
	M.showRefusal = (refusal) => verdictOf("file", refusal.code, M.say(`code.${refusal.code}`, paramsOf(refusal.params)));

	const idOf = (text) => M.make("code", { class: "id", dir: "ltr" }, text ?? "");

	const fact = (key, ...children) => M.make("div", {}, M.make("dt", {}, M.word(key)), M.make("dd", {}, ...children));

	const day = (moment) => M.make("time", { datetime: String(moment).slice(0, 10) }, M.day(moment));

	const courseDates = ({ started, ended }) => {
		if (!started || !ended) return started || ended ? fact("course-dates", day(started ?? ended)) : null;
		return fact("course-dates", M.say("from-to", { from: M.day(started), until: M.day(ended), to: M.day(ended) }));
	};

	// A trusted issuer has the name that the list gives it; what others call themselves is only what they say.
	const issuerFact = ({ issuer }, trusted) =>
		trusted ? fact("issuer", M.link(M.address(trusted.url), M.foreign(trusted.name)))
			: fact("issuer-says", M.foreign(issuer.name ?? issuer.id), issuer.name ? idOf(issuer.id) : null);

	const nameOf = (badge) => {
		if (badge.name) return M.make("p", { class: "name" }, M.foreign(badge.name));
		return M.make("p", { class: "name is-hidden" }, M.word(badge.hidden.length > 0 ? "name-hidden" : "name-none"));
	};

	const resultRow = (result, lang) => {
		const status = M.hasWord(`result.${result.status}`) ? M.word(`result.${result.status}`) : result.status;
		const value = result.value === null ? status : result.isPercent ? `${result.value} %` : result.value;
		const shown = result.max && result.value !== null && !result.isPercent ? M.say("of", { value, max: result.max }) : M.foreign(value ?? "");
		return M.make("tr", {}, M.make("th", { scope: "row" }, M.foreign(result.name, lang)), M.make("td", { class: "n" }, shown));
	};

	const resultsOf = ({ results, lang }) => {
		if (results.length === 0) return null;
		const head = ["result-name", "result-value"].map((key, i) => M.make("th", { scope: "col", class: i ? "n" : null }, M.word(key)));
		return M.make("table", {}, M.make("caption", {}, M.word("results")), M.make("thead", {}, M.make("tr", {}, ...head)),
			M.make("tbody", {}, ...results.map((result) => resultRow(result, lang))));
	};

	const competencesOf = ({ competences, lang }) => {
		if (competences.length === 0) return null;
		const groups = new Map();
		for (const one of competences) {
			const key = one.framework ?? "";
			groups.set(key, [...(groups.get(key) ?? []), one]);
		}
		const codeOf = (code) => (code ? M.make("bdi", { class: "code" }, code) : null);
		const line = (one) => M.make("li", {}, codeOf(one.code), M.link(one.url, M.foreign(one.name, lang)));
		const headOf = (framework) => (framework ? [M.make("h4", {}, M.foreign(framework))] : []);
		const groupOf = ([framework, items]) => [...headOf(framework), M.make("ul", { class: "plain" }, ...items.map(line))];
		return M.make("div", { class: "part" }, M.make("h3", {}, M.word("competences")), ...[...groups].flatMap(groupOf),
			M.make("p", { class: "note" }, M.word("competences-note")));
	};

	const proseOf = (key, text, lang) => (text ? M.make("div", { class: "part" }, M.make("h3", {}, M.word(key)), M.prose(text, lang)) : null);

	/** The certificate itself. trusted: its issuer in the page's list, or null. */
	M.showCertificate = (badge, trusted) => {
		const dayFact = (key) => (badge[key] ? fact(key, day(badge[key])) : null);
		const facts = [issuerFact(badge, trusted), dayFact("awarded"), dayFact("until"), courseDates(badge),
			badge.hours ? fact("hours", badge.hours) : null, fact("number", idOf(badge.id?.replace("urn:uuid:", "")))];
		return M.make("section", { class: "card certificate", "aria-labelledby": "card-certificate" },
			M.make("p", { class: "kind" }, M.word("certificate")),
			M.make("h2", { id: "card-certificate" }, M.foreign(badge.title, badge.lang)),
			nameOf(badge), M.make("dl", {}, ...facts),
			resultsOf(badge), competencesOf(badge), proseOf("about", badge.about, badge.lang), proseOf("criteria", badge.criteria, badge.lang),
			M.make("p", { class: "note" }, M.word("compare")));
	};

	/** A form that compares what somebody types with the fingerprints. */
	M.showIdentity = (badge) => {
		const field = M.make("input", { id: "identity", type: "text", dir: "auto", autocomplete: "off", spellcheck: "false" });
		const answer = M.make("p", { class: "answer", role: "status" });
		const form = M.make("form", {}, M.make("label", { for: "identity" }, M.word("identity.label")),
			M.make("div", { class: "row" }, field, M.make("button", { type: "submit" }, M.word("identity.compare"))), answer);
		form.addEventListener("submit", async (event) => {
			event.preventDefault();
			if (field.value.trim() === "") return answer.replaceChildren(M.word("identity.empty"));
			const answers = await Promise.all(badge.hidden.map((identity) => M.isIdentity(identity, field.value)));
			const is = answers.includes(true);
			answer.replaceChildren(M.sign(is ? "pass" : "fail"), M.make("span", {}, M.word(is ? "identity.same" : "identity.other")));
			answer.className = `answer is-${is ? "pass" : "fail"}`;
		});
		return M.card("identity", M.make("p", {}, M.word("identity.about")), form);
	};

	/** The list of checks. */
	M.showChecks = (checks) => {
		const headOf = (name, state) =>
			M.make("h3", {}, M.word(`check.${name}`), " ", M.make("span", { class: "state" }, M.word(`state.${state}`)));
		const line = (name) =>
			M.make("li", { class: `is-${checks[name].state}` }, M.sign(checks[name].state),
				M.make("div", {}, headOf(name, checks[name].state), M.make("p", {}, sentence(name, checks[name]))));
		const shown = M.CHECKS.filter((name) => checks[name] && (name !== "qr" || checks.qr.state !== "not-done"));
		return M.card("checks", M.make("ul", { class: "checks" }, ...shown.map(line)));
	};

	/** The answer about a QR text alone. */
	M.showQr = (qr, { issuer, checks }) => {
		const failed = checks.status?.state === "fail";
		const verdict = failed ? "invalid" : issuer ? "qr" : "qr-unsure";
		const check = failed ? "status" : "signature";
		const about = verdict === "qr" ? M.say("verdict.qr.about", { issuer: issuer.name }) : sentence(check, checks[check]);
		const facts = M.make("dl", {}, issuer ? fact("issuer", M.link(M.address(issuer.url), M.foreign(issuer.name))) : null,
			fact("awarded", day(qr.day)), fact("number", idOf(qr.id)));
		return [...verdictOf(verdict, checks[check].code, about), M.make("section", { class: "card", "aria-label": M.word("certificate") }, facts)];
	};

	/** What stands below: limits of the page, and whom it trusts. */
	M.showAbout = () => {
		const items = ["jcs", "rdfc", "paper", "private"].map((key) => M.make("li", {}, M.say(`limits.${key}`, { command: COMMAND })));
		const lineOf = ({ id, name, url }) => M.make("li", {}, M.link(M.address(url), M.foreign(name ?? "")), idOf(id));
		const issuers = M.issuers.map(lineOf);
		const list = issuers.length > 0 ? M.make("ul", { class: "plain" }, ...issuers) : M.make("p", {}, M.word("issuers.none"));
		return [M.make("details", {}, M.make("summary", {}, M.word("limits")), M.make("ul", {}, ...items)),
			M.make("details", {}, M.make("summary", {}, M.word("issuers")), list),
			M.madeOn ? M.make("p", {}, M.say("made-on", { day: M.day(M.madeOn) })) : ""];
	};
})((globalThis.Migracode ??= {}));
