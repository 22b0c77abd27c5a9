//! What speaks for a path of a user interface and what against it, weighed in one place. The names
//! of the steps and what the sentence says around them in, a number out: more than nothing is a
//! path. Knows no extents.
//!
//! A step is a short name that somebody sees on a screen and is told to press. So names of places,
//! titles and what people press speak for a path; deeds in a row, states, what flows through
//! programs, names of code and sentences speak against it, and more so along arrows. The weights
//! are in tenths of the logarithm of the odds, as labelled lines of notes have them
//! (`benches/understanding/seen`); no sign is enough by itself.

use crate::notes::code::menu::deeds::{self, is_right_click};
use crate::notes::code::menu::enclosed::is_han;
use crate::notes::code::menu::event;
use crate::notes::code::menu::filled;
use crate::notes::code::menu::kind;
use crate::notes::code::menu::label::{
    is_bare, is_compared, is_done, is_drawing, is_entrance, is_interface, is_measure, is_of_bar,
    is_process, is_product, is_root, is_site, is_source, is_stage, is_wizard, opens_window, table,
};
use crate::notes::code::menu::naming;
use crate::notes::code::menu::refused;
use crate::notes::code::menu::shown;
use crate::notes::code::menu::shown::{is_dropdown, is_grown, is_opened};
use crate::notes::code::menu::spot::is_place;
use crate::notes::code::menu::telling::{is_making, is_of_thing, is_row};
use crate::notes::code::tools;
use crate::notes::particle;
use crate::text::{head, is_hangul, tail};

/// What stands around the steps, and how they are written.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own, and all are weighed"
)]
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'t> {
    pub before: &'t str,
    /// Arrows or lines, which are drawn between other things as well.
    pub arrows: bool,
    /// Lines between what is no label.
    pub unlabelled: bool,
    /// What the words behind are worth.
    pub tail: i32,
    /// What the words before speak for an order.
    pub ordered: i32,
    /// Somebody is told to go there.
    pub goes: bool,
    /// Keys that open the same stand behind, or letters of the keyboard in the labels.
    pub keys: bool,
    /// The program stands before.
    pub named: bool,
    pub where_said: i32,
    /// Something is pressed behind the last step.
    pub pressed: bool,
    pub buttons: bool,
    pub set_apart: bool,
    /// All of it is bold.
    pub whole: bool,
    /// The words behind stand right behind the last step.
    pub direct: bool,
    /// The words behind say what it is instead.
    pub told: bool,
    /// What stands behind the last step, wherever the sentence goes on.
    pub rest: &'t str,
    /// What the heading of its column says for it.
    pub headed: i8,
    /// Another path stands beside it.
    pub beside: i32,
}

/// What speaks for a path, less what speaks against it.
pub(super) fn weigh(words: &[&str], around: &Surroundings) -> f32 {
    let keyed = shown::access_keys(words);
    let opens = words.iter().any(|words| opens_window(words));
    let words: Vec<&str> = words
        .iter()
        .map(|words| shown::without_key(words))
        .collect();
    let words = words.as_slice();
    let labels: Vec<bool> = words.iter().map(|words| is_interface(words)).collect();
    // `데이터(D) > 정렬(O)`: no flow is written so, but symbols of quantities are.
    let known = opens || is_of_bar(words[0]) || labels.contains(&true) || is_of_data(words[0]);
    let around = &Surroundings {
        keys: around.keys || keyed && known,
        arrows: around.arrows && !(keyed && known),
        ..*around
    };
    names(words, &labels, around.arrows)
        + row(words, &labels, around.arrows)
        + sentence(words, around)
}

fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

fn any(words: &[&str], is: impl Fn(&str) -> bool) -> f32 {
    yes(words.iter().any(|words| is(words)))
}

fn sum(weights: &[(f32, f32)]) -> f32 {
    weights.iter().map(|(weight, is)| weight * is).sum()
}

