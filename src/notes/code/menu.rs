//! Paths of menus and folders in prose: `EC2 > 로드 밸런서 > 활성 상태인지 확인`. Plain text in,
//! the steps out. What speaks for a user interface is weighed against what speaks for a comparison,
//! an order, a redirection, an arrow of types or a quoted reference.

mod chinese;
mod clause;
mod control;
mod deeds;
mod enclosed;
mod english;
mod event;
mod evidence;
mod extent;
mod filled;
mod form;
mod japanese;
mod kind;
mod label;
mod naming;
mod noun;
mod opening;
mod refused;
mod said;
mod shown;
mod sign;
mod spot;
mod telling;
mod value;

use std::collections::HashSet;
use std::ops::Range;

use crate::notes::code::menu::clause::{drop_clause, leads_nowhere};
use crate::notes::code::menu::deeds::is_pressed;
use crate::notes::code::menu::enclosed::{Enclosed, is_han, parts};
use crate::notes::code::menu::evidence::{Surroundings, weigh};
use crate::notes::code::menu::extent::{cut_middle, cut_tail, place};
use crate::notes::code::menu::filled::{drop_filled, drop_setting, is_label, is_quantity};
use crate::notes::code::menu::label::{
    is_entrance, is_interface, is_of_bar, is_product, is_root, opens_window,
};
use crate::notes::code::menu::opening::{clause, cut_head, joint};
use crate::notes::code::menu::said::{
    is_of_program, is_ranked, order_worth, said_where, says_what, tail_worth,
};
use crate::notes::code::menu::sign::{ARROWS, LINES, spaced};
pub(crate) use crate::notes::code::menu::sign::{has_sign, sign_of};
use crate::notes::code::menu::telling::is_half;
use crate::notes::code::tools;
use crate::text::{head, is_hangul, tail};

/// A path of menus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MenuPath {
    /// Its bytes, from the first step to the last.
    pub range: Range<usize>,
    /// The bytes of each step, without the signs between them.
    pub steps: Vec<Range<usize>>,
}

/// Finds the paths of a text, in order. `around` is the text that it stands in: a comparison there
/// with the same names makes one here. `bold` is what is set apart in it.
pub(crate) fn find(text: &str, around: &str, bold: &[Range<usize>]) -> Vec<MenuPath> {
    find_headed(text, (around, bold), 0)
}

/// The same in a cell of a table, where `headed` says what the heading of its column is worth.
pub(crate) fn find_headed(
    text: &str,
    (around, bold): (&str, &[Range<usize>]),
    headed: i8,
) -> Vec<MenuPath> {
    let Some(sign) = sign_of(text) else {
        return Vec::new();
    };
    // `A –> B -> C`: signs of two kinds in one row.
    if matches!(sign, "–>" | "—>") && text.contains("->") {
        return Vec::new();
    }
    // `HTML ==> 생성 -> 조작`
    if matches!(sign, "==>" | "⇒" | "=>")
        && [" -> ", " → "].iter().any(|other| text.contains(other))
    {
        return Vec::new();
    }
    if ARROWS.contains(&sign) && refused::is_table(text, sign) {
        return Vec::new();
    }
    // Brackets and quotations are worlds of their own: a path lies wholly inside one or wholly
    // outside.
    let sets_out = |label: &str| {
        let first = label.split(' ').next().unwrap_or_default();
        let called = is_product(label) || is_product(first);
        called || is_root(label) || is_of_bar(label) || is_entrance(label)
    };
    let parts: Vec<Enclosed> = parts(text, sign, &sets_out)
        .into_iter()
        .flat_map(|part| apart(text, part, sign))
        .collect();
    let mut found: Vec<Option<MenuPath>> = parts
        .iter()
        .map(|part| path(text, part, sign, (around, bold), (0, headed)))
        .collect();
    // `VPC > 서브넷, VPC > 라우팅 테이블`: where one path is, another that sets out from the same
    // place is one as well.
    let first = |path: &MenuPath| &text[path.steps[0].clone()];
    let known: HashSet<&str> = found.iter().flatten().map(first).collect();
    if !known.is_empty() {
        for (part, slot) in parts.iter().zip(&mut found) {
            let same = || path(text, part, sign, (around, bold), (SIBLING, headed));
            *slot = slot
                .take()
                .or_else(|| path(text, part, sign, (around, bold), (BESIDE, headed)))
                .or_else(|| same().filter(|path| known.contains(first(path))));
        }
    }
    let mut out: Vec<MenuPath> = found.into_iter().flatten().collect();
    out.sort_by_key(|path| path.range.start);
    out
}

