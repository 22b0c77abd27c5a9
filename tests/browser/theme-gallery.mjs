// The small themes of this repository on its own notes: what axe finds, light and dark, and that each shows what it is for. The page for
// wrong addresses, which has the chosen brightness and the search at any depth.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

export default async ({ tmp, binary, root, base, serve, browser, test }) => {
  for (const [name, paper] of [["plain", "rgb(253, 253, 252)"], ["paper", "rgb(251, 246, 234)"], ["night", "rgb(14, 20, 32)"]]) {
    const notes = join(tmp, `gallery-${name}`), out = join(tmp, `gallery-${name}-site`);
    mkdirSync(join(notes, "notes"), { recursive: true });
    for (const part of ["notes/eks-spring.md", "image", `themes/${name}`]) cpSync(join(root, part), join(notes, part), { recursive: true });
    writeFileSync(join(notes, "notesite.toml"), `theme = "${name}"\n`);
    const built = spawnSync(binary, ["build", notes, "-o", out], { encoding: "utf8" });
    assert.equal(built.status, 0, built.stderr);
    const { base, close } = await serve(out);
    for (const colorScheme of ["light", "dark"])
      await test(`the theme ${name} can be read, ${colorScheme}`, async page => {
        for (const path of ["eks-spring/index.html", "eks-spring/8-service.html", "eks-spring/commands.html"]) {
          await page.goto(base + path);
          if (colorScheme === "light") assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), paper);
          await page.addScriptTag({ path: axe });
          const found = await page.evaluate(() => globalThis.axe.run().then(result => result.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | ")}`)));
          assert.equal(found.join("\n"), "", path);
        }
      }, { colorScheme });
    await test(`the server of ${name} may go`, async () => close());
  }

  for (const forcedColors of ["active", "none"])
    await test(`nothing is wrong with forced colours ${forcedColors}`, async page => {
      for (const [width, path] of [[1440, "eks-spring/8-service.html"], [360, "eks-spring/8-service.html"], [1440, "guide/index.html"], [1440, "eks-spring/commands.html"], [360, "index.html"]]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(base + path);
        await page.addScriptTag({ path: axe });
        const found = await page.evaluate(() => globalThis.axe.run().then(result => result.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | ")}`)));
        assert.equal(found.join("\n"), "", path);
      }
    }, { forcedColors });

  await test("with forced colours only the current place has its mark", async page => {
    await page.setViewportSize({ width: 1440, height: 800 });
    await page.goto(base + "eks-spring/8-service.html");
    const marks = await page.evaluate(() => {
      const canvas = getComputedStyle(document.documentElement).backgroundColor, out = {};
      for (const [name, all, side] of [["nav", ".nav li a", "borderLeftColor"], ["toc", ".toc a", "borderLeftColor"], ["depth", ".depth button", "borderBottomColor"]]) {
        const marked = [...document.querySelectorAll(all)].filter(one => getComputedStyle(one)[side] !== canvas);
        out[name] = { marked: marked.length, all: document.querySelectorAll(all).length };
      }
      return out;
    });
    for (const [name, { marked, all }] of Object.entries(marks)) assert.ok(all > 1 && marked <= 1, `${name}: ${marked} of ${all}`);
  }, { forcedColors: "active" });

  await test("the filter of the command sheet counts what is left, and says that nothing is", async page => {
    await page.goto(base + "eks-spring/commands.html");
    const numbers = () => page.evaluate(() => {
      const sum = all => [...document.querySelectorAll(all)].filter(one => one.checkVisibility()).reduce((sum, one) => sum + +one.textContent, 0);
      return [sum(".jump small"), sum(".sheet > h2 small"), parseInt(document.querySelector(".filter output").textContent, 10), document.querySelector(".none").checkVisibility()];
    });
    const [all] = await numbers();
    assert.deepEqual(await numbers(), [all, all, all, false]);
    await page.locator(".filter input").fill("get");
    const [some] = await numbers();
    assert.ok(some > 0 && some < all, `${some} of ${all}`);
    assert.deepEqual(await numbers(), [some, some, some, false]);
    await page.locator(".filter input").fill("없는명령");
    assert.deepEqual(await numbers(), [0, 0, 0, true]);
  });

  await test("the page for wrong addresses has the chosen brightness and the search, and the browser's frame its colour", async page => {
    await page.goto(base + "index.html");
    const sign = () => page.locator("button.theme svg").evaluate(svg => [...svg.children].map(one => [one.checkVisibility(), getComputedStyle(one).fill !== "none"]));
    const signs = [await sign()];
    for (const _ of [1, 2]) { await page.locator("button.theme").click(); signs.push(await sign()); }
    assert.deepEqual(signs, [[[true, false], [true, true]], [[true, false], [false, true]], [[true, true], [false, true]]], "each state has its own sign");
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
    assert.match(await page.locator("button.theme").getAttribute("title"), /: 어둡게$/);
    assert.equal(await page.locator("meta[name=theme-color]").getAttribute("content"), "rgb(21, 24, 27)");
    await page.goto(base + "a/b/c.html");
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), "rgb(21, 24, 27)");
    await page.keyboard.press("/");
    await page.locator("dialog.search input").fill("Service");
    await page.locator("dialog.search .hit").first().click();
    await page.waitForURL(/eks-spring\//);
  });
};
