//! Search: the browser's rules and ours agree, answers are the same on both sides, and readers find
//! what they mean. Node runs the scripts that `build` writes; without it these tests say so and are
//! skipped.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use notesite::Memory;
use notesite::Site;
use notesite::Timings;
use notesite::inside::letters::{self, Pattern};
use notesite::inside::search::{self, Collected, collect};
use notesite::inside::token;
use serde_json::{Value, json};

use crate::common;
#[path = "search/generator.rs"]
mod generator;
#[path = "search/judged.rs"]
mod judged;

const HERE: &str = env!("CARGO_MANIFEST_DIR");

fn load(root: &Path) -> Site {
    let request = common::request(root);
    let config = notesite::configure(&request).expect("the configuration is right");
    notesite::load(
        &request,
        &config,
        &mut Memory::forgetful(),
        &mut Timings::default(),
    )
    .expect("the notes can be read")
    .value
}

/// The site on disk, for Node.
fn build(root: &Path, site: &Path) {
    let run = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .arg("build")
        .arg(root)
        .arg("-o")
        .arg(site)
        .output();
    let run = run.expect("notesite runs");
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
}

/// What a script under tests/search prints; `None` without Node.
fn node(script: &str, arguments: &[&Path]) -> Option<String> {
    let mut command = Command::new("node");
    command
        .arg(Path::new(HERE).join("tests/search").join(script))
        .args(arguments);
    let run = common::node(&mut command)?;
    Some(String::from_utf8(run.stdout).expect("node prints UTF-8"))
}

/// Corpora outside this repository; skipped where they are not.
fn outside(path: &str) -> Option<PathBuf> {
    let there = Path::new(HERE).join("../shared").join(path);
    if !there.exists() {
        common::skip(&format!("../shared/{path} is not here"));
        return None;
    }
    Some(there)
}

/// Notes of some hundred chapters, too many for one file of the index.
fn large(root: &Path) {
    let words: Vec<String> = fs::read_to_string(Path::new(HERE).join("notes/eks-spring.md"))
        .expect("our notes are there")
        .split_whitespace()
        .filter(|word| word.chars().filter(|c| c.is_alphanumeric()).count() > 1)
        .map(str::to_owned)
        .collect();
    let mut seed = 7usize;
    let mut next = move |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut text = String::from("# 큰 강의\n\n");
    for n in 1..=160 {
        let _ = writeln!(
            text,
            "### {n}. {} {}",
            words[next(words.len())],
            words[next(words.len())]
        );
        for _ in 0..4 {
            let _ = writeln!(text, "- {}", words[next(words.len())]);
            for _ in 0..6 {
                let line: Vec<&str> = (0..12).map(|_| words[next(words.len())].as_str()).collect();
                let _ = writeln!(text, "  - {}", line.join(" "));
            }
        }
    }
    text.push_str(
        "### 161. 入門\n- 機械学習入門と全文検索機能\n  - 파드를 C++로 짠다. `npx node.js`\n",
    );
    // A long page lies in several files; what is around its sections may lie in another.
    text.push_str("### 162. 깊이\n\n#### 바깥\n\n");
    for (i, name) in ["가나", "다라", "마바", "사아", "자차", "카타"]
        .iter()
        .enumerate()
    {
        let _ = write!(
            text,
            "##### 안쪽 {name}\n\n{name}속말이 {}\n\n",
            "길다 ".repeat(i * 99)
        );
    }
    text.push_str("##### 끝\n\n###### 더 안쪽\n\n파하속말이 선다\n");
    fs::create_dir_all(root.join("notes")).expect("a folder");
    fs::write(root.join("notes/large.md"), text).expect("the notes are written");
}

fn shown(shape: &Pattern) -> String {
    let each = shape.iter().map(|(from, to)| {
        if from == to {
            from.to_string()
        } else {
            format!("{from}-{to}")
        }
    });
    each.collect::<Vec<_>>().join(" ")
}

/// The rule of a vector, on our side.
fn rule(name: &str, input: &Value) -> Value {
    let text = input.as_str().unwrap_or_default();
    let at = |i: usize| input[i].as_str().unwrap_or_default();
    match name {
        "normalise" => json!(token::normalise(text)),
        "tokens" => json!(token::words(&token::normalise(text)).collect::<Vec<_>>()),
        "queryTokens" => json!(token::query_words(&token::normalise(text)).collect::<Vec<_>>()),
        "qwertyToHangul" => json!(letters::to_hangul(text)),
        "hangulToQwerty" => json!(letters::to_latin(text)),
        "compose" => json!(letters::compose(text)),
        "jamo" => json!(letters::jamo(text)),
        "choseong" => json!(letters::choseong(text)),
        "skeletonEn" => json!(letters::sounds(text)),
        "skeletonKo" => json!(letters::sounds(text)[0]),
        "halfSounds" => json!(letters::half_sounds(text).pop()),
        "stem" => json!(letters::stem(text)),
        "ending" => json!(letters::is_ending(text)),
        "nounOfOne" => json!(letters::noun_of_one(text)),
        "spokenAlike" => json!(letters::spoken_alike(at(0), at(1), false)),
        "forms" => json!(letters::form_of(at(0), at(1))),
        "folded" => json!(letters::folded(text)),
        "pattern" => json!(shown(&letters::pattern(text))),
        "halfTyped" => json!(
            letters::half_typed(text)
                .iter()
                .map(shown)
                .collect::<Vec<_>>()
        ),
        "find" => json!(letters::find(
            &at(0).chars().collect::<Vec<_>>(),
            &letters::pattern(at(1)),
            0
        )),
        "findWord" => json!(letters::find_word(
            &at(0).chars().collect::<Vec<_>>(),
            &letters::pattern(at(1)),
            0
        )),
        "distance" => json!(letters::distance(
            at(0),
            at(1),
            input[2].as_u64().unwrap_or_default() as usize
        )),
        _ => panic!("there is no rule {name}"),
    }
}

