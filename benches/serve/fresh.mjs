// From a save to the fresh HTML: writes a note, polls the page until it shows the change, prints the median and p95.
// usage: node benches/serve/fresh.mjs NOTESITE ROOT FILE URL [saves]     (ROOT is copied; FILE and URL are relative to it)
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [binary, source, file, url, saves = "60"] = process.argv.slice(2);
const root = mkdtempSync(join(tmpdir(), "notesite-serve-"));
cpSync(source, root, { recursive: true });
const started = performance.now();
const server = spawn(binary, ["serve", root], { stdio: ["ignore", "pipe", "ignore"] });
const base = await new Promise(done => server.stdout.once("data", data => done(String(data).trim())));
await (await fetch(base + url)).text();
console.log(`start to the first page: ${(performance.now() - started).toFixed(1)} ms`);
const path = join(root, file), text = readFileSync(path, "utf8"), times = [];
for (let i = 0; i < +saves; i++) {
  const word = `표식${i}x${Date.now()}`;
  const begun = performance.now();
  writeFileSync(path, text.trimEnd() + `\n- ${word}\n`);
  while (!(await (await fetch(base + url)).text()).includes(word)) await new Promise(done => setTimeout(done, 0));
  times.push(performance.now() - begun);
}
times.sort((a, b) => a - b);
console.log(`save to fresh HTML: p50 ${times[times.length >> 1].toFixed(1)} ms, p95 ${times[Math.floor(times.length * .95)].toFixed(1)} ms over ${saves} saves`);
server.kill();
rmSync(root, { recursive: true });