/// What each name is worth, as a share of all.
fn names(words: &[&str], labels: &[bool], arrows: bool) -> f32 {
    let table = table();
    let deed = |words: &str| is_done(words) && !is_making(words);
    let mut all = 0.0;
    for (words, label) in words.iter().zip(labels) {
        let last = words.rsplit(' ').next().unwrap_or_default();
        let many = words.contains(' ');
        let title = is_title(words);
        let (deed, flows) = (deed(words), flows(words));
        let state = is_state(last);
        all += sum(&[
            (11.0, yes(*label)),
            (21.0, yes(is_container(last))),
            (20.0, yes(table.pages.contains(words))),
            (17.0, yes(title)),
            (22.0, yes(title && many)),
            (-16.0, yes(is_bare(words) && !filled::is_host(words))),
            (-16.0, yes(words.chars().count() == 1)),
            (-30.0, yes(is_coded(words))),
            (-10.0, yes(deed)),
            (-19.0, yes(deed && !many)),
            (-35.0, yes(deed && arrows)),
            (-40.0, yes(event::is_event(words))),
            (-40.0, yes(event::is_of_program(words))),
            (-20.0, yes(event::is_happening(words))),
            (-15.0, yes(is_said(words))),
            (-20.0, yes(deeds::is_nominal(last))),
            (-11.0, yes(is_particled(words))),
            (-5.0, yes(flows)),
            (-1.0, yes(flows && arrows)),
            (-7.0, yes(is_stage(words))),
            (-28.0, yes(is_source(words))),
            (-7.0, yes(is_made_of_verb(words))),
            (-7.0, yes(is_explained(words))),
            (-23.0, yes(state)),
            (-20.0, yes(state && arrows)),
            (-16.0, yes(is_sentence(words, title))),
            (-38.0, yes(is_typed(words))),
            (-21.0, yes(table.own.contains(words))),
        ]);
    }
    all / words.len() as f32
}