/// A stretch, cut where one path ends and something is done before the next begins: `Build > Clean
/// Project 후 Build > Rebuild Project`.
fn apart(text: &str, part: Enclosed, sign: &str) -> Vec<Enclosed> {
    let steps = steps_of(&text[part.range.clone()], part.range.start, sign).unwrap_or_default();
    let first = steps.first().map_or("", |step| &text[step.clone()]);
    let first = &tail(first, NEAR);
    let first = &first[clause(first)..];
    let mut out = vec![part];
    for step in steps.iter().skip(1).rev().skip(1).rev() {
        let words = &text[step.clone()];
        if words.len() > NEAR {
            continue;
        }
        if let (Some(next), Some(last)) = (joint(words, place(words), first), out.last_mut()) {
            let rest = Enclosed {
                range: step.start + next..last.range.end,
                quoted: last.quoted,
            };
            last.range.end = rest.range.start;
            out.push(rest);
        }
    }
    out
}

/// What another path that sets out from the same place is worth.
const SIBLING: i32 = 2;

/// What any other path beside one is worth.
const BESIDE: i32 = 1;

/// What more speaks for a path than against it: a wrong one is worse than none.
const MARGIN: f32 = 2.0;

/// How far, in bytes, a comparison with the same names is looked for to either side.
const NEARBY: usize = 2000;

/// What the heading of a table's column is worth for a path in it that has its cell to itself:
/// `메뉴`; a `위치` may be on a list or a map as well.
pub(crate) fn worth_of_heading(heading: &str) -> i8 {
    let last = heading.trim().rsplit(' ').next().unwrap_or_default();
    match last.trim_end_matches(['*', ':']) {
        "메뉴" | "Menu" | "menu" | "メニュー" | "菜单" => 42,
        "경로" | "위치" | "화면" | "Path" | "Where" | "path" | "where"
            if heading.contains("메뉴") =>
        {
            42
        }
        "위치" | "화면" | "경로" | "찾아가기" | "Where" => 25,
        _ => 0,
    }
}

/// What stands around a place of a text.
pub(crate) fn around(text: &str, at: usize) -> &str {
    let Some((before, after)) = text.split_at_checked(at) else {
        return text;
    };
    &text[at - tail(before, NEARBY).len()..at + head(after, NEARBY).len()]
}

