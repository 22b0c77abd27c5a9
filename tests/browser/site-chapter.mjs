// A chapter of our own notes in the browser, wide and narrow, light and dark, with and without scripts.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

export default async ({ base, site, test }) => {
  mkdirSync(join(here, "screenshots"), { recursive: true });
  const course = "eks-spring/";
  const chapters = readdirSync(join(site, course)).filter(name => /^\d.*\.html$/.test(name)).sort((a, b) => parseInt(a) - parseInt(b));
  const url = name => base + course + encodeURIComponent(name);
  for (const [width, scheme] of [[1440, "light"], [1440, "dark"], [768, "light"], [360, "light"], [360, "dark"]]) {
    await test(`chapters read well at ${width} px, ${scheme}`, async page => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      const problems = [];
      page.on("console", message => message.type() === "error" && problems.push(message.text()));
      page.on("pageerror", error => problems.push(String(error)));
      page.on("request", request => request.url().startsWith(base) || request.url().startsWith("data:") || problems.push("asks " + request.url()));
      for (const name of [chapters[0], chapters[4], chapters.at(-1)]) {
        await page.goto(url(name));
        assert.equal(await page.locator("h1").count(), 1);
        assert.ok((await page.locator("main").innerText()).length > 20);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${name} is ${wide} px wider than the screen`);
        const pictures = await page.locator(".fig img").evaluateAll(all => Promise.all(all.map(async one => { one.loading = "eager"; await one.decode(); return one.naturalWidth > 0; })));
        assert.ok(pictures.every(Boolean));
      }
      await page.screenshot({ path: join(here, `screenshots/chapter-${width}-${scheme}.png`), fullPage: true });
      assert.deepEqual(problems, []);
    });
  }
  for (const [width, scheme] of [[1440, "light"], [1440, "dark"], [360, "light"], [360, "dark"]]) {
    await test(`axe finds nothing at ${width} px, ${scheme}`, async page => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      for (const name of ["index.html", course + "index.html", course + "commands.html", course + "print.html", "all.html", "404.html", course + encodeURIComponent(chapters[3])]) {
        await page.goto(base + name);
        await page.addScriptTag({ path: axe });
        const found = await page.evaluate(() => globalThis.axe.run().then(result => result.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | ")}`)));
        assert.equal(found.join("\n"), "", name);
      }
    });
  }
  await test("everything is there without scripts", async page => {
    await page.goto(url(chapters[3]));
    assert.ok(await page.locator(".sec h2").first().isVisible());
    assert.ok(await page.locator(".nav a[aria-current]").isVisible());
    assert.equal(await page.locator("button:visible").count(), 0);
  }, { javaScriptEnabled: false });
  await test("an address opens the fold it leads into", async page => {
    await page.goto(url(chapters[3]));
    const id = await page.evaluate(() => { const one = [...document.querySelectorAll(".tree details .tree li[id]")][0]; return one?.id; });
    if (!id) return;
    await page.evaluate(() => document.querySelectorAll(".tree details").forEach(fold => { fold.open = false; }));
    await page.evaluate(hash => { location.hash = hash; }, encodeURIComponent(id));
    await page.waitForFunction(one => document.getElementById(one).checkVisibility(), id);
  });
  await test("keys turn the page, the theme is kept", async page => {
    await page.goto(url(chapters[0]));
    await page.click("button.theme");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "light");
    await page.keyboard.press("n");
    await page.waitForURL(url(chapters[1]));
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "light");
  });
};