/// What all names together are worth: where they set out from and where they lead.
fn row(words: &[&str], labels: &[bool], arrows: bool) -> f32 {
    let (first, end) = (words[0], words[words.len() - 1]);
    let last = |words: &str| words.rsplit(' ').next().unwrap_or_default().to_owned();
    let kind = last(first);
    let product = is_of_product(first);
    let programs = words
        .iter()
        .filter(|words| is_product(words) && !is_root(words))
        .count();
    let stages = words.iter().filter(|words| is_stage(words)).count();
    let value = ["이름", "값", "명", "번호"]
        .iter()
        .any(|end_of| end.ends_with(end_of));
    let keys = is_opened(first) || ["Ctrl", "Cmd", "F1"].iter().any(|key| first.contains(key));
    let korean = |words: &&str| words.contains(is_hangul);
    // `Weapon > Cape > Boots`: names that no user interface is known for.
    let single = |words: &str| is_title(words) && !words.contains(' ');
    let singles = words.iter().zip(labels);
    let singles = singles.filter(|(words, label)| !**label && single(words));
    let singles = singles.count();
    // `.menu > .item` selects elements.
    let selectors = words
        .iter()
        .filter(|words| words.starts_with(['.', '#']))
        .count();
    let flowing = words.iter().filter(|words| flows(words)).count();
    // `메인페이지 > 결제페이지`: pages of one program.
    let pages = ["페이지", "화면"]
        .iter()
        .any(|kind| words.iter().all(|words| words.ends_with(kind)));
    // `주문 페이지 이동 > 결제 화면`: what a program does.
    let gone = first.contains(' ') && ["이동", "접속", "진입"].contains(&kind.as_str());
    let plain = words.len() == 2 && words.iter().all(|words| !words.contains(' '));
    sum(&[
        (-9.0, yes(singles == words.len())),
        (-2.0, yes(plain && !product)),
        (2.0, yes(words.len() == 3)),
        (6.0, yes(words.len() > 3)),
        (-3.0, yes(arrows)),
        (-15.0, yes(arrows && words.len() == 2)),
        (-12.0, yes(!labels.contains(&true))),
        (33.0, yes(product)),
        (40.0, yes(is_known_menu(words))),
        (33.0, yes(is_reached(words, labels))),
        (25.0, yes(is_root(first))),
        (23.0, yes(is_of_bar(first) && !is_root(first))),
        (15.0, yes(is_entrance(first))),
        (27.0, yes(keys)),
        (9.0, yes(!korean(&first) && words[1..].iter().any(korean))),
        (-8.0, yes(programs > 1)),
        (
            -25.0,
            yes(programs > 1 && (arrows || programs == words.len())),
        ),
        (-21.0, yes(is_process(words))),
        (13.0, yes(is_done(end) && !is_making(end))),
        (11.0, yes(table().buttons.contains(end))),
        (-22.0, yes(is_end(&last(end)))),
        (-20.0, yes(words.len() > 2 && first == end)),
        // `파티션 수 > 컨슈머 수`: the same of two things.
        (
            if first.is_ascii() && words.len() > 2 {
                -50.0
            } else {
                -10.0
            },
            yes(!is_container(&kind) && words.iter().all(|words| last(words) == kind)),
        ),
        (-21.0, yes(is_measure(words))),
        (-20.0, yes(is_compared(end) && words.len() == 2)),
        (
            -35.0,
            yes(["점유율", "비중", "순위"].contains(&last(end).as_str())),
        ),
        (
            -25.0,
            yes(arrows && words[1..].iter().any(|words| happens(words))),
        ),
        (-42.0, yes(is_drawing(words, product))),
        (-41.0, yes(is_site(words))),
        (-37.0, yes(words.len() > 2 && stages == words.len())),
        (-24.0, yes(stages > 1)),
        (
            -28.0,
            any(words, |words| {
                words.ends_with("기본값") || words.ends_with("default")
            }),
        ),
        (-40.0, yes(words.iter().all(|words| is_made_of_verb(words)))),
        (-19.0, yes(are_nested(words))),
        (
            30.0,
            yes(selectors < 2 && (is_folder(first) || is_folder(words[1]))),
        ),
        (-20.0, yes(flowing * 3 >= words.len() * 2)),
        (-15.0, yes(arrows && is_end(&last(end)))),
        (-40.0, yes(pages)),
        (-25.0, yes(gone)),
        (-40.0, yes(is_document(first) || refused::is_chapter(first))),
        // `새로 만들기 > 변수 이름`: a field.
        (-42.0, yes(value && is_making(first))),
        (31.0, yes(is_wizard(words))),
        (12.0, any(words, is_making)),
        (25.0, yes(is_grown(words))),
        (20.0, yes(is_dropdown(words))),
        (37.0, any(words, is_row)),
        (25.0, any(words, is_of_thing)),
        // `빠른 선택`
        (
            15.0,
            any(words, |words| {
                words
                    .strip_suffix(" 선택")
                    .is_some_and(naming::is_kind_of_choice)
            }),
        ),
        (9.0, any(words, opens_window)),
        (
            21.0,
            any(words, |words| {
                words.contains(" 및 ") || words.contains(" & ")
            }),
        ),
        (30.0, any(words, is_right_click)),
        (5.0, any(words, |words| words.contains(is_han))),
        (-60.0, yes(kind::is_of_one(words))),
        (-25.0, yes(event::is_any(first))),
        (-40.0, any(words, event::is_pointed)),
        (
            -31.0,
            yes(words
                .iter()
                .all(|words| is_place(words.split(' ').next().unwrap_or_default()))),
        ),
    ])
}