fn path(
    text: &str,
    part: &Enclosed,
    sign: &str,
    (around, bold): (&str, &[Range<usize>]),
    (more, headed): (i32, i8),
) -> Option<MenuPath> {
    let mut steps = steps_of(&text[part.range.clone()], part.range.start, sign)?;
    // `보안 그룹 > ` before code or a link: the path ends before what is no label.
    if steps.len() > 2 && steps.last().is_some_and(Range::is_empty) {
        steps.pop();
    }
    near(text, &mut steps);
    let goes = cut_head(text, &mut steps);
    with_commas(text, &mut steps);
    form::within_bold(text, &mut steps, bold);
    let rest = cut_tail(text, &mut steps, bold);
    let arrows = ARROWS.contains(&sign) || LINES.contains(&sign);
    drop_filled(text, &mut steps, rest);
    if steps.len() > 1 {
        drop_clause(text, &mut steps, arrows, rest);
    }
    let said: Vec<&str> = steps.iter().map(|step| &text[step.clone()]).collect();
    if said.len() < 2 || leads_nowhere(&said, arrows, rest) {
        return None;
    }
    if sign == "-" {
        within_brackets(text, &mut steps);
    }
    let buttons = are_buttons(text, &steps);
    let set_apart = steps
        .iter()
        .all(|step| form::is_set_apart(text, step, bold));
    for step in &mut steps {
        cut_middle(text, step);
        bare(text, step);
    }
    let (rest, keys) = behind_aside(rest);
    // `설정 -> 일반 이런 정보의 흐름` goes on between them.
    let behind = steps.last().map_or("", |last| &text[last.end..]);
    if arrows
        && behind.trim_start().len() == rest.trim_start().len()
        && refused::is_told_behind(rest)
    {
        return None;
    }
    let after = if part.quoted {
        text[part.range.end..].trim_start_matches(['\'', '"', '’', '”'])
    } else {
        rest
    };
    if !are_places(text, &steps) {
        return None;
    }
    drop_setting(text, &mut steps);
    // `[로고] 클릭 > 메인`, `버튼 클릭 → 요청`: what happens then; a place has a name.
    let nameless = match &text[steps[0].clone()] {
        "클릭" | "누르기" | "버튼" | "링크" | "아이콘" | "버튼 탭" | "카드 탭" => {
            true
        }
        // `생성자가 없음 > 추가`
        "있음" | "없음" | "많음" | "적음" | "같음" | "다름" => true,
        "선택" => ARROWS.contains(&sign),
        _ => false,
    };
    // `알림 탭 → 화면 이동`: whichever it is.
    let any = ["화면", "페이지", "창", "팝업", "팝업창", "모달"];
    let last = &text[steps[steps.len() - 1].clone()];
    if nameless || arrows && steps.len() == 2 && any.contains(&last) {
        return None;
    }
    let words: Vec<&str> = steps.iter().map(|step| &text[step.clone()]).collect();
    // What is done at the place goes on with the same signs.
    let end = event::first(&words, arrows).filter(|end| end + 1 < words.len());
    let end = end.unwrap_or(words.len());
    let after = if end < words.len() { "" } else { after };
    steps.truncate(end);
    let words = &words[..end];
    // `😀 → U+E000`
    let pictured = |words: &&str| !words.contains(char::is_alphanumeric);
    if arrows && words.len() == 2 && words.iter().any(pictured) {
        return None;
    }
    if words.iter().any(|words| is_type(words) || is_half(words)) {
        return None;
    }
    if is_redirection(words) || is_mirrored(words, around) {
        return None;
    }
    let before = &text[..steps[0].start];
    // `로그인 → 목록 → 상세의 흐름`; both end where the text does.
    let behind = text[steps[steps.len() - 1].end..].trim_start();
    let direct = behind.len() == after.trim_start().len();
    let after = head(after, NEAR);
    let tail = tail_worth(after, steps.len() > 2);
    let lines = LINES.contains(&sign);
    let told = arrows && direct && says_what(after, words)
        || tail < 1 && !is_of_program(before) && is_ranked(after);
    // `메뉴 위치는 관리자 > 상품 입니다`: the sentence says where, and no comparison.
    let where_said = said_where(before, words);
    let around = Surroundings {
        before,
        arrows: ARROWS.contains(&sign) || lines,
        unlabelled: lines && !is_lined(words, buttons, tail),
        // `Build > Rebuild Project 로 다시 빌드한다`: a menu is a means to do what it says.
        tail: match where_said {
            2.. => tail.max(0),
            _ if is_root(words[0]) => tail.max(-1),
            _ => tail,
        },
        ordered: order_worth(before, words),
        goes,
        keys,
        named: is_of_program(before),
        where_said,
        pressed: is_pressed(after),
        buttons,
        set_apart,
        whole: form::is_whole(&steps, bold),
        direct,
        told,
        rest: &text[steps[steps.len() - 1].end..],
        headed,
        beside: more,
    };
    (weigh(words, &around) > MARGIN).then(|| MenuPath {
        range: steps[0].start..steps[steps.len() - 1].end,
        steps,
    })
}

