// The same queries in Japanese, Chinese and English on the same sites, in one run: notesite and Pagefind, the right chapter among five.
// usage: node pagefind.mjs NOTESITE FOLDER (in which `npm install pagefind` was run; run `npm ci` in tests/browser first)
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { open } from "../../tests/search/open.mjs";
import { built, half, judge } from "./judged.mjs";

const { chromium } = createRequire(resolve(import.meta.dirname, "../../tests/browser/package.json"))("playwright-core");
const [notesite, tools] = process.argv.slice(2), into = mkdtempSync(join(tmpdir(), "pagefind-"));
const program = join(resolve(tools), "node_modules/pagefind/lib/runner/bin.cjs");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
const share = all => [all.filter(one => one.first), all.filter(one => one.five), all.filter(one => one.none)].map(some => (100 * some.length / all.length).toFixed(0)).join(" / ");
try {
  for (const name of ["ja", "zh", "en"]) {
    const { folder, source } = built(notesite, name, into), queries = ["seen", "unseen"].flatMap(half).filter(one => one.site === name);
    const { search } = await open(folder);
    for (const query of queries) {
      const results = await search(query.q, { limit: 50 });
      query.ours = results.map(one => ({ source: source(one.url), trail: one.trail, lines: [] }));
    }
    // Pages that repeat the others are none of its own.
    for (const page of ["all", "print", "commands", "404", "index"]) rmSync(join(folder, page + ".html"), { force: true });
    execFileSync(process.execPath, [program, "--site", folder, "--root-selector", "main", "--force-language", name], { stdio: "pipe" });
    const server = createServer((request, response) => {
      try {
        const path = decodeURIComponent(new URL(request.url, "http://x").pathname), body = path === "/" ? "<!doctype html>" : readFileSync(join(folder, path));
        response.writeHead(200, { "content-type": path.endsWith(".js") ? "text/javascript" : path.endsWith(".wasm") ? "application/wasm" : path === "/" ? "text/html" : "application/octet-stream" }).end(body);
      } catch { response.writeHead(404).end(); }
    }).listen(0, "127.0.0.1");
    await new Promise(done => server.once("listening", done));
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const theirs = await page.evaluate(async queries => {
      const pagefind = await import("/pagefind/pagefind.js"), out = [];
      await pagefind.init();
      for (const query of queries) {
        const { results } = await pagefind.search(query);
        out.push(await Promise.all(results.slice(0, 10).map(async one => (await one.data()).url)));
      }
      return out;
    }, queries.map(one => one.q));
    await page.close();
    server.close();
    const asked = queries.map((query, i) => ({ ...query, theirs: theirs[i].map(url => ({ source: source(decodeURIComponent(url).slice(1)), trail: [], lines: [] })) }));
    const answered = asked.filter(one => one.pages.length), lacking = asked.filter(one => !one.pages.length);
    for (const [whose, key] of [["notesite", "ours"], ["Pagefind", "theirs"]]) {
      console.log(`${name} ${whose}: first / in five / none ${share(answered.map(one => judge(one, one[key])))} of ${answered.length}; answered ${lacking.filter(one => one[key].length).length} of ${lacking.length} that are not there`);
    }
  }
} finally {
  await browser.close();
  rmSync(into, { recursive: true });
}
