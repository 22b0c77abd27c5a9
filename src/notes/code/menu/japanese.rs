//! Where the places of a path begin and end in Japanese, which is written without blanks: at its
//! particles. Words in, bytes out. Knows no signs.

use crate::text::is_hangul;

/// Whether words are Japanese: they hold kana.
fn is_japanese(words: &str) -> bool {
    words.chars().any(is_kana) && !words.chars().any(is_hangul)
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ')
}

/// The bytes of a last step up to the particle behind its noun: `言語を開く`, `マイク から`.
pub(super) fn place(words: &str) -> usize {
    if !is_japanese(words) {
        return words.len();
    }
    let mut cut = words.len();
    for end in ["を", "から", "より", "にて"] {
        // `名前を付けて保存`, `ユーザーを追加`
        let mut ends = words.match_indices(end).map(|(at, _)| at);
        let at = ends.find(|at| {
            let after = &words[at + end.len()..];
            let label = end == "を" && (after.starts_with("付けて") || is_deed_of_label(after));
            *at > 0 && !label
        });
        cut = cut.min(at.unwrap_or(cut));
    }
    // `設定に手動登録`, `一般で変更`: behind a noun that is no kana itself.
    for end in ['に', 'で', 'へ', 'は', 'が'] {
        let found = words.match_indices(end).map(|(at, _)| at);
        for at in found {
            let before = words[..at].trim_end();
            let after = &words[at + end.len_utf8()..];
            let noun = before.ends_with(|c: char| {
                c.is_alphanumeric() && !('ぁ'..='ゖ').contains(&c)
                    || matches!(c, '」' | '］' | ']' | '』')
            });
            // `ホーム画面に追加` is called so.
            let label = matches!(end, 'に' | 'で') && after.chars().take(4).count() < 4;
            if noun && !label && !after.starts_with(is_small) {
                cut = cut.min(at);
            }
        }
    }
    words[..cut].trim_end().len()
}

/// Whether something is pressed or opened behind the last place: `を開く`, `から選ぶ`.
pub(super) fn is_pressed(after: &str) -> bool {
    const VERBS: &str = "開 選 押 クリック タップ 右クリック ダブルクリック チェック 有効 無効 \
        オン オフ 移動 進 変更 行 設定 追加 作成 実行 確認";
    let after = after.trim_start_matches(['」', '』', '】', ']', '”', '"', '）', ' ']);
    let behind = ["を", "から", "で", "に", "へ", "より"]
        .iter()
        .find_map(|particle| after.strip_prefix(*particle));
    behind.is_some_and(|verb| {
        let verb = verb.trim_start();
        VERBS.split_whitespace().any(|one| verb.starts_with(one))
    })
}

/// Whether `ユーザーを追加` is the name of a button: a deed follows, and the end or a particle.
fn is_deed_of_label(after: &str) -> bool {
    const DEEDS: &str =
        "追加 起動 作成 削除 編集 変更 登録 保存 開始 停止 表示 共有 有効にする 無効にする";
    DEEDS.split(' ').any(|deed| {
        after.strip_prefix(deed).is_some_and(|rest| {
            let ends = rest.is_empty() || rest.starts_with(['を', ' ', '」', '）']);
            ends || rest.starts_with("から")
        })
    })
}

/// `ょ` goes on with a word.
fn is_small(c: char) -> bool {
    matches!(c, 'ゃ' | 'ゅ' | 'ょ' | 'っ')
}

/// The bytes of a sentence before the first place: `Terminalの 設定`, `ブラウザで、設定`.
pub(super) fn lead(words: &str) -> usize {
    if !is_japanese(words) {
        return 0;
    }
    let ends = ["の ", "で ", "から ", "は ", "、", "の「", "の[", "の【"];
    let found = ends.iter().filter_map(|end| {
        let opens = end
            .chars()
            .last()
            .filter(|c| matches!(c, '「' | '[' | '【'));
        let found = words.rfind(end)?;
        Some(found + end.len() - opens.map_or(0, char::len_utf8))
    });
    found.max().filter(|at| *at < words.len()).unwrap_or(0)
}

/// Whether a Japanese text ranks what follows.
pub(super) fn ranks(before: &str) -> bool {
    ["優先", "順位", "比較"]
        .iter()
        .any(|word| before.contains(word))
}
