// A disk that fails: every call that a build or a check makes on ROOT and on the output answers
// EIO, once and for ever after. What stands then is the old site or the whole new one; the exit
// code is 3, with a name, unless the new one is whole; files of others are as they were; nothing
// panics; and the next build equals a clean one. A build that finishes what another left has begun
// may leave the rest to the next, page by page.
//
// ENOENT says that a thing is gone, which is no failure where nothing else knows of it: a build may
// end with exit 2 as well, and what asks for nothing but that is left out: `newfstatat` of the
// output, and `getdents64`, which says so of removed folders alone. EINTR never comes for ever.
//
//   node tests/faults.mjs target/debug/notesite [--error ENOSPC] [--call renameat]
//
// Needs strace. About two minutes a thousand faults.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const { values: options, positionals } = parseArgs({
  options: { call: { type: "string" }, error: { type: "string", default: "EIO" } },
  allowPositionals: true,
});
const isGone = options.error === "ENOENT";
/** Calls whose very answer it is that something is gone. */
const QUESTIONS = ["getdents64", "newfstatat"];
/** The exit codes of a failure that is told. */
const TOLD = isGone ? [2, 3] : [3];
const program = resolve(positionals[0] ?? "target/debug/notesite");
const base = mkdtempSync(join(tmpdir(), "notesite-faults-"));
const at = (name) => join(base, name);
const [root, output, old, fresh, half] = ["root", "site", "old", "fresh", "half"].map(at);

function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Chapters that stay, come and go; a picture, a linked file and a style that change. */
function notes(version) {
  rmSync(root, { recursive: true, force: true });
  const [gone, come] = version === 1 ? ["### 3. 셋째\n- 글\n", ""] : ["", "### 4. 넷째\n- 글\n"];
  const first = `### 1. 처음\n- 글 ${version} ![그림](../image/a.svg)\n- [표](표.txt)\n`;
  const svg = 'svg xmlns="http://www.w3.org/2000/svg"';
  write(root, {
    "notes/course.md": `# 과정\n${first}### 2. 다음\n- 글\n${gone}${come}`,
    "notes/deep/a.md": `# 다른 글\n글 ${version}\n`,
    "notes/표.txt": `표 ${version}\n`,
    "image/a.svg": `<${svg} width="${version}" height="9"/>`,
    "themes/default/css/9-print.css": `body { order: ${version} }\n`,
    "notesite.toml": 'title = "제목"\n',
    ".gitignore": "ignored\n",
    ".gitmodules": '[submodule "a"]\n\tpath = sub\n',
  });
}

/** What others keep in the output. */
const STRANGERS = { ".git/config": "[core]\n", "CNAME": "e.x\n", "course/theirs.txt": "남의 것\n" };

const environment = { ...process.env, RAYON_NUM_THREADS: "1", HOME: at("home") };
const run = (command, ...rest) =>
  spawnSync(command, rest, { encoding: "utf8", env: environment, maxBuffer: 1 << 26 });
const build = (into) => ["build", root, "-o", into];

function files(folder, prefix = "", out = new Map()) {
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const path = prefix ? `${prefix}/${entry.name}` : entry.name;
    if (entry.isDirectory()) files(folder, path, out);
    else out.set(path, readFileSync(join(folder, path), "latin1"));
  }
  return out;
}
const same = (a, b) => a.size === b.size && [...a].every(([path, bytes]) => b.get(path) === bytes);
const shown = (all) => new Map([...all].filter(([path]) => !path.startsWith(".notesite-")));

function restore(state) {
  rmSync(output, { recursive: true, force: true });
  cpSync(state, output, { recursive: true, preserveTimestamps: true });
}

const must = (done, what) => {
  if (done.status !== 0) throw new Error(`${what}: ${done.status} ${done.stderr}`);
};
mkdirSync(environment.HOME);
notes(1);
must(run(program, ...build(old)), "the old site");
notes(2);
must(run(program, ...build(fresh)), "the new site");
for (const site of [old, fresh]) write(site, STRANGERS);
const [before, after] = [shown(files(old)), files(fresh)];

// What a build leaves that is killed after some of its files were moved.
restore(old);
const kill = ["-e", "inject=renameat:signal=SIGKILL:when=8"];
run("strace", "-f", "-o", "/dev/null", ...kill, program, ...build(output));
cpSync(output, half, { recursive: true, preserveTimestamps: true });
if (!existsSync(join(half, ".notesite-journal.json"))) throw new Error("no journal was left");

