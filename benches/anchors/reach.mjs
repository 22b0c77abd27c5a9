// Whether every heading of GitHub's rendering is reached by its fragment, and nothing else: `node reach.mjs PROGRAM ROOT…`. Each note of a
// copy of ROOT gets links to all of its own anchors and to those of the note before; the pages say where these lead and what stands there.
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { anchors, html, seen } from "./github.mjs";

const [program, ...roots] = process.argv.slice(2);
// Neither notes nor small.
const LEFT_OUT = [".git", "node_modules", "public", "target", "build"];
const walk = folder => readdirSync(folder, { withFileTypes: true }).flatMap(one =>
  one.name.startsWith(".") || LEFT_OUT.includes(one.name) ? [] : one.isDirectory() ? walk(join(folder, one.name)) : [join(folder, one.name)]);
const letters = text => text.normalize("NFC").replace(/<[^>]*>/g, "").replace(/&(#x?[0-9a-f]+|\w+);/gi, "").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
const encoded = address => encodeURI(address).replace(/[()#?]/g, one => "%" + one.charCodeAt(0).toString(16));
// What is shown as a number.
const NUMBER = /^(chapter|week|section|섹션|day|part|제|第)?\d+(장|강|주차|일차|章)?|^[①-⑳]/;
let asked = 0, wrong = 0;
const nowhere = new Set();
for (const root of roots) {
  const copy = mkdtempSync(join(tmpdir(), "reach-"));
  cpSync(root, copy, { recursive: true, filter: path => path === root || !LEFT_OUT.includes(basename(path)) });
  const notes = walk(copy).filter(path => /\.(md|markdown)$/i.test(path));
  const known = notes.map(path => {
    const page = html(readFileSync(path, "utf8"));
    const words = [...page.matchAll(/<h([1-6])\b[^>]*>([\s\S]*?)<\/h\1>/gi)].map(one => letters(one[2]));
    let heading = 0;
    const given = new Set();
    return anchors(page).map(one => ({ ...one, words: one.heading ? words[heading++] : null })).filter(one => !given.has(one.anchor) && given.add(one.anchor));
  });
  const wanted = new Map();
  let count = 0;
  notes.forEach((path, i) => {
    const before = (i + notes.length - 1) % notes.length;
    const ask = (file, one) => {
      const key = `probe${count++}x`;
      wanted.set(key, { path: relative(copy, path), file: basename(file || path), ...one });
      return `[${key}](${file ? encoded(relative(dirname(path), file)) : ""}#${encodeURIComponent(one.anchor)})`;
    };
    const own = known[i].map(one => ask("", one)), other = notes.length > 1 ? known[before].map(one => ask(notes[before], one)) : [];
    appendFileSync(path, `\n\n${[...own, ...other].join(" ")}\n`);
  });
  const out = join(copy, "public");
  if (spawnSync(program, ["build", copy, "-o", out], { stdio: "ignore" }).status) { console.log(`${root}: is not built`); rmSync(copy, { recursive: true }); continue; }
  const pages = new Map(walk2(out).map(path => [relative(out, path).normalize("NFC"), readFileSync(path, "utf8")]));
  const found = new Map();
  for (const [path, page] of pages) {
    if (/(^|\/)(print|commands|all)\.html$/.test(path)) continue;
    for (const [, a, b, key] of page.slice(page.search(/<article\b/)).matchAll(/<a\b[^>]*?href=(?:"([^"]*)"|([^\s>]+))[^>]*>(probe\d+x)<\/a>/g))
      // A way back to the probe is called as the probe is.
      if (!found.has(key) && !(a ?? b).endsWith("#" + key)) found.set(key, { path, href: decodeURIComponent((a ?? b).replaceAll("&amp;", "&")) });
  }
  // A note that is on no page, as one that a README says is none, asks for nothing.
  const shown = new Set([...wanted].filter(([key]) => found.has(key)).map(([, one]) => one.path));
  for (const [key, one] of wanted) {
    if (!shown.has(one.path)) { nowhere.add(join(root, one.path)); continue; }
    asked++;
    const complain = why => { wrong++; console.log(`${root}: ${one.path} -> ${one.file}#${one.anchor}: ${why}`); };
    const link = found.get(key);
    if (!link) { complain("no link"); continue; }
    const [file, id = ""] = link.href.split("#");
    const target = file ? join(dirname(link.path), file) : link.path, page = pages.get(target);
    if (page === undefined) { complain(`no page ${target}`); continue; }
    const at = id ? page.search(new RegExp(`\\sid=(?:"${escape(id)}"|${escape(id)}(?=[\\s>]))`)) : Math.min(...["<h1", '<nav class="crumbs"'].map(start => page.indexOf(start)).filter(start => start >= 0));
    if (at < 0) { complain(`no id in ${target}#${id}`); continue; }
    if (one.words && !letters(page.slice(at + (id ? page.slice(at).indexOf(">") : 0)).slice(0, 4000)).slice(0, 400).includes(one.words.replace(NUMBER, "").slice(0, 80))) complain(`other words at ${target}#${id}`);
  }
  rmSync(copy, { recursive: true });
}
function walk2(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(one => one.isDirectory() ? walk2(join(folder, one.name)) : one.name.endsWith(".html") ? [join(folder, one.name)] : []);
}
function escape(text) { return text.replaceAll("&", "&amp;").replace(/[.*+?^${}()|[\]\\]/g, "\\$&"); }
console.log(`${nowhere.size} notes are on no page`);
console.log(`${asked} anchors of GitHub asked for, ${wrong} of them lead elsewhere`);
process.exitCode = wrong ? 1 : 0;
