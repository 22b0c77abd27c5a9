// What notesite understands, measured on labelled lines: `node benches/understanding/score.mjs NOTESITE [--misses] [--each] [SET ...]`.
// NOTESITE is the built program. Each labelled line is laid out as a chapter of a repository of notes, `notesite inspect` reads it, and the
// figures of both halves stand side by side; a gap over 0.03 is marked. `--misses` shows lines of the seen half; the unseen half is only counted.
// `--each` prints how many of each language and of each form of secret are right.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const rows = (half, name) => readFileSync(join(here, half, `${name}.jsonl`), "utf8").trim().split("\n").map(line => JSON.parse(line));
/** One language, two names. */
const same = { gradle: "groovy", terraform: "hcl" };
const squash = text => text.replace(/\s*\\\n\s*/g, " ").replace(/[ \t]+/g, " ").trim();

/** The JSON of `inspect` for a repository of these files. */
const inspect = (program, files) => {
  const root = mkdtempSync(join(tmpdir(), "understanding-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    return JSON.parse(execFileSync(program, ["inspect", root], { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] }));
  } finally {
    rmSync(root, { recursive: true });
  }
};

/** A file with a chapter for each row, and what was found in each: `lines(row)` are the chapter's. */
const chapters = (program, all, lines) => {
  const text = ["# 표본", ""], first = [];
  all.forEach((row, i) => {
    text.push(`### ${i + 1}. ${row.id}`);
    first.push(text.length + 1);
    text.push(...lines(row).flatMap(line => line.split("\n")), "");
  });
  const site = inspect(program, { "notes/sample.md": text.join("\n") });
  const found = new Map(site.courses.flatMap(course => course.chapters).map(chapter => [chapter.numbers[0], chapter]));
  return { found: all.map((row, i) => found.get(i + 1) ?? {}), first, diagnostics: site.diagnostics };
};

/** Counts of one kind. */
class Tally {
  hit = 0; wrong = 0; missed = 0; bad = [];
  miss(...what) { this.missed++; this.bad.push(["missed", ...what]); }
  err(...what) { this.wrong++; this.bad.push(["wrong", ...what]); }
  get precision() { return this.hit + this.wrong ? this.hit / (this.hit + this.wrong) : 1; }
  get recall() { return this.hit + this.missed ? this.hit / (this.hit + this.missed) : 1; }
}
const share = tally => tally.hit + tally.missed ? tally.hit / (tally.hit + tally.missed) : 1;

const sets = {
  bullets(program, half) {
    const all = rows(half, "bullets"), { found, first } = chapters(program, all, row => row.context);
    const commands = new Tally(), exact = new Tally(), mixed = new Tally(), language = new Tally(), blanks = new Tally();
    all.forEach((row, i) => {
      const before = row.context.slice(0, row.at).reduce((sum, line) => sum + line.split("\n").length, 0);
      const from = first[i] + before, to = from + row.context[row.at].split("\n").length - 1;
      const got = (found[i].commands ?? []).filter(one => one.line >= from && one.line <= to);
      const texts = got.map(one => squash(one.text)), wanted = row.commands.map(squash), free = (row.maybe ?? []).map(squash);
      const strange = texts.filter(text => !wanted.includes(text) && !free.includes(text));
      if (row.label === "command") {
        if (texts.length) commands.hit++; else commands.miss(row.line);
        if (texts.length && !strange.length) exact.hit++; else if (texts.length) exact.miss(row.line, texts);
      } else if (row.label === "mixed") {
        if (strange.length) { commands.err(row.line, texts); mixed.err(row.line, texts); }
        if (texts.length && !strange.length) mixed.hit++; else mixed.miss(row.line, wanted);
      } else if (strange.length) commands.err(row.line, texts);
      for (const one of got.filter(one => wanted.includes(squash(one.text)))) {
        if ([row.language, ...row.accept ?? []].includes(one.language)) language.hit++; else language.miss(row.line, one.language);
        if (wanted.length === 1) compareBlanks(blanks, row, one.placeholders);
      }
    });
    return { "bullets: precision": [commands.precision, 0.98, commands], "bullets: recall": [commands.recall, 0.95, commands],
      "bullets: copied text exact": [share(exact), 0.99, exact], "among prose: exact": [share(mixed), 0.6, mixed], "among prose: too wide": [mixed.wrong, -0, mixed],
      "bullets: language": [share(language), 0.98, language], "blanks of bullets: precision": [blanks.precision, 0.97, blanks], "blanks of bullets: recall": [blanks.recall, 0.9, blanks] };
  },
  fences(program, half) {
    const all = rows(half, "fences"), { found } = chapters(program, all, fence);
    const typed = new Tally(), yaml = new Tally(), other = new Tally(), blanks = new Tally();
    const shell = ["shell", "console"], byName = new Map();
    all.forEach((row, i) => {
      const code = found[i].code?.[0] ?? {}, got = code.language ?? null, accept = [row.language, ...row.accept ?? []].map(name => same[name] ?? name);
      const family = name => name === "yaml" ? yaml : shell.includes(name) ? typed : other;
      const fits = accept.includes(got) || shell.includes(got) && accept.some(name => shell.includes(name));
      if (got !== null) {
        if (!byName.has(got)) byName.set(got, new Tally());
        if (fits) byName.get(got).hit++; else byName.get(got).wrong++;
      }
      if (got !== null && fits) family(got).hit++;
      else if (got !== null) family(got).err(row.text.slice(0, 300), got, accept);
      if (got === null && !accept.includes(null)) family(row.language).miss(row.text.slice(0, 300), accept);
      if (got !== null && !fits && row.language !== null && family(row.language) !== family(got)) family(row.language).missed++;
      if (row.blanks && code.placeholders) compareBlanks(blanks, row, code.placeholders);
    });
    if (each) console.log(half, [...byName].sort().map(([name, tally]) => `${name} ${tally.hit}/${tally.hit + tally.wrong}`).join(", "));
    const both = new Tally();
    for (const one of [typed, yaml]) { both.hit += one.hit; both.wrong += one.wrong; both.missed += one.missed; both.bad.push(...one.bad); }
    return { "fences, shell and YAML: precision": [both.precision, 0.98, both], "fences, shell and YAML: recall": [both.recall, 0.93, both],
      "fences, others: precision": [other.precision, 0.97, other], "fences, others: recall": [other.recall, 0, other],
      "blanks of fences: precision": [blanks.precision, 0.97, blanks], "blanks of fences: recall": [blanks.recall, 0.9, blanks] };
  },
  console(program, half) {
    const all = rows(half, "console"), { found } = chapters(program, all, fence);
    const blocks = new Tally(), lines = new Tally(), documents = new Tally();
    all.forEach((row, i) => {
      const code = found[i].code?.[0] ?? {}, got = (code.language === "console" ? code.copied : row.text).replace(/\n+$/, "");
      const trimmed = text => text.replace(/[ \t]+$/gm, "").replace(/\n+/g, "\n").replace(/\n+$/, "");
      const optional = new Set((row.optional ?? []).flatMap(text => text.split("\n")));
      const without = text => trimmed(text).split("\n").filter(line => !optional.has(line)).join("\n");
      // What is no session is a listing, copied whole; only sessions have commands to tell from the rest.
      if (code.language !== "console" && !row.copied.length) { blocks.hit++; return; }
      const answers = [row.copied, ...row.accept ?? []].map(list => Array.isArray(list) ? list.join("\n") : list);
      if (answers.some(answer => without(answer) === without(got))) blocks.hit++; else blocks.miss(row.text, answers[0], got);
      const known = new Set(answers.flatMap(answer => answer.split("\n").map(line => line.trim())).concat([...optional].map(line => line.trim())));
      for (const line of trimmed(got).split("\n")) if (line.trim() && !known.has(line.trim())) lines.err(row.text, line);
      for (const one of row.copied.filter(one => /<</.test(one))) if (!trimmed(got).includes(trimmed(one))) documents.err(row.text, got);
    });
    return { "console: blocks copied right": [share(blocks), 0.95, blocks], "console: lines that are no commands": [lines.wrong, -0, lines], "console: here-documents cut": [documents.wrong, -0, documents] };
  },
  menus(program, half) {
    const all = rows(half, "menus"), { found } = chapters(program, all, row => ["- 순서", `  - ${row.line}`]);
    const paths = new Tally(), told = new Tally();
    all.forEach((row, i) => {
      const got = (found[i].menus ?? []).map(one => one.steps.join(" > ")), wanted = (row.paths ?? []).map(steps => steps.join(" > "));
      for (const one of got) if (wanted.includes(one)) paths.hit++; else paths.err(row.line, one);
      for (const one of wanted) if (!got.includes(one)) paths.miss(row.line, one);
    });
    all.forEach((row, i) => {
      const any = Boolean(found[i].menus?.length);
      if (any && row.menu) told.hit++; else if (any) told.wrong++; else if (row.menu) told.missed++;
    });
    return { "lines with menus: precision": [told.precision, 0.97, told], "lines with menus: recall": [told.recall, 0.9, told], "menu paths: precision": [paths.precision, 0.97, paths], "menu paths: recall": [paths.recall, 0.9, paths] };
  },
  secrets(program, half) {
    const all = rows(half, "secrets"), text = [], first = [];
    for (const row of all) { first.push(text.length + 1); text.push(...`- ${row.line}`.split("\n"), ""); }
    // Each line is a file of its own, so that a toy value is told once for each.
    const files = Object.fromEntries(all.map((row, i) => [`notes/${i}.md`, `# 표본\n\n- ${row.line}\n`]));
    const found = inspect(program, files).diagnostics.filter(one => one.code.startsWith("secret") || one.code.startsWith("toy"));
    const secrets = new Tally(), hard = new Tally(), forms = new Map();
    all.forEach((row, i) => {
      const got = found.filter(one => one.path === `notes/${i}.md`);
      if (row.secret) {
        const [hit, total] = forms.get(row.secret) ?? [0, 0];
        forms.set(row.secret, [hit + Boolean(got.length), total + 1]);
      }
      if (row.secret && got.length) secrets.hit++; else if (row.secret) secrets.miss(row.line, row.secret);
      else if (got.length) secrets.err(row.line, got[0].message);
      if (got.some(one => one.hard === true) === (row.hard && row.secret !== null)) hard.hit++; else hard.miss(row.line, row.hard, got.map(one => one.message));
    });
    if (each) console.log(half, [...forms].sort().map(([name, [hit, total]]) => `${name} ${hit}/${total}`).join(", "));
    return { "secrets: precision": [secrets.precision, 0.95, secrets], "secrets: recall": [secrets.recall, 1, secrets], "secrets: hard as labelled": [share(hard), 0.97, hard] };
  },
  mentions(program, half) {
    const all = rows(half, "mentions"), files = {};
    for (const name of readdirSync(join(here, half, "mentions"))) files[`notes/${name}`] = readFileSync(join(here, half, "mentions", name), "utf8");
    const site = inspect(program, files), textual = new Tally(), terms = new Tally();
    for (const course of site.courses) {
      const labelled = all.filter(row => `notes/${row.course}` === course.source || course.source.endsWith(row.course));
      const links = course.chapters.flatMap(chapter => chapter.references.filter(one => ["textual", "term"].includes(one.kind)));
      const titles = new Map(course.chapters.map(chapter => [chapter.url, `${chapter.numbers[0]}. ${chapter.title}`]));
      const taken = new Set();
      for (const row of labelled.filter(row => row.kind === "textual" || row.kind === "term")) {
        const tally = row.kind === "term" ? terms : textual;
        const index = links.findIndex((one, i) => !taken.has(i) && one.line === row.line && (one.text.includes(row.text) || row.text.includes(one.text)));
        if (index < 0) { tally.miss(row.course, row.line, row.text); continue; }
        taken.add(index);
        const target = titles.get(links[index].url.split("#")[0]);
        if (row.target.split(" > ")[0] === target) tally.hit++; else tally.err(row.course, row.line, row.text, target);
      }
      links.forEach((one, i) => {
        const free = labelled.some(row => row.kind === "free" && row.line === one.line && (one.text.includes(row.text) || row.text.includes(one.text)));
        if (!taken.has(i) && !free) (one.kind === "term" ? terms : textual).err(course.source, one.line, one.text);
      });
    }
    return { "textual references: precision": [textual.precision, 1, textual], "textual references: recall": [textual.recall, 0.9, textual],
      "terms: precision": [terms.precision, 0.97, terms], "terms: recall": [terms.recall, 0.9, terms] };
  },
};

/** Names of blanks; a Hangul word without brackets may be one or not. */
const compareBlanks = (tally, row, got) => {
  for (const name of row.blanks) if (got.includes(name)) tally.hit++; else tally.miss(row.line ?? row.text.slice(0, 200), name, got);
  for (const name of got) if (!row.blanks.includes(name) && !/^[\w-]*[가-힣][\w가-힣-]*$/.test(name)) tally.err(row.line ?? row.text.slice(0, 200), name);
};
const fence = row => {
  const ticks = "`".repeat(Math.max(3, ...[...row.text.matchAll(/`{3,}/g)].map(one => one[0].length + 1)));
  return [`${ticks}${row.declared ?? ""}`, ...row.text.replace(/\n$/, "").split("\n"), ticks];
};

const [program, ...rest] = process.argv.slice(2);
if (!program) { console.error("usage: score.mjs NOTESITE [--misses] [--each] [bullets|fences|console|menus|secrets|mentions ...]"); process.exit(2); }
const misses = rest.includes("--misses"), each = rest.includes("--each"), chosen = rest.filter(one => !one.startsWith("--"));
let short = 0;
console.log(`${"".padEnd(38)}${"target".padStart(8)}${"seen".padStart(9)}${"unseen".padStart(9)}`);
for (const name of chosen.length ? chosen : Object.keys(sets)) {
  const seen = sets[name](program, "seen"), unseen = sets[name](program, "unseen");
  for (const [figure, [value, target]] of Object.entries(seen)) {
    const other = unseen[figure][0], counted = Object.is(target, -0);
    const low = one => counted ? one > 0 : one < target;
    const gap = !counted && Math.abs(value - other) > 0.03;
    if (low(value) || low(other)) short++;
    const show = one => (counted ? String(one) : one.toFixed(3)) + (low(one) ? "*" : " ");
    console.log(figure.padEnd(38) + (counted ? "0" : target.toFixed(2)).padStart(8) + show(value).padStart(9) + show(other).padStart(9) + (gap ? "   gap" : ""));
  }
  if (misses) for (const [kind, ...what] of new Set(Object.values(seen).flatMap(([, , tally]) => tally.bad))) console.log("   ", kind, JSON.stringify(what));
}
if (short) console.log(`\n* under its target: ${short}`);
process.exitCode = short ? 1 : 0;