#[test]
fn both_sides_agree_on_the_vectors() {
    let files: Vec<PathBuf> = [
        Some(Path::new(HERE).join("tests/search/vectors.json")),
        outside("search/vectors.json"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut count = 0;
    let mut wrong = Vec::new();
    for file in &files {
        let vectors: Value =
            serde_json::from_str(&fs::read_to_string(file).expect("readable")).expect("JSON");
        for (name, all) in vectors.as_object().expect("an object of rules") {
            for vector in all.as_array().expect("a list") {
                let given = rule(name, &vector[0]);
                if given != vector[1] {
                    wrong.push(format!("{name} of {}: {given}", vector[0]));
                }
                count += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let folder = tempfile::tempdir().expect("a folder");
    build(Path::new(HERE), &folder.path().join("site"));
    let mut arguments = vec![folder.path().join("site")];
    arguments.extend(files);
    let Some(said) = node(
        "vectors.mjs",
        &arguments.iter().map(PathBuf::as_path).collect::<Vec<_>>(),
    ) else {
        return;
    };
    assert_eq!(said.trim(), format!("{count} agree"));
}

/// Asks both sides and compares urls, corrections and the first snippet.
fn compare(root: &Path, site: &Path, collected: &Collected, queries: &[String]) {
    build(root, site);
    let file = site.with_extension("json");
    fs::write(&file, json!(queries).to_string()).expect("the queries are written");
    let Some(said) = node("answers.mjs", &[site, &file]) else {
        return;
    };
    let theirs: Vec<Value> = serde_json::from_str(&said).expect("JSON");
    let index = collected.index();
    let (mut different, mut answered) = (Vec::new(), 0);
    for (query, theirs) in queries.iter().zip(&theirs) {
        let ours = search::search(&index, query, 50);
        answered += usize::from(!ours.list.is_empty());
        let urls: Vec<&str> = ours.list.iter().map(|one| one.url.as_str()).collect();
        let snippet = ours
            .list
            .first()
            .map(|one| json!(one.snippet))
            .unwrap_or(json!([]));
        let trail = ours.list.first().map(|one| one.trail.clone());
        let ours = json!({
            "urls": urls,
            "corrected": ours.corrected,
            "nearest": ours.nearest,
            "missing": ours.missing,
            "snippet": snippet,
            "trail": trail.unwrap_or_default(),
        });
        if ours != *theirs {
            different.push(format!("{query}\n  ours   {ours}\n  theirs {theirs}"));
        }
    }
    assert!(
        different.is_empty(),
        "{} of {} differ:\n{}",
        different.len(),
        queries.len(),
        different[..different.len().min(5)].join("\n")
    );
    println!(
        "{} queries, {answered} with an answer: the same on both sides",
        queries.len()
    );
}

/// Every generated query of a class that is asked on both sides, and some that mean nothing.
fn queries(site: &Site, most: usize) -> Vec<String> {
    let mut all: Vec<String> = generator::queries(site)
        .into_iter()
        .map(|one| one.text)
        .collect();
    let step = (all.len() / most).max(1);
    all = all.into_iter().step_by(step).take(most).collect();
    all.extend(
        [
            "",
            " ",
            "?",
            "->",
            "ㅏ",
            "ㅋ",
            "a",
            "뷁",
            "그래서 뭐",
            "-n shop",
            "ＰＯＤ",
            "the",
            "ㅂㅈㄷㄱ",
            "😀 pod",
            "값이",
        ]
        .map(str::to_owned),
    );
    all
}

#[test]
fn a_small_site_answers_the_same_on_both_sides() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = load(Path::new(HERE));
    compare(
        Path::new(HERE),
        &folder.path().join("site"),
        &collect(&site),
        &queries(&site, 500),
    );
}

/// Letters of two bytes and control characters change places with syllables in the files.
#[test]
fn letters_of_two_bytes_are_read_back_as_they_were_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let all: String = ('\u{a1}'..'\u{800}')
        .filter(|c| c.is_alphabetic())
        .collect();
    let words: Vec<String> = all
        .chars()
        .collect::<Vec<_>>()
        .chunks(12)
        .map(|some| some.iter().collect())
        .collect();
    let text = format!(
        "# 글자\n\n### 1. Größe · naïve\n- 쿠버네티스 값은 Ελλάδα\n  - {}\n  - `${{값}} \\ 뷁 → \
        끝`\n  - 종소리 \u{7}\u{8}\u{b}\u{c}\u{e} \u{1b}[0m \u{1f}이다는로가에서지만\n",
        words.join(" 값 ")
    );
    fs::create_dir_all(folder.path().join("notes")).expect("a folder");
    fs::write(folder.path().join("notes/letters.md"), text).expect("the notes are written");
    let site = load(folder.path());
    let asked = [
        "größe",
        "ελλάδα",
        "값",
        "뷁",
        "쿠버",
        "naive",
        "끝",
        "종소리",
    ]
    .map(str::to_owned);
    compare(
        folder.path(),
        &folder.path().join("site"),
        &collect(&site),
        &asked,
    );
}

#[test]
fn a_large_site_answers_the_same_on_both_sides() {
    let folder = tempfile::tempdir().expect("a folder");
    large(folder.path());
    let site = load(folder.path());
    let collected = collect(&site);
    let named = ["学習", "械学習", "全文検索", "検索機", "c++", "node.js"];
    for query in named {
        let found = search::search(&collected.index(), query, 5).list;
        let first = found.first().map_or("", |one| one.url.as_str());
        assert!(first.contains("161-"), "{query}: {first:?}");
    }
    let mut queries = queries(&site, 500);
    queries.extend(named.map(str::to_owned));
    queries.extend(["가나속말", "카타속말", "파하속말"].map(str::to_owned));
    compare(
        folder.path(),
        &folder.path().join("site"),
        &collected,
        &queries,
    );
}

/// Answers in the right chapter first, and among the first five.
fn relevance(site: &Site, name: &str, step: usize) -> (f64, f64) {
    let collected = collect(site);
    let index = collected.index();
    let mut classes: std::collections::BTreeMap<&str, [usize; 3]> =
        std::collections::BTreeMap::new();
    let (mut first, mut five, mut all) = (0, 0, 0);
    for query in generator::queries(site).into_iter().step_by(step) {
        let mut pages: Vec<String> = Vec::new();
        for one in search::search(&index, &query.text, 50).list {
            let page = one.url.split('#').next().unwrap_or_default().to_owned();
            if !pages.contains(&page) {
                pages.push(page);
            }
        }
        let at = pages.iter().position(|page| query.pages.contains(page));
        let class = classes.entry(query.class).or_default();
        class[0] += 1;
        all += 1;
        if at == Some(0) {
            first += 1;
            class[1] += 1;
        } else if std::env::var_os("SHOW").is_some() {
            println!(
                "{}: {} wants {:?}, got {:?}",
                query.class,
                query.text,
                query.pages,
                pages.iter().take(3).collect::<Vec<_>>()
            );
        }
        if at.is_some_and(|at| at < 5) {
            five += 1;
            class[2] += 1;
        }
    }
    let share = |n: usize| 100.0 * n as f64 / f64::from(all.max(1) as u32);
    println!(
        "{name}: {all} queries, {:.1} % first, {:.1} % in the first five; {classes:?}",
        share(first),
        share(five)
    );
    (share(first), share(five))
}

/// Notes of one file, a query, and what the first answer shows, its marks between brackets.
const SNIPPETS: &[(&str, &str, &str)] = &[
    // What stands under a picture is read.
    (
        "# 바다\n\n![등대](https://e.example/a.png \"하얀 기둥이 서 있다\")\n",
        "기둥",
        "하얀 [기둥]이 서 있다",
    ),
    // What a chapter is numbered and what its file is called tells nobody what it says.
    (
        "# 3장 트리\n\n가지를 치며 내려가는 자료구조다.\n\n## 순회\n\n- 차례로 들른다\n",
        "트리",
        "가지를 치며 내려가는 자료구조다.",
    ),
    // The next of a list says nothing of the one before it, its child does.
    (
        "# 빵\n\n## 재료\n\n1. 밀가루\n2. 물과 소금\n3. 효모\n",
        "물과 소금",
        "[물과] [소금]",
    ),
    (
        "# 빵\n\n## 재료\n\n- 효모\n  - 반죽을 부풀린다\n- 소금\n",
        "효모",
        "반죽을 부풀린다",
    ),
    // What is defined goes before what is only named.
    (
        "# 빵\n\n## 재료\n\n- 밀가루, 효모, 소금을 섞는다\n- 효모(yeast): 반죽을 부풀리는 것\n",
        "효모란",
        "[효모](yeast): 반죽을 부풀리는 것",
    ),
    // A note that begins with a heading says what its first section says, but not who wrote it.
    (
        "# 하노이의 탑\n\n## 작성자\n\n- 아무개\n\n## 규칙\n\n- 원판을 하나씩 옮긴다\n",
        "하노이의 탑",
        "원판을 하나씩 옮긴다",
    ),
    (
        "# 인쇄\n\n- プリンター の設定\n",
        "プリンタ",
        "[プリンター] の設定",
    ),
    (
        "# TCP UDP\n\n## 차이점\n\n|   | TCP | UDP |\n| --- | --- | --- |\n| 연결 | 있다 | 없다 \
         |\n",
        "tcp udp 차이",
        "연결 · 있다 · 없다",
    ),
    (
        "# 프로토콜\n\n| 이름 | 포트 |\n| --- | --- |\n| SSH | 22 |\n| 웹의 포트 | 80 |\n",
        "포트",
        "웹의 [포트] · 80",
    ),
    (
        "# 소유권\n\n- 반환할 때도 소유권 이동이 일어난다\n- 소유권이 없다\n",
        "소유권이",
        "[소유권이] 없다",
    ),
    (
        "# 표시\n\n- a deployment's annotation section is updated\n- annotations are copied\n",
        "annotations",
        "[annotations] are copied",
    ),
    (
        "# 데이터\n\n- 절\n  - 트랜잭션이란?\n    - 모두 되거나 하나도 안 된다\n",
        "트랜잭션",
        "모두 되거나 하나도 안 된다",
    ),
    (
        "# 되돌리기\n\n```sh\nhelm rollback --help\nhelm rollback web 1\n```\n",
        "helm rollback",
        "[helm] [rollback] web 1",
    ),
    (
        "# 문서\n\nhttps://example.com/docker\n\ndocker는 컨테이너를 돌린다\n",
        "docker",
        "[docker]는 컨테이너를 돌린다",
    ),
    // What comes after a sentence is no answer to it.
    (
        "# 느린 까닭\n\n- 조인이 느리다\n- 트랜잭션을 롤백한다\n",
        "조인 느리다",
        "[조인]이 [느리다]",
    ),
    (
        "# 명령\n\n- 절\n  - kubectl get pods\n  - 끝\n",
        "kubectl get pods",
        "[kubectl] [get] [pods]",
    ),
    // Letters of any script say something beside what was asked for.
    (
        "# 検索\n\n- 全文検索エンジンを使う\n- 次の行\n",
        "エンジン",
        "全文検索[エンジン]を使う",
    ),
    ("# 数据库\n\n- 索引怎么建\n- 锁\n", "索引", "[索引]怎么建"),
    (
        "# Язык\n\n- cache памяти\n- очередь\n",
        "cache",
        "[cache] памяти",
    ),
    ("# 数据库\n\n- 索引\n  - 用树来存\n", "索引", "用树来存"),
    // A command is an answer, in a paragraph too; what follows it is another.
    (
        "# 시작\n\ngit init\n\ngit remote add origin <주소>\n\n올린다.\n",
        "git init",
        "[git] [init]",
    ),
    (
        "# 점검\n\n명령을 본다.\n\n```sh\nnpm run lint\nnpm test\n```\n",
        "npm run lint",
        "[npm] [run] [lint]",
    ),
    // A number's square is written so, and a command beside sections says nothing of their page.
    (
        "# 회귀\n\n## 결정계수\n\nR²는 설명한 몫이다.\n\n## R 시작\n\nR은 언어다.\n",
        "R²",
        "[R²]는 설명한 몫이다.",
    ),
    (
        "# 통신\n\n## 요청\n\n손님이 먼저 말한다.\n",
        "통신",
        "손님이 먼저 말한다.",
    ),
];

#[test]
fn what_is_shown_of_a_hit_answers() {
    let mut wrong = Vec::new();
    for (note, query, wanted) in SNIPPETS {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.md"), note).expect("a note");
        let collected = collect(&load(folder.path()));
        let found = search::search(&collected.index(), query, 5).list;
        let parts = found.first().map_or(&[][..], |one| &one.snippet);
        let mut shown = String::new();
        for part in parts {
            let (open, close) = if part.hit { ("[", "]") } else { ("", "") };
            let _ = write!(shown, "{open}{}{close}", part.text);
        }
        if shown != *wanted {
            wrong.push(format!("{query}: {shown:?}, wanted {wanted:?}"));
        }
        compare(
            folder.path(),
            &folder.path().join("site"),
            &collected,
            &[(*query).to_owned()],
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

type Pairs = &'static [(&'static str, &'static str)];

/// Notes of single files with what readers type: the address that comes first, or nothing.
const SMALL: &[(Pairs, Pairs)] = &[
    (
        &[
            (
                "heap",
                "# 힙 (Heap)\n\n- 힙은 완전 이진 트리다\n- 힙을 배열로 만든다\n",
            ),
            (
                "stack",
                "# 스택\n\n- 힙과 다르다\n- 나중 것이 먼저 나간다\n",
            ),
            ("lock", "# 락\n\n- 한 번에 하나만 든다\n"),
            ("call", "# 시스템 콜\n\n- 커널에 일을 부탁한다\n"),
            ("system", "# 시스템\n\n- 시스템은 부품의 모임이다\n"),
            ("web", "# 웹\n\n- 문서를 잇는다\n"),
            ("definition", "# 정의\n\n- 말의 뜻을 정한다\n"),
        ],
        &[
            ("힙이란?", "힙-heap.html"),
            ("힙은", "힙-heap.html"),
            ("힙에서", "힙-heap.html"),
            ("락을", "락.html"),
            ("락이란 무엇인가", "락.html"),
            ("시스템 콜에서", "시스템-콜.html"),
            ("웹에서", "웹.html"),
            ("정의", "정의.html"),
            ("수는", ""),
        ],
    ),
    // A syllable is a noun where it stands under particles: any of them finds it then, but no noun
    // that ends like one.
    (
        &[
            (
                "matrix",
                "# 배열 두 겹\n\n- 행과 열을 서로 바꾼다\n- 앞의 열과 뒤의 행의 수가 같아야 한다\n",
            ),
            (
                "bell",
                "# 소리\n\n- 종을 치면 울린다\n- 종은 청동으로 만든다\n- 로그에 남긴다\n",
            ),
            ("sum", "# 모으기\n\n- 제곱의 합을 구한다\n"),
        ],
        &[
            ("행이", "배열-두-겹.html"),
            ("행은", "배열-두-겹.html"),
            ("행에서", "배열-두-겹.html"),
            ("열로", "배열-두-겹.html"),
            ("합이", "모으기.html"),
            ("종에서", "소리.html"),
            ("종이", ""),
            ("합의", ""),
            ("열정", ""),
            ("행복", ""),
            ("행란", ""),
            ("로그인", ""),
            ("로그", "소리.html"),
        ],
    ),
    (
        &[
            (
                "scale",
                "# 규모 확장\n\n사용자가 늘면 서버 하나로는 모자란다. 서버를 늘리거나 더 큰 \
                 것으로 바꾸고, 앞에 캐시를 둔다.\n\n## 참고 자료\n\n- 링크\n",
            ),
            (
                "install",
                "# 설치\n\n## 맥OS\n\n- 홈브루로 한다\n\n## 윈도우\n\n- 받아 설치한다\n",
            ),
            ("plugin", "# 플러그인 설치하기\n\n- 설치 설치 설치\n"),
            ("loop", "# 반복\n\n- for 를 쓴다. `for x in xs`\n"),
            ("type", "# 구체 타입\n\n- int 형과 문\n"),
            ("chart", "# 차트 이름\n\n- 소문자로 적는다\n"),
            (
                "account",
                "# 차트와 계정\n\n- 차트는 노드에 이르기까지 모두 계정이 있다\n",
            ),
        ],
        &[
            ("규모 확장", "규모-확장.html"),
            ("설치", "설치.html"),
            ("맥에서 설치", "설치.html#맥os"),
            ("리눅스 설치", "설치.html"),
            ("for문", "반복.html"),
            ("차트 이르", "차트-이름.html"),
        ],
    ),
    (
        &[
            ("caching", "# 캐싱\n\n- 한 번 읽은 값을 가까이 둔다\n"),
            ("map", "# 해시맵\n\n- 키로 값을 찾는다\n"),
            (
                "end",
                "# 스레드\n\n- 모든 일이 끝날 때까지, 일이 끝날 즈음\n",
            ),
            (
                "changes",
                "# 변경 기록\n\n- 가장 큰 값, 계층, 과정, 기존, 고정, 빈칸, 감시, 방지\n\
                         - 함수형 프로그래밍, 접속을 지킨다, 구현의 모양\n",
            ),
            (
                "functions",
                "# 함수 목록\n\n## coalesce\n\n- 처음으로 비지 않은 값\n",
            ),
            ("collection", "# 콜렉션\n\n- 콜렉션은 모음이다\n"),
            ("hash", "# Hash\n\n- hash 를 만든다\n"),
            ("deploy", "# Deploy\n\n- deploy 한다\n"),
            ("policy", "# Policy\n\n- 규칙이다\n"),
            ("words", "# 말\n\n- 데이터베이스를 지웠다\n"),
            ("none", "# 빈 값\n\n- 아무것도 없습니다\n"),
            ("kana", "# 入口\n\n- ｱﾌﾟﾘで検索する\n"),
        ],
        &[
            ("caching", "캐싱.html"),
            ("해쉬맵", "해시맵.html"),
            ("coalecse", "함수-목록.html#coalesce"),
            ("hashing", "hash.html"),
            ("hashed", "hash.html"),
            ("deployed", "deploy.html"),
            ("policies", "policy.html"),
            ("지우다", "말.html"),
            ("없다", "빈-값.html"),
            ("アプリ", "入口.html"),
            ("検索", "入口.html"),
            ("penguin", ""),
            ("broccoli", ""),
            ("kitchen", ""),
            ("감기", ""),
            ("반지", ""),
            ("치킨", ""),
            ("고양이", ""),
            ("라면", ""),
            ("수박", ""),
        ],
    ),
    (
        &[
            ("bubble", "# Bubble Sort\n\n- 옆의 것과 바꾼다\n"),
            ("breaker", "# Circuit Breaker\n\n- 실패가 많으면 끊는다\n"),
            ("deadlock", "# 데드락\n\n- 서로 기다린다\n"),
            ("interview", "# 면접 질문\n\n- 교착상태란 무엇인가\n"),
            ("cluster", "# Kubernetes\n\n- 컨테이너를 돌린다\n"),
            ("queue", "# Priority Queue\n\n- 급한 것이 먼저다\n"),
            (
                "functional",
                "# 함수형 프로그래밍\n\n- 값을 바꾸지 않는다\n",
            ),
            ("retrieval", "# 검색 증강 생성\n\n- 찾아서 답한다\n"),
            ("same", "# Idempotency\n\n- 두 번 해도 같다\n"),
            ("later", "# Eventual Consistency\n\n- 나중에 같아진다\n"),
            ("regex", "# Regular Expression\n\n- 글자의 꼴\n"),
            ("mvcc", "# 다중 버전 동시성 제어\n\n- 옛 값을 남긴다\n"),
            ("rescue", "# 나무\n\n- 나무는 산(Mountain)에 있다\n"),
        ],
        &[
            ("버블소트", "bubble-sort.html"),
            ("서킷브레이커", "circuit-breaker.html"),
            ("deadlock", "데드락.html"),
            ("교착 상태", "데드락.html"),
            ("k8s", "kubernetes.html"),
            ("우선순위 큐", "priority-queue.html"),
            ("fp", "함수형-프로그래밍.html"),
            ("mountain", "나무.html"),
            ("바이올린", ""),
            ("rag", "검색-증강-생성.html"),
            ("멱등성", "idempotency.html"),
            ("결과적 일관성", "eventual-consistency.html"),
            ("정규식", "regular-expression.html"),
            ("mvcc", "다중-버전-동시성-제어.html"),
        ],
    ),
    (
        &[
            (
                "mutex",
                "# 뮤텍스와 세마포어\n\n- 잠든 스레드를 깨운다\n- 순서를 되돌립니다\n",
            ),
            ("cycle", "# 유한 버퍼\n\n- 생산자와 소비자의 문제다\n"),
            (
                "key",
                "# 복합 키\n\n- 인덱스의 순서를 정한다\n- 키의 종류\n",
            ),
            (
                "slow",
                "# 느린 까닭\n\n- 색인을 못 타는 경우, HTTPS라면 더하다\n",
            ),
            ("lock", "# 락\n\n- 락은 문이다\n- 락을 건다\n"),
            ("wait", "# 기다림\n\n- 여기서 락이 풀린다\n"),
            ("phantom", "# 幻读与间隙锁\n\n- 避免幻读\n- 解决的办法\n"),
            ("queue", "# 消息队列\n\n- 消息堆积\n"),
            ("erase", "# 그릇\n\n- 컨테이너를 지우는 방법\n"),
            ("turn", "# 이력\n\n- 커밋을 합친다\n"),
            (
                "links",
                "# 링크\n\n- 교착 https://example.com/1\n- 교착 https://example.com/2\n",
            ),
            (
                "stuck",
                "# 멈춤\n\n- 교착 한 번 더 말하면\n- 교착 두 번 더 말하면\n",
            ),
        ],
        &[
            ("깨웠다", "뮤텍스와-세마포어.html"),
            ("깨울때", "뮤텍스와-세마포어.html"),
            ("되돌렸는데", "뮤텍스와-세마포어.html"),
            ("생산자소비자문제", "유한-버퍼.html"),
            ("복합키순서정하기", "복합-키.html"),
            ("컨테이너지우기", "그릇.html"),
            ("커밋합치기", "이력.html"),
            ("컨테이너망치기", ""),
            ("색인 안타는 경우", "느린-까닭.html"),
            ("락이", "락.html"),
            ("幻读怎么解决", "幻读与间隙锁.html"),
            ("消息堆积了怎么办", "消息队列.html"),
            ("라면", ""),
            ("ㅋㅋㅋㅋ", ""),
            ("식당", ""),
            ("타일", ""),
            ("안되면 코끼리", ""),
            ("코끼리 종류", ""),
            ("코끼리 왜 쓰나요", ""),
            ("what is 코끼리", ""),
            ("컨테이너 왜 쓰나요", "그릇.html"),
            ("컨테이너였나", "그릇.html"),
            ("세마포어이면", "뮤텍스와-세마포어.html"),
            ("컨테이너뭔데", "그릇.html"),
            ("교착", "멈춤.html"),
        ],
    ),
    (
        &[
            ("group", "# 보안 그룹\n\n- 규칙의 모임\n"),
            (
                "near",
                "# 그룹\n\n- 보안그룹을 만든다\n- 보안과 그룹\n- 그룹  보안은\n",
            ),
            ("cpp", "# C++ 언어\n\n- C++로 짠다\n"),
            ("c", "# C 언어\n\n- C로 짠다\n"),
            ("csharp", "# C# 언어\n\n- C#으로 짠다\n"),
            ("net", "# .NET 기초\n\n- 글\n"),
            ("other", "# 그물 net\n\n- net net net\n"),
            ("js", "# Node.js\n\n- 서버를 짠다\n"),
            ("han", "# 全文検索機能\n\n- 機械学習入門\n"),
            ("run", "# 실행\n\n- `go run main.go`\n- going on\n"),
            ("kana", "# 入口\n\n- 日本語の検索\n"),
        ],
        &[
            ("\"보안 그룹\"", "보안-그룹.html"),
            ("“보안 그룹”", "보안-그룹.html"),
            ("\"그룹 보안\"", "그룹.html"),
            ("\"안 그룹\"", ""),
            ("\"과 그룹\"", ""),
            ("\"go run\" main", "실행.html"),
            ("\"go on\"", ""),
            ("\"going on\"", "실행.html"),
            ("\"oing on\"", ""),
            ("\"語の検\"", "入口.html"),
            ("\"보안그룹", "보안-그룹.html"),
            ("\"\" 규칙", "보안-그룹.html"),
            ("c++", "c-언어-2.html"),
            ("c", "c-언어.html"),
            ("c#으로", "c-언어-3.html"),
            (".net", "net-기초.html"),
            ("node.js", "nodejs.html"),
            ("nodejs", "nodejs.html"),
            ("学習", "全文検索機能.html"),
            ("味噌汁の作り方", ""),
        ],
    ),
    // A name said letter by letter, a loanword spelt otherwise, a verb by its other name, two words
    // that are one name, what is asked of a subject, and a chapter's own name before a section's.
    (
        &[
            ("vlan", "# 망 나누기\n\n- VLAN으로 나눈다\n- MPLS\n"),
            ("dbscan", "# 밀도\n\n- `DBSCAN(eps=0.5)`\n"),
            ("swap", "# 노트북\n\n- 오버클락과 미니맵, 체크아웃\n"),
            ("default", "# 값\n\n- 디폴트를 둔다\n"),
            ("merge", "# 병합\n\n- 두 갈래를 하나로\n"),
            ("kill", "# 신호\n\n- `kill -9 12`\n- 프로세스에 보낸다\n"),
            ("find", "# 도구\n\n## 느린 쿼리 찾기\n\n- 기록을 켠다\n"),
            ("latch", "# 동시에\n\n- 기다린다\n- 래치를 쥔 쪽을 본다\n"),
            (
                "slow",
                "# 속도\n\n- 느린 디스크\n- 느려지기 쉬운 곳은 따로\n",
            ),
            ("zipper", "# 주머니\n\n- 교통 상황과 날씨\n"),
            ("thread", "# 스레드\n\n- 스레드(Thread)란\n  - 흐름이다\n"),
            ("process", "# 프로세스\n\n- 프로세스의 상태\n"),
            ("hup", "# 끊김\n\n- SIGHUP\n"),
        ],
        &[
            ("엠피엘에스", "망-나누기.html"),
            ("엠피엘에스가", "망-나누기.html"),
            ("디비스캔", "밀도.html"),
            ("오버클라크", "노트북.html"),
            ("체크아우트", "노트북.html"),
            ("디폴드", "값.html"),
            ("합쳐요", "병합.html"),
            ("프로세스 강제 종료", "신호.html"),
            ("래치 찾기", "동시에.html"),
            ("교탕상황", "주머니.html"),
            ("스레드", "스레드.html"),
            ("지갑", ""),
        ],
    ),
    // What negates names nothing, a verb is found in another form than the notes hold, no word goes
    // on beyond the end of another, and a verb before brackets is no name.
    (
        &[
            ("screen", "# 화면이 켜지지 않아요\n\n- 선을 본다\n"),
            (
                "menu",
                "# 메뉴\n\n- 켜져 있으면 끈다\n- 밖이 아니라 안에 있는 것\n",
            ),
            (
                "block",
                "# 차단\n\n- 자동 차단이 늘 빠르지는 않다\n- 블록을 둔다\n",
            ),
            ("chain", "# 사슬\n\n- 체인을 건다\n"),
            ("cluster", "# 클러스터\n\n- 노드 여럿\n"),
            ("install", "# 준비\n\n- 하나씩 설치\n"),
            (
                "mac",
                "# 주소\n\n- 이름을 찾아(ARP) 보낸다\n- 또 찾아(ARP) 본다\n",
            ),
            ("find", "# 찾기\n\n- 찾아 나선다\n"),
            ("grid", "# 그리드\n\n- do want to\n"),
        ],
        &[
            ("화면이 안 켜져", "화면이-켜지지-않아요.html"),
            ("화면이 안 켜져요", "화면이-켜지지-않아요.html"),
            ("자동차 보험", ""),
            ("자동차단", "차단.html"),
            ("블록체인", ""),
            ("클러스터설치", "클러스터.html"),
            ("arp", "주소.html"),
            ("dow", ""),
        ],
    ),
    // English: a letter doubled or not, a compound with a letter missing, a name by its initials; a
    // word that builds sentences is none that was mistyped, 파일로 is no pillow.
    (
        &[
            (
                "pick",
                "# 골라 오기\n\n- `git cherry-pick <해시>`\n- apply 뒤에 다시\n",
            ),
            ("log", "# 기록\n\n- error가 남는다\n- form을 보낸다\n"),
            (
                "load",
                "# Load Balancing\n\n- 나눈다\n- 파일로 적는다\n- 파일\n",
            ),
            (
                "spring",
                "# 구조\n\n## Inversion of Control\n\n- 뒤집는다\n",
            ),
            ("route", "# 경로\n\n- adapter와 switch\n"),
        ],
        &[
            ("cherypick", "골라-오기.html"),
            ("git cherrypik", "골라-오기.html"),
            ("cherry pick", "골라-오기.html"),
            ("aply", "골라-오기.html"),
            ("eror", "기록.html"),
            ("errror", "기록.html"),
            ("addapter", "경로.html"),
            ("lb", "load-balancing.html"),
            ("LB란", "load-balancing.html"),
            ("from", ""),
            ("this", ""),
            ("pillow", ""),
            ("ic", ""),
        ],
    ),
    // What English makes with -ing, a noun of one syllable under another name; -ment as other
    // endings. 모닝 is none of 모니터.
    (
        &[
            (
                "view",
                "# 화면 그리기\n\n- render하지 않는다\n- 테스트를 쓴다\n- 로그\n\n\
                 ## server side render\n\n- 먼저\n\n## Do it right\n\n- 나중\n",
            ),
            ("wait", "# 기다림\n\n- spin lock이 풀릴 때까지\n- 모니터\n"),
            (
                "ship",
                "# 내보내기\n\n- deploy 한다\n- replace 한다\n- element\n- clone 한다\n\
                 - do it right\n",
            ),
        ],
        &[
            ("렌더링", "화면-그리기.html#server-side-render"),
            ("테스팅", "화면-그리기.html"),
            ("로깅", "화면-그리기.html"),
            ("락을", "기다림.html"),
            ("락이", "기다림.html"),
            ("deployment", "내보내기.html"),
            ("replacement", "내보내기.html"),
            ("모닝", ""),
            ("링", ""),
            ("밍", ""),
            ("스핀락", "기다림.html"),
            ("cloning", "내보내기.html"),
            ("ssr", "화면-그리기.html#server-side-render"),
            ("dir", ""),
        ],
    ),
    // What a particle hangs onto is mended as it would be alone; ps is no piece of https.
    (
        &[
            ("ser", "# 직렬화\n\n- 바꾼다\n"),
            ("net", "# 도커\n\n- docker 를 https 로\n"),
            ("str", "# 흐름\n\n- stream 을 읽는다\n"),
        ],
        &[
            ("직열화를", "직렬화.html"),
            ("직열화에서", "직렬화.html"),
            ("docker ps", "도커.html"),
            ("ps", ""),
            ("스트리밍", "흐름.html"),
            ("도로", ""),
            ("이론", ""),
        ],
    ),
    // A name with signs is asked for with a particle and without.
    (
        &[
            ("table", "# @Table\n\n- 이름을 정한다\n"),
            (
                "join",
                "# 조인 전략\n\n- 표는 뭐야 하면 TABLE_PER_CLASS 이고 TABLE 하나\n- TABLE\n",
            ),
        ],
        &[
            ("@Table", "table.html"),
            ("@Table은", "table.html"),
            ("@Table이 뭐야", "table.html"),
        ],
    ),
    // Japanese: what hangs onto a word of another script is not what is asked for.
    (
        &[
            ("sign", "# 拍子記号\n\n- 曲の頭に書く\n"),
            (
                "note",
                "# 音を変える\n\n- 音を変えるときはを使う\n- を変えるのは\n",
            ),
            ("move", "# オブジェクトを移動させる\n\n- 移動する\n"),
            (
                "want",
                "# 方向\n\n- そうしたいなら direction\n- インタフェイスとコンテキスト\n",
            ),
        ],
        &[
            ("拍子記号を変える", "拍子記号.html"),
            ("オブジェクトを移動したい", "オブジェクトを移動させる.html"),
            ("移動したい", "オブジェクトを移動させる.html"),
            ("音を変えるとき", "音を変える.html"),
            ("インターフェース", "方向.html"),
            ("インタフェース", "方向.html"),
            ("コンテキト", "方向.html"),
            ("インタフェーイス", "方向.html"),
            ("インタフェイイス", "方向.html"),
        ],
    ),
    // Chinese: verb and object in either order, and a phrase within a run.
    (
        &[
            ("zone", "# 时区\n\n- 设置时间之前选择\n- 要先设置\n"),
            ("pack", "# 软件包\n\n- 安装后可以删除\n"),
            ("port", "# 隧道\n\n- 通过端口转发建立加密通道\n"),
            ("area", "# 区块\n\n- 一个区块\n"),
            ("link", "# 链条\n\n- 链条坏了\n"),
        ],
        &[
            ("设置时区", "时区.html"),
            ("时区设置", "时区.html"),
            ("如何设置时区", "时区.html"),
            ("隧道怎么安装", "隧道.html"),
            ("删除软件包", "软件包.html"),
            ("\"端口转发\"", "隧道.html"),
        ],
    ),
    // A noun of one syllable that the notes hold once, under another particle; what only looks so
    // is none.
    (
        &[
            (
                "stars",
                "# 하늘\n\n- 달은 지구를 돈다\n- 파를 썰고 기를 편다\n",
            ),
            (
                "law",
                "# 나라\n\n- 법을 어기면 갇힌다\n- 가는 길에 소가 논다\n",
            ),
            ("rivers", "# 물\n\n- 강에는 다리를 놓는다\n- 마를 캔다\n"),
        ],
        &[
            ("달이란", "하늘.html"),
            ("달에서", "하늘.html"),
            ("법은", "나라.html"),
            ("법까지", "나라.html"),
            ("강은", "물.html"),
            ("강을", "물.html"),
            ("가을", ""),
            ("마을", ""),
            ("파란", ""),
            ("기와", ""),
            ("소란", ""),
            ("강의", ""),
        ],
    ),
    (
        &[
            ("port", "# 나루\n\n- 배를 댄다\n"),
            (
                "chart",
                "# 지도\n\n- 나루(Harbor)를 그린다\n- 나루(Harbor)를 지난다\n",
            ),
            ("group", "# 그룹\n\n- 여럿을 묶는다\n"),
            ("settings", "# 설정\n\n- 시간과 커널과 주소를 둔다\n"),
            ("time", "# 시간\n\n- 둔다\n"),
            ("rights", "# 권한 설정\n\n- 둔다\n"),
            ("file", "# 파일\n\n- 리눅스와 권한을 둔다\n"),
        ],
        &[
            // What the notes pair is one word, whichever of the two a title has.
            ("harbor", "나루.html"),
            // A groove is no group, though 스와프 is 스왑.
            ("그루브", ""),
            // Nor is golf, whose f no word ends with here.
            ("golf", ""),
            // Beginnings of English words in the letters of Korean ones.
            ("season", ""),
            ("school", ""),
            // A chapter's name counts for more than a line that names it.
            ("시간 권한", "시간.html"),
        ],
    ),
    (
        &[
            (
                "thread",
                "# 스레드\n\n- 여러 일을 가리킨다\n- 가는 실\n- 가에 둔다\n",
            ),
            ("bridge", "# Bridge\n\n- the far side\n"),
            ("python", "# Python\n\n- a tongue\n"),
            ("policy", "# Policies\n\n- one unit each\n"),
            ("page", "# 쪽\n\n- 쪽을 넘긴다\n- 사전에 적는다\n"),
            ("press", "# 단추\n\n- 단추를 누르고 뗀다\n"),
            ("modes", "# 차림\n\n- 모드\n- 모드를 고른다\n"),
            ("socket", "# 소켓\n\n- TIME_WAIT가 남는다\n"),
            ("shell", "# 셸\n\n- 셸은 껍데기다\n"),
            ("work", "# 일\n\n- 셸의 일을 한다\n- 길이를 잰다\n"),
        ],
        &[
            ("thread", "스레드.html"),
            ("브리지", "bridge.html"),
            ("파이썬이란", "python.html"),
            ("타임웨이트", "소켓.html"),
            // Where the notes are about 셸, 셸의 is 셸.
            ("셸의", "셸.html"),
            ("policy", "policies.html"),
            // Neither a noun with a particle that it cannot have, nor a verb of which the notes
            // hold no other form.
            ("가을", ""),
            ("여름", ""),
            ("garlic", ""),
            ("season", ""),
            ("school", ""),
            ("unity", ""),
            // Two consonants of a verb, and of a noun that stands alone as well.
            ("null", ""),
            ("mode", "차림.html"),
        ],
    ),
    // A name with what kind of thing it is behind it, the file's own name, signs alone, one letter
    // of Chinese.
    (
        &[
            (
                "01-end-point",
                "# 소켓\n\n- 두 프로그램을 잇는 끝\n\n## 적은 이\n\n- 늘봄\n",
            ),
            ("stone", "# 뗀석기 시대\n\n- 돌을 떼어 낸다\n"),
            (
                "07-disk_net",
                "# Disk\n\n- 한 기계에 붙여 쓴다\n\n## Net\n\n- Net은 여러 기계가 나누어 쓰는 \
                 자리이다\n",
            ),
            (
                "han",
                "# 백제의 발전\n\n- 한강을 얻다\n\n## 호적법\n\n- 사람을 센다\n",
            ),
            (
                "heap",
                "# 보관함\n\n- 미리 잡아 둔다\n\n## 풀(pool)\n\n- 보관함을 나누어 쓴다\n",
            ),
            ("equal", "# == 와 === 차이\n\n- 형이 다르면 다르다\n"),
            ("tea", "# 绿茶的泡法\n\n- 水要热\n"),
        ],
        &[
            ("소켓통신", "소켓.html"),
            ("백제시대", "백제의-발전.html"),
            ("뗀석기시대", "뗀석기-시대.html"),
            ("호적제도", "백제의-발전.html#호적법"),
            ("보관함풀", "보관함.html#풀pool"),
            ("백제주의", ""),
            ("end point", "소켓.html"),
            ("stone", "뗀석기-시대.html"),
            ("===", "와-차이.html"),
            ("&&", ""),
            ("茶", "绿茶的泡法.html"),
            ("的", ""),
        ],
    ),
    // A chapter that is called as a command, whatever options stand behind it; a subject before
    // what is done with it; what input methods show before they convert.
    (
        &[
            ("save", "# npm save\n\n- 남긴다\n"),
            (
                "other",
                "# 모아 두기\n\n- `npm save --force`\n- npm save --force 는 묻지 않는다\n",
            ),
            ("mask", "# 서브넷\n\n- 주소를 가른다\n"),
            (
                "block",
                "# 조각 나누기\n\n- 블록을 나눈다\n\n## 나누는 법\n\n- 나눈다\n",
            ),
            ("one", "# 하나\n\n- 서브넷마다 하나를 둔다\n"),
            ("two", "# 둘\n\n- 서브넷\n"),
            ("three", "# 셋\n\n- 셋\n"),
            ("kana", "# バックアップ\n\n- 写す\n"),
        ],
        &[
            ("npm save --force", "npm-save.html"),
            ("npm save -f", "npm-save.html"),
            ("서브넷 왜 나눠요", "서브넷.html"),
            ("서브넷 vs 둘", "둘.html"),
            ("ばっくあっぷ", "バックアップ.html"),
            ("ばっく", "バックアップ.html"),
        ],
    ),
    // What is asked around a subject, as people type it, adds nothing to it and takes nothing away.
    (
        &[
            (
                "mesh",
                "# 메시\n\n- 점을 잇는다\n\n## 삼각형\n\n- 셋이면 면이 된다\n",
            ),
            (
                "shader",
                "# 셰이더\n\n- 왜 그렇게 칠할까: 빛에 대해서 정리한 식이 있다\n- 필요한 때에 \
                 쓴다. 예제는 뜻이 같다\n- 무엇인가 물으면 답이 있고, 어디에 쓰는지 쉽게 안다\n",
            ),
            (
                "use",
                "# 셰이더의 활용\n\n- 물과 불을 그린다\n- 쓰는법이 여럿이다\n",
            ),
            (
                "talk",
                "# 회의록\n\n- 뭐였지 하고 물었다. 설명해줘, 알려줘 했다\n- 좀 더 본다. 중에 \
                 란 말\n- 이라고 하는 이유\n",
            ),
        ],
        &[
            ("메시 뭔데", "메시.html"),
            ("메시 뭐였지", "메시.html"),
            ("메시 란", "메시.html"),
            ("메시란게", "메시.html"),
            ("메시라는건", "메시.html"),
            ("메시뭐야", "메시.html"),
            ("메시 왜써", "메시.html"),
            ("메시 왜 필요해", "메시.html"),
            ("메시 언제 써요", "메시.html"),
            ("메시 어케함 ㅠㅠ", "메시.html"),
            ("메시 에 대해서 정리", "메시.html"),
            ("메시 무엇인가", "메시.html"),
            ("메시 를 설명하시오", "메시.html"),
            ("메시 좀 알려줘", "메시.html"),
            ("메시 설명해주세요", "메시.html"),
            ("메시 쉽게 설명", "메시.html"),
            ("메시 이라고 하는 이유", "메시.html"),
            ("메시 중에 삼각형", "메시.html#삼각형"),
            // Half typed: 셰이더라는, 셰이더부터.
            ("셰이더라", "셰이더.html"),
            ("셰이더부", "셰이더.html"),
            ("셰이더 활욜", "셰이더의-활용.html"),
            ("활욜 셰이더", "셰이더의-활용.html"),
        ],
    ),
    // Keys that changed places or were missed; what the notes write with a letter, or in one form
    // of a verb; and what only points at another chapter.
    (
        &[
            (
                "equation",
                "# 방정식\n\n- 미지수를 찾는다\n\n## 다음 과제\n\n다음 과제에서는 행렬의 \
                 전치를 살펴보겠습니다.\n",
            ),
            (
                "matrix",
                "# 행렬\n\n- 수를 늘어놓는다\n\n## 전치\n\n- 행과 열을 바꾼다. 행렬 하나로 \
                 된다\n",
            ),
            ("ray", "# 방사선\n\n- α선과 γ-입자가 있다\n"),
            ("frag", "# 단편화\n\n- 조각이 남는다\n"),
            (
                "file",
                "# 파일\n\n- 파일을 읽어 들인다\n- 파일에 락을 건다\n",
            ),
            ("stack", "# 호출 스택 (Call Stack)\n\n- 함수가 쌓인다\n"),
            ("net", "# 서브넷\n\n- 망을 가른다: 서브네팅\n"),
            ("center", "# 중심지\n\n- 도시\n"),
            ("mail", "# メール\n\n- プリンターで刷る\n"),
            ("play", "# 재생\n\n- 다음 노드를 가리킨다. 재생 목록의 끝\n"),
            (
                "orbit",
                "---\ntitle: 궤도\ndescription: 별이 도는 길을 셈한다\ntopic: 천문학\n\
                 tags: [행성]\n---\n\n## 반지름\n\n- 멀수록 느리다\n",
            ),
        ],
        &[
            ("바엊ㅇ식", "방정식.html"),
            ("방정ㅣㅅㄱ", "방정식.html"),
            ("바정식", "방정식.html"),
            ("ㅏ방정식", "방정식.html"),
            ("단ㅍ녀화", "단편화.html"),
            ("단ㅍㄴ화", "단편화.html"),
            ("단펴ㄴ화", "단편화.html"),
            ("주심지", "중심지.html"),
            ("ㄷㅍㅎ", "단편화.html"),
            ("ㅋㅋㅋ", ""),
            ("ㅏㅑㅕ", ""),
            ("방ㅈㄱㅎ로", ""),
            ("행렬 전치", "행렬.html#전치"),
            ("전치", "행렬.html#전치"),
            ("노드를 가리킨다", "재생.html"),
            ("알파선", "방사선.html"),
            ("감마입자", "방사선.html"),
            ("감마", "방사선.html"),
            ("델타선", ""),
            ("파일 읽기", "파일.html"),
            ("락 거는 법", "파일.html"),
            ("콜스택", "호출-스택-call-stack.html"),
            ("팁스택", ""),
            ("서브네팅방법", "서브넷.html"),
            ("メールソフト", "メール.html"),
            ("カメラソフト", ""),
            ("천문학", "궤도.html"),
            ("행성", "궤도.html"),
            ("별이 도는 길", "궤도.html"),
        ],
    ),
    // Chapters by their numbers, whatever word stands in the heading; other numbers are none.
    (
        &[(
            "net",
            "# 통신망\n\n## 1. 계층\n\n- 계층은 7개다\n\n## 2. 선\n\n- 선을 잇는다\n\n\
            ## 3. 스위치\n\n- 표를 둔다\n\n## 4. 무선\n\n- 종이 3장에 그린다\n- 802.11\n",
        )],
        &[
            ("3장", "net/3-스위치.html"),
            ("제3강", "net/3-스위치.html"),
            ("3 과", "net/3-스위치.html"),
            ("chapter 2", "net/2-선.html"),
            ("ch3", "net/3-스위치.html"),
            ("第2章", "net/2-선.html"),
            ("7개", "net/1-계층.html"),
            ("80 선", "net/2-선.html"),
        ],
    ),
    // A verb in whatever form, also with another behind it.
    (
        &[
            ("lend", "# 대출\n\n- 책을 빌려준다\n- 돌려받는다\n"),
            ("dam", "# 둑\n\n- 물을 막는다\n- 흙을 쌓는다\n"),
            ("lamp", "# 등불\n\n- 끄거나 켠다\n- 남은 기름을 버린다\n"),
            ("power", "# 전기\n\n- 전선과 전압\n"),
        ],
        &[
            ("빌리기", "대출.html"),
            ("막기", "둑.html"),
            ("막을 때", "둑.html"),
            ("쌓을 때", "둑.html"),
            ("끄다", "등불.html"),
            ("끄는 법", "등불.html"),
            ("버릴 때", "등불.html"),
            ("전기", "전기.html"),
            ("버스", ""),
            ("막걸리", ""),
        ],
    ),
    // What a sound tells, and names joined by signs of which one part was mistyped.
    (
        &[
            (
                "a",
                "# 통신\n\n- 헤더를 붙인다\n- 파서\n- 표준은 C++20이다\n",
            ),
            (
                "b",
                "# 일꾼\n\n- 워커가 둘이다\n- `unique_ptr`\n- .NET8과 C#12\n",
            ),
            (
                "c",
                "# 나눔\n\n- `shared_ptr`\n- 언제 써도 된다\n- when it starts, use it\n",
            ),
        ],
        &[
            ("header", "통신.html"),
            ("worker", "일꾼.html"),
            ("parser", "통신.html"),
            ("reader", ""),
            ("uniqe_ptr", "일꾼.html"),
            ("shard_ptr", "나눔.html"),
            ("c++", "통신.html"),
            ("c#", "일꾼.html"),
            (".net", "일꾼.html"),
            ("when to use c++", "통신.html"),
        ],
    ),
];

#[test]
fn what_a_reader_types_leads_to_the_chapter_that_is_meant() {
    let mut wrong = Vec::new();
    for (notes, asked) in SMALL {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in *notes {
            fs::write(folder.path().join(format!("{name}.md")), text).expect("a note");
        }
        let collected = collect(&load(folder.path()));
        let index = collected.index();
        for (query, wanted) in *asked {
            let found = search::search(&index, query, 50);
            let first = found.list.first().map_or("", |one| one.url.as_str());
            if first != *wanted {
                wrong.push(format!("{query}: {first:?}, wanted {wanted:?}"));
            }
        }
        let queries: Vec<String> = asked.iter().map(|(query, _)| (*query).to_owned()).collect();
        compare(
            folder.path(),
            &folder.path().join("site"),
            &collected,
            &queries,
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_word_was_cut_into_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.md"), "# 소켓\n\n- 잇는 끝\n").expect("a note");
    let collected = collect(&load(folder.path()));
    let found = search::search(&collected.index(), "소켓통신", 10);
    assert_eq!(found.corrected.as_deref(), Some("소켓 통신"));
    assert_eq!(found.missing, ["통신"]);
    assert_eq!(found.list.len(), 1);
}

#[test]
fn a_word_that_the_notes_lack_is_named_beside_the_results_of_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.md"), "# 설치\n\n- 받아 둔다\n").expect("a note");
    let collected = collect(&load(folder.path()));
    let missing = |query| search::search(&collected.index(), query, 10).missing;
    assert_eq!(missing("리눅스 설치"), ["리눅스"]);
    assert!(missing("설치").is_empty());
    // Neither what asks nor what is asked of any subject.
    assert_eq!(missing("리눅스 설치 예제 좀 알려줘"), ["리눅스"]);
    assert!(missing("리눅스").is_empty());
    assert!(missing("설치 되나").is_empty());
    assert_eq!(missing("설치_banana"), ["banana"]);
}

/// A word that shares half its letters is no word that anybody meant.
#[test]
fn only_a_word_that_is_nearly_the_same_is_named_instead() {
    let folder = tempfile::tempdir().expect("a folder");
    let note = "# Partition\n\nIf a disk has partitions, allocation is by block.\n\n데이터베이스\n";
    fs::write(folder.path().join("a.md"), note).expect("a note");
    let collected = collect(&load(folder.path()));
    let cases = [
        ("wifi", None),
        ("radiation", None),
        ("obfuscation", None),
        ("blokc", Some("block")),
        ("dosk", Some("disk")),
    ];
    for (query, wanted) in cases {
        let found = search::search(&collected.index(), query, 1);
        let said = found.nearest.or(found.corrected);
        assert_eq!(said.as_deref(), wanted, "{query}");
    }
    let asked = cases.map(|(query, _)| query.to_owned());
    let site = folder.path().join("site");
    compare(folder.path(), &site, &collected, &asked);
}

/// Words of every day and of other fields, in both scripts.
const COMMON: &str = "\
    바나나 축구 여행 병원 날씨 영화 음악 커피 저녁 가족 학교 결혼 생일 요리 자동차 지하철 \
    비행기 호텔 산책 강아지 고양이 냉장고 침대 웃음 전쟁 철학 소설 신문 경찰 농부 도서관 \
    박물관 수영장 감자 양파 당근 무지개 태양 지진 태풍 여름 가을 겨울 할머니 월급 보험 투자 \
    야구 골프 하스켈 포토샵 banana football hospital weather movie music lunch family \
    school marriage kitchen airplane hotel puppy refrigerator laughter politics philosophy \
    theater novel lawyer farmer museum garden church potato onion garlic carrot rainbow \
    earthquake typhoon season salary insurance baseball golf tennis haskell photoshop figma \
    unity";

/// At most one in twenty is answered, for two or three of them are misspellings of what is there.
#[test]
fn common_words_that_the_notes_lack_find_nothing() {
    let (mut asked, mut answered) = (0, Vec::new());
    for root in [
        Path::new(HERE).to_owned(),
        Path::new(HERE).join("benches/search/judged/courses"),
    ] {
        let collected = collect(&load(&root));
        let index = collected.index();
        let entries = |word: &str| search::search(&index, &format!("\"{word}\""), 1);
        for word in COMMON.split_whitespace() {
            if !entries(word).list.is_empty() {
                continue;
            }
            asked += 1;
            if !search::search(&index, word, 1).list.is_empty() {
                answered.push(word);
            }
        }
    }
    println!("{} of {asked} answered: {answered:?}", answered.len());
    assert!(asked > 120 && answered.len() * 20 <= asked, "{answered:?}");
}

/// No site holds it whole: only pairs of which its notes hold a side.
#[test]
fn the_lexicon_is_small_as_a_host_sends_it() {
    let lexicon = Path::new(HERE).join("src/pages/search/lexicon.txt");
    let Some(bytes) = node("zipped.mjs", &[&lexicon]) else {
        return;
    };
    let bytes: usize = bytes.trim().parse().expect("a number");
    assert!(bytes <= 10 * 1024, "{bytes} bytes");
}

#[test]
fn a_query_may_begin_with_a_dash() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("a.md"),
        "# 이름\n\n- `kubectl get pods -n study`\n",
    )
    .expect("a note");
    let mut run = Command::new(env!("CARGO_BIN_EXE_notesite"));
    let run = run
        .args(["search", "-n study"])
        .arg(folder.path())
        .arg("--json");
    let said = run.output().expect("notesite runs").stdout;
    let said: Value = serde_json::from_slice(&said).expect("JSON");
    assert_eq!(said[0]["title"], "이름");
}

#[test]
fn readers_find_what_they_mean_in_our_notes() {
    let (first, five) = relevance(&load(Path::new(HERE)), "our notes", 1);
    assert!(
        first >= 95.0 && five >= 99.0,
        "{first:.1} % first, {five:.1} % in the first five"
    );
}

#[test]
fn readers_find_what_they_mean_in_notes_of_others() {
    let Some(root) = outside("seeds") else { return };
    let (first, five) = relevance(&load(&root), "the sample", 1);
    assert!(
        first >= 95.0 && five >= 99.0,
        "{first:.1} % first, {five:.1} % in the first five"
    );
}

/// One in eight, or with `NOTESITE_NIGHTLY=1` all.
#[test]
fn readers_find_what_they_mean_in_courses_that_nobody_tuned_for() {
    let root = Path::new(HERE).join("benches/search/judged/courses");
    let step = if std::env::var_os("NOTESITE_NIGHTLY").is_some() {
        1
    } else {
        8
    };
    let (first, five) = relevance(&load(&root), "courses", step);
    assert!(
        first >= 96.0 && five >= 98.5,
        "{first:.1} % first, {five:.1} % in the first five"
    );
}

/// What people type: the figures of `benches/search/judged.mjs`, of both halves together.
#[test]
fn people_find_what_they_mean_in_courses_that_nobody_tuned_for() {
    let folder = Path::new(HERE).join("benches/search/judged");
    let mut figures = judged::Figures::default();
    for name in ["courses", "ja", "zh", "en"] {
        let site = load(&folder.join(name));
        figures.add(&folder, name, &site);
    }
    println!("{figures:?}");
    let share = |some: usize, all: usize| 100.0 * some as f64 / all as f64;
    let [first, five, none] =
        [figures.first, figures.five, figures.none].map(|some| share(some, figures.asked));
    assert!(
        first >= 85.0 && five >= 93.0 && none <= 3.0,
        "{first:.1} % first, {five:.1} % in the first five, {none:.1} % none"
    );
    let answered = share(figures.answered, figures.lacking);
    assert!(answered <= 20.0, "{answered:.1} % of what is not there");
}

/// Two words without the blank between them, the second begun, and one that only ends like that.
#[test]
fn words_begun_behind_others_are_found_in_a_large_site() {
    let collected = collect(&load(
        &Path::new(HERE).join("benches/search/judged/courses"),
    ));
    let index = collected.index();
    let first = |query: &str| {
        let found = search::search(&index, query, 1).list;
        found
            .into_iter()
            .next()
            .map_or_else(String::new, |one| one.url)
    };
    for (query, page) in [
        ("버블ㅈ", "algo/기본-정렬.html"),
        ("그래픞", "algo/그래프-표현.html"),
        ("이진탐색ㅌ", "algo/이진-탐색"),
        ("방화벽에사", "net/7-udp와-quic.html"),
    ] {
        let found = first(query);
        assert!(found.starts_with(page), "{query}: {found}");
    }
    assert_eq!(first("버블ㅋ"), "");
}

/// A short word with a wrong letter is many a word, beside others it is one; and who forgot the
/// other keyboard layout seldom held Shift either.
#[test]
fn short_words_are_understood_by_those_beside_them() {
    let root = Path::new(HERE).join("benches/search/judged/courses");
    let collected = collect(&load(&root));
    let index = collected.index();
    let cases = [
        ("상태 코두", "net/10-http-기본.html#상태-코드"),
        ("기소 정렬", "algo/선형-시간-정렬.html#기수-정렬"),
        ("연결 요수", "algo/깊이-우선-탐색.html#연결-요소"),
        ("조건 쓰그", "db/4-sql-기초.html#조건-쓰기"),
        ("rptn wjdfuf", "algo/선형-시간-정렬.html#계수-정렬"),
        ("rptks ghkrdls", ""),
    ];
    for (query, page) in cases {
        let found = search::search(&index, query, 1).list;
        let first = found.first().map_or("", |one| &*one.url);
        assert!(first.starts_with(page), "{query}: {first}");
    }
    // Nothing holds these together, so that the word is told as missing.
    for query in ["코두 수강", "모모 정렬"] {
        let answer = search::search(&index, query, 1);
        assert_eq!(answer.corrected, None, "{query}");
    }
    let mut asked = cases.map(|(query, _)| query.to_owned()).to_vec();
    asked.extend(["코두 수강", "모모 정렬", "라우틍 테이블", "슬룻 페이지"].map(str::to_owned));
    let folder = tempfile::tempdir().expect("a folder");
    compare(&root, &folder.path().join("site"), &collected, &asked);
}

/// A heading of several words by its initials, of which the notes hold hundreds of words each.
#[test]
fn initials_of_several_words_are_found_in_a_large_site() {
    let collected = collect(&load(
        &Path::new(HERE).join("benches/search/judged/courses"),
    ));
    let index = collected.index();
    for (query, page) in [
        ("ㅂㅂㅈㄹ", "algo/기본-정렬.html#버블-정렬"),
        ("ㄱㅎㄱㅅ", "algo/스택.html#괄호-검사"),
        ("ㅇㄱㄱㄹ", "algo/위상-정렬.html#임계-경로"),
        ("ㅇㄱㅈㅅㅇ", "net/10-http-기본.html#연결-재사용"),
        ("ㅇㄹㄱㅇㄴㄹㄱ", "#올리기와-내리기"),
    ] {
        let found = search::search(&index, query, 1).list;
        let first = found.first().map_or("", |one| &*one.url);
        assert!(first.ends_with(page), "{query}: {first}");
    }
    assert!(search::search(&index, "ㅋㅍㅌㅋㅍ", 1).list.is_empty());
}

mod lexicon {
    use notesite::inside::lexicon::{LEXICON, plain};
    use std::collections::BTreeSet;

    #[test]
    fn no_group_of_the_lexicon_contradicts_another() {
        let mut known = BTreeSet::new();
        for line in LEXICON.lines() {
            let names: Vec<&str> = line.split('=').collect();
            assert!(names.len() > 1, "{line} names one thing once");
            for name in names {
                assert_eq!(plain(name), name, "{line} is not as search reads it");
                assert!(
                    known.insert(name),
                    "{name} is in two groups, or twice in one"
                );
            }
        }
    }

    #[test]
    fn the_lexicon_knows_the_field() {
        let groups = LEXICON.lines().count();
        assert!(groups >= 600, "{groups} groups");
    }
}

mod shards {
    use notesite::inside::shards::{Length, Shard, cut, order, push_word};
    #[test]
    fn a_word_and_what_goes_on_from_it_lie_in_one_file() {
        let nouns = [
            "서버",
            "커밋",
            "큐",
            "클러스터",
            "파드",
            "commit",
            "컨테이너",
        ];
        let mut words: Vec<String> = Vec::new();
        for noun in nouns {
            let endings = ["", "가", "는", "를", "에", "에서", "의", "처럼"];
            words.extend(endings.map(|ending| format!("{noun}{ending}")));
        }
        words.sort_by_key(|word| order(word));
        // Any word may end a file here.
        let length = Length {
            least: 1,
            most: 1024,
            ends: 1,
        };
        let all = words.iter().map(String::as_str);
        let shards = cut(all, length, order, |i, shared, out| {
            push_word(&words[i], shared, out);
        });
        let word = |shard: &Shard| {
            let line = shard.payload.split(',').next().unwrap_or_default();
            line.chars().skip(1).collect::<String>()
        };
        let first: Vec<String> = shards.iter().map(word).collect();
        for (i, shard) in shards.iter().enumerate().skip(1) {
            let before = words
                .iter()
                .rposition(|word| order(word) < order(&first[i]));
            let before = before.map_or(String::new(), |at| order(&words[at]));
            assert!(before < order(&shard.key), "{before}: {}", shard.key);
            assert!(first[i].starts_with(&shard.key), "{}", shard.key);
        }
        let length = |shard: &Shard| shard.key.chars().count();
        assert!(shards.iter().map(length).sum::<usize>() < first.concat().chars().count());
        for noun in nouns.iter().filter(|noun| noun.len() > 3) {
            let begun: Vec<_> = first
                .iter()
                .filter(|word| word.starts_with(*noun))
                .collect();
            assert!(begun.iter().all(|word| word == noun), "{noun}: {first:?}");
        }
        assert!(first.len() > nouns.len(), "{first:?}");
    }
}
