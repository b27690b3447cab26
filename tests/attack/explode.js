// SPDX-License-Identifier: MIT
// usage: explode.js REPOSITORY: adds a pack of some KB with a blob of 1 GiB (a delta that copies 16 MiB 64 times), prints its
// name. Source: gitformat-pack(5).
const crypto = require("crypto");
const fs = require("fs");
const path = require("path");
const zlib = require("zlib");

const PIECE = 0xffffff;
const COPIES = 64;
const base = Buffer.alloc(PIECE, "x");

function name(total) {
	const hash = crypto.createHash("sha1").update(`blob ${total}\0`);

	for (let left = total; left > 0; left -= PIECE) hash.update(left < PIECE ? base.subarray(0, left) : base);
	return hash.digest();
}

function head(type, size) {
	const bytes = [];
	let rest = Math.floor(size / 16);

	bytes.push((type << 4) | (size % 16) | (rest ? 0x80 : 0));
	while (rest) {
		const low = rest % 128;

		rest = Math.floor(rest / 128);
		bytes.push(low | (rest ? 0x80 : 0));
	}
	return Buffer.from(bytes);
}

function size(n) {
	const bytes = [];

	do {
		const low = n % 128;

		n = Math.floor(n / 128);
		bytes.push(low | (n ? 0x80 : 0));
	} while (n);
	return bytes;
}

function u32(n) {
	const bytes = Buffer.alloc(4);

	bytes.writeUInt32BE(n >>> 0);
	return bytes;
}

function crc32(bytes) {
	let crc = 0xffffffff;

	for (const byte of bytes) {
		crc ^= byte;
		for (let i = 0; i < 8; i++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
	}
	return ~crc;
}

/* Copy from offset 0: the flags of the three bytes of the length, then the bytes. */
const copy = [0x80 | 0x70, 0xff, 0xff, 0xff];
const delta = Buffer.from([...size(PIECE), ...size(PIECE * COPIES), ...Array(COPIES).fill(copy).flat()]);
const small = name(PIECE);
const large = name(PIECE * COPIES);
const entries = [
	{ name: small, bytes: Buffer.concat([head(3, PIECE), zlib.deflateSync(base)]) },
	{ name: large, bytes: Buffer.concat([head(7, delta.length), small, zlib.deflateSync(delta)]) },
];
let offset = 12;
for (const entry of entries) {
	entry.offset = offset;
	offset += entry.bytes.length;
}
const body = Buffer.concat([Buffer.from("PACK"), u32(2), u32(entries.length), ...entries.map((e) => e.bytes)]);
const sum = crypto.createHash("sha1").update(body).digest();
const sorted = [...entries].sort((a, b) => Buffer.compare(a.name, b.name));
const fan = [];
for (let i = 0; i < 256; i++) fan.push(u32(sorted.filter((e) => e.name[0] <= i).length));
const index = Buffer.concat([
	Buffer.from([0xff, 0x74, 0x4f, 0x63]), u32(2), ...fan,
	...sorted.map((e) => e.name), ...sorted.map((e) => u32(crc32(e.bytes))), ...sorted.map((e) => u32(e.offset)), sum,
]);
const file = path.join(process.argv[2], "objects/pack/pack-" + sum.toString("hex"));
fs.mkdirSync(path.dirname(file), { recursive: true });
fs.writeFileSync(file + ".pack", Buffer.concat([body, sum]));
fs.writeFileSync(file + ".idx", Buffer.concat([index, crypto.createHash("sha1").update(index).digest()]));
console.log(large.toString("hex"));
