// The words of the page in several languages, and what a school published with it.
"use strict";
(function (M) {
	M.languages = new Map();
	M.issuers = [];
	M.statusLists = [];
	M.madeOn = null;

	M.addWords = (lang, name, direction, words) => M.languages.set(lang, { name, direction, words });

	// A did:key is its own key, so a list may leave it out.
	const withKeys = (issuer) => {
		if (issuer.keys?.length > 0 || !issuer.id.startsWith("did:key:")) return { ...issuer, keys: issuer.keys ?? [] };
		const publicKeyMultibase = issuer.id.slice(8);
		return { ...issuer, keys: [{ id: `${issuer.id}#${publicKeyMultibase}`, publicKeyMultibase }] };
	};

	/** Takes the lists of data/issuers.js: texts of documents, read as strictly as those of others. */
	M.publish = ({ madeOn, issuers, statusLists }) => {
		M.madeOn = madeOn;
		for (const document of issuers.map(M.parseJson)) M.issuers.push(...document.issuers.map(withKeys));
		M.statusLists.push(...statusLists.map(M.readStatusList).filter((list) => list !== null));
	};

	M.lang = "en";

	const words = () => M.languages.get(M.lang).words;

	M.hasWord = (key) => key in words();

	/** A word of the language, without anything put in. */
	M.word = (key) => words()[key] ?? M.languages.get("en").words[key] ?? key;

	/** A sentence as nodes; what is put in keeps its own direction. */
	M.say = (key, params = {}) => {
		const nodes = document.createDocumentFragment();
		for (const part of M.word(key).split(/(\{\w+\})/)) {
			const name = /^\{(\w+)\}$/.exec(part)?.[1];
			if (!name) {
				nodes.append(part);
				continue;
			}
			const inside = document.createElement(name === "command" || name === "id" ? "code" : "bdi");
			inside.dir = name === "command" || name === "id" ? "ltr" : "auto";
			inside.append(params[name] ?? "");
			nodes.append(inside);
		}
		return nodes;
	};

	/** A day of a moment, in words of the language; digits as they stand on certificates. A short form of
	 * "year" would end sentences with two full stops. */
	M.day = (moment) => {
		const time = /^\d{4}-\d\d-\d\d$/.test(moment) ? Date.parse(`${moment}T00:00:00Z`) : M.moment(moment);
		if (Number.isNaN(time)) return String(moment ?? "");
		const locale = `${M.lang === "en" ? "en-GB" : M.lang}-u-ca-gregory-nu-latn`;
		const form = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
		return form.format(time).replace(/ р\.$/, " року");
	};
})((globalThis.Migracode ??= {}));
