// What people type, judged before anybody searched: how often the right chapter is the first answer, among the first five, or nothing
// is found; how often the first answer is the right section; how many queries that should find nothing are answered. The unseen half
// is never shown, only counted.
// usage: node judged.mjs NOTESITE [--misses]
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { open } from "../../tests/search/open.mjs";

const HERE = join(import.meta.dirname, "judged"), SITES = ["courses", "ja", "zh", "en"];

// The words of a heading, however it is numbered and marked.
const plain = text => text.normalize("NFC").toLowerCase().replace(/^\s*(?:\d+(?:\.\d+)*\.?|제?\d+장)\s+/, "").replace(/[*_`<>\s]/g, "");

// Builds the notes of a site and answers { folder, source: what of the notes lies at an address }.
export const built = (notesite, name, into) => {
  const notes = join(HERE, name), folder = join(into, name);
  execFileSync(notesite, ["build", notes, "-o", folder, "--no-cache"], { stdio: "pipe" });
  const { courses } = JSON.parse(execFileSync(notesite, ["inspect", notes], { maxBuffer: 1 << 28, stdio: "pipe" })), sources = new Map();
  for (const { landing, chapters } of courses) for (const one of [landing, ...chapters]) if (one) sources.set(one.url, one.source.path);
  const prefix = name === "courses" ? "" : name + "/";
  return { folder, source: url => prefix + (sources.get(url.split("#")[0]) || "") };
};
export const half = name => readFileSync(join(HERE, name + ".jsonl"), "utf8").trim().split("\n").map(line => JSON.parse(line));

// Whether the answer lies in the chapter: a file, or `file#heading` within one that holds several.
const isIn = (answer, page) => {
  const [file, chapter] = page.split("#");
  return answer.source === file && (!chapter || answer.trail.some(title => plain(title) === plain(chapter)));
};
// Chapters apart: of a file with several, each numbered heading is one.
const chapterOf = ({ source, trail }) => source + "#" + (trail.slice(1).find(title => /^\d+\. /.test(title)) || "");
const holds = ({ trail, lines }, section) => trail.some(title => plain(title) === plain(section)) || lines.some(line => plain(line).includes(plain(section)));

// Answers { first, five, none, section }: whether so, `section` undefined where none was named.
export const judge = ({ pages }, answers) => {
  const right = answer => pages.find(([page]) => isIn(answer, page)), chapters = [];
  for (const answer of answers) {
    const chapter = chapterOf(answer), known = chapters.find(one => one.chapter === chapter);
    if (known) known.right ||= !!right(answer);
    else chapters.push({ chapter, right: !!right(answer) });
  }
  const page = answers[0] && right(answers[0]), named = pages.some(([, sections]) => sections.length);
  const section = named ? !!page && (!page[1].length || page[1].some(one => holds(answers[0], one))) : undefined;
  return { first: !!chapters[0]?.right, five: chapters.slice(0, 5).some(one => one.right), none: !answers[0], section };
};

const share = (some, all) => all.length ? (100 * some.length / all.length).toFixed(1) : "–";
const told = all => {
  const asked = all.filter(one => one.pages.length), named = asked.filter(one => one.section !== undefined);
  return `${share(asked.filter(one => one.first), asked)} / ${share(asked.filter(one => one.five), asked)} / ${share(asked.filter(one => one.none), asked)} of ${asked.length}, section ${share(named.filter(one => one.section), named)} of ${named.length}`;
};

if (process.argv[1] === import.meta.filename) {
  const [notesite, ...options] = process.argv.slice(2), into = mkdtempSync(join(tmpdir(), "judged-"));
  const halves = ["seen", "unseen"].map(name => [name, half(name)]);
  try {
    // One site after the other: the scripts of a page know one.
    for (const name of SITES) {
      const { folder, source } = built(notesite, name, into), { search } = await open(folder);
      for (const query of halves.flatMap(([, all]) => all)) {
        if (query.site !== name) continue;
        const results = await search(query.q, { limit: 50 });
        query.answers = results.map(one => ({ source: source(one.url), trail: one.trail, lines: one.of.unit.lines.map(line => line.text), snippet: one.snippet.map(part => part.text).join(""), score: one.score }));
        query.corrected = results.corrected;
        Object.assign(query, judge(query, query.answers));
      }
    }
    for (const [name, all] of halves) {
      const lacking = all.filter(one => !one.pages.length), kinds = new Map();
      for (const one of all) if (one.pages.length) for (const kind of [one.site === "courses" ? one.kind : one.site]) kinds.set(kind, [...kinds.get(kind) || [], one]);
      console.log(`${name}: first / in five / none ${told(all)}`);
      for (const kind of ["none", "none-random"]) {
        const some = lacking.filter(one => one.kind === kind);
        console.log(`  ${kind}: answered ${share(some.filter(one => !one.none), some)} of ${some.length}`);
      }
      for (const [kind, some] of kinds) console.log(`  ${kind.padEnd(9)} ${told(some)}`);
      if (name === "seen" && options.includes("--misses")) for (const one of all) {
        if (one.pages.length ? one.first && one.section !== false : one.none) continue;
        const what = !one.pages.length ? "answered" : one.none ? "none" : !one.five ? "not in five" : !one.first ? "not first" : "section";
        console.log(`\n${what}: ${one.kind} “${one.q}”${one.corrected ? ` → ${one.corrected}` : ""}`);
        for (const [page, sections] of one.pages.slice(0, 3)) console.log(`    wants ${page}  ${sections.join(" | ")}`);
        for (const answer of one.answers.slice(0, 4)) console.log(`    ${answer.source}  ${answer.trail.join(" › ")}  “${answer.snippet}”`);
      }
    }
  } finally { rmSync(into, { recursive: true }); }
}