/** Every name that a build may ask for, in ROOT and in its output. */
function names(folder, shownAs = folder) {
  const inner = readdirSync(folder, { withFileTypes: true, recursive: true });
  const all = inner.map((entry) => join(entry.parentPath, entry.name));
  return [folder, ...all].map((path) => path.replace(folder, shownAs));
}
const paths = new Set([...names(root), ...names(old, output), ...names(fresh, output)]);
paths.add(join(root, "sub"));
for (const name of ["lock", "journal.json", "manifest.json", "stage"])
  paths.add(join(output, `.notesite-${name}`));
for (const name of ["manifest", "journal", "room", ...Array(after.size + 3).keys()])
  paths.add(join(output, ".notesite-stage", String(name)));
const relative = names(root).map((path) => path.slice(root.length + 1));
const named = [...paths, ...relative.filter(Boolean)];
const traced = [...paths].flatMap((path) => ["-P", path]);

/** How often each call is made by one thread, so that each can be made to fail. */
function counted(state, words) {
  restore(state);
  const log = mkdtempSync(at("trace-"));
  must(run("strace", "-ff", "-o", join(log, "t"), ...traced, program, ...words), "a traced run");
  const counts = new Map();
  for (const name of readdirSync(log)) {
    const here = new Map();
    for (const line of readFileSync(join(log, name), "utf8").split("\n")) {
      const call = line.match(/^(\w+)\(/)?.[1];
      if (call) here.set(call, (here.get(call) ?? 0) + 1);
    }
    for (const [call, count] of here) counts.set(call, Math.max(count, counts.get(call) ?? 0));
  }
  const isAsked = (call) => (options.call ?? call) === call && !(isGone && QUESTIONS.includes(call));
  return [...counts].sort().filter(([call]) => isAsked(call));
}

/** What is wrong with what a failing disk left. */
function* faults(done, state) {
  if (/panicked/.test(done.stderr) || ![0, ...TOLD].includes(done.status)) yield "it ends otherwise";
  const isThere = existsSync(output) && statSync(output).isDirectory();
  const now = shown(isThere ? files(output) : new Map());
  const whole = same(now, shown(after));
  const halves = [...now].every(([path, bytes]) =>
    path in STRANGERS || [before.get(path), after.get(path)].includes(bytes));
  if (!whole && !(state === half ? halves : same(now, before)))
    yield "neither the old site nor the new";
  for (const [path, text] of Object.entries(STRANGERS))
    if (now.get(path) !== Buffer.from(text).toString("latin1")) yield `${path} is lost`;
  const isTold = TOLD.includes(done.status);
  if (!whole && !isTold) yield "an old site and no failure";
  if (isTold && !named.some((name) => done.stderr.includes(name))) yield "no name";
  const next = run(program, ...build(output));
  if (next.status !== 0 || !same(files(output), after))
    yield `the next build differs (${next.status} ${next.stderr.trim().split("\n").pop()})`;
}

let [tried, told, wrong] = [0, 0, 0];
function fail(words, state, check) {
  for (const [call, count] of counted(state, words)) {
    const times = Array.from({ length: count }, (_, n) => `${n + 1}`);
    const forEver = options.error === "EINTR" ? [] : times.map((n) => `${n}+`);
    for (const when of [...times, ...forEver]) {
      restore(state);
      tried++;
      const inject = ["-e", `inject=${call}:error=${options.error}:when=${when}`];
      const done = run("strace", "-f", "-o", "/dev/null", ...traced, ...inject, program, ...words);
      told += TOLD.includes(done.status);
      for (const reason of check(done)) {
        wrong++;
        const last = done.stderr.trim().split("\n").pop();
        console.log(`${words[0]}, ${call} ${when}: ${reason}: ${done.status} ${last}`);
      }
    }
  }
}
fail(build(output), old, (done) => faults(done, old));
fail(build(output), half, (done) => faults(done, half));
const known = run(program, "check", root);
fail(["check", root], old, function* (done) {
  const isEqual = done.status === known.status && done.stderr === known.stderr;
  const isTold = TOLD.includes(done.status) && named.some((name) => done.stderr.includes(name));
  if (!isEqual && !isTold) yield "neither the same findings nor a name";
});
rmSync(base, { recursive: true, force: true });
console.log(`faults: ${tried} tried, ${told} told, ${wrong} wrong`);
process.exit(wrong ? 1 : 0);
