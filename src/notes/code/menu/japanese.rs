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
        // `名前を付けて保存`
        if let Some(at) = words.find(end).filter(|at| *at > 0)
            && !words[at..].starts_with("を付けて")
        {
            cut = cut.min(at);
        }
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

/// Whether a name is one of a user interface.
pub(super) fn is_interface(words: &str) -> bool {
    const LABELS: &str = "設定 メニュー ファイル 編集 表示 ツール タブ ボタン 画面 オプション 管理 \
        一般 全般 プロファイル プロパティ アプリ プライバシー セキュリティ アカウント 通知 \
        コンソール ダッシュボード 追加 作成 選択 クリック 保存 右クリック 環境設定 ヘルプ サービス";
    is_han(words) && LABELS.split_whitespace().any(|label| words.contains(label))
}

/// Whether words are written with kana or Chinese characters.
fn is_han(words: &str) -> bool {
    words
        .chars()
        .any(|c| is_kana(c) || ('一'..='鿿').contains(&c))
}
