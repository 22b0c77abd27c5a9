// A machine that gives less than a build wants: few descriptors, no more threads, small files, a
// full or read-only disk, no home, no temporary folder, nobody who reads what is said, and another
// build at the same time. Whatever it is, the site that stands is the old one or the whole new one,
// the exit code is 3 with a sentence where it is the old one, and the next build equals a clean one.
//
//   unshare --mount node tests/limits.mjs target/debug/notesite [only this part]
//
// Run it as root, in a mount name space of its own. About three minutes.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync } from "node:fs";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const base = mkdtempSync(join(tmpdir(), "notesite-limits-"));
chmodSync(base, 0o755);
const at = (...names) => join(base, ...names);
const program = at("notesite");
cpSync(resolve(process.argv[2] ?? "target/debug/notesite"), program);
const only = process.argv[3];

function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Notes in many folders, with pictures, in a repository. */
function notes(root, version) {
  rmSync(root, { recursive: true, force: true });
  const svg = 'svg xmlns="http://www.w3.org/2000/svg"';
  const chapters = Array.from({ length: 20 }, (_, n) =>
    n === version ? "" : `### ${n + 1}. 장 ${n}\n- 글 ${version} ![그림](../image/${n % 3}.svg)\n`);
  write(root, { "notes/course.md": `# 과정\n${chapters.join("")}`, "notesite.toml": "" });
  write(root, { "notes/big.bin": "글".repeat(300_000 + version) });
  write(root, { "notes/links.md": `# 파일\n- [큰 것](big.bin) ${version}\n` });
  for (let n = 0; n < 30; n++) write(root, { [`notes/d${n}/e/${n}.md`]: `# 글 ${n}\n- ${version}\n` });
  for (let n = 0; n < 3; n++) write(root, { [`image/${n}.svg`]: `<${svg} width="${version}"/>` });
  const git = (...words) =>
    spawnSync("git", ["-C", root, "-c", "user.name=n", "-c", "user.email=a@b", ...words]);
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "x", "--date", "2024-01-01T00:00:00Z");
  spawnSync("chown", ["-R", "65534:65534", root]);
}

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

const home = at("home");
mkdirSync(home);
const environment = { PATH: process.env.PATH, HOME: home, RUST_BACKTRACE: "0" };
// Repositories of another user are git's to refuse, unless it is told otherwise.
writeFileSync(join(home, ".gitconfig"), "[safe]\n\tdirectory = *\n");
const run = (command, words, options = {}) =>
  spawnSync(command, words, { encoding: "utf8", env: environment, maxBuffer: 1 << 26, ...options });
/** Runs the program behind a line of the shell; `$@` is the program with its words. */
const shell = (line, words, options) => run("bash", ["-c", line, "-", program, ...words], options);

const root = at("root");
const [old, fresh, site] = ["old", "fresh", "site"].map((name) => at(name));
const must = (done) => {
  if (done.status !== 0) throw new Error(`a clean build: ${done.status} ${done.stderr}`);
};
notes(root, 1);
must(run(program, ["build", root, "-o", old]));
notes(root, 2);
must(run(program, ["build", root, "-o", fresh]));
const [before, after] = [shown(files(old)), files(fresh)];
const known = Object.fromEntries(["check", "inspect"].map((name) => [name, run(program, [name, root])]));

let [tried, wrong] = [0, 0];
const counts = new Map();
function report(part, what, done, reasons) {
  tried++;
  const count = counts.get(part) ?? { tried: 0, whole: 0 };
  counts.set(part, count);
  count.tried++;
  count.whole += done.status === 0;
  for (const reason of reasons) {
    wrong++;
    const last = done.stderr?.trim().split("\n").pop();
    console.log(`${part}, ${what}: ${reason}: ${done.status ?? done.signal} ${last}`);
  }
}

function restore(folder = site) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  cpSync(old, folder, { recursive: true, preserveTimestamps: true });
}

/** What is wrong with what a build left. A loader without descriptors ends with 127. */
function* judge(done, { folder = site, codes = [0, 3, 127], told = true, mends = () => {} } = {}) {
  if (/panicked/.test(done.stderr ?? "")) yield "a panic";
  if (!codes.includes(done.status)) yield "it ends otherwise";
  const now = shown(files(folder));
  const whole = same(now, shown(after));
  if (!whole && !same(now, before)) yield "neither the old site nor the new";
  if (!whole && done.status === 0) yield "an old site and no failure";
  const sentence = /^error: .*\.$/m;
  if (told && done.status === 3 && !sentence.test(done.stderr)) yield "no sentence";
  mends();
  const next = run(program, ["build", root, "-o", folder]);
  if (next.status !== 0 || !same(files(folder), after)) yield "the next build differs";
}