/// The steps of a stretch, parted by a sign with blanks around it.
fn steps_of(source: &str, start: usize, sign: &str) -> Option<Vec<Range<usize>>> {
    let others = ["->", "=>", "<>", ">>", ">=", "&&", "==", "2>"];
    let holds = |other: &&str| !sign.contains(*other) && source.contains(*other);
    if others.iter().any(holds) || source.contains(" < ") {
        return None;
    }
    let apart = spaced(sign);
    // `설정 > 일반> 이름`: here and there a blank is missing.
    let uneven = || {
        let blank =
            |i: usize| source[..i].ends_with(' ') || source[i + sign.len()..].starts_with(' ');
        !source.contains('<') && source.match_indices(sign).all(|(i, _)| blank(i))
    };
    let steps = if source.contains(&apart) {
        split(source, start, if uneven() { sign } else { &apart })
    } else if is_tight(source, sign) {
        split(source, start, sign)
    } else {
        return None;
    };
    (2..=MOST_STEPS).contains(&steps.len()).then_some(steps)
}

/// Names of places that have commas, of which a step holds the last word. Source: the settings of
/// IntelliJ IDEA.
const WITH_COMMAS: [(&str, &str); 1] = [("Build, Execution, ", "Deployment")];

/// Gives the first place what stands before the commas of its name.
fn with_commas(text: &str, steps: &mut [Range<usize>]) {
    let Some(first) = steps.first_mut() else {
        return;
    };
    let before = text[..first.start].trim_end();
    let blank = first.start - before.len();
    for (head, last) in WITH_COMMAS {
        if blank <= 1 && before.ends_with(head.trim_end()) && text[first.clone()].starts_with(last)
        {
            first.start = before.len() - head.trim_end().len();
        }
    }
}

/// Nobody goes through more menus than this at once.
const MOST_STEPS: usize = 32;

/// How far, in bytes, a sentence is read before its first place and behind its last.
const NEAR: usize = 800;

/// Leaves of the sentences around the places what stands near: a label is short.
fn near(text: &str, steps: &mut [Range<usize>]) {
    if let Some(first) = steps.first_mut().filter(|first| first.len() > NEAR) {
        let sentence = tail(&text[first.clone()], NEAR);
        let word = sentence.find(' ').map_or(0, |at| at + 1);
        first.start = first.end - sentence.len() + word;
    }
    if let Some(last) = steps.last_mut().filter(|last| last.len() > NEAR) {
        last.end = last.start + head(&text[last.clone()], NEAR).len();
    }
}

/// Whether each step stands in brackets, as buttons are written: `[서버] > [로그]`.
fn are_buttons(text: &str, steps: &[Range<usize>]) -> bool {
    steps.iter().all(|step| {
        let words = &text[step.clone()];
        words.starts_with(['[', '「', '【', '〈', '《', '『'])
            && words.chars().filter(|c| c.is_alphabetic()).count() > 1
    })
}

/// Leaves of a path with lines what stands in brackets from the first step on: `[설정] - 켠 다음`.
fn within_brackets(text: &str, steps: &mut Vec<Range<usize>>) {
    let bracketed = |step: &Range<usize>| text[step.clone()].starts_with(['[', '「', '【']);
    if steps.first().is_some_and(bracketed) {
        let end = steps.iter().position(|step| !bracketed(step));
        steps.truncate(end.filter(|end| *end > 1).unwrap_or(steps.len()));
    }
}

/// What stands behind an aside in brackets after the last place, and whether the aside are the keys
/// that open it as well: `색조/채도 (Ctrl+U)`, `글자 모양(Alt+L) 에서`.
fn behind_aside(rest: &str) -> (&str, bool) {
    let inside = rest.strip_prefix('(');
    let aside = inside.and_then(|inside| inside.split_once(')'));
    aside.map_or((rest, false), |(aside, after)| {
        (after.trim_start(), value::is_keys(aside))
    })
}

