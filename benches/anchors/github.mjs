// What GitHub makes of a note, by tools that are not ours: cmark-gfm's HTML and github-slugger's anchors.
import { execFileSync } from "node:child_process";
import Slugger from "github-slugger";

const NAMES = { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'", nbsp: "\u00a0" };
const UNSEEN = /[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u3164\ufe00-\ufe0f\ufeff\uffa0]|[\u{e0000}-\u{e0fff}]/gu;
export const seen = anchor => anchor.replace(UNSEEN, "");
const decode = text => text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (all, name) =>
  name[0] === "#" ? String.fromCodePoint(Number(name[1].toLowerCase() === "x" ? "0" + name.slice(1) : name.slice(1))) : NAMES[name] ?? all);

export const html = text => execFileSync("cmark-gfm", ["--unsafe", "-e", "footnotes", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist"],
  { input: text.replace(/^---\n[\s\S]*?\n---\n/, ""), maxBuffer: 1 << 28 }).toString();

// The anchors of a page in their order: those of headings, counted, and what authors wrote as `id` and `name`.
export const anchors = page => {
  const slugger = new Slugger(), out = [];
  const code = page.replace(/<(pre|code)\b[^>]*>[\s\S]*?<\/\1>/g, one => one.replace(/<(?!\/?(?:pre|code)\b)/g, "&lt;"));
  for (const match of code.replace(/<sup class="footnote-ref">[\s\S]*?<\/sup>|<section class="footnotes"[\s\S]*$/g, "").matchAll(/<h([1-6])\b[^>]*>([\s\S]*?)<\/h\1>|<[a-z][^<>]*>/gi)) {
    const tags = match[1] ? match[0].match(/<[a-z][^<>]*>/gi) : [match[0]];
    if (match[1]) out.push({ heading: true, anchor: slugger.slug(decode(match[2].replace(/<[^>]*>/g, ""))), level: Number(match[1]) });
    for (const tag of tags)
      for (const [, , double, single, bare] of tag.matchAll(/\s(id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/gi)) {
        const id = decode(double ?? single ?? bare ?? "").trim();
        if (id) out.push({ heading: false, anchor: id });
      }
  }
  return out.filter(one => one.anchor);
};

// The addresses of its links and pictures.
export const links = page => [...page.matchAll(/<(?:a\b[^>]*?\shref|img\b[^>]*?\ssrc)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(([, a, b]) => decode(a ?? b));
