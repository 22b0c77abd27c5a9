// How much longer notesite takes when an input of each kind in inputs.mjs is doubled: processor time, the least of several runs, without
// what an empty site takes. Ends with 1 where one kind takes more than LIMIT times as long, or the program does not end as it should.
// usage: node growth.mjs NOTESITE [--half seen|unseen] [--runs N] [--only WORDS]
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { start } from "../serve/server.mjs";
import { inputs } from "./inputs.mjs";

const LIMIT = 2.5;
/** A time that noise and the fixed costs don't reach, in seconds. */
const ENOUGH = 0.25;
/** The largest input that is tried, in bytes and in units, where even that takes no time. */
const LARGEST = 16e6;
const MOST = 1e8;
const PATIENCE = 60;
const { values: options, positionals: [binary] } = parseArgs({
  allowPositionals: true,
  options: { half: { type: "string" }, runs: { type: "string", default: "3" }, only: { type: "string" } },
});
const program = resolve(binary);
// In memory where there is such a folder: what a disk takes to make a file is no matter of the input.
const work = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "notesite-growth-"));
const site = join(work, "r");
const env = { ...process.env, HOME: work, XDG_CACHE_HOME: join(work, "cache"), RAYON_NUM_THREADS: "1" };

const COMMANDS = {
  check: () => ["check", site],
  build: () => ["build", site, "-o", join(work, "o")],
  inspect: () => ["inspect", site],
  verbose: () => ["check", "--verbose", site],
  json: () => ["check", "--format", "json", site],
  github: () => ["check", "--format", "github", site],
  sarif: () => ["check", "--format", "sarif", site],
  search: query => ["search", query, site],
};

const write = files => {
  rmSync(site, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    if (path === "query") continue;
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
};
const size = files => Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);

/** Seconds of processor time of one run, `Infinity` past the patience; throws where the program was ended by a signal or a panic. */
const once = (command, query) => {
  rmSync(join(work, "cache"), { recursive: true, force: true });
  rmSync(join(work, "o"), { recursive: true, force: true });
  const script = `TIMEFORMAT="%U %S"; ulimit -t ${PATIENCE}; time "$@" >/dev/null 2>${join(work, "said")}; exit $?`;
  const run = spawnSync("bash", ["-c", `${script}`, "bash", program, ...COMMANDS[command](query)], { env, encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] });
  const [user, system] = run.stderr.trim().split("\n").at(-1).split(" ").map(Number);
  // 137: the limit of `ulimit`.
  if (user + system >= PATIENCE - 1 || run.status === 137) return Infinity;
  if (run.status > 3) throw new Error(`ended with ${run.status}: ${execFileSync("tail", ["-c", "300", join(work, "said")])}`);
  return user + system;
};
const least = (command, files) => {
  write(files);
  let best = Infinity;
  for (let run = 0; run < +options.runs; run++) {
    best = Math.min(best, once(command, files.query));
    if (best > 10) break;
  }
  return best;
};

/** Processor time of `serve` for a save that changes the last letters of the first note: the least of several. */
const ticks = pid => {
  const fields = execFileSync("cat", [`/proc/${pid}/stat`], { encoding: "utf8" }).split(") ")[1].split(" ");
  return (+fields[11] + +fields[12]) / 100;
};
const saving = async files => {
  write(files);
  Object.assign(process.env, env);
  const server = await start(program, site);
  const wait = () => new Promise(done => setTimeout(done, 20));
  let best = Infinity;
  for (let run = 0; run < +options.runs; run++) {
    const [before, rebuilds] = [ticks(server.child.pid), server.rebuilds()];
    const path = Object.keys(files)[0];
    writeFileSync(join(site, path), `${files[path].trimEnd()} ${"다른 말".slice(0, run + 1)}\n`);
    for (let waited = 0; server.rebuilds() === rebuilds && waited < 1000; waited++) await wait();
    for (let last = -1; last !== ticks(server.child.pid);) { last = ticks(server.child.pid); for (let i = 0; i < 15; i++) await wait(); }
    best = Math.min(best, ticks(server.child.pid) - before);
  }
  await server.stop();
  return best;
};
const measure = (command, files) => command === "save" ? saving(files) : least(command, files);

const chosen = inputs
  .map((input, i) => ({ input, half: i % 2 ? "unseen" : "seen" }))
  .filter(({ input: [stage, name], half }) => (!options.half || half === options.half) && (!options.only || `${stage}: ${name}`.includes(options.only)));
let over = 0, tried = 0;
const empty = {};
for (const { input: [stage, name, generate, { from = 1000, most = MOST, runs = ["check", "build"] } = {}], half } of chosen) {
  for (const command of runs) {
    empty[command] ??= await measure(command, { "notes/c.md": "# 강의\n### 1. 가\n- 말\n### 2. 나\n- 말\n", query: "말" });
    const said = (factor, rest) => console.log(`${factor.padStart(8)}  ${half.padEnd(6)}  ${stage}: ${name} (${command})${rest}`);
    tried++;
    try {
      let n = from, time;
      for (;;) {
        const files = generate(n);
        write(files);
        time = command === "save" ? await saving(files) - empty[command] : once(command, files.query) - empty[command];
        if (time >= ENOUGH || n * 2 > most / 2 || size(files) * 2 > LARGEST || Object.keys(files).length > 8000) break;
        n *= time < ENOUGH / 8 && n * 8 <= most && size(files) * 8 < LARGEST ? 4 : 2;
      }
      const [short, long] = [await measure(command, generate(n)), await measure(command, generate(n * 2))].map(time => time - empty[command]);
      const figures = `  n = ${n}, ${(size(generate(n)) / 1000).toFixed()} kB: ${short.toFixed(2)} s, twice ${long.toFixed(2)} s`;
      const factor = long / Math.max(short, 0.02);
      if (factor > LIMIT && long > 0.1) over++;
      said(long <= 0.1 ? "no time" : `×${factor.toFixed(2)}${factor > LIMIT ? " !" : "  "}`, figures);
    } catch (error) {
      over++;
      said("BROKEN", `  ${error.message}`);
    }
  }
}
rmSync(work, { recursive: true, force: true });
console.log(`${chosen.length} kinds, ${tried} runs, ${over} over ×${LIMIT} or broken`);
process.exit(over ? 1 : 0);
