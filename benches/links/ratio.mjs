// What linking costs beside parsing, in one and the same run of `notesite build --timings`; ends with 1 where it costs as much or more.
// usage: node ratio.mjs NOTESITE [CHAPTERS] [RUNS]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { write } from "./notes.mjs";

const [binary, count = 10000, runs = 3] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "notesite-links-"));
write(+count, folder);
const ratios = [];
for (let run = 0; run < +runs; run++) {
  const { status, stderr } = spawnSync(resolve(binary), ["build", folder, "--timings"], { encoding: "utf8", maxBuffer: 1 << 28 });
  const stage = name => parseFloat(stderr.match(new RegExp(`^ *${name} +([\\d.]+) ms`, "m"))?.[1]);
  const [parse, link] = [stage("parse"), stage("link")];
  if (status !== 0 || !(parse > 0 && link > 0)) throw new Error(stderr.slice(-2000));
  ratios.push(link / parse);
  console.log(`parse ${parse} ms, link ${link} ms, ratio ${(link / parse).toFixed(2)}; warnings ${(stderr.match(/^warning/gm) || []).length}`);
}
rmSync(folder, { recursive: true });
const median = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)];
console.log(`${count} chapters: linking costs ${median.toFixed(2)} of parsing, the median of ${ratios.length}`);
process.exit(median < 1 ? 0 : 1);
