// Notes to measure linking with: one course of N chapters, each a file, each about a subject of its own with a Korean pair, and each with
// every form of link and mention that notesite resolves. The same number gives the same notes.
// usage: node notes.mjs N FOLDER
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const roots = "Audit Batch Cache Chart Claim Cloud Codec Drain Event Fetch Flow Frame Gate Graph Grid Guard Hash Image Index Inlet Lease Ledger Link Lock Mesh Meter Mount Node Parse Patch Plan Port Probe Proxy Query Queue Quota Relay Ring Role Route Scale Shard Shell Slot Stack Store Token Trace Vault".split(" ");
const korean = "감사 묶음 저장 도표 청구 구름 부호 배수 사건 인출 흐름 틀 관문 그림 격자 경비 해시 형상 색인 입구 임대 원장 연결 잠금 그물 계측 부착 마디 해석 보수 계획 항구 탐침 대리 질의 대기 할당 중계 고리 역할 경로 규모 조각 껍질 자리 더미 창고 증표 자취 금고".split(" ");
const digits = i => [i % 50, Math.floor(i / 50) % 50, Math.floor(i / 2500) % 50];

const subject = i => digits(i).map(d => roots[d]).join("");
const pair = i => digits(i).map(d => korean[d]).join("");
const number = (i, count) => ((i - 1 + count) % count) + 1;

/** Chapter `i` of `count`, from 1: some 60 bullets as in real notes, a dozen of which lead to other chapters. */
const chapter = (i, count) => {
  const at = step => number(i + step, count), file = n => `${String(n).padStart(5, "0")}-note.md`;
  const plain = Array.from({ length: 16 }, (_, n) => `  - ${n + 1}번째로 볼 것은 상태이며 값이 \`ready\`가 될 때까지 기다린다\n    - 그렇지 않으면 **원인(Reason)**을 먼저 본다\n`).join("");
  return `# ${i}. ${subject(i)}

- 개념
  - ${pair(i)} (${subject(i)})는 선언과 실제 상태를 맞춘다
  - ${subject(at(37))}를 쓰며 ${pair(at(911))}와도 이어진다
  - (${at(-1)}. ${subject(at(-1))} 참고)
  - ${at(5)}장에서 이어지고 다음 장에서 끝난다
${plain}- 실습
  - kubectl apply -f web-${i}.yml -n <네임스페이스 이름>
  - '${at(120)}. ${subject(at(120))} > 정리' 단계에서 만든 것을 쓴다
  - [표준 문서](${file(at(7))}), [같은 장의 끝](#정리), [저쪽의 끝](${file(at(400))}#정리), [[${subject(at(64))}]]

\`\`\`
apiVersion: v1
kind: Service
metadata:
  name: web-${i}
spec:
  selector:
    app: web
  ports:
    - port: ${1000 + (i % 9000)}
\`\`\`

- 키
  - selector.app
  - port
- 정리
  - ${at(3)}장과 ${at(8)}장을 참고한다
${plain}`;
};

export const write = (count, folder) => {
  mkdirSync(join(folder, "notes/course"), { recursive: true });
  for (let i = 1; i <= count; i++) writeFileSync(join(folder, "notes/course", `${String(i).padStart(5, "0")}-note.md`), chapter(i, count));
};

if (process.argv[1] === new URL(import.meta.url).pathname) write(+process.argv[2], process.argv[3]);
