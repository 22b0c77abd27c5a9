// Prints the figures of README.md for a built site. usage: node figures.mjs [NOTESITE] [ROOT]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { contrasts, median, ratios, weigh } from "./measures.mjs";

const here = dirname(fileURLToPath(import.meta.url)), project = resolve(here, "../..");
const binary = resolve(process.argv[2] || join(project, "target/debug/notesite")), root = resolve(process.argv[3] || project);
const site = mkdtempSync(join(tmpdir(), "notesite-figures-"));
const run = (...arguments_) => spawnSync(binary, arguments_, { encoding: "utf8", maxBuffer: 1 << 30 });
const built = run("build", root, "-o", site);
if (built.status !== 0) { console.error(built.stderr); process.exit(1); }
const all = ratios(site, root, JSON.parse(run("inspect", root).stdout)), pages = all.map(one => weigh(site, one.url));
const most = name => Math.max(...pages.map(page => page[name]));
const lowest = contrasts(readFileSync(join(project, "themes/default/css/1-base.css"), "utf8")).reduce((a, b) => a.ratio < b.ratio ? a : b);
console.log(`JavaScript of a chapter, gzip, what opens the search included: ${most("js")} B (limit 8192)`);
console.log(`first visit of a chapter, gzip, pictures aside: ${most("total")} B at most, ${median(pages.map(page => page.total))} B median (limit 30720)`);
console.log(`HTML inside <main> against its Markdown: ${median(all.map(one => one.ratio)).toFixed(2)} median of ${all.length} chapters (limit 4)`);
console.log(`lowest contrast: ${lowest.ratio.toFixed(2)}, --${lowest.text} on --${lowest.ground}, ${lowest.theme} (limit 4.5)`);
rmSync(site, { recursive: true, force: true });
