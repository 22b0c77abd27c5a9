// Every name in the scripts of the theme and of the live page is one that somebody gave: ESLint reads them as browsers do.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Linter } from "eslint";
import globals from "globals";

export default async ({ root, test }) => {
  const scripts = folder => readdirSync(folder, { withFileTypes: true, recursive: true }).filter(entry => entry.isFile() && entry.name.endsWith(".js")).map(entry => join(entry.parentPath, entry.name));
  await test("no script uses a name that nobody gave", async () => {
    const files = [...scripts(join(root, "themes/default/js")), ...["live.js", "live-worker.js"].map(name => join(root, "src/edge", name))];
    assert.ok(files.length > 30, `${files.length} scripts`);
    const config = { languageOptions: { ecmaVersion: "latest", sourceType: "script", globals: { ...globals.browser, onconnect: "writable" } }, rules: { "no-undef": "error" } };
    const found = files.flatMap(file => new Linter().verify(readFileSync(file, "utf8"), config).map(one => `${file}:${one.line}:${one.column}: ${one.message}`));
    assert.deepEqual(found, []);
  });
};
