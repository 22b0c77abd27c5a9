// What publishing to a store takes besides the build, beside `aws s3 sync` of the same folder to the same store, in turn; peak memory;
// requests; the size of the state that is kept there; what it takes to withdraw a tenth of the chapters.
// usage: node publish.mjs NOTESITE [--chapters 10000] [--runs 1] [--tools FOLDER]
import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { place, write } from "../build/notes.mjs";

const { values: options, positionals: [binary] } = parseArgs({
  allowPositionals: true,
  options: { chapters: { type: "string", default: "10000" }, runs: { type: "string", default: "1" }, tools: { type: "string", default: join(tmpdir(), "notesite-publish-tools") } },
});
const notesite = resolve(binary), tools = resolve(options.tools), count = +options.chapters;
const here = import.meta.dirname;
// In memory where there is such a folder: disks differ more than programs do.
const work = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "notesite-publish-"));
const env = {
  PATH: process.env.PATH, HOME: work, XDG_CACHE_HOME: join(work, "cache"), NO_COLOR: "1",
  AWS_ACCESS_KEY_ID: "key", AWS_SECRET_ACCESS_KEY: "geheimnis", AWS_REGION: "us-east-1", AWS_EC2_METADATA_DISABLED: "true",
};

const run = (program, args) => {
  const { status, stderr } = spawnSync(program, args, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}: ${stderr}`);
};
/** Seconds, those of processors, and megabytes at most of one run. */
const measure = (program, args) => {
  const said = join(work, "said"), start = performance.now();
  const { status, stderr } = spawnSync("/usr/bin/time", ["-f", "%U %S %M", "-o", said, program, ...args], { env, stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 30, encoding: "utf8" });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}: ${stderr}`);
  const [user, system, kilobytes] = readFileSync(said, "utf8").trim().split("\n").at(-1).split(" ").map(Number);
  return { seconds, processor: user + system, megabytes: kilobytes / 1024 };
};
const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

// The one of whoever has it, else one from PyPI.
mkdirSync(tools, { recursive: true });
const aws = join(tools, "bin", "aws");
if (!existsSync(aws)) {
  run("python3", ["-m", "venv", tools]);
  run(join(tools, "bin", "pip"), ["install", "--quiet", "awscli"]);
}
// Without `Expect: 100-continue`: where that answer and the last one arrive as one, botocore takes them for one and waits for a minute.
const sync = join(work, "sync.py");
writeFileSync(sync, `import sys
from awscli.clidriver import main
for module in list(sys.modules.values()):
    for name in ("BUILTIN_HANDLERS", "add_expect_header"):
        if not hasattr(module, name):
            break
    else:
        module.BUILTIN_HANDLERS = [one for one in module.BUILTIN_HANDLERS if one[1] is not module.add_expect_header]
sys.exit(main())
`);
const manifest = join(here, "../../tests/s3/Cargo.toml");
run("cargo", ["build", "--quiet", "--profile", "bench-store", "--bin", "store", "--manifest-path", manifest]);
const target = process.env.CARGO_TARGET_DIR ?? join(here, "../../tests/s3/target");

const root = join(work, "here"), output = join(work, "out"), buckets = join(work, "buckets");
mkdirSync(join(buckets, "bucket"), { recursive: true });
mkdirSync(root);
writeFileSync(join(root, "notesite.toml"), 'base_url = "https://notes.example/"\ndates = false\n');
const store = spawn(join(target, "bench-store", "store"), [buckets], { stdio: ["pipe", "pipe", "inherit"] });
const lines = createInterface({ input: store.stdout })[Symbol.asyncIterator]();
const url = (await lines.next()).value;
/** How many requests of which method the store was asked since the last time. */
const asked = async () => {
  store.stdin.write("\n");
  return (await lines.next()).value;
};

const runs = [];
for (let i = 0; i < +options.runs; i++) {
  for (const old of [output, env.XDG_CACHE_HOME, join(buckets, "bucket"), join(root, "notes")]) rmSync(old, { recursive: true, force: true });
  write(join(root, "notes"), count, 30);
  mkdirSync(join(buckets, "bucket"));
  const build = measure(notesite, ["build", root, "-o", output, "--no-cache"]);
  rmSync(join(output, ".notesite-manifest.json"), { force: true });
  const synced = measure(join(tools, "bin", "python3"), [sync, "s3", "sync", output, "s3://bucket/aws/", "--endpoint-url", url, "--only-show-errors", "--no-progress"]);
  const requests = { sync: await asked() };
  const publish = measure(notesite, ["publish", "s3://bucket/ours", root, "--endpoint-url", url]);
  requests.publish = await asked();
  const again = measure(notesite, ["publish", "s3://bucket/ours", root, "--endpoint-url", url]);
  requests.again = await asked();
  const state = statSync(join(buckets, "bucket/ours/.notesite/state.json")).size;
  // One bullet more in one chapter.
  const { course: inner, file: changed } = place(Math.floor(count / 2), 30);
  appendFileSync(join(root, "notes", inner, changed), "\n- 한 줄 더\n");
  const change = measure(notesite, ["publish", "s3://bucket/ours", root, "--endpoint-url", url]);
  requests.change = await asked();
  // Every tenth chapter goes.
  for (let chapter = 0; chapter < count; chapter += 10) {
    const { course, file } = place(chapter, 30);
    rmSync(join(root, "notes", course, file));
  }
  const withdraw = measure(notesite, ["publish", "s3://bucket/ours", root, "--endpoint-url", url, "--max-delete", "1000000"]);
  requests.withdraw = await asked();
  const files = readdirSync(output, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).length;
  runs.push({ build, sync: synced, publish, again, change, withdraw, requests, state, files });
}
store.stdin.end();
rmSync(work, { recursive: true, force: true });
const of = (name, key) => median(runs.map(one => one[name][key]));
for (const name of ["build", "sync", "publish", "again", "change", "withdraw"]) {
  const requests = runs[0].requests[name];
  console.log(`${name.padEnd(8)} ${of(name, "seconds").toFixed(2)} s, of processors ${of(name, "processor").toFixed(2)} s, ${of(name, "megabytes").toFixed(0)} MB${requests ? `; ${requests}` : ""}`);
}
console.log(`state: ${runs[0].state} bytes, ${(runs[0].state / runs[0].files).toFixed(0)} for each file`);
const rest = median(runs.map(one => (one.publish.seconds - one.build.seconds) / one.sync.seconds));
const more = median(runs.map(one => one.publish.megabytes - one.build.megabytes));
console.log(`${runs[0].files} files; publish less build: ${rest.toFixed(3)} of sync; memory above build's: ${more.toFixed(0)} MB`);
