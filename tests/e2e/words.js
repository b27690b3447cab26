"use strict";
// Complains about words of certificates and of the verification page that are not those of English in another language.
// node words.js certificate FOLDER | page FOLDER
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const [kind, folder] = process.argv.slice(2);
let failed = false;
const complain = (...words) => {
	console.log(...words);
	failed = true;
};

const readers = {
	certificate: (file) => JSON.parse(fs.readFileSync(file, "utf8")),
	page(file) {
		let found = {};
		const addWords = (lang, name, direction, words) => {
			if (`${lang}.js` !== path.basename(file)) complain(file, "is of", lang);
			if ((direction === "rtl") !== ["ar", "fa"].includes(lang)) complain(file, "has the direction", direction);
			found = words;
		};
		vm.runInNewContext(fs.readFileSync(file, "utf8"), { Migracode: { addWords } });
		return found;
	},
};

const placeholders = (text) => [...new Set(text.match(/\{\w*\}?/g) ?? [])].sort().join(" ");

const compare = (name, words, english) => {
	const [keys, wanted] = [Object.keys(words), Object.keys(english)];
	if (keys.join() !== wanted.join()) complain(name, "has other keys, or in another order:", wanted.filter((key) => !keys.includes(key)).join(" "));
	for (const key of keys.filter((one) => one in english)) {
		const texts = [words[key]].flat();
		if (texts.length !== [english[key]].flat().length) complain(name, key, "is not as long");
		for (const text of texts) {
			if (typeof text !== "string" || text.trim() === "" || text !== text.trim()) complain(name, key, "is empty or has white space around it");
			if (text !== text.normalize("NFC")) complain(name, key, "is not NFC");
			if (/[\u0000-\u001f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/.test(text)) complain(name, key, "has a sign that nobody sees");
		}
		if (placeholders(texts.join()) !== placeholders([english[key]].flat().join())) complain(name, key, "has other placeholders");
	}
	const same = keys.filter((key) => typeof words[key] === "string" && /\w{5}.*\w{5}/.test(words[key]) && words[key] === english[key]);
	if (name !== "en" && same.length > 0) complain(name, "is not translated:", same.join(" "));
};

const files = fs.readdirSync(folder);
const read = (file) => readers[kind](path.join(folder, file));
const english = read(files.find((file) => file.startsWith("en.")));
for (const file of files) compare(path.parse(file).name, read(file), english);
console.log(files.map((file) => path.parse(file).name).join(" "));
process.exitCode = failed ? 1 : 0;