/** What is wrong with an answer that is the known one, or a failure that is told. */
function* answer(name, done, codes) {
  const isEqual = ["status", "stdout", "stderr"].every((part) => done[part] === known[name][part]);
  if (isEqual) return;
  if (/panicked/.test(done.stderr) || !codes.includes(done.status)) yield "neither an answer nor 3";
}

const build = ["build", root, "-o", site];
const counted = (from, to) => Array.from({ length: to - from + 1 }, (_, n) => n + from);

/** Runs a command as a user who owns nothing else, so that its limits are its own. */
const asUser = (user, words, options) =>
  run("setpriv", ["--reuid", user, "--regid", user, "--clear-groups", ...words], options);

/** Makes something of the system's other than it is, in this mount name space. */
function mount(...words) {
  const done = spawnSync("mount", words, { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`mount ${words.join(" ")}: ${done.stderr}`);
}
const unmount = (path) => spawnSync("umount", [path]);

const parts = {
  descriptors() {
    for (const limit of [...counted(4, 40), 48, 64, 80, 96, 112, 128, 160, 192, 256]) {
      restore();
      const line = `ulimit -n ${limit}; exec "$@"`;
      const done = shell(line, build);
      report("descriptors", `${limit} for build`, done, judge(done));
      for (const name of ["check", "inspect"]) {
        const done = shell(line, [name, root]);
        report("descriptors", `${limit} for ${name}`, done, answer(name, done, [3, 127]));
      }
    }
  },

  threads() {
    for (const limit of counted(1, 24)) {
      restore();
      spawnSync("chown", ["-R", "61234:61234", site]);
      const line = `ulimit -u ${limit}; exec "$@"`;
      const done = asUser("61234", ["bash", "-c", line, "-", program, ...build]);
      report("threads", `${limit}`, done, judge(done));
    }
  },

  "file size"() {
    // In blocks of 1,024 bytes; the largest file has 1.8 MB.
    for (const limit of [0, 1, 2, 4, 8, 16, 24, 32, 48, 64, 128, 512, 1024, 1700, 1800, 4000]) {
      for (const signal of ["trap '' XFSZ; ", ""]) {
        restore();
        const done = shell(`${signal}ulimit -f ${limit}; exec "$@"`, build);
        const codes = signal ? [0, 3] : [0, 3, null];
        report("file size", `${limit}${signal && ", an error"}`, done, judge(done, { codes }));
      }
    }
  },

  "full disk"() {
    const folder = at("small");
    mkdirSync(folder);
    for (const size of counted(0, 23)) {
      mount("-t", "tmpfs", "-o", "size=16m", "tmpfs", folder);
      restore(folder);
      mount("-o", `remount,size=${2400 + size * 100}k`, folder);
      const done = run(program, ["build", root, "-o", folder]);
      const mends = () => mount("-o", "remount,size=16m", folder);
      report("full disk", `${2400 + size * 100} kB`, done, judge(done, { folder, mends }));
      unmount(folder);
    }
  },

  "read only"() {
    restore();
    const mends = () => unmount(site);
    mount("--bind", site, site);
    mount("-o", "remount,bind,ro", site);
    const done = run(program, build);
    report("read only", "the output", done, judge(done, { mends, codes: [3] }));
    restore();
    mount("--bind", root, root);
    mount("-o", "remount,bind,ro", root);
    const other = run(program, build);
    report("read only", "ROOT", other, judge(other, { codes: [0] }));
    for (const name of ["check", "inspect"]) {
      const done = run(program, [name, root]);
      report("read only", `ROOT, ${name}`, done, answer(name, done, []));
    }
    for (const words of [["lock", root], ["build", root]]) {
      const done = run(program, words, { cwd: root });
      const isTold = done.status === 3 && /^error: .*\.$/m.test(done.stderr);
      report("read only", `ROOT, ${words[0]}`, done, isTold ? [] : ["no failure is told"]);
    }
    unmount(root);
  },

  surroundings() {
    const gone = at("gone");
    const without = (...names) =>
      Object.fromEntries(Object.entries(environment).filter(([name]) => !names.includes(name)));
    const none = "/nonexistent/folder";
    const given = {
      "no HOME": without("HOME"),
      "a HOME that is not there": { ...environment, HOME: none },
      "an empty HOME": { ...environment, HOME: "" },
      "a relative HOME": { ...environment, HOME: "." },
      "a TMPDIR that is not there": { ...environment, TMPDIR: none },
      "caches that are not there": { ...environment, XDG_CACHE_HOME: none, XDG_CONFIG_HOME: none },
      "another language": { ...environment, LANG: "xx_YY", LC_ALL: "tr_TR.UTF-8" },
      "another day": { ...environment, TZ: "Pacific/Kiritimati" },
      "no time zone": { ...environment, TZ: none },
      "threads that are no number": { ...environment, RAYON_NUM_THREADS: "viele" },
      "no threads": { ...environment, RAYON_NUM_THREADS: "0" },
    };
    for (const [what, env] of Object.entries(given)) {
      // Without a home git refuses repositories of another user.
      const git = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "safe.directory" };
      restore();
      const done = run(program, build, { env: { ...env, ...git, GIT_CONFIG_VALUE_0: "*" } });
      report("surroundings", what, done, judge(done, { codes: [0] }));
    }
    // No folder to stand in, and nothing of its own at the usual numbers.
    for (const line of [`cd ${gone}; rmdir ${gone}; exec "$@"`, 'exec "$@" <&-', 'exec "$@" >&-']) {
      mkdirSync(gone, { recursive: true });
      restore();
      const done = shell(line, build);
      report("surroundings", line, done, judge(done, { codes: [0, 3] }));
    }
    for (const line of ['exec "$@" 2>&-', 'exec "$@" >&- 2>&- <&-']) {
      restore();
      const done = shell(line, build);
      report("surroundings", line, done, judge(done, { codes: [0, 3], told: false }));
    }
  },

  "nobody reads"() {
    for (const line of ['"$@" >/dev/full', '"$@" 2>/dev/full', '"$@" >/dev/full 2>&1']) {
      restore();
      const done = shell(line, build);
      report("nobody reads", line, done, judge(done, { codes: [0, 3], told: false }));
    }
    const asked = [["check", root], ["inspect", root], ["search", "글", root], ["lock", at("copy")]];
    asked.push(["completions", "bash"], ["man"], ["--help"], ["--version"], ["build", "--no"]);
    cpSync(root, at("copy"), { recursive: true });
    for (const words of asked) {
      for (const line of ['"$@" >/dev/full', '"$@" 2>/dev/full', '"$@" | true', '"$@" 2>&1 | true']) {
        const done = shell(`set -o pipefail; ${line}`, words);
        const isEnd = [0, 1, 2, 3].includes(done.status) && !/panicked/.test(done.stderr);
        const isLost = line.includes(">/dev/full") && !line.includes("2>") && done.status === 0;
        const reasons = isEnd ? [] : ["it ends otherwise"];
        if (isLost && run(program, words).stdout) reasons.push("what is lost is not told");
        report("nobody reads", `${words[0]}: ${line}`, done, reasons);
      }
    }
  },

  async "two at once"() {
    const closed = at("closed", "site");
    const mounted = at("mounted");
    for (const folder of [closed, mounted]) mkdirSync(folder, { recursive: true });
    mount("-t", "tmpfs", "tmpfs", mounted);
    const other = at("other");
    notes(other, 3);
    must(run(program, ["build", other, "-o", at("fresh-other")]));
    const others = files(at("fresh-other"));
    const places = { beside: [site], "on a mount": [mounted], "closed above": [closed, 65534] };
    const start = (words, user) =>
      user
        ? ["setpriv", ["--reuid", user, "--regid", user, "--clear-groups", program, ...words]]
        : [program, words];
    for (const [place, [folder, user]] of Object.entries(places)) {
      for (let pair = 0; pair < 60; pair++) {
        restore(folder);
        if (user) spawnSync("chown", ["-R", `${user}:${user}`, folder]);
        const go = (words) => {
          const child = spawn(...start(words, user), { env: environment, stdio: "pipe" });
          child.ended = new Promise((done) => child.on("exit", (code) => done(code)));
          return child;
        };
        const second = [
          ["build", root, "-o", folder],
          ["build", other, "-o", folder],
          ["serve", root, "--port", "0"],
        ][pair % 3];
        const children = [go(["build", root, "-o", folder]), go(second)];
        let stderr = "";
        for (const child of children) child.stderr.on("data", (text) => (stderr += text));
        if (pair % 3 === 2) {
          // The server's first line is its address; the page it gives is whole, whatever is built.
          const server = children.pop();
          const said = new Promise((address) => {
            server.stdout.on("data", (text) => address(`${text}`.split("\n")[0]));
            server.ended.then(() => address());
          });
          const address = await said;
          const page = address ? await (await fetch(address)).text() : "";
          if (!page.includes("</html>")) stderr += "no whole page is served";
          server.kill();
        }
        const codes = await Promise.all(children.map((child) => child.ended));
        const left = files(folder);
        const reasons = [];
        if (codes.some((code) => code !== 0)) reasons.push(`they end with ${codes}`);
        if (!same(left, after) && !(pair % 3 === 1 && same(left, others)))
          reasons.push("the site is not whole");
        if (stderr.includes("no whole page")) reasons.push("no whole page is served");
        report(`two at once, ${place}`, `${pair}`, { status: codes[0], stderr }, reasons);
      }
    }
    unmount(mounted);
  },
};

for (const [name, part] of Object.entries(parts)) if (!only || only === name) await part();
rmSync(base, { recursive: true, force: true });
for (const [part, count] of counts) console.log(`${part}: ${count.tried} tried, ${count.whole} whole`);
console.log(`limits: ${tried} tried, ${wrong} wrong`);
process.exit(wrong ? 1 : 0);
