// How long notesite and its peers take for the same notes, in turn A B A B, beside the floor of reading, parsing and writing: medians of
// seconds, how many times as long as notesite, processor time, peak memory, size of the output. Then notesite alone: nothing changed, one chapter changed.
// usage: node compare.mjs NOTESITE [--chapters 27,1000] [--runs 3] [--peers hugo,mdbook,zensical] [--tools FOLDER] [--each 30]
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { place, write } from "./notes.mjs";
import { floor, peers } from "./peers.mjs";

const { values: options, positionals: [binary] } = parseArgs({
  allowPositionals: true,
  options: {
    chapters: { type: "string", default: "27,1000" }, runs: { type: "string", default: "3" }, each: { type: "string", default: "30" },
    peers: { type: "string", default: Object.keys(peers).join() }, tools: { type: "string", default: join(tmpdir(), "notesite-peers") },
  },
});
/** A write cannot hide behind a time that is older, in milliseconds. */
const SETTLED = 2200;
const notesite = resolve(binary), tools = resolve(options.tools), each = +options.each;
// In memory where there is such a folder: disks differ more than programs do.
const work = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "notesite-compare-"));
const env = { ...process.env, HOME: work, XDG_CACHE_HOME: join(work, "cache"), NO_COLOR: "1" };
const forget = (...paths) => paths.forEach(path => rmSync(path, { recursive: true, force: true }));

/** Seconds, those of all processors together, and megabytes at most of one run. */
const measure = ([program, arguments_, more = {}]) => {
  const said = join(work, "said"), start = performance.now();
  const { status, stderr } = spawnSync("/usr/bin/time", ["-f", "%U %S %M", "-o", said, program, ...arguments_], { env, stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 30, ...more });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  const [user, system, kilobytes] = readFileSync(said, "utf8").trim().split("\n").at(-1).split(" ").map(Number);
  return { seconds, processor: user + system, megabytes: kilobytes / 1024 };
};
const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const shown = seconds => seconds.toFixed(seconds < 1 ? 3 : 2);
const size = folder => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return { files: files.length, bytes: files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0) };
};
const row = (...cells) => console.log(`| ${cells.join(" | ")} |`);

mkdirSync(tools, { recursive: true });
const chosen = Object.entries(peers).filter(([name]) => options.peers.split(",").includes(name));
const programs = new Map(chosen.map(([name, peer]) => [name, peer.install(tools)]));
const least = floor(tools);

const compare = async count => {
  const root = join(work, "notesite"), notes = join(root, "notes"), output = join(work, "out");
  const source = write(notes, count, each);
  const builds = [
    { name: "notesite", call: [notesite, ["build", root, "-o", output]], output, caches: [env.XDG_CACHE_HOME] },
    { name: "floor", call: [least, ["build", notes, join(work, "floor")]], output: join(work, "floor"), caches: [] },
  ];
  for (const [name, peer] of chosen) {
    if (count > peer.most) continue;
    const its = join(work, name), out = peer.output?.(its) ?? join(work, `${name}-out`);
    peer.layOut(its, count, each);
    builds.push({ name: `${name} ${peer.version}`, call: peer.call(programs.get(name), its, out), output: out, caches: [join(its, "cache"), ...peer.cache?.(its) ?? []] });
  }
  const runs = builds.map(() => []);
  for (let run = 0; run < +options.runs; run++) builds.forEach((build, i) => {
    forget(build.output, ...build.caches);
    mkdirSync(env.XDG_CACHE_HOME, { recursive: true });
    runs[i].push(measure(build.call));
  });
  const seconds = runs.map(each => median(each.map(run => run.seconds)));
  console.log(`\n${count} chapters, ${(source / 1e6).toFixed(1)} MB of Markdown, median of ${options.runs}\n`);
  row("cold build", "seconds", "× notesite", "of processors", "MB at most", "output in MB", "files", "× Markdown");
  row("---", "---", "---", "---", "---", "---", "---", "---");
  builds.forEach(({ name, output }, i) => {
    const { files, bytes } = size(output);
    row(name, shown(seconds[i]), (seconds[i] / seconds[0]).toFixed(2), shown(median(runs[i].map(run => run.processor))), Math.round(median(runs[i].map(run => run.megabytes))), (bytes / 1e6).toFixed(1), files, (bytes / source).toFixed(1));
  });
  await again(builds[0], notes, count);
  forget(root, ...builds.map(build => build.output), ...chosen.map(([name]) => join(work, name)));
};

/** What notesite takes where it has built before. */
const again = async ({ call, output }, notes, count) => {
  await setTimeout(SETTLED);
  measure(call);
  const nothing = [], asked = [], one = [];
  for (let run = 0; run < +options.runs; run++) {
    nothing.push(measure(call));
    asked.push(measure([least, ["stat", notes, output]]));
  }
  const { course, file } = place(Math.floor(count / 2), each);
  for (let run = 0; run < +options.runs; run++) {
    appendFileSync(join(notes, course, file), `- 고친 줄 ${run}\n`);
    await setTimeout(SETTLED);
    one.push(measure(call));
  }
  console.log();
  row("notesite again", "seconds", "of processors", "MB at most");
  row("---", "---", "---", "---");
  for (const [name, list] of [["nothing changed", nothing], ["every file asked for by the floor", asked], ["one chapter changed", one]])
    row(name, shown(median(list.map(run => run.seconds))), shown(median(list.map(run => run.processor))), Math.round(median(list.map(run => run.megabytes))));
};

try {
  for (const count of options.chapters.split(",")) await compare(+count);
} finally {
  forget(work);
}
