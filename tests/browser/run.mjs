// Runs every *-*.mjs beside this file in headless Chromium over the site of this repository's notes.
// usage: node run.mjs NOTESITE [name ...]
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url)), root = resolve(here, "../..");
const binary = resolve(process.argv[2] || join(root, "target/debug/notesite")), only = process.argv.slice(3);
const tmp = mkdtempSync(join(tmpdir(), "notesite-browser-")), site = join(tmp, "site");
const built = spawnSync(binary, ["build", root, "-o", site, "--base-url", "http://localhost/"], { encoding: "utf8" });
if (built.status !== 0) {
  console.log(built.stderr);
  console.log("FAIL build\nbrowser: 0 passed, 1 failed");
  process.exit(1);
}

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".xml": "text/xml", ".json": "application/json" };
export const serve = folder => new Promise(done => {
  const server = createServer((request, response) => {
    let path = join(folder, decodeURIComponent(new URL(request.url, "http://x").pathname));
    let status = 200;
    try { if (statSync(path).isDirectory()) path = join(path, "index.html"); readFileSync(path); } catch { path = join(folder, "404.html"); status = 404; }
    response.writeHead(status, { "content-type": types[extname(path)] || "application/octet-stream" });
    response.end(readFileSync(path));
  });
  server.listen(0, "127.0.0.1", () => done({ base: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }));
});
const { base, close } = await serve(site);
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let passed = 0, failed = 0;
const files = readdirSync(here).filter(name => /^\w+-.*\.mjs$/.test(name) && (!only.length || only.some(part => name.includes(part)))).sort();
const run = async file => {
  const { default: suite } = await import(join(here, file));
  const test = async (name, body, options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    try {
      await body(page, context);
      passed++;
      console.log(`ok ${file}: ${name}`);
    } catch (error) {
      failed++;
      const lines = String(error?.stack || error).split("\n"), where = lines.slice(4).find(line => line.includes(file));
      console.log(`FAIL ${file}: ${name}\n     ${lines.slice(0, 4).concat(where || []).join("\n     ")}`);
    }
    await context.close();
  };
  try { await suite({ browser, base, site, binary, tmp, root, serve, test }); }
  catch (error) { failed++; console.log(`FAIL ${file}: ${error?.stack || error}`); }
};
const queue = [...files];
await Promise.all([0, 1].map(async () => { while (queue.length) await run(queue.shift()); }));
await browser.close();
close();
rmSync(tmp, { recursive: true, force: true });
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
