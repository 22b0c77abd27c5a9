// `notesite serve` in a browser: a save shows in place, follow mode leads to the change, mistakes show over the last good page.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const note = (first, second) => `### 1. 하나\n- 개념\n  - ${first}\n${"  - 줄\n".repeat(60)}### 2. 둘\n- 실습\n  - kubectl get pods -n <이름>\n  - ${second}\n`;

export default async ({ binary, tmp, test }) => {
  const root = join(tmp, "live");
  mkdirSync(root, { recursive: true });
  const save = (first, second) => writeFileSync(join(root, "README.md"), note(first, second));
  save("처음", "끝");
  const server = spawn(binary, ["serve", root, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const base = await new Promise(done => server.stdout.once("data", data => done(String(data).trim())));
  const one = base + encodeURIComponent("1-하나.html"), two = base + encodeURIComponent("2-둘.html");
  try {
    await test("a save changes the page in place, blanks and scroll stay", async page => {
      await page.goto(two);
      await page.locator(".fields input, .notes .f").first().waitFor();
      await page.evaluate(() => { globalThis.mark = 1; });
      save("처음", "바뀐 끝");
      await page.getByText("바뀐 끝").waitFor();
      assert.equal(await page.evaluate(() => globalThis.mark), 1, "the page was not reloaded");
      assert.ok(await page.locator(".cmd .copy").count() > 0);
    });
    await test("follow mode leads to the chapter and bullet that changed", async page => {
      await page.goto(two);
      await page.locator(".live-bar button").waitFor();
      save("고친 처음", "바뀐 끝");
      await page.waitForURL(url => decodeURIComponent(url.href).includes("1-하나.html#개념"));
      await page.getByText("고친 처음").waitFor();
    });
    await test("a mistake in the configuration is shown over the last good page and goes once mended", async page => {
      await page.goto(one);
      await page.locator(".live-bar button").waitFor();
      writeFileSync(join(root, "notesite.toml"), "titel = \"<img src=x onerror=alert(1)>\"\n");
      await page.locator(".live-errors").getByText("Did you mean `title`?").waitFor();
      assert.equal(await page.locator(".live-errors img").count(), 0);
      assert.ok(await page.locator("h1").isVisible());
      writeFileSync(join(root, "notesite.toml"), "title = \"고친 제목\"\n");
      await page.locator(".live-errors").waitFor({ state: "detached" });
    });
    await test("several pages at once hear of a save", async (page, context) => {
      const other = await context.newPage();
      await page.goto(two);
      await other.goto(two);
      await Promise.all([page.locator(".live-bar").waitFor(), other.locator(".live-bar").waitFor()]);
      save("고친 처음", "둘 다 본다");
      await Promise.all([page.getByText("둘 다 본다").waitFor(), other.getByText("둘 다 본다").waitFor()]);
    });
  } finally {
    server.kill();
  }
};
