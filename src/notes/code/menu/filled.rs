//! What is filled in at the end of a path and is no place: what is looked for, typed, chosen or
//! counted there. Steps in, steps out.

use std::ops::Range;

use crate::notes::code::menu::deeds::is_told;
use crate::notes::code::menu::enclosed::LONGEST_STEP;
use crate::notes::code::menu::spot::{self, is_place, is_store};
use crate::notes::code::menu::telling::is_making;
use crate::notes::code::menu::value;
use crate::notes::particle;
use crate::text::is_hangul;

/// Drops a last step that is filled in; `rest` is what the sentence says behind it.
pub(super) fn drop_filled(text: &str, steps: &mut Vec<Range<usize>>, rest: &str) {
    let before_last = steps.iter().rev().nth(1).cloned();
    let mut drop = |least: usize, filled: &dyn Fn(&str, &str) -> bool| {
        let last = steps.last().filter(|_| steps.len() > least);
        if last.is_some_and(|step| filled(&text[step.clone()], &text[step.end..])) {
            steps.pop();
        }
    };
    // `Marketplace > Lombok 검색 후 설치`: what is looked for.
    let goes_on = rest.starts_with(['후', '하', '해']);
    let store = before_last.is_some_and(|step| is_store(&text[step]));
    let searched = ["검색후", "검색 후", "검색해", "검색하"];
    let searched = searched.iter().any(|deed| rest.starts_with(deed));
    drop(2, &|words, _| {
        store && (searched || goes_on && words.ends_with(" 검색"))
    });
    // `대상 > 상태가 healthy 인지 확인`: what is looked at there.
    let asked = rest
        .split(' ')
        .next()
        .is_some_and(|word| ["인지", "는지", "한지"].contains(&word));
    drop(2, &|words, _| {
        let subject = words.split_once(' ').map_or("", |(subject, _)| subject);
        asked && subject.chars().count() > 1 && subject.ends_with(['이', '가'])
    });
    // `키 페어 생성 > my-key.pem 저장`: what somebody has got then.
    let deeds = ["저장", "다운로드"];
    let kept = |words: &str| {
        let behind = deeds.iter().any(|deed| rest.starts_with(deed));
        let file = words
            .rsplit_once(' ')
            .filter(|(_, deed)| deeds.contains(deed));
        let file = file.map(|(file, _)| file).or(behind.then_some(words));
        file.and_then(|file| file.rsplit_once('.'))
            .is_some_and(|(_, end)| {
                (2..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_lowercase())
            })
    };
    drop(2, &|words, _| kept(words));
    // `Import > 1860 입력`: what is typed.
    let typed = |words: &str| !words.contains(char::is_alphabetic);
    drop(2, &|words, _| rest.starts_with("입력") && typed(words));
    // `라우팅 편집 > 0.0.0.0/0`: a value.
    drop(3, &|words, _| {
        typed(words) && !is_label(words) && !is_quantity(words, false)
    });
    // `New pull request > base: main`: a field of a form and what is written there.
    let field = |words: &str, after: &str| {
        words.bytes().all(|b| b.is_ascii_lowercase()) && after.starts_with(": ")
    };
    // `새로 만들기 > 변수 : JAVA_HOME`: a field of the window in which a thing is made.
    let made = steps.iter().rev().nth(1).is_some_and(|step| {
        let words = text[step.clone()].trim_matches(['[', ']', '「', '」']);
        let makes = ["만들기", "추가", "생성", "등록", "발급"];
        is_making(words) || makes.iter().any(|deed| words.ends_with(deed))
    });
    let mut drop = |least: usize, filled: &dyn Fn(&str, &str) -> bool| {
        let last = steps.last().filter(|_| steps.len() > least);
        if last.is_some_and(|step| filled(&text[step.clone()], &text[step.end..])) {
            steps.pop();
        }
    };
    drop(2, &|words, after| {
        // `만들기 > Standard: 셋`: one of several things that can be made.
        let field = words.ends_with(is_hangul) || ["Name", "Type", "Key", "Value"].contains(&words);
        made && field
            && after
                .trim_start_matches(' ')
                .strip_prefix(':')
                .is_some_and(|value| {
                    !value
                        .split('\n')
                        .next()
                        .unwrap_or_default()
                        .trim()
                        .is_empty()
                })
    });
    // `시스템 > 맨 아래에 정보`: where on the screen, and nothing that is called so.
    drop(2, &|words, _| {
        let lead = spot::lead(words);
        let named = words[lead..].contains(char::is_alphabetic);
        lead > 0 && (named || lead == words.len() && words.starts_with("맨 "))
    });
    // `인쇄 > 체크박스를 켠다`: what every window has.
    let nameless = |words: &str| {
        let first = words.split(' ').next().unwrap_or_default();
        CONTROLS.iter().any(|control| {
            let end = first.strip_prefix(*control);
            words == *control || end.is_some_and(|end| particle::length(end) == Some(end.len()))
        })
    };
    drop(2, &|words, _| nameless(words));
    // `Full Disk Access > add Terminal`: what somebody does there, and no title.
    let told = |words: &str| words.split_once(' ').is_some_and(|(verb, _)| is_told(verb));
    let quote = ['"', '“', '\'', '‘', '`'];
    drop(2, &|words, after| {
        told(words) || is_told(words) && after.trim_start_matches(' ').starts_with(quote)
    });
    // `Marketplace > "Lombok" 설치`: what is quoted to be looked for.
    let quoted = |words: &str| {
        let deeds = ["설치", "검색", "입력"];
        words.starts_with(['"', '“', '\'']) && deeds.iter().any(|deed| words.ends_with(deed))
    };
    // `Driver properties > useSSL=false`
    let assigned = |words: &str| {
        words.split_once('=').is_some_and(|(name, value)| {
            !value.is_empty() && name.starts_with(char::is_alphabetic) && !words.contains(' ')
        })
    };
    // `전처리기 정의 > '_WARNINGS' 로 수정`: what is written there.
    let written = |words: &str| {
        let quoted = words.starts_with(['"', '“', '\'', '‘']);
        let to = rest.strip_prefix("으로 ").or(rest.strip_prefix("로 "));
        quoted
            && to.is_some_and(|verb| {
                [
                    "수정", "변경", "설정", "입력", "바꾸", "바꿔", "지정", "추가",
                ]
                .iter()
                .any(|one| verb.starts_with(one))
            })
    };
    drop(2, &|words, _| written(words));
    // `홈 > 좌측 상단 확인`, `일반 > 중간 스크롤`: where one looks on the screen.
    let looked = |words: &str| {
        words.rsplit_once(' ').is_some_and(|(place, deed)| {
            (is_place(place) || place == "중간") && matches!(deed, "확인" | "스크롤")
        })
    };
    let there = rest.starts_with("확인") || rest.starts_with("스크롤");
    drop(2, &|words, _| looked(words) || there && is_place(words));
    // `편집 > 새로 만들기 > %JAVA_HOME%\bin`: an address, or where a file lies on a disk.
    drop(2, &|words, _| is_address(words));
    // `다운로드 부스터 > 켬`: the state of a switch.
    drop(2, &|words, after| {
        field(words, after) || value::is_state(words) || quoted(words) || assigned(words)
    });
}

