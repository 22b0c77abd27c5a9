//! Names that say where they stand without a number: `머리말`, `appendix-a`, `March`, `둘째`, `IX`.
//! Names of files and folders side by side in, their places out.

use crate::notes::library::file_names::is_container;

/// The place of what says none.
const NOWHERE: i32 = 0;

/// The place of what lists the others.
pub(super) const CONTENTS: i32 = -5;

/// The place of what ends a book, and of what comes behind that.
const END: i32 = i32::MAX / 2;

/// What comes before everything else in a book, from its front.
const FIRST: [&[&str]; 5] = [
    &[
        "목차",
        "차례",
        "toc",
        "contents",
        "table of contents",
        "home",
    ],
    &[
        "머리말",
        "서문",
        "들어가며",
        "들어가기",
        "들어가는 말",
        "시작하며",
        "여는 글",
        "프롤로그",
        "서론",
        "preface",
        "foreword",
        "prologue",
    ],
    &[
        "소개",
        "개요",
        "introduction",
        "intro",
        "overview",
        "오리엔테이션",
        "orientation",
        "ot",
        "はじめに",
        "概要",
    ],
    &["시작하기", "getting started", "quickstart", "quick start"],
    &[
        "설치",
        "설치하기",
        "설치 방법",
        "환경설정",
        "환경 설정",
        "환경구축",
        "환경 구축",
        "개발환경",
        "개발 환경",
        "install",
        "installation",
        "installing",
        "setup",
        "インストール",
        "環境構築",
        "安装",
    ],
];

/// What comes behind everything else, to its end.
const LAST: [&[&str]; 4] = [
    &[
        "마치며",
        "맺음말",
        "맺는말",
        "맺는 말",
        "나가며",
        "나오며",
        "나가는 말",
        "나오는 말",
        "맺으며",
        "outro",
        "마무리",
        "결론",
        "에필로그",
        "닫는 글",
        "conclusion",
        "epilogue",
        "afterword",
        "おわりに",
    ],
    &["부록", "appendix", "appendices", "付録"],
    &[
        "references",
        "용어집",
        "용어 정리",
        "glossary",
        "참고자료",
        "참고 자료",
        "참고문헌",
        "참고 문헌",
        "bibliography",
        "찾아보기",
        "색인",
        "faq",
        "자주 묻는 질문",
        "troubleshooting",
        "changelog",
        "release notes",
        "변경 이력",
    ],
    // What new notes begin as.
    &[
        "양식",
        "서식",
        "템플릿",
        "답변양식",
        "답변 양식",
        "template",
    ],
];

/// What is done once the notes beside it are read: behind these, before what ends a book.
const TASKS: [&str; 21] = [
    "lab",
    "labs",
    "homework",
    "homeworks",
    "hw",
    "assignment",
    "assignments",
    "exercise",
    "exercises",
    "quiz",
    "quizzes",
    "과제",
    "숙제",
    "실습",
    "퀴즈",
    "연습",
    "연습문제",
    "연습 문제",
    "課題",
    "宿題",
    "演習",
];

/// What comes behind the lessons of a term, in this order.
const EXAMS: [&[&str]; 2] = [
    &[
        "중간고사",
        "중간시험",
        "midterm",
        "midterms",
        "midterm exam",
    ],
    &[
        "기말고사",
        "기말시험",
        "final exam",
        "finals",
        "final exams",
    ],
];

/// What is asked, and what answers it: behind that.
const ASKED: [&str; 16] = [
    "문제",
    "질문",
    "퀴즈",
    "과제",
    "숙제",
    "연습문제",
    "task",
    "problem",
    "problems",
    "question",
    "questions",
    "quiz",
    "quizzes",
    "exercise",
    "exercises",
    "homework",
];
const ANSWERS: [&str; 11] = [
    "답",
    "정답",
    "해답",
    "답안",
    "답변",
    "풀이",
    "해설",
    "answer",
    "answers",
    "solution",
    "solutions",
];

/// How far one is, from the beginning.
const LEVELS: [&[&str]; 3] = [
    &[
        "입문",
        "기초",
        "초급",
        "기본",
        "basic",
        "basics",
        "beginner",
        "elementary",
    ],
    &["중급", "intermediate"],
    &["고급", "심화", "advanced"],
];

/// Words that count, each row by itself.
const COUNTING: [&[&str]; 9] = [
    // How hard a problem is, as solved.ac and those who follow it say.
    &[
        "bronze", "silver", "gold", "platinum", "diamond", "ruby", "unrated",
    ],
    &[
        "브론즈",
        "실버",
        "골드",
        "플래티넘",
        "다이아몬드",
        "루비",
        "언레이티드",
    ],
    &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    &[
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ],
    &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ],
    &[
        "월요일",
        "화요일",
        "수요일",
        "목요일",
        "금요일",
        "토요일",
        "일요일",
    ],
    &[
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ],
    &[
        "첫째",
        "둘째",
        "셋째",
        "넷째",
        "다섯째",
        "여섯째",
        "일곱째",
        "여덟째",
        "아홉째",
        "열째",
    ],
    &[
        "첫번째",
        "두번째",
        "세번째",
        "네번째",
        "다섯번째",
        "여섯번째",
        "일곱번째",
        "여덟번째",
        "아홉번째",
        "열번째",
    ],
];

