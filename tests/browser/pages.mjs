// Goes through every page of built sites in three schemes at two widths and prints what is wrong with it, then the figures of README.md:
// axe, levels that skip, what lies over code, signs of folds over words, what scrolls sideways, commands that a triple click does not select.
// usage: node pages.mjs SITE ...
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { signsOverWords } from "./measures.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const figures = { pages: 0, violations: 0, levelsThatSkip: 0, blocks: 0, covered: 0, signs: 0, sideways: 0, selections: 0, wrongSelections: 0 };

/// What of a page needs no scheme: run in the browser.
const shape = () => {
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(one => +one.tagName[1]);
  const codes = [...document.querySelectorAll(".block pre code, .cmd code")].filter(code => code.checkVisibility());
  /// Boxes of the words alone: the blank where a line ends hangs over the edge, and nobody sees it.
  const boxes = code => {
    const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT), range = document.createRange(), found = [];
    while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/\S+/g)) {
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      found.push(...range.getClientRects());
    }
    return found;
  };
  const isCovered = code => {
    const host = code.closest(".block, .cmd"), frame = (code.closest("pre") || host).getBoundingClientRect(), words = boxes(code);
    return [...host.querySelectorAll(".lang, .copy, .cap")].some(one => {
      const box = one.getBoundingClientRect();
      return words.some(line => line.left < box.right && Math.min(line.right, frame.right) > box.left && line.top + 3 < box.bottom && line.bottom - 3 > box.top);
    });
  };
  return { levelsThatSkip: levels.filter((level, i) => i && level > levels[i - 1] + 1).length, blocks: codes.length, covered: codes.filter(isCovered).length, sideways: +(document.documentElement.scrollWidth > innerWidth) };
};

const select = async (page, file) => {
  for (const code of await page.locator(".cmd > code").all()) {
    if (!await code.isVisible()) continue;
    // Behind a label a command begins within a line and may go on in the next.
    const [x, y] = await code.evaluate(one => { one.scrollIntoView({ block: "center" }); const { left, top } = one.getClientRects()[0]; return [left, top]; });
    await page.mouse.click(x + 12, y + 12, { clickCount: 3 });
    const [got, wanted] = await code.evaluate(one => [getSelection().toString().trim(), one.textContent.trim()]);
    figures.selections++;
    if (got === wanted) continue;
    figures.wrongSelections++;
    console.log(`${file}: selected ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
  }
};

for (const site of process.argv.slice(2)) {
  const files = readdirSync(site, { recursive: true }).filter(name => name.endsWith(".html")).map(name => join(site, name));
  const pages = files.filter(file => !readFileSync(file, "utf8").includes(`http-equiv="refresh"`));
  for (const width of [360, 1440]) for (const scheme of ["light", "dark", "forced"]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme === "dark" ? "dark" : "light", forcedColors: scheme === "forced" ? "active" : "none", reducedMotion: "reduce" });
    const page = await context.newPage();
    for (const file of pages) {
      await page.goto(pathToFileURL(file).href);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document));
      figures.pages++;
      figures.violations += violations.length;
      for (const one of violations) console.log(`${file}, ${width} px, ${scheme}: ${one.id}: ${one.nodes[0].html.slice(0, 120)}`);
      if (scheme !== "light") continue;
      const found = await page.evaluate(shape);
      for (const name in found) figures[name] += found[name];
      const signs = await page.evaluate(signsOverWords);
      figures.signs += signs.length;
      if (signs.length) console.log(`${file}, ${width} px: signs over ${JSON.stringify(signs)}`);
      if (found.levelsThatSkip || found.covered || found.sideways) console.log(`${file}, ${width} px: ${JSON.stringify(found)}`);
      if (width === 1440) await select(page, file);
    }
    await context.close();
  }
}
console.log(figures);
await browser.close();