/// What the sentence says around them, and how it sets them apart.
fn sentence(words: &[&str], around: &Surroundings) -> f32 {
    const LABEL: usize = 120;
    const NEAR_BEHIND: usize = 45;
    let first = words[0];
    let before = around.before.trim_end();
    let near = tail(before, LABEL);
    let near = near.rsplit(['\n', '.']).next().unwrap_or_default();
    let says = |list: &[&str]| yes(list.iter().any(|word| near.contains(word)));
    let behind = head(around.rest, NEAR_BEHIND);
    let behind = behind.split(['\n', '.', '。']).next().unwrap_or_default();
    let kinds = &table().flow_labels;
    // `(아래의 절차를 따라)`: an aside says how, not what the names are.
    let is_aside = behind.trim_start_matches([' ', '>', '→']).starts_with('(');
    let of_kind = !is_aside && kinds.iter().any(|kind| behind.contains(kind));
    let object = before.ends_with(['을', '를'])
        && (is_done(first) || ["선택", "클릭", "변경", "설정", "계산"].contains(&first));
    3.0 + sum(&[
        (19.0, yes(around.tail > 0)),
        (-14.0, yes(around.tail < 0 && around.tail > -4)),
        (-27.0, yes(around.tail < -3)),
        (-8.0, yes(around.ordered > 0)),
        (-21.0, yes(around.ordered > 3)),
        (30.0, yes(around.goes)),
        (24.0, yes(around.keys)),
        (16.0, yes(around.named)),
        (
            15.0,
            yes(around.named && (is_root(first) || is_of_bar(first))),
        ),
        (14.0, around.where_said as f32),
        (31.0, yes(around.pressed)),
        (23.0, yes(around.buttons)),
        // `[이미지] > [조정]`: nobody compares what stands in brackets.
        (
            15.0,
            yes(around.buttons
                && !around.arrows
                && words
                    .iter()
                    .all(|words| words.contains(is_hangul) && words.chars().nth(1).is_some())),
        ),
        (5.0, yes(around.set_apart)),
        (5.0, yes(around.whole)),
        (
            26.0,
            yes(around.whole && (!around.arrows || around.tail > 0)),
        ),
        (-10.0, yes(around.direct)),
        (-25.0, yes(around.told)),
        (-60.0, yes(around.unlabelled)),
        (
            -15.0,
            yes(before.ends_with([':', '：']) && !around.named && around.where_said < 2),
        ),
        (-21.0, says(&table().flow_labels)),
        (10.0, says(&table().way_labels)),
        (-40.0, yes(object)),
        // `3장. RDS > 백업`: a section of the notes.
        (
            -40.0,
            yes(refused::is_chapter(
                before.rsplit([' ', '\n']).next().unwrap_or_default(),
            )),
        ),
        (-10.0, yes(of_kind)),
        (
            -40.0,
            yes(kind::is_made(words[words.len() - 1], around.rest)),
        ),
        (-40.0, yes(event::is_predicate(around.before, first))),
        (10.0, around.beside as f32),
        (32.0, yes(!around.arrows && is_entered(around.rest))),
        (-40.0, yes(around.arrows && is_kind_of_row(behind))),
        // `Random Forest > Decision Tree`: English that no user interface is known for.
        (
            -40.0,
            yes(
                (around.arrows || words.iter().all(|words| words.is_ascii()))
                    && is_unknown(words, around),
            ),
        ),
        (f32::from(around.headed), 1.0),
        // `API Gateway → Auth Service → Order DB`: what programs are made of.
        (
            -40.0,
            yes(around.arrows && words.len() > 2 && words.iter().all(|words| flows(words))),
        ),
        // `File → Block → Sector`: a word that menus begin with is one of every day as well.
        (
            -40.0,
            yes(around.arrows
                && words.len() > 2
                && is_everyday(first)
                && !is_known_menu(words)
                && is_unknown(&words[1..], around)),
        ),
        (
            20.0,
            yes(around.set_apart
                && !around.arrows
                && words.len() > 2
                && words.iter().any(|words| words.contains(' '))),
        ),
        // `Request → Filter → Servlet layers of the stack`
        (
            -40.0,
            yes(words.iter().all(|words| words.is_ascii())
                && behind.trim_start().starts_with("of ")),
        ),
    ])
}

/// Whether somebody goes in there, or opens or touches it: `에 들어가서`, `을 열어 본다`,
/// `메뉴에서`.
fn is_entered(rest: &str) -> bool {
    const KINDS: [&str; 6] = ["메뉴", "페이지", "화면", "탭", "버튼", "항목"];
    let near = rest.trim_start();
    let goes = [
        "에 들어가",
        "로 들어가",
        "으로 들어가",
        "을 열",
        "를 열",
        "터치",
        "를 터치",
        "을 터치",
        "를 탭하",
        "을 탭하",
    ];
    let word = near.split(' ').next().unwrap_or_default();
    let kind = KINDS.iter().find_map(|kind| word.strip_prefix(*kind));
    let placed = kind.is_some_and(|end| matches!(end, "에서" | "로" | "으로" | "에" | "를" | "을"));
    placed || goes.iter().any(|one| near.starts_with(one))
}

/// Whether brackets behind say what kind of row it is: `(화면 흐름)`, `(책 만드는 차례)`.
fn is_kind_of_row(behind: &str) -> bool {
    const KINDS: &str = "흐름 차례 순서 과정 단계 산출물 구조 관계 주기 절차";
    let inner = behind
        .trim_start()
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'));
    inner.is_some_and(|(inner, _)| {
        let last = inner.trim_end().rsplit(' ').next().unwrap_or_default();
        KINDS.split(' ').any(|kind| kind == last)
    })
}