/// Whether each step can be the label of a place.
fn are_places(text: &str, steps: &[Range<usize>]) -> bool {
    let pair = steps.len() == 2;
    let label = |step: &Range<usize>| {
        let words = &text[step.clone()];
        is_label(words) && !is_quantity(words, pair)
    };
    let Some((end, before)) = steps.split_last() else {
        return false;
    };
    // `배율 > 150%`: what is chosen at the end of a longer path may be a number.
    let chosen = || !pair && is_quantity(&text[end.clone()], pair);
    // `192.168.0.1 > 관리도구 > …`: the page of a device.
    let reached = |(at, step): (usize, &Range<usize>)| {
        label(step) || at == 0 && !pair && filled::is_host(&text[step.clone()])
    };
    !before.is_empty() && before.iter().enumerate().all(reached) && (label(end) || chosen())
}

/// Whether lines stand between labels: all in brackets, or behind a title of the menu bar. `File |
/// Size | Date` are columns, `Edit | View | History` what stands side by side.
fn is_lined(words: &[&str], buttons: bool, worth: i32) -> bool {
    let titles = words
        .iter()
        .filter(|words| is_root(words) && !words.ends_with("ettings") && **words != "Preferences");
    let label = |words: &&str| is_interface(words) || opens_window(words);
    let settings = matches!(words[0], "Settings" | "Preferences");
    buttons
        || is_root(words[0])
            && (titles.count() == usize::from(!settings) || settings)
            && (worth > 0 || !settings && words.len() > 2 && words[1..].iter().any(label))
}

/// The label itself: quotation marks and brackets around a single step are none of it.
fn bare(text: &str, step: &mut Range<usize>) {
    const PAIRS: [(char, char); 10] = [
        ('〈', '〉'),
        ('《', '》'),
        ('『', '』'),
        ('\'', '\''),
        ('"', '"'),
        ('‘', '’'),
        ('“', '”'),
        ('[', ']'),
        ('「', '」'),
        ('【', '】'),
    ];
    let words = &text[step.clone()];
    let pair = PAIRS
        .iter()
        .find(|(open, close)| words.starts_with(*open) && words.ends_with(*close));
    if let Some((open, close)) = pair.filter(|_| words.chars().count() > 2) {
        *step = step.start + open.len_utf8()..step.end - close.len_utf8();
    }
}

/// `ECS>클러스터>서비스`: without blanks where no code is written so: a Korean, Japanese or Chinese
/// word stands beside the sign, all names are in brackets, or they are English titles.
fn is_tight(source: &str, sign: &str) -> bool {
    const OPENS: [char; 7] = ['[', '「', '【', '“', '"', '\'', '『'];
    const CLOSES: [char; 7] = [']', '」', '】', '”', '"', '\'', '』'];
    let signs = source.matches(sign).count();
    let spoken = |c: char| is_hangul(c) || is_han(c);
    let sides = |(i, found): (usize, &str)| (source[..i].trim_end(), &source[i + found.len()..]);
    // `「설정」→「앱」`: inside its brackets; `프로젝트->우클릭->Properties`: one of them is enough
    // where no code stands around.
    let beside = |found: (usize, &str)| {
        let (before, after) = sides(found);
        before.trim_end_matches(CLOSES).ends_with(spoken)
            || after.trim_start_matches(OPENS).starts_with(spoken)
    };
    let coded = source.contains(['(', ')', '{', '}', ';', '=', '.', '_', '*']);
    let mut found = source.match_indices(sign);
    let words = if coded {
        found.all(beside)
    } else {
        found.any(beside)
    };
    let closed = |found: (usize, &str)| {
        let (before, after) = sides(found);
        before.ends_with(CLOSES) && after.starts_with(OPENS)
    };
    let enclosed = source.match_indices(sign).all(closed);
    // `File>Settings>Plugins`, `Tools>SDK Manager`
    let title = |name: &str| {
        let letters = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'&' | b',' | b'-');
        name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.bytes().any(|b| b.is_ascii_lowercase())
            && name.bytes().all(letters)
    };
    let first = source.split(sign).next().unwrap_or_default().trim();
    let known = is_root(first) || is_of_bar(first) || is_entrance(first) || is_product(first);
    let named = |name: &str| title(name.trim()) || is_product(name.trim());
    let titles = !source.contains(spoken) && source.split(sign).all(named);
    !source.contains('<')
        && (enclosed || words && (signs >= 2 || known) || titles && (signs >= 2 || known))
}

