// Notes to measure with: N chapters of Korean course notes with bullets, commands, a manifest and references to other chapters,
// in one file (`one`) or a file a chapter in folders of 100 (`many`). The same numbers give the same notes.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const subjects = ["파드", "서비스", "디플로이먼트", "컨피그맵", "시크릿", "볼륨", "인그레스", "네임스페이스", "스케줄러", "오토스케일링"];

/** The title of chapter `i`, from 1. */
export const title = i => `${subjects[i % subjects.length]} 다루기 ${i}`;

/** The bullets of chapter `i` with `more` at their end. */
export const body = (i, count, more = "") => `- 개념
  - ${subjects[i % subjects.length]}는 **선언(Declaration)**과 실제 상태를 맞춘다
  - 앞의 것과 다른 점은 ${Math.max(1, i - 1)}. ${title(Math.max(1, i - 1))} 에서 보았다
  - 주소는 http://<service-name>:<port> 이다
- 실습 - 생성
  - kubectl apply -f web-${i}.yml -n <네임스페이스 이름>
  - kubectl get pods -o wide --selector app=web-${i}
    - 상태가 \`Running\`이 될 때까지 기다린다
      \`\`\`
      apiVersion: v1
      kind: Service
      metadata:
        name: web-${i}
      spec:
        ports:
          - port: ${1000 + (i % 9000)}
      \`\`\`
- 정리
  - 다음은 ${(i % count) + 1}장에서 이어진다
${more}`;

/** Writes `count` chapters under `root`; answers the file and page of a chapter and its text with more at its end. */
export const write = (root, count, layout) => {
  mkdirSync(join(root, "notes"), { recursive: true });
  if (layout === "one") {
    const file = join(root, "notes", "course.md");
    const text = (at, more) => "# 강의\n\n" + Array.from({ length: count }, (_, n) => `### ${n + 1}. ${title(n + 1)}\n\n${body(n + 1, count, n + 1 === at ? more : "")}\n`).join("");
    writeFileSync(file, text(0, ""));
    const whole = text(0, ""), cache = new Map();
    const around = i => {
      if (!cache.has(i)) { const mark = "\u0001", [before, after] = text(i, mark).split(mark); cache.set(i, [before, after]); }
      return cache.get(i);
    };
    return { whole, file: () => file, text: (i, more) => around(i).join(more), page: i => `course/${i}-${title(i).replaceAll(" ", "-")}.html` };
  }
  const width = String(count).length, name = i => String(i).padStart(width, "0");
  const file = i => join(root, "notes", "course", `part-${name(Math.floor((i - 1) / 100))}`, `${name(i)}. ${title(i)}.md`);
  const text = (i, more) => `# ${i}. ${title(i)}\n\n${body(i, count, more)}`;
  for (let i = 1; i <= count; i++) {
    if (i % 100 === 1) mkdirSync(join(file(i), ".."), { recursive: true });
    writeFileSync(file(i), text(i, ""));
  }
  return { file, text, page: i => `course/${i}-${title(i).replaceAll(" ", "-")}.html` };
};

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [root, count, layout] = process.argv.slice(2);
  write(root, +count, layout);
}
