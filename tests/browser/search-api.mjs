// `notesite.search` in the browser: over http and from file://, after failures, with hostile titles, and how long it takes.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const ask = (page, query, options = {}) => page.evaluate(async ([query, options]) => {
  try {
    const results = await notesite.search(query, options);
    return { results: results.map(one => ({ ...one })), corrected: results.corrected, nearest: results.nearest, terms: results.terms };
  } catch (error) {
    return { error: error.message };
  }
}, [query, options]);
const ready = page => page.waitForFunction(() => globalThis.notesite?.search);

export default async ({ base, site, tmp, binary, serve, test }) => {
  await test("answers in the shape of the contract", async page => {
    await page.goto(base + "all.html");
    await ready(page);
    const { results, corrected, terms } = await ask(page, "네임스페이스를", { limit: 3 });
    assert.ok(results.length > 0 && results.length <= 3);
    const [first] = results;
    assert.deepEqual(Object.keys(first).sort(), ["score", "snippet", "title", "trail", "url"]);
    assert.match(first.url, /^eks-spring\/6-namespace\.html#/);
    assert.equal(first.trail[0], first.title);
    assert.ok(first.snippet.every(part => typeof part.text === "string" && typeof part.hit === "boolean"));
    assert.ok(first.snippet.some(part => part.hit));
    assert.equal(corrected, null);
    assert.ok(terms.length > 0);
    const switched = await ask(page, "spdlatmvpdltm");
    assert.equal(switched.corrected, "네임스페이스");
    assert.match(switched.results[0].url, /6-namespace/);
    const nothing = await ask(page, "뷁뷁뷁");
    assert.deepEqual(nothing.results, []);
  });

  await test("works from file://", async page => {
    await page.goto(pathToFileURL(join(site, "eks-spring", "index.html")).href);
    await ready(page);
    const { results } = await ask(page, "ㄴㅇㅅㅍㅇㅅ");
    assert.match(results[0].url, /^eks-spring\/6-namespace\.html/);
  });

  await test("says what could not be loaded, and a later search succeeds", async page => {
    await page.goto(base + "all.html");
    await ready(page);
    await page.route("**/search/root.js*", route => route.abort());
    assert.match((await ask(page, "파드")).error, /search\/root\.js.* could not be loaded/);
    await page.unroute("**/search/root.js*");
    assert.ok((await ask(page, "파드")).results.length > 0);
    await page.route("**/assets/repair-*", route => route.abort());
    assert.match((await ask(page, "쿠버네티즈")).error, /repair.* could not be loaded/);
    await page.unroute("**/assets/repair-*");
    const { results, corrected } = await ask(page, "쿠버네티즈");
    assert.ok(results.length > 0 && corrected);
  });

  await test("titles and snippets are text, whatever they hold", async page => {
    const root = join(tmp, "hostile"), out = join(root, "public");
    mkdirSync(join(root, "notes"), { recursive: true });
    writeFileSync(join(root, "notes", "a.md"), "# 강의\n\n### 1. `<img src=x onerror=alert(1)>` 공격\n- 절 \\<script>alert(2)\\</script>\n  - 본문 \\<b onclick=alert(3)> 공격 </script>\n### 2. 둘\n- 하나\n");
    const run = spawnSync(binary, ["build", root], { encoding: "utf8" });
    assert.equal(run.status, 0, run.stderr);
    const { base, close } = await serve(out);
    let asked = false;
    page.on("dialog", dialog => { asked = true; dialog.dismiss(); });
    await page.goto(base + "a/index.html");
    await ready(page);
    const { results } = await ask(page, "공격");
    assert.ok(results[0].title.includes("<img src=x onerror=alert(1)>"), results[0].title);
    assert.ok(!asked);
    close();
  });
};
