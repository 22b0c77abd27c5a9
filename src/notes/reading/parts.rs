//! Headings above those of chapters: which are parts of a book, and whether the numbered headings
//! beneath one are its chapters. Titles and counts in, verdicts out; knows no text.

use std::sync::LazyLock;

use regex::Regex;

/// Chapters that are missing between two leave no larger gap; problems by number do.
const FAR: u32 = 10;

/// A heading, or the start of the file, with those of one level beneath it.
#[derive(Default)]
pub(super) struct Family<'a> {
    /// 0 for the start of the file.
    pub level: u8,
    /// What the heading says.
    pub title: &'a str,
    /// Whether words stand right under it.
    pub says: bool,
    pub children: usize,
    /// The numbers of those that have one.
    pub numbers: Vec<u32>,
    /// How many of these are called chapters: `3장`, `Chapter 3`.
    pub called: usize,
    /// How many of the children count what is done between lessons: `Quiz 2`, `과제 1`.
    pub tasks: usize,
    /// Whether one of these stands between two that are numbered.
    pub has_task_between: bool,
    /// How many of the children are called as what stands around the parts of a book is.
    pub around: usize,
}

/// What parts of a book are called: `제1부`, `2부. 운영`, `Part II`, `第一部`.
static PARTS: LazyLock<Regex> = LazyLock::new(|| {
    let korean = r"^\W*(?:제\s*)?(?:\d+|[IVXⅠ-Ⅻ일이삼사오육칠팔구십]+)\s*[부편](?:\W|$)";
    let count = r"(?:\d+|[IVXⅠ-Ⅻ]+|one|two|three|four|five|[A-F])";
    let english = format!(r"(?i)^\W*(?:part|파트|partie|teil)\W*{count}(?:\W|$)");
    let chinese = r"^\W*第?[\d一二三四五六七八九十]+\s*[部编編](?:\W|$)";
    Regex::new(&format!("{korean}|{english}|{chinese}")).expect("the pattern is a constant")
});

/// What only a book calls its parts, whose chapters may count from their first again: a course also
/// says `Part 2`, over its numbered sections.
static OF_BOOKS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"^\W*(?:제\s*\d+\s*[부편]|\d+\s*부|第\s*[\d一二三四五六七八九十]+\s*[部编編])(?:\W|$)";
    Regex::new(pattern).expect("the pattern is a constant")
});

/// What stands before the parts of a book and is none, and not its title either.
static OPENINGS: LazyLock<Regex> = LazyLock::new(|| {
    let korean =
        "머리말|머리글|서문|서론|들어가|시작하|여는 ?글|소개|개요|프롤로그|목차|차례|일러두기";
    let english = "preface|foreword|introduction|intro|prologue|about|overview|contents|toc|before";
    let others = "はじめに|まえがき|序|前言|目次|目录|目錄";
    let pattern = format!(r"(?i)^\W*(?:{korean}|(?:{english})\b|table of contents|{others})");
    Regex::new(&pattern).expect("the pattern is a constant")
});

/// What stands behind the parts of a book and is none.
static CLOSINGS: LazyLock<Regex> = LazyLock::new(|| {
    let korean = "부록|참고|후기|맺음말|마치며|나가며|에필로그|찾아보기|용어|감사|판권|저자";
    let english = "appendi(?:x|ces)|references?|bibliography|index|glossary|epilogue|afterword|\
                   acknowledge?ments?|further reading|credits|license";
    let others = "付録|参考|あとがき|附录|附錄|後記|后记";
    let pattern = format!(r"(?i)^\W*(?:{korean}|(?:{english})\b|{others})");
    Regex::new(&pattern).expect("the pattern is a constant")
});

/// What a table of contents is called.
static CONTENTS: LazyLock<Regex> = LazyLock::new(|| {
    let names = "목차|차례|contents|table of contents|toc|index|目次|目录|目錄";
    Regex::new(&format!(r"(?i)^\W*(?:{names})\W*$")).expect("the pattern is a constant")
});

/// Whether a heading is called a part of a book.
pub(super) fn is_called_part(heading: &str) -> bool {
    PARTS.is_match(heading)
}

/// Whether a heading is called a part as only books call them.
pub(super) fn is_part_of_book(heading: &str) -> bool {
    OF_BOOKS.is_match(heading)
}

/// Whether a heading is called as what opens a book is: `머리말`, `Introduction`.
pub(crate) fn is_called_opening(heading: &str) -> bool {
    OPENINGS.is_match(heading)
}

