// Headings with the anchors that github-slugger gives them, as `tests/anchors.txt` holds them: `node slugs.mjs > ../../tests/anchors.txt`.
// Signs that cannot be seen are left out of the answers, as notesite leaves them out.
import { slug } from "github-slugger";

const UNSEEN = /[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u3164\ufe00-\ufe0f\ufeff\uffa0]|[\u{e0000}-\u{e0fff}]/gu;
const words = ["Set Up", "한글 Title", "C++", "C#", "A & B", "a--b", "a  b", "foo_bar", "1. 시작 - 끝", "1.2.3 버전", "Q&A", "50% 할인", "x/y.z", "@Transactional", "$HOME 값",
  "「인용」 말", "（전각）괄호", "서버ー장음", "점·가운데", "‘작은’ “큰”", "줄임…", "물음표?", "느낌표! 끝", "::: 콜론", "#해시", "*별*", "Ünï çødé", "É", "ﬁ", "ß", "ΑΣ", "İ", "日本語 見出し", "中文：标题",
  "① 첫째", "㈠ 하나", "❶ 하나", "m² 넓이", "½ 컵", "Ⅳ 넷째", "ⅳ", "Ⓐ 형", "＿밑줄", "A‿B", "全角Ａ", "ｶﾀｶﾅ", "ㄱㄴ", "ᄀ", "٣ 셋", "३ तीन", "हिन्दी", "ไทย", "العربية",
  "🎯 목표", "⚙️ 설정", "1️⃣ 하나", "#️⃣ 표", "👨‍👩‍👧 가족", "🏳️‍🌈 깃발", "🇰🇷 한국", "☁️", "❤️ 하트", "🖥️ 화면 🖥️", "끝 ⚠️", "가\u200d나", "가\u3164나", "가\u00a0나", "가\u3000나", "가\t나", "가\u00ad나", "가\u200b나",
  "", " ", "-", "--", "_", "—", "a—b", "a–b", "C:\\x", "a|b", "~틸드~", "^윗", "<T>", "List<T>", "\"따옴표\" 글", "'하나'", "`", "끝.", "(괄호)", "[대괄호]", "{중괄호}", "a,b;c", "a=b+c", "%20", "é 결합", "e\u0301"];
process.stdout.write(words.map(one => `${JSON.stringify(one)}\t${JSON.stringify(slug(one.normalize("NFC")).replace(UNSEEN, ""))}\n`).join(""));
