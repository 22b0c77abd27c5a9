//! Which language notes are written in, by their letters. Trees in, counts and a language tag out.

use std::ops::AddAssign;

use crate::notes::reading::formula;
use crate::notes::tree::{Block, InlineKind};
use crate::notes::visit::{each_inline, each_run};

/// How many letters of each script stand outside of code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LetterCounts {
    latin: usize,
    hangul: usize,
    kana: usize,
    han: usize,
}

/// A syllable or ideograph is written with about so many letters of an alphabet: 한 is ㅎ, ㅏ, ㄴ.
const LETTERS_OF_A_SYLLABLE: usize = 3;

/// Japanese has at least one kana among so many kana and ideographs, Chinese none but in names.
const KANA_IN: usize = 10;

impl LetterCounts {
    /// The letters of blocks outside of code and formulas.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut out = Self::default();
        each_run(blocks, &mut |run| {
            let mut text = String::new();
            each_inline(run, &mut |inline| match &inline.kind {
                InlineKind::Text(words) => text.push_str(words),
                InlineKind::SoftBreak | InlineKind::HardBreak => text.push('\n'),
                _ => {}
            });
            let mut at = 0;
            for formula in formula::formulas(&text) {
                out.count(&text[at..formula.start]);
                at = formula.end;
            }
            out.count(&text[at..]);
        });
        out
    }

    fn count(&mut self, text: &str) {
        // The letters of an address are of no language.
        let has_address = |text: &str| text.contains("://") || text.contains('@');
        if !has_address(text) {
            return self.count_all(text);
        }
        let words = text.split_whitespace().filter(|word| !has_address(word));
        words.for_each(|word| self.count_all(word));
    }

    fn count_all(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => self.latin += 1,
                '가'..='힣' => self.hangul += 1,
                'ぁ'..='ヿ' => self.kana += 1,
                '\u{3400}'..='\u{9fff}' => self.han += 1,
                _ => {}
            }
        }
    }

    /// The BCP 47 tag of the language that most letters are of; Korean where there are none.
    pub(super) fn language(self) -> &'static str {
        let ideographs = self.kana + self.han;
        let syllables = self.hangul.max(ideographs) * LETTERS_OF_A_SYLLABLE;
        if self.latin > syllables {
            "en"
        } else if self.hangul >= ideographs {
            "ko"
        } else if self.kana * KANA_IN >= ideographs {
            "ja"
        } else {
            "zh"
        }
    }
}

/// So many letters tell a language; fewer are names.
const LETTERS_THAT_TELL: usize = 120;

/// Notes in a language of syllables or ideographs speak of much in English: that is their language
/// all the same where one letter in so many is their own.
const OWN_LETTER_IN: usize = 50;

impl LetterCounts {
    /// The language of a page where it is beyond doubt another than the site's, a BCP 47 tag.
    pub(super) fn other_than(self, of_site: &str) -> Option<&'static str> {
        let language = self.language();
        let own = self.hangul + self.kana + self.han;
        let all = own * LETTERS_OF_A_SYLLABLE + self.latin;
        let is_site = match of_site.split('-').next() {
            Some(site @ ("ko" | "ja" | "zh")) => language == site,
            // Which language letters of an alphabet are of is not known: they are the site's.
            _ => language == "en",
        };
        let is_english = language == "en" && own * OWN_LETTER_IN < all;
        let is_told = all >= LETTERS_THAT_TELL && (language != "en" || is_english);
        (is_told && !is_site).then_some(language)
    }
}

impl AddAssign for LetterCounts {
    fn add_assign(&mut self, other: Self) {
        self.latin += other.latin;
        self.hangul += other.hangul;
        self.kana += other.kana;
        self.han += other.han;
    }
}

/// What notes without a name are called.
pub(super) fn notes_in(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("ko") => "노트",
        Some("ja") => "ノート",
        Some("zh") => "笔记",
        _ => "Notes",
    }
}

/// What papers about the repository, licence and all, are called where they stand together.
pub(super) fn about_in(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("ko") => "저장소 안내",
        Some("ja") => "このリポジトリについて",
        Some("zh") => "关于本仓库",
        _ => "About this repository",
    }
}