/// Parts of a window that have no name.
const CONTROLS: [&str; 11] = [
    "체크박스",
    "체크 박스",
    "버튼",
    "팝업",
    "팝업창",
    "드롭다운",
    "검색창",
    "입력창",
    "입력란",
    "스위치",
    "토글",
];

/// `res://Scenes/Main.tscn`, `%JAVA_HOME%\bin`, `C:\Tools`
fn is_address(words: &str) -> bool {
    let windows = words.contains('\\');
    let variable = words.starts_with('%') && words[1..].contains('%');
    words.contains("://") || windows || variable
}

/// Drops a last step that says what a field gets: `규칙 추가 > 유형은 HTTP`.
pub(super) fn drop_setting(text: &str, steps: &mut Vec<Range<usize>>) {
    let last = steps.last().filter(|_| steps.len() > 2);
    if last.is_some_and(|step| is_setting(&text[step.clone()])) {
        steps.pop();
    }
}

/// Whether words can be the label of a place.
pub(super) fn is_label(words: &str) -> bool {
    let length = words.chars().count();
    // `Grafana > + > Import`, `⋮ > 설정`: the picture on a button.
    let sign = |c: char| !c.is_alphanumeric() && !c.is_ascii() && !"→⇒≥≤≠∞".contains(c);
    if matches!(words, "+" | "...") || length <= 3 && length > 0 && words.chars().all(sign) {
        return true;
    }
    (1..=LONGEST_STEP).contains(&length)
        && words.chars().any(char::is_alphabetic)
        && !words.starts_with(['-', '$', '='])
        && !words.ends_with(['=', '-', '<'])
        && !words.contains('\\')
}

/// Whether a word is the address of a device: `192.168.0.1`.
pub(super) fn is_host(word: &str) -> bool {
    let mut parts = word.split('.');
    let is_byte =
        |part: &str| part.bytes().all(|b| b.is_ascii_digit()) && part.parse::<u8>().is_ok();
    parts.clone().count() == 4 && parts.all(is_byte)
}

/// Units of size and time.
const UNITS: &str = "B KB MB GB TB KiB MiB GiB Mi Gi px ms s m h km kg % bit bytes";

/// `3초`, `80%`, `1.2.10`, `코어 8개`, `1등`: a number, or something counted.
///
/// Among more than two steps a name may end in a number: `NDK 27`.
pub(super) fn is_quantity(words: &str, pair: bool) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default();
    // `우측 상단 점 3개`: a button is called by what is drawn on it.
    if !pair && ["점 ", "줄 "].iter().any(|dots| words.contains(dots)) && last.ends_with('개') {
        return false;
    }
    if !pair && words.contains(' ') && last.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    // `File > 300MB`, `Function > 50 lines`
    let first = words.split(' ').next().unwrap_or_default();
    let unit = first.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    if pair
        && unit.len() < first.len()
        && (unit.is_empty() && first.len() < words.len() || UNITS.split(' ').any(|one| one == unit))
    {
        return true;
    }
    let digits = last.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    last.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().count() <= 2
        && !digits.starts_with('.')
        && digits.chars().all(|c| is_hangul(c) || c == '%')
}

/// `유형은 HTTP`: a field and the value that it gets.
fn is_setting(words: &str) -> bool {
    words.split_once(' ').is_some_and(|(field, value)| {
        let stem = ["은", "는"].iter().find_map(|end| {
            let stem = field.strip_suffix(end)?;
            particle::agrees(stem, end).then_some(stem)
        });
        stem.is_some_and(|stem| stem.chars().count() > 1 && stem.ends_with(is_hangul))
            && value.is_ascii()
    })
}