/// Whether a heading is called as what stands before or behind the parts of a book is.
pub(crate) fn is_around_parts(heading: &str) -> bool {
    OPENINGS.is_match(heading) || CLOSINGS.is_match(heading)
}

/// Whether a heading stands over a table of contents.
pub(crate) fn is_called_contents(heading: &str) -> bool {
    CONTENTS.is_match(heading)
}

/// Beneath how many of several parents numbered headings are the rule: half of what stands there
/// or more; or they are its chapters, whatever leaves stand beside them (an appendix, a licence),
/// since they are called so, their parent is a part of a book as another is, or their numbers go
/// on from those beneath its neighbour.
pub(super) fn ruled(parents: &[&Family<'_>]) -> usize {
    let plain = || parents.iter().filter(|family| family.is_ruled());
    let count = plain().count();
    if count == 0 {
        return 0;
    }
    let has_part = plain().any(|family| is_called_part(family.title));
    // Those that have numbers, of which the neighbours are asked.
    let with: Vec<&Family<'_>> = parents
        .iter()
        .filter(|family| !family.numbers.is_empty())
        .copied()
        .collect();
    let others = with.iter().enumerate().filter(|(at, family)| {
        let is_called = || family.called == family.numbers.len();
        let is_part = || has_part && is_called_part(family.title);
        let before = || at.checked_sub(1).and_then(|at| with.get(at));
        let joins = || follows(before(), Some(family)) || follows(Some(family), with.get(at + 1));
        !family.is_ruled() && family.rises() && (is_called() || is_part() || joins())
    });
    count + others.count()
}

/// Whether the numbers beneath one parent go on from those beneath another.
fn follows(one: Option<&&Family<'_>>, other: Option<&&Family<'_>>) -> bool {
    let last = one.and_then(|one| one.numbers.last());
    let first = other.and_then(|other| other.numbers.first());
    last.zip(first)
        .is_some_and(|(last, first)| last.checked_add(1) == Some(*first))
}

/// Whether what the families number are chapters of parts and no sections: they are called
/// chapters, or their numbers go on from part to part.
pub(super) fn goes_on(families: &[Family<'_>]) -> bool {
    let with = || families.iter().filter(|family| !family.numbers.is_empty());
    let (called, all) = with().fold((0, 0), |(called, all), family| {
        (called + family.called, all + family.numbers.len())
    });
    let ends = with().map(|family| (family.numbers.first(), family.numbers.last()));
    let ends: Vec<_> = ends.collect();
    called * 2 > all || ends.windows(2).all(|pair| pair[0].1 < pair[1].0)
}

/// Whether these are those of a book: numbered headings are the rule beneath its parts, or they are
/// called chapters.
pub(super) fn is_book(families: &[Family<'_>]) -> bool {
    let ruled = || families.iter().filter(|family| family.is_ruled());
    let is_called = |family: &Family<'_>| family.called == family.numbers.len();
    ruled().count() > 1 && ruled().all(|family| is_called_part(family.title) || is_called(family))
}

impl Family<'_> {
    /// Whether it stands around the parts of a book and has no chapters: a preface, an appendix, or
    /// the book's title with its preface beneath.
    pub(super) fn is_around(&self) -> bool {
        self.numbers.is_empty() && (self.around == self.children || is_around_parts(self.title))
    }

    /// Whether half of its children are numbered or more.
    fn is_ruled(&self) -> bool {
        let are_lessons = self.called == self.numbers.len();
        let tasks = if are_lessons || self.has_task_between {
            self.tasks
        } else {
            0
        };
        self.numbers.len() * 2 >= self.children - tasks && self.rises()
    }

    /// Whether its children are all that chapters are called: `1일차`, `2일차`.
    pub(super) fn is_of_chapters(&self) -> bool {
        self.called == self.children && self.is_ruled()
    }

    /// Whether some are numbered, and their numbers rise step by step as those of chapters do. Some
    /// may come twice, be missing or stand out of line, as a chapter that was put in later does.
    fn rises(&self) -> bool {
        let count = self.numbers.len();
        let pairs = || self.numbers.windows(2);
        let falls = pairs().filter(|pair| pair[1] < pair[0]).count();
        let jumps = pairs()
            .filter(|pair| pair[1] > pair[0].saturating_add(FAR))
            .count();
        let rises = pairs().filter(|pair| pair[1] > pair[0]).count();
        count == 1 || (rises > 0 && falls * 4 <= count && jumps * 4 <= count)
    }
}