/// Whether no name is one of a user interface, and nothing is done there.
fn is_unknown(words: &[&str], around: &Surroundings) -> bool {
    let known = |words: &str| {
        let last = words.rsplit(' ').next().unwrap_or_default();
        // `Forward to Lexer`, `개인정보 및 위치`: so labels join their words.
        let joined = [" to ", " as ", " 및 ", ", "]
            .iter()
            .any(|joint| words.contains(joint));
        let placed = ["탭", "메뉴", "버튼", "창", "패널"].contains(&last);
        joined
            || placed
            || is_opened(words)
            || is_interface(words) && !is_subject(words)
            || is_container(last)
            || is_of_product(words)
            || is_root(words)
            || is_of_bar(words)
            || is_entrance(words)
            || opens_window(words)
            || is_making(words)
            || is_of_thing(words)
            || is_right_click(words)
            || words.starts_with(|c: char| !c.is_alphanumeric())
            || words.contains(is_han)
            || table().pages.contains(words)
            || table().buttons.contains(words)
    };
    let helped = is_known_menu(words)
        || around.tail > 0
        || around.goes
        || around.keys
        || around.named
        || around.where_said > 0
        || around.pressed
        || around.buttons
        || around.set_apart
        || around.whole
        || around.headed > 0
        || around.beside > 0;
    !helped && !is_grown(words) && !words.iter().any(|words| known(words))
}

/// `Feature Selection`, `Red Blood Cell`: of several words the last is what sciences speak of, too.
fn is_subject(words: &str) -> bool {
    const SUBJECTS: [&str; 12] = [
        "Selection",
        "Cell",
        "Network",
        "Data",
        "Session",
        "Connection",
        "Structure",
        "Model",
        "Environment",
        "Resources",
        "Session",
        "Layers",
    ];
    words
        .rsplit_once(' ')
        .is_some_and(|(_, last)| SUBJECTS.contains(&last))
}

/// Whether a path would set out from a word that is the name of other things as often.
fn is_everyday(first: &str) -> bool {
    !first.contains(' ') && first.chars().any(char::is_alphanumeric) && !is_of_product(first)
}

/// Whether a name begins or ends with a program's: `Jenkins 대시보드`, `AWS IAM`.
fn is_of_product(name: &str) -> bool {
    is_product(name)
        || name
            .match_indices(' ')
            .any(|(at, _)| is_product(&name[..at]))
        || name
            .rsplit_once(' ')
            .is_some_and(|(_, last)| is_product(last))
}

/// `Device Manager`, `C/C++`: English with capitals.
fn is_title(words: &str) -> bool {
    let sign = |b: u8| matches!(b, b' ' | b'-' | b'&' | b'.' | b'/' | b':');
    words.starts_with(|c: char| c.is_ascii_uppercase())
        && words.bytes().any(|b| b.is_ascii_lowercase())
        && words.bytes().all(|b| b.is_ascii_alphabetic() || sign(b))
}

/// Whether a program is known to have the second place in its menu that is called as the first.
fn is_known_menu(words: &[&str]) -> bool {
    let menu = table().menus.get(words[0]);
    menu.is_some_and(|menu| menu.contains(words[1]))
}

/// Whether the first place is the address of a device, whose pages have the labels behind it.
fn is_reached(words: &[&str], labels: &[bool]) -> bool {
    words.len() > 2
        && filled::is_host(words[0])
        && labels[1..].contains(&true)
        && !words[1..]
            .iter()
            .any(|words| words.starts_with(|c: char| c.is_ascii_digit()))
}

/// Menus of programs that work on data, which are words of every day as well.
fn is_of_data(first: &str) -> bool {
    ["분석", "데이터", "변환", "그래프", "유틸리티", "통계"].contains(&first)
}

/// Whether the last word of a name says what holds other places: `설정`, `Manager`, `시스템관리`.
fn is_container(last: &str) -> bool {
    let korean = last.contains(is_hangul) || last.contains(is_han);
    table()
        .containers
        .iter()
        .any(|end| last == *end || korean && last.ends_with(end))
}