/// Where each of these stands among the others: below zero before all that say nothing, [`END`]
/// and more behind them, exams, tasks and answers between. Words and Roman numerals that count do
/// so only where they all do.
pub fn places(names: &[&str]) -> Vec<i32> {
    let names: Vec<String> = names.iter().map(|name| words(name)).collect();
    let mut places: Vec<i32> = names.iter().map(|name| edge(name)).collect();
    if names.iter().any(|name| ASKED.contains(&last_word(name))) {
        for (name, place) in names.iter().zip(&mut places) {
            if is_answer(name) {
                *place = END - 1;
            }
        }
    }
    let rest = || (0..names.len()).filter(|&i| edge(&names[i]) == NOWHERE);
    if rest().take(2).count() > 1 {
        let named = |name: &str| COUNTING.iter().find_map(|row| counted(name, row));
        let all = |way: &dyn Fn(&str) -> Option<i32>| -> Option<Vec<i32>> {
            rest().map(|i| way(&names[i])).collect()
        };
        let counts = all(&roman).or_else(|| all(&named));
        let of_rest = || rest().map(|i| names[i].as_str());
        let counts = counts.or_else(|| levels(&of_rest().collect::<Vec<_>>()));
        let rest: Vec<usize> = rest().collect();
        for (i, count) in rest.into_iter().zip(counts.into_iter().flatten()) {
            places[i] = count;
        }
    }
    places
}

/// How far each of these names says that one is, where all else in them is the same.
fn levels(names: &[&str]) -> Option<Vec<i32>> {
    let level = |name: &'_ str| -> Option<(i32, String)> {
        let apart = |rest: &str, c: char| rest.is_empty() || c == ' ';
        LEVELS.iter().zip(1..).find_map(|(words, level)| {
            words.iter().find_map(|word| {
                let first = name.strip_prefix(word);
                let first = first.filter(|rest| apart(rest, rest.chars().next().unwrap_or(' ')));
                let last = || {
                    let rest = name.strip_suffix(word)?;
                    let is_apart = apart(rest, rest.chars().next_back().unwrap_or(' '));
                    is_apart.then_some(rest)
                };
                let rest = first.or_else(last)?;
                Some((level, rest.trim().to_owned()))
            })
        })
    };
    let found: Vec<(i32, String)> = names
        .iter()
        .map(|name| level(name))
        .collect::<Option<_>>()?;
    let is_same = found.iter().all(|(_, rest)| *rest == found[0].1);
    is_same.then(|| found.into_iter().map(|(level, _)| level).collect())
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// Whether a name, in small letters with blanks between its words, is that of what answers
/// something.
fn is_answer(name: &str) -> bool {
    ANSWERS.contains(&last_word(name))
}

/// Whether a name says a place, a task or an answer.
pub(super) fn says_place(name: &str) -> bool {
    let name = words(name);
    edge(&name) != NOWHERE || is_answer(&name) || ASKED.contains(&last_word(&name))
}

/// Whether the name of a file says so.
pub(super) fn answers(name: &str) -> bool {
    is_answer(&words(name))
}

/// The name in small letters with blanks between its words.
fn words(name: &str) -> String {
    let bare = name.to_lowercase().replace(['-', '_', '.'], " ");
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The place of what stands at the front or the end of a book; an appendix may have a letter.
fn edge(name: &str) -> i32 {
    if is_container(name) {
        return NOWHERE;
    }
    let among = |groups: &[&[&str]], name: &str| {
        let mut groups = groups.iter();
        groups.position(|group| group.contains(&name))
    };
    let count = |at: usize| i32::try_from(at).unwrap_or_default();
    if let Some(at) = among(&FIRST, name) {
        return count(at) - count(FIRST.len());
    }
    let last = among(&LAST, name).or_else(|| {
        let rest = LAST[1].iter().find_map(|word| name.strip_prefix(word))?;
        let is_apart = rest.starts_with(' ');
        let mut rest = rest.trim_start().chars();
        let letter = rest.next().filter(|c| c.is_alphanumeric());
        let is_letter = letter.is_some_and(|letter| is_apart || letter.is_ascii());
        let ends = !rest.next().is_some_and(char::is_alphabetic);
        (is_letter && ends).then_some(1)
    });
    let is_task = || {
        let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
        TASKS.contains(&bare.trim_end())
    };
    match last {
        Some(at) => END + count(at),
        None if is_task() => END - 2,
        // `중간고사 정리`
        None if let Some(at) = EXAMS.iter().position(|words| {
            let first = name.split(' ').next().unwrap_or(name);
            words.contains(&name) || words.contains(&first)
        }) =>
        {
            END - 4 + count(at)
        }
        None => NOWHERE,
    }
}

/// Whether a name says that it ends a book.
pub(super) fn is_at_end(name: &str) -> bool {
    edge(&words(name)) >= END
}

/// The place of the word in its row that a name begins with.
fn counted(name: &str, row: &[&str]) -> Option<i32> {
    let joined = name.replacen(" 번째", "번째", 1);
    let place = row.iter().position(|word| {
        let rest = joined.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    })?;
    i32::try_from(place + 1).ok()
}

/// The Roman numeral that a name begins with or is.
fn roman(name: &str) -> Option<i32> {
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    let numeral = name.split(' ').next()?;
    let mut total = 0;
    let mut before = i32::MAX;
    for c in numeral.chars() {
        let one = value(c)?;
        // What stands before a larger one is taken from it.
        total += if before < one { one - 2 * before } else { one };
        before = one;
    }
    (total > 0).then_some(total)
}
