// What a hand selects on every chapter of a course, against what its notes say: commands by triple click and by drag, and everything else
// by selecting the whole text. The words that the notes hold are marked's, another reader of Markdown. Prints what differs, then the figures
// of README.md.
// usage: node copied.mjs NOTESITE ROOT ...
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Marked } from "marked";
import { chromium } from "playwright-core";
import { chapters } from "./measures.mjs";

const [notesite, ...roots] = process.argv.slice(2).map(one => resolve(one));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const figures = { chapters: 0, commands: 0, wrongByTripleClick: 0, wrongByDrag: 0, notTheSource: 0, words: 0, lost: 0, added: 0 };

const words = text => text.normalize("NFC").match(/[\p{L}\p{N}]+/gu) || [];
const count = list => list.reduce((all, one) => all.set(one, (all.get(one) || 0) + 1), new Map());
const less = (a, b) => { const left = count(b); return a.filter(one => !left.get(one) || (left.set(one, left.get(one) - 1), false)); };

/// A reader of Markdown that sees the words under a picture, a strike only between two tildes, and blanks such as `<pid>` as they are typed.
const isBlank = src => { const name = /^<\/?([a-z][\w-]*)/i.exec(src)?.[1]; return name && !new RegExp(`^(${elements})$`, "i").test(name); };
const elements = "a|abbr|aside|b|big|blockquote|br|caption|center|code|col|colgroup|dd|del|details|dl|dt|div|em|figure|figcaption|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|small|source|span|strike|strong|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|video|script";
const marked = new Marked({
  gfm: true,
  renderer: { image: (href, title) => title ? ` ${title} ` : "" },
  tokenizer: { del: src => src.startsWith("~~") ? false : undefined, tag: src => isBlank(src) ? undefined : false, html: src => isBlank(src) ? undefined : false },
});

/// What marked does not know of: footnotes, whose marks are none of the text, the name of a callout, and a number that stands in the file's name.
const plain = (markdown, numbers) => {
  const text = markdown.replace(/^---\n[^]*?\n---\n/, "");
  const read = text.replace(/^\[\^[^\]]+\]:/gm, "").replace(/\[\^[^\]]+\]/g, "")
    .replace(/^([ \t>]*)\[!\w+\]/gm, "$1");
  const first = words(read.split("\n", 1)[0]);
  return numbers.some(number => first.includes(String(number))) ? read : `${numbers.join("-")}\n\n${read}`;
};

/// Text as a reader sees it: marked's HTML without its tags, in the browser.
const seen = (page, markdown) => page.evaluate(html => {
  const document_ = new DOMParser().parseFromString(html, "text/html");
  for (const one of document_.querySelectorAll("style, script, template")) one.remove();
  for (const one of document_.querySelectorAll("p, li, h1, h2, h3, h4, h5, h6, td, th, br, pre, div, summary")) { one.append(" "); one.before(" "); }
  return document_.body.textContent;
}, marked.parse(markdown));

const selected = page => page.evaluate(() => getSelection().toString().trim());
const ends = code => code.evaluate(one => {
  one.scrollIntoView({ block: "center" });
  const range = document.createRange();
  range.selectNodeContents(one);
  const rects = [...range.getClientRects()].filter(box => box.width), first = rects[0], last = rects.at(-1);
  return first && { first: [first.left + 1, first.top + first.height / 2], last: [last.right - .5, last.top + last.height / 2], text: one.textContent.trim() };
});

for (const root of roots) {
  const site = mkdtempSync(join(tmpdir(), "notesite-copied-"));
  const run = (...options) => spawnSync(notesite, options, { encoding: "utf8", maxBuffer: 1 << 30 });
  const built = run("build", root, "-o", site);
  if (built.status !== 0) { console.error(built.stderr); process.exit(1); }
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  for (const { url, markdown, commands, numbers } of chapters(root, JSON.parse(run("inspect", root).stdout))) {
    figures.chapters++;
    await page.goto(pathToFileURL(join(site, url)).href);
    await page.evaluate(() => document.querySelectorAll("main details").forEach(one => one.open = true));
    for (const code of await page.locator(".notes .cmd > code").all()) {
      if (!await code.isVisible()) continue;
      const at = await ends(code);
      if (!at) continue;
      figures.commands++;
      await page.mouse.click(at.first[0] + 8, at.first[1], { clickCount: 3 });
      const clicked = await selected(page);
      await page.mouse.click(2, 2);
      await page.mouse.move(...at.first);
      await page.mouse.down();
      await page.mouse.move(...at.last, { steps: 4 });
      await page.mouse.up();
      const dragged = await selected(page);
      await page.mouse.click(2, 2);
      if (clicked !== at.text) { figures.wrongByTripleClick++; console.log(`${url}: a triple click selects ${JSON.stringify(clicked)}, not ${JSON.stringify(at.text)}`); }
      if (dragged !== at.text) { figures.wrongByDrag++; console.log(`${url}: a drag selects ${JSON.stringify(dragged)}, not ${JSON.stringify(at.text)}`); }
      if (!commands.includes(at.text)) { figures.notTheSource++; console.log(`${url}: ${JSON.stringify(at.text)} is no command of the notes`); }
    }
    await page.evaluate(() => {
      for (const one of document.querySelectorAll("main .backlinks, main .alert-title")) one.remove(); // not the notes' words
      getSelection().selectAllChildren(document.querySelector("main"));
    });
    const got = words(await selected(page)), wanted = words(await seen(page, plain(markdown, numbers)));
    const [lost, added] = [less(wanted, got), less(got, wanted)];
    figures.words += wanted.length; figures.lost += lost.length; figures.added += added.length;
    if (lost.length || added.length) console.log(`${url}: lost ${JSON.stringify(lost.slice(0, 12))}, added ${JSON.stringify(added.slice(0, 12))}`);
  }
  await page.close();
  rmSync(site, { recursive: true, force: true });
}
console.log(figures);
await browser.close();
