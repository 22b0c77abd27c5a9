// Writes notes of N chapters with a vocabulary that grows as real ones do (Zipf), the same each time. With NOTES, a folder of real
// notes, words follow each other as they do there, in chapters as long as those; one word in twelve is new.
// usage: node corpus.mjs N FOLDER [NOTES]
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [count, folder] = [Number(process.argv[2] || 1000), process.argv[3] || "corpus"];
let seed = 20241125;
const random = () => ((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32);
const pick = list => list[Math.floor(random() * list.length)];
const syllables = [..."가각간개거건검결경계고공과관교구국군권규그극금기긴김나남내노농누능니다단달담당대덕도동두등라락란래량력련로록론료류률리마만말망매면명모목무문물미민반발방배백번범법변별병보복본부북분비사산상색생서석선설성세소속송수순술시식신실심안약양어언업여역연열영예오온외요용우운원위유육은음의이인일입자작장재저적전절점정제조존종좌주준중증지직진질집차착창채처천철청체초총최추축출충측치친침타탁탄태택토통투특판패편평포표품풍피필하학한함합항해핵행향허험현협형호혼화확환활황회획효후훈흥희"];
const roots = "auto base cache data edge file graph host index job kernel link map net object pod queue route stack thread unit value web zone build cluster deploy event frame gate hash image join key load mesh node page query ring scale task user view work".split(" ");
const word = () => Array.from({ length: 2 + Math.floor(random() * 2.6) }, () => pick(syllables)).join("");
const korean = [], english = [];
while (korean.length < 400 + 60 * Math.sqrt(count) * 4) korean.push(word());
while (english.length < 200 + 10 * Math.sqrt(count) * 4) english.push(pick(roots) + (random() < 0.6 ? pick(roots) : "") + (random() < 0.1 ? Math.floor(random() * 99) : ""));
const zipf = list => list[Math.min(list.length - 1, Math.floor(list.length ** random() - 1))];
const particles = ["", "", "", "을", "를", "은", "는", "이", "가", "에", "에서", "으로", "의", "와"];
const noun = () => (random() < 0.2 ? zipf(english) : zipf(korean)), said = () => noun() + pick(particles);
const sentence = () => `${Array.from({ length: 6 + Math.floor(random() * 9) }, said).join(" ")} ${pick(["한다.", "된다.", "있다.", "필요하다."])}`;
const invented = n => {
  const lines = [`### ${n}. ${noun()} ${random() < 0.5 ? noun() : korean[n % korean.length]}`];
  for (let s = 0; s < 5; s++) {
    lines.push(`- ${noun()} ${noun()}`);
    for (let i = 0; i < 7; i++) {
      lines.push(`  - ${sentence()}`);
      if (i % 3 === 0) lines.push(`    - ${zipf(english)} ${zipf(english)} --${zipf(english)} <${zipf(korean)} 이름>`, `      - ${sentence()}`);
    }
  }
  return lines.join("\n") + "\n\n";
};

// ---- As real notes are written: which words begin a line, and which follow which ----
const follow = new Map(), begin = [];
const learn = line => {
  const said = line.replace(/^[\s#>*+-]*(\d+\.)?\s*/, "").split(/\s+/).filter(word => word && !/[<`|]/.test(word));
  if (said[1]) begin.push(said[0]);
  said.forEach((one, i) => { if (said[i + 1]) follow.has(one) ? follow.get(one).push(said[i + 1]) : follow.set(one, [said[i + 1]]); });
};
if (process.argv[4]) for (const name of readdirSync(process.argv[4], { recursive: true })) if (name.endsWith(".md")) readFileSync(join(process.argv[4], name), "utf8").split("\n").forEach(learn);
const like = most => {
  const line = [pick(begin)];
  while (line.length < most && (follow.get(line.at(-1)) || random() < .5)) line.push(random() < 1 / 12 ? said() : pick(follow.get(line.at(-1)) || begin));
  return line.join(" ");
};
const learnt = n => {
  const lines = [`### ${n}. ${noun()} ${like(2)}`];
  for (let s = 0; s < 3; s++) {
    lines.push(`- ${like(3)}`);
    for (let i = 0; i < 8; i++) lines.push(`${"  ".repeat(1 + i % 3)}- ${like(i % 3 ? 14 : 5)}`);
  }
  return lines.join("\n") + "\n\n";
};
const chapter = process.argv[4] ? learnt : invented;

mkdirSync(join(folder, "notes"), { recursive: true });
// A course of a hundred chapters a file.
for (let from = 1; from <= count; from += 100) {
  let text = `# 강의 ${from}\n\n## 정리\n`;
  for (let n = from; n < from + 100 && n <= count; n++) text += chapter(n);
  writeFileSync(join(folder, "notes", `course-${String(from).padStart(5, "0")}.md`), text);
}
