//! Where a statement of SQL ends and a sentence goes on: names stand where names may, keywords
//! where they must.

use crate::notes::code::statement::sql::token::{SqlKind, SqlToken};
use crate::notes::code::statement::sql::vocabulary::{CLOSES, OPENS, SENTENCE};
use crate::text::is_hangul;

pub(super) fn is_key(token: &SqlToken) -> bool {
    token.kind == SqlKind::Word && OPENS.iter().chain(CLOSES).any(|word| token.is(word))
}

/// A name of the writer's own: no keyword, and no Korean word of a sentence.
pub(super) fn is_name(token: &SqlToken) -> bool {
    match token.kind {
        SqlKind::Text => true,
        SqlKind::Word => {
            let small = token.text.bytes().any(|b| b.is_ascii_lowercase());
            (!is_key(token)
                || small && CLOSES.iter().any(|word| token.is(word))
                || token.is("user"))
                && !is_spoken(token.text)
        }
        _ => false,
    }
}

/// A Korean word with a particle or a verb's ending: `문은`, `절에서`, `고른다`.
pub(super) fn is_spoken(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "은",
        "는",
        "을",
        "를",
        "에서",
        "에는",
        "에",
        "으로",
        "로",
        "이란",
        "란",
        "와",
        "과",
        "의",
        "다",
        "요",
        "하기",
        "하는",
        "할",
        "하면",
        "하고",
        "구문",
        "문법",
        "명령",
        "명령어",
        "쿼리",
        "이다",
        "사용",
    ];
    // `SELECT문은`, `WHERE절`: `주문` and `질문` are names of tables.
    let clause = word
        .trim_end_matches(['문', '절'])
        .chars()
        .next_back()
        .is_none_or(|c| c.is_ascii_alphabetic());
    let ends = word.ends_with(['문', '절']);
    word.chars().next_back().is_some_and(is_hangul)
        && (clause && ends
            || ENDS.iter().any(|end| word.ends_with(end)) && word.chars().count() >= 2
            || word.chars().count() == 1 && ENDS.contains(&word))
}

/// The tokens up to where a sentence takes over, and whether one does.
pub(super) fn operands<'t, 'a>(tokens: &'t [SqlToken<'a>]) -> (&'t [SqlToken<'a>], bool) {
    let mut filled = false;
    let mut names = 0;
    for (i, token) in tokens.iter().enumerate() {
        if token.text == ";" {
            return (&tokens[..=i], false);
        }
        // `KILL <세션 id>;`: the verb is no name.
        if i == 0 {
            continue;
        }
        let hangul = token.text.chars().any(is_hangul) && token.kind == SqlKind::Word;
        if token.kind == SqlKind::Word
            && SENTENCE.iter().any(|word| token.is(word))
            && token.depth == 0
            && token.text.bytes().all(|b| b.is_ascii_lowercase())
        {
            return (&tokens[..0], true);
        }
        if hangul && (is_spoken(token.text) || filled && token.depth == 0) {
            // Latin letters with a particle: the table is spoken of.
            let mixed = token.text.starts_with(|c: char| c.is_ascii_alphabetic());
            return (&tokens[..if mixed { 0 } else { i }], true);
        }
        match token.kind {
            SqlKind::Sign => {
                filled = matches!(token.text, ")" | "*" | "]" | "?");
                names = 0;
            }
            SqlKind::Word if is_key(token) => {
                filled = false;
                names = 0;
            }
            _ => {
                filled = true;
                names += 1;
            }
        }
        // Three names in a row are a sentence, outside of the brackets that declare columns.
        if names > 3 && token.depth == 0 {
            return (&tokens[..0], true);
        }
    }
    (tokens, false)
}
