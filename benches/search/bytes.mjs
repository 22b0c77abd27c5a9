// Bytes (Brotli 11 and gzip 9) and requests of a browser to the first answer with snippets, as the dialog asks, and the size of the whole index.
// usage: node bytes.mjs SITE [QUERY ...]
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { open } from "../../tests/search/open.mjs";

const [site, ...given] = process.argv.slice(2), compressed = source => brotliCompressSync(Buffer.from(source)).length;
const { bytes } = await open(site), sum = map => [...map.values()].reduce((all, source) => all + compressed(source), 0);
const client = sum(new Map([...bytes].filter(([name]) => name.startsWith("assets/"))));
console.log(`client ${client}, root ${sum(bytes) - client}`);
const words = [...readFileSync(join(site, "all.html"), "utf8").matchAll(/<span class="t">([^<]+)/g)].flatMap(match => match[1].split(" ")).filter(word => /^[가-힣]{2,}$/.test(word));
const queries = given.length ? given : words.filter((_, i) => i % Math.ceil(words.length / 20) === 0), all = [], zipped = [], requests = [];
for (const query of queries) {
  const { search, bytes } = await open(site), results = await search(query, { limit: 10, ready: true });
  all.push(sum(bytes));
  zipped.push([...bytes.values()].reduce((all, source) => all + gzipSync(source, { level: 9 }).length, 0));
  requests.push(bytes.size);
  if (given.length) console.log(query, results.length, "results,", sum(bytes), "bytes,", bytes.size, "files");
}
const spread = numbers => { numbers.sort((a, b) => a - b); return `median ${numbers[numbers.length >> 1]}, most ${numbers.at(-1)}`; };
console.log(`to the first answer, ${all.length} queries: ${spread(all)} bytes; gzip ${spread(zipped)}; requests ${spread(requests)}`);
let whole = 0, files = 0;
for (const name of readdirSync(join(site, "search"))) { whole += compressed(readFileSync(join(site, "search", name))); files++; }
console.log(`whole index ${whole} bytes in ${files} files`);
