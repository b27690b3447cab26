// What a certificate says, as plain texts: whoever made it may have put anything anywhere.
"use strict";
(function (M) {
	const MAX_TEXT = 4000;
	const MAX_ITEMS = 500;

	const text = (value) => {
		if (typeof value === "number") return String(value);
		if (typeof value !== "string" || value.trim() === "") return null;
		// Signs that turn lines round or hide letters stay out, as do controls.
		const plain = value.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, " ").trim();
		return plain.length > MAX_TEXT ? `${plain.slice(0, MAX_TEXT)}…` : plain;
	};

	const objects = (value) => M.listOf(value).filter(M.isObject).slice(0, MAX_ITEMS);

	/** An address that a link may lead to, or null. */
	M.address = (value) => {
		try {
			const url = new URL(value);
			return ["https:", "http:"].includes(url.protocol) && !url.username ? url.href : null;
		} catch {
			return null;
		}
	};

	const readAlignment = (alignment) => ({
		framework: text(alignment.targetFramework),
		code: text(alignment.targetCode),
		name: text(alignment.targetName),
		url: M.address(alignment.targetUrl),
	});

	const readResults = (subject, achievement) => {
		const descriptions = new Map(objects(achievement.resultDescription).map((about) => [about.id, about]));
		return objects(subject.result).map((result) => {
			const about = descriptions.get(result.resultDescription) ?? {};
			return {
				name: text(about.name),
				value: text(result.value),
				max: text(about.valueMax),
				isPercent: about.resultType === "Percent",
				status: text(result.status),
			};
		});
	};

	const readIssuer = (issuer) => ({
		id: text(M.isObject(issuer) ? issuer.id : issuer),
		name: M.isObject(issuer) ? text(issuer.name) : null,
		url: M.isObject(issuer) ? M.address(issuer.url) : null,
	});

	/** What stands on the page, from a credential that passed the check "document". */
	M.read = (credential) => {
		const subject = credential.credentialSubject;
		const achievement = subject.achievement;
		const identities = objects(subject.identifier);
		const isName = (identity) => identity.identityType === "name" && identity.hashed === false;
		return {
			id: text(credential.id),
			title: text(achievement.name),
			about: text(achievement.description),
			lang: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(achievement.inLanguage) ? achievement.inLanguage : null,
			name: text(identities.find(isName)?.identityHash) ?? text(subject.name),
			hidden: identities.filter((identity) => identity.hashed === true && typeof identity.identityHash === "string"),
			issuer: readIssuer(credential.issuer),
			awarded: text(credential.awardedDate) ?? text(credential.validFrom),
			until: text(credential.validUntil),
			started: text(subject.activityStartDate),
			ended: text(subject.activityEndDate),
			hours: text(subject.creditsEarned ?? achievement.creditsAvailable),
			results: readResults(subject, achievement).filter((result) => result.name),
			competences: objects(achievement.alignment).map(readAlignment).filter((alignment) => alignment.name),
			criteria: text(achievement.criteria?.narrative),
		};
	};
})((globalThis.Migracode ??= {}));
