// What a built site weighs and how its colours stand: the figures of README.md. A folder in, numbers out; no browser here.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const gzip = text => gzipSync(text, { level: 9 }).length;
export const median = numbers => { const sorted = [...numbers].sort((a, b) => a - b), half = sorted.length >> 1; return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2; };

/// Bytes of a page's parts, gzip: its HTML, styles and scripts, what opens the search among them.
export const weigh = (site, page) => {
  const html = readFileSync(join(site, page), "utf8"), folder = join(site, page, "..");
  const of = pattern => [...html.matchAll(pattern)].map(found => ({ bytes: gzip(readFileSync(join(folder, found[1]))) }));
  const styles = of(/<link rel="stylesheet" href="([^"]+)"/g), scripts = of(/<script defer src="([^"]+)"/g);
  const sum = list => list.reduce((total, one) => total + one.bytes, 0), [css, js] = [sum(styles), sum(scripts)];
  return { html: gzip(html), css, js, total: gzip(html) + css + js };
};

/// Every chapter of `notesite inspect` with its Markdown and the texts of its commands.
export const chapters = (root, inspected) => inspected.courses.flatMap(course => course.chapters.map((chapter, i) => {
  const lines = readFileSync(join(root, chapter.source.path), "utf8").split("\n"), next = course.chapters[i + 1]?.source;
  const end = next?.path === chapter.source.path ? next.line - 1 : lines.length;
  return { url: chapter.url, markdown: lines.slice(chapter.source.line - 1, end).join("\n").trim(), commands: chapter.commands.map(one => one.text), numbers: chapter.numbers };
}));

/// HTML inside `<main>` against the Markdown of the chapter, for every chapter.
export const ratios = (site, root, inspected) => chapters(root, inspected).map(({ url, markdown }) => {
  const html = readFileSync(join(site, url), "utf8"), main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  return { url, markdown: Buffer.byteLength(markdown), ratio: Buffer.byteLength(main) / Buffer.byteLength(markdown) };
});

const channel = value => { const c = value / 255; return c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4; };
const light = hex => { const [r, g, b] = [1, 3, 5].map(i => channel(parseInt(hex.slice(i, i + 2), 16))); return .2126 * r + .7152 * g + .0722 * b; };
export const contrast = (a, b) => { const [high, low] = [light(a), light(b)].sort((x, y) => y - x); return (high + .05) / (low + .05); };

/// The colours of the style sheet: `--name: light-dark(#…, #…)`.
export const colours = css => Object.fromEntries([...css.matchAll(/--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)/g)].map(([, name, light, dark]) => [name, { light, dark }]));

/// Every colour that text may have, on every ground that it may stand on, in both themes.
export const contrasts = css => {
  const all = colours(css), texts = Object.keys(all).filter(name => /^(c-|ink|pen$|red$)/.test(name)), out = [];
  for (const theme of ["light", "dark"]) {
    for (const text of texts) for (const ground of ["paper", "tint", "tint-2"]) out.push({ theme, text, ground, ratio: contrast(all[text][theme], all[ground][theme]) });
    out.push({ theme, text: "mark-ink", ground: "mark", ratio: contrast(all["mark-ink"][theme], all.mark[theme]) });
  }
  return out;
};

/// Signs of folds that stand on words, as their texts: run in the browser.
export const signsOverWords = () => [...document.querySelectorAll(".notes summary:empty")].filter(sign => sign.checkVisibility() && sign.parentElement.previousElementSibling).flatMap(sign => {
  const before = getComputedStyle(sign, "::before"), at = sign.getBoundingClientRect(), [x, y] = [at.left + parseFloat(before.left), at.top + parseFloat(before.top)];
  const range = document.createRange(), lead = sign.parentElement.previousElementSibling;
  range.selectNodeContents(lead);
  const over = [...range.getClientRects()].some(line => line.width && line.left < x + parseFloat(before.width) && line.right > x && line.top < y + parseFloat(before.height) && line.bottom > y);
  return over ? [lead.textContent] : [];
});
