// The figures that are no clock's: what a chapter weighs, and its HTML against its Markdown, on this repository's own site.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { median, ratios, weigh } from "./measures.mjs";

export default async ({ site, binary, root, test }) => {
  const inspected = JSON.parse(spawnSync(binary, ["inspect", root], { encoding: "utf8", maxBuffer: 1 << 30 }).stdout), all = ratios(site, root, inspected);
  await test("a chapter's scripts and first visit stay light", async () => {
    for (const { url } of all) {
      const weight = weigh(site, url);
      assert.ok(weight.js <= 8192, `${url}: ${weight.js} bytes of script`);
      assert.ok(weight.total <= 30720, `${url}: ${weight.total} bytes`);
    }
  });
  await test("HTML does not grow against its Markdown", async () => {
    const middle = median(all.map(one => one.ratio));
    assert.ok(middle <= 4, `the median is ${middle.toFixed(2)}`);
  });
};