/// Names of code, of files and of addresses within a program.
fn is_coded(words: &str) -> bool {
    // `C# Script`
    let sharp = words.contains('#') && !words.contains("C#") && !words.contains("F#");
    let camel = |word: &str| {
        let pairs = word.bytes().zip(word.bytes().skip(1));
        word.len() > 3
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && pairs
                .filter(|(one, next)| one.is_ascii_lowercase() && next.is_ascii_uppercase())
                .count()
                > 0
    };
    sharp
        || words.contains(['@', '=', '*', '{', '}', '<', '$', '%', '~', '_'])
        || words.contains("()")
        || words.starts_with('/')
        || words.split(' ').any(camel)
}

/// `파일을 저장한다`, `값이 바뀜`
fn is_said(words: &str) -> bool {
    words.contains(is_hangul) && !words.ends_with(['기', '림']) && deeds::is_said(words)
}

/// Whether a word within carries a particle, as sentences have them and labels seldom.
fn is_particled(words: &str) -> bool {
    const ENDS: [&str; 11] = [
        "을", "를", "이", "가", "에", "로", "은", "는", "에서", "으로", "의",
    ];
    let carries = |word: &str| {
        ENDS.iter().any(|end| {
            word.strip_suffix(end)
                .is_some_and(|noun| noun.chars().count() > 1 && particle::agrees(noun, end))
        })
    };
    words.contains(' ')
        && words.split(' ').any(carries)
        && !is_interface(words.rsplit(' ').next().unwrap_or_default())
}

/// Whether a name holds what programs are made of, or what goes through them: `사용자 요청`.
fn flows(words: &str) -> bool {
    let table = table();
    let ends = |word: &str| {
        let mut parts = word.char_indices().skip(1).map(|(at, _)| &word[at..]);
        word.ends_with(is_hangul)
            && parts.any(|end| end.chars().count() > 1 && table.flows.contains(end))
    };
    words
        .split(' ')
        .any(|word| table.flows.contains(word) || ends(word))
}

/// `붙여넣기`
fn is_made_of_verb(words: &str) -> bool {
    words.ends_with('기') && words.chars().count() > 2
}

/// `View > ViewModel > Model`: one is made of another, without a blank.
fn are_nested(words: &[&str]) -> bool {
    let made = |whole: &str, part: &str| {
        let rest = whole.strip_prefix(part).or(whole.strip_suffix(part));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
    };
    words
        .windows(2)
        .any(|pair| made(pair[0], pair[1]) || made(pair[1], pair[0]))
}

/// Folders are numbered, or hidden: `1.basic > 2.pod`, `.github > workflows`.
fn is_folder(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let name = rest.strip_prefix(['.', '_', '-']);
    name.is_some_and(|name| name.starts_with(char::is_alphabetic))
        && (rest.len() < words.len() || !words.contains(':'))
}

/// `README.md > 설치`: chapters of a document.
fn is_document(words: &str) -> bool {
    let ends = [".md", ".txt", ".pdf", ".rst", ".adoc", ".docx"];
    ends.iter().any(|end| words.ends_with(end))
}

/// Whether something happens, and nothing stands there: `목록에 새 글 노출`.
fn happens(words: &str) -> bool {
    event::is_event(words) || event::is_of_program(words)
}

/// The end of what somebody does.
fn is_end(last: &str) -> bool {
    ["완료", "종료", "끝", "성공", "실패", "마무리"].contains(&last)
}

/// Whether brackets say more than another name of it: `저장(새 버전)`.
fn is_explained(words: &str) -> bool {
    words
        .split_once('(')
        .is_some_and(|(_, inside)| inside.contains([' ', '/', ',']) || inside.contains(is_hangul))
}

/// Whether a word is how things are or what became of them: `실패`, `배포완료`.
fn is_state(last: &str) -> bool {
    table().states.iter().any(|state| {
        last == *state
            || state.chars().count() > 1 && last.chars().count() > 2 && last.ends_with(state)
    })
}

/// `Cookie user language preference`: words in small letters, or many.
fn is_sentence(words: &str, title: bool) -> bool {
    let count = words.split(' ').count();
    let small = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
    count > 3 && !title || count > 2 && words.is_ascii() && words.split(' ').skip(1).all(small)
}

/// `git push`: commands in a row are typed.
fn is_typed(words: &str) -> bool {
    words.split_once(' ').is_some_and(|(name, next)| {
        let verb = next.split(' ').next().unwrap_or_default();
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && tools::program(name)
                .is_some_and(|known| known.has_sub(verb) || known.has_group(verb))
    })
}
