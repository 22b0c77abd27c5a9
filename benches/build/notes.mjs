// Writes N chapters of Korean course notes, a file each, in courses of 30 (or of a number that is given), in our own words: bullets with
// commands, three listings of YAML and shell, references and links to other chapters; 6.4 KB a chapter. The same N gives the same notes.
// usage: node notes.mjs N FOLDER [CHAPTERS_A_COURSE]
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const subjects = ["파드", "서비스", "디플로이먼트", "컨피그맵", "시크릿", "볼륨", "인그레스", "네임스페이스", "스케줄러", "오토스케일링", "레플리카셋", "노드", "프로브", "롤링 업데이트", "네트워크 정책"];
const deeds = ["다루기", "살펴보기", "만들어 보기", "고치기", "지우기", "옮기기", "늘리기", "지켜보기"];
const nouns = "선언 상태 요청 응답 주소 이름 경로 설정 기록 저장 묶음 흐름 순서 규칙 권한 토큰 장애 복구 배포 버전 환경 변수 연결 시간 자원 한도 관찰 시험 자료 구조 캐시 대기 분산 잠금 색인 질의 전송 검증 서명 인증".split(" ");
const others = "cluster gateway replica rollout ingress volume kernel broker topic offset schema bucket token cache pipeline worker".split(" ");
const verbs = "맞춘다 나눈다 보낸다 기다린다 확인한다 바꾼다 되돌린다 모은다 찾는다 지킨다 넘긴다 줄인다".split(" ");
const particles = ["", "을", "를", "은", "는", "이", "가", "에", "에서", "으로", "의", "와"];

/** Numbers from 0 to 1 that are the same for the same seed. */
const numbers = seed => () => ((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32);

/** What chapter `i` of all, from 0, is called. */
export const title = i => `${subjects[i % subjects.length]} ${deeds[Math.floor(i / subjects.length) % deeds.length]} ${i + 1}`;

/** Where it lies, and the course it is in. */
export const place = (i, each) => {
  const course = `course-${String(Math.floor(i / each) + 1).padStart(5, "0")}`, number = i % each + 1;
  return { course, number, file: `${String(number).padStart(2, "0")}-${title(i).replaceAll(" ", "-")}.md` };
};

const manifest = (i, random) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${i}
  labels: { app: "web-${i}", tier: front }
spec:
  replicas: ${1 + Math.floor(random() * 9)}
  selector:
    matchLabels:
      app: web-${i}
  template:
    metadata:
      labels:
        app: web-${i}
    spec:
      containers:
        - name: main # 하나만 둔다
          image: registry.example.com/web:${Math.floor(random() * 40)}.1
          ports:
            - containerPort: ${1000 + i % 9000}
          env:
            - { name: MODE, value: 'quiet' }`;
const script = (i, random) => `#!/usr/bin/env bash
set -euo pipefail
# 앞선 판을 남겨 둔다
for name in web-${i} worker-${i}; do
  if kubectl get deployment "$name" -n "\${NAMESPACE:-default}" > /dev/null 2>&1; then
    kubectl rollout status "deployment/$name" --timeout ${30 + Math.floor(random() * 60)}s
  else
    echo "$name 없음" >&2
  fi
done`;
const session = (i, random) => `$ kubectl get pods -l app=web-${i}
NAME            READY   STATUS    RESTARTS   AGE
web-${i}-7d9f   1/1     Running   ${Math.floor(random() * 4)}          ${Math.floor(random() * 50)}m
$ curl -s http://localhost:${1000 + i % 9000}/health | jq '.status'
"ok"`;

/** The text of chapter `i`, with `more` at its end. */
export const chapter = (i, count, each, more = "") => {
  const random = numbers(i * 7919 + 20261128), pick = list => list[Math.floor(random() * list.length)];
  const word = () => (random() < 0.15 ? pick(others) : pick(nouns)) + pick(particles);
  const sentence = () => `${Array.from({ length: 6 + Math.floor(random() * 7) }, word).join(" ")} ${pick(verbs)}`;
  const { number } = place(i, each), before = Math.max(i - number + 1, i - 1), far = Math.floor(random() * count);
  const there = place(far, each);
  const bullets = n => Array.from({ length: n }, () => `  - ${sentence()}`).join("\n");
  return `# ${number}. ${title(i)}

- 개념
  - ${subjects[i % subjects.length]}는 **선언(Declaration)**과 실제 상태를 맞춘다
${bullets(7)}
  - 앞의 것과 다른 점은 ${place(before, each).number}. ${title(before)} 에서 보았다
  - 주소는 http://<service-name>:<port> 이다
- 실습 - 생성
  - kubectl apply -f web-${i}.yml -n <네임스페이스 이름>
  - kubectl get pods -o wide --selector app=web-${i}
    - 상태가 \`Running\`이 될 때까지 기다린다

\`\`\`yaml
${manifest(i, random)}
\`\`\`

- 확인
${bullets(9)}
  - docker run --rm -it -p ${1000 + i % 9000}:80 web:<버전>
  - [${title(far)}](../${there.course}/${there.file}) 참고

\`\`\`bash
${script(i, random)}
\`\`\`

- 상태 보기
${bullets(9)}
  - kubectl logs -f deployment/web-${i} --since=10m

\`\`\`console
${session(i, random)}
\`\`\`

- 정리
${bullets(9)}
${more}`;
};

/** Writes `count` chapters below `folder`, `each` in a course; answers their bytes. */
export const write = (folder, count, each = 30) => {
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    const { course, number, file } = place(i, each);
    if (number === 1) mkdirSync(join(folder, course), { recursive: true });
    const text = chapter(i, count, each);
    bytes += Buffer.byteLength(text);
    writeFileSync(join(folder, course, file), text);
  }
  return bytes;
};

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [count, folder, each] = process.argv.slice(2);
  console.log(`${write(folder, +count, +(each || 30))} bytes`);
}