fn split(source: &str, start: usize, sign: &str) -> Vec<Range<usize>> {
    let mut steps = Vec::new();
    let mut at = 0;
    for piece in source.split(sign) {
        let trimmed = piece.trim();
        let from = start + at + (piece.len() - piece.trim_start().len());
        steps.push(from..from + trimmed.len());
        at += piece.len() + sign.len();
    }
    steps
}

/// Whether all of a piece of code is one path: then it is no code, whatever its marks say. `behind`
/// are the words that follow it: two places alone may be a comparison, unless people go there.
pub(crate) fn whole(code: &str, behind: &str) -> Option<MenuPath> {
    // In bytes; what is said of a place stands next to it.
    const BEHIND: usize = 90;
    // `[VPC > VPC 생성]`
    let inner = code
        .strip_prefix('[')
        .and_then(|code| code.strip_suffix(']'));
    if let Some(inner) = inner.filter(|inner| !inner.contains(['[', ']'])) {
        let moved = |range: Range<usize>| range.start + 1..range.end + 1;
        return whole(inner, behind).map(|path| MenuPath {
            range: moved(path.range),
            steps: path.steps.into_iter().map(moved).collect(),
        });
    }
    let path = find(code, "", &[]).into_iter().next();
    let all = |path: &MenuPath| path.range == (0..code.len());
    // `EC2 > 인스턴스 시작`: no code is written so.
    let sure = |path: &MenuPath| path.steps.len() > 2 || code.contains(is_hangul);
    if let Some(path) = path.filter(|path| all(path) && sure(path)) {
        return Some(path);
    }
    let said = head(behind.split('\n').next().unwrap_or_default(), BEHIND);
    let said = said.trim_start();
    let korean = said.starts_with(is_hangul) && code.contains(is_hangul);
    let place = korean && tail_worth(said, false) > 0;
    let whole = || find(&format!("{code} {said}"), "", &[]).into_iter().next();
    place.then(whole).flatten().filter(all)
}

/// `List<Order>`, `Map<K, V>`: a type that is given types.
fn is_type(words: &str) -> bool {
    words.match_indices('<').any(|(at, _)| {
        words[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
            && words[at + 1..].starts_with(|c: char| c.is_ascii_uppercase() || c == '?')
    })
}

/// `echo hi > out.txt` writes to a file.
fn is_redirection(words: &[&str]) -> bool {
    let (first, last) = (words[0], words[words.len() - 1]);
    let program = first.split(' ').next().unwrap_or_default();
    let runs = first.contains(' ')
        && program.starts_with(|c: char| c.is_ascii_lowercase())
        && tools::program(program).is_some();
    let file = !last.contains(' ')
        && last
            .rsplit_once('.')
            .is_some_and(|(stem, end)| !stem.is_empty() && (1..=5).contains(&end.len()));
    // What is written may be Korean: `echo 완료 > /tmp/done.log`.
    let path = file || last.starts_with(['/', '~']) && !last.contains(' ');
    words.len() == 2 && runs && (path || first.is_ascii() && last.is_ascii())
}

/// Whether the two names are compared the other way round nearby.
fn is_mirrored(words: &[&str], around: &str) -> bool {
    let [one, other] = words else {
        return false;
    };
    [
        (one, " < ", other),
        (other, " < ", one),
        (other, " > ", one),
    ]
    .iter()
    .any(|(a, sign, b)| around.contains(&format!("{a}{sign}{b}")))
}
