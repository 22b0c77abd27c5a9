// Runs the vectors over the letters of a built site; prints what differs and how many agree, for tests/search.rs.
// usage: node vectors.mjs SITE VECTORS.json ...
import { readFileSync } from "node:fs";
import { open } from "./open.mjs";

const { notesite, load } = await open(process.argv[2]);
await load(notesite.searchScripts.repair);
const { letters, repair } = notesite, shown = shape => shape.map(one => one.replace(/^\[(.*)\]$|^\\/, "$1")).join(" ");
const rules = {
  normalise: letters.normalise,
  tokens: text => letters.words(letters.normalise(text)),
  queryTokens: text => letters.queryWords(letters.normalise(text)).map(one => one.word),
  qwertyToHangul: repair.toHangul,
  hangulToQwerty: repair.toLatin,
  compose: repair.compose,
  jamo: repair.jamo,
  choseong: letters.choseong,
  skeletonEn: word => [...new Set(repair.sounds(word))],
  skeletonKo: word => repair.sounds(word)[0],
  halfSounds: word => repair.halfSounds(word).at(-1),
  stem: word => letters.stem(word) ?? null,
  ending: letters.isEnding,
  nounOfOne: word => letters.nounOfOne(word) ?? null,
  spokenAlike: ([hangul, latin]) => repair.spokenAlike(hangul, latin),
  forms: ([word, other]) => repair.forms(word).some(({ begins, goesOn }) => other.startsWith(begins) && goesOn.test(other.slice(begins.length))),
  folded: repair.folded,
  pattern: text => shown(letters.pattern(text)),
  halfTyped: text => repair.halfTyped(text).map(shown),
  find: ([line, text]) => letters.find(line, letters.pattern(text)) ?? null,
  findWord: ([line, text]) => letters.findWord(line, letters.pattern(text)) ?? null,
  distance: ([a, b, most]) => repair.distance(a, b, most),
};
let agree = 0;
for (const file of process.argv.slice(3)) for (const [rule, vectors] of Object.entries(JSON.parse(readFileSync(file, "utf8")))) for (const [input, wanted] of vectors) {
  const given = rules[rule](input);
  if (JSON.stringify(given) === JSON.stringify(wanted)) agree++;
  else console.log(`${rule} ${JSON.stringify(input)}: ${JSON.stringify(given)}, wanted ${JSON.stringify(wanted)}`);
}
console.log(`${agree} agree`);
