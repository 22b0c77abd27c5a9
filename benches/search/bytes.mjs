// Bytes (Brotli 11) that a browser loads to the first answer with snippets, and the size of the whole index.
// usage: node bytes.mjs SITE [QUERY ...]
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { open } from "../../tests/search/open.mjs";

const [site, ...given] = process.argv.slice(2), compressed = source => brotliCompressSync(Buffer.from(source)).length;
const { bytes } = await open(site), sum = map => [...map.values()].reduce((all, source) => all + compressed(source), 0);
const client = sum(new Map([...bytes].filter(([name]) => name.startsWith("assets/"))));
console.log(`client ${client}, root ${sum(bytes) - client}`);
const words = [...readFileSync(join(site, "all.html"), "utf8").matchAll(/<span class="t">([^<]+)/g)].flatMap(match => match[1].split(" ")).filter(word => /^[가-힣]{2,}$/.test(word));
const queries = given.length ? given : words.filter((_, i) => i % Math.ceil(words.length / 20) === 0), all = [];
for (const query of queries) {
  const { search, bytes } = await open(site), results = await search(query);
  all.push(sum(bytes));
  if (given.length) console.log(query, results.length, "results,", sum(bytes), "bytes,", bytes.size, "files");
}
all.sort((a, b) => a - b);
console.log(`to the first answer: median ${all[all.length >> 1]}, most ${all.at(-1)} of ${all.length} queries`);
let whole = 0, files = 0;
for (const name of readdirSync(join(site, "search"))) { whole += compressed(readFileSync(join(site, "search", name))); files++; }
console.log(`whole index ${whole} bytes in ${files} files`);
