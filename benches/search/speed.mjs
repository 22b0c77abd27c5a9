// How long a query takes in Chromium once its data is there: p50 and p95 in milliseconds over the words of the site.
// usage: node speed.mjs SITE (a built site; run `npm ci` in tests/browser first)
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const { chromium } = createRequire(resolve(import.meta.dirname, "../../tests/browser/package.json"))("playwright-core"), site = process.argv[2];
const server = createServer((request, response) => {
  try {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname), body = readFileSync(join(site, path));
    response.writeHead(200, { "content-type": path.endsWith(".js") ? "text/javascript" : path.endsWith(".css") ? "text/css" : "text/html; charset=utf-8" });
    response.end(body);
  } catch { response.writeHead(404).end(); }
}).listen(0, "127.0.0.1");
await new Promise(done => server.once("listening", done));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/all.html`);
await page.waitForFunction(() => globalThis.notesite?.search);
const times = await page.evaluate(async () => {
  const words = [...new Set(document.querySelector("main").innerText.match(/[가-힣a-z]{2,}/gi))].slice(0, 60);
  const queries = words.flatMap((word, i) => [word, word.slice(0, -1) || word, `${word} ${words[(i + 7) % words.length]}`]), times = [];
  for (const query of queries) await notesite.search(query);
  for (const query of queries) {
    const start = performance.now();
    await notesite.search(query);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
});
console.log(`${times.length} queries: p50 ${times[times.length >> 1].toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)].toFixed(1)} ms, most ${times.at(-1).toFixed(1)} ms`);
await browser.close();
server.close();
