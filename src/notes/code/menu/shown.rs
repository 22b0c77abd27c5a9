//! What the form of its labels shows of a path of menus, whatever they are called: it is opened by
//! a picture or by keys, and in the list of a thing one of its kind is made. Names in, answers out.

use crate::notes::code::menu::telling::is_making;
use crate::notes::code::menu::{filled, value};

/// Whether the first place is a picture or keys, which something is opened with: `☰ → 결제 내역`,
/// `Ctrl + , → 확장`.
pub(super) fn is_opened(first: &str) -> bool {
    let drawn = !first.is_empty() && !first.contains(char::is_alphanumeric);
    drawn && filled::is_label(first) || value::is_keys(first)
}

/// Whether a place is the list of what is done with the thing that was chosen, as consoles call
/// it, and something of that is done at the end: `작업 → 보안 → 보안 그룹 변경`.
pub(super) fn is_dropdown(words: &[&str]) -> bool {
    const DEEDS: &str = "생성 변경 편집 수정 삭제 분리 연결 종료 시작 중지 복원 복사 설정 보기 \
        가져오기 \
        내보내기 Create Change Edit Modify Delete Detach Attach Terminate Start Stop Reboot \
        Restore Copy Manage Associate Get";
    let Some((end, before)) = words.split_last() else {
        return false;
    };
    let verb = if before.contains(&"작업") {
        end.rsplit_once(' ').map(|(_, verb)| verb)
    } else if before.contains(&"Actions") {
        end.split_once(' ').map(|(verb, _)| verb)
    } else {
        None
    };
    verb.is_some_and(|verb| DEEDS.split_whitespace().any(|deed| deed == verb))
}

/// Whether a thing of the place before is made or changed in the next one: `경보 → 경보 생성`,
/// `Users → Create user`.
pub(super) fn is_grown(words: &[&str]) -> bool {
    const DEEDS: [&str; 8] = [
        "생성",
        "만들기",
        "추가",
        "등록",
        "편집",
        "수정",
        "발급",
        "할당",
    ];
    words.windows(2).any(|pair| {
        // `사용자 탭 → 사용자 추가`
        let thing = pair[0].strip_suffix(" 탭").unwrap_or(pair[0]);
        let korean = pair[1].strip_prefix(thing);
        let korean = korean.and_then(|rest| rest.strip_prefix(' '));
        let name = pair[0].trim_end_matches('s').to_ascii_lowercase();
        let thing = pair[1].split_once(' ').map_or("", |(_, thing)| thing);
        let english =
            name.len() > 2 && is_making(pair[1]) && thing.to_ascii_lowercase().starts_with(&name);
        korean.is_some_and(|deed| DEEDS.contains(&deed)) || english
    })
}

/// A label without the letter that opens it from the keyboard, as Windows writes it behind labels
/// in other letters: `파일` of `파일(F)`, `검정...` of `검정(T)...`.
pub(super) fn without_key(label: &str) -> &str {
    let name = label.strip_suffix("...").or(label.strip_suffix('…'));
    key_of(name.unwrap_or(label)).map_or(label, |(name, _)| name)
}

/// The name and the letter of `파일(F)`.
fn key_of(label: &str) -> Option<(&str, char)> {
    let (name, key) = label.strip_suffix(')')?.rsplit_once('(')?;
    let mut letters = key.chars();
    let letter = letters.next().filter(char::is_ascii_uppercase)?;
    let spoken = |c: char| !c.is_ascii() && c.is_alphabetic();
    (letters.next().is_none() && name.trim_end().ends_with(spoken))
        .then_some((name.trim_end(), letter))
}

/// Whether several places have such letters, and these number nothing: not `가(A) > 나(B)`.
pub(super) fn access_keys(words: &[&str]) -> bool {
    let bare = |label: &&str| {
        let name = label.strip_suffix("...").or(label.strip_suffix('…'));
        key_of(name.unwrap_or(label)).map(|(_, letter)| letter)
    };
    let keys: Vec<char> = words.iter().filter_map(bare).collect();
    let counted = keys
        .windows(2)
        .all(|pair| u32::from(pair[0]) + 1 == u32::from(pair[1]));
    keys.len() > 1 && !counted
}
