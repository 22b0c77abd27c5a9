//! Which heading is a text's title: its one top heading, even if badges, pictures, links, a place
//! for contents or a few words that open the text stand above it, or if it is HTML. Blocks in; the
//! heading taken from among them out.

use crate::notes::reading::items::is_called_chapter;
use crate::notes::reading::{chapter_rule, wished_contents};
use crate::notes::tree::{Block, BlockKind, Inline, InlineKind, Lead};
use crate::notes::visit::{each_block, each_inline, plain_text, title_text};

/// What a text is, which decides where its title may stand.
#[derive(Clone, Copy)]
pub(crate) enum TitledText<'a> {
    /// A chapter that was cut: its heading comes first.
    Piece,
    /// A landing page, with the title of its front matter: its first heading, unless that says
    /// something else.
    Landing(Option<&'a str>),
    /// A file that is a chapter, with the title of its front matter: its one top heading, unless
    /// that says something else.
    File(Option<&'a str>),
    /// The same without such a title, called by its subject, as its name is: a heading below the
    /// first level that is called as parts of texts are is no title.
    Named(&'a str),
    /// The same called by what a list says, which may say more than its heading.
    Listed(&'a str),
    /// The README of a folder that is one page, called by its subject as that is: as a landing page
    /// where one heading of the first level stands, else as a file of that name.
    FolderPage(&'a str),
    /// The same whose first heading others have, too: the one right below that.
    Below,
    /// The same that something else than its headings names.
    ByOthers,
    /// A page of a wiki, whose name is its title: only a heading of the first level is another.
    WikiPage,
}

/// A heading that was taken from its blocks.
pub(super) struct TitleHeading {
    pub inlines: Vec<Inline>,
    pub id: Option<String>,
    pub attributes: String,
}

/// A heading at the top level of a text: the index of its block, and how high it is.
type Found = (usize, u8);

/// So many bytes of words may stand unlinked in a line of badges and links, as in
/// `한국어 | [English](…)`.
const BESIDE_LINKS: usize = 40;

/// So many bytes may always stand above a title: a quotation, a date, a line of introduction.
const ABOVE: usize = 160;

/// Headings at the end of a text that has no title.
const CLOSING: [&str; 22] = [
    "참고",
    "참고자료",
    "참고문헌",
    "참고링크",
    "출처",
    "링크",
    "결론",
    "마무리",
    "마치며",
    "맺음말",
    "덧붙임",
    "부록",
    "각주",
    "목차",
    "contents",
    "tableofcontents",
    "references",
    "reference",
    "links",
    "seealso",
    "conclusion",
    "appendix",
];

/// Headings with which a text begins whose title is its file's name, as in a vault of notes.
const BEGINNING: [&str; 18] = [
    "정의",
    "개념",
    "개요",
    "배경",
    "서론",
    "들어가며",
    "시작하며",
    "특징",
    "요약",
    "definition",
    "overview",
    "background",
    "summary",
    "tldr",
    "할일",
    "오늘한일",
    "오늘배운것",
    "todo",
];

/// Sections with which a README begins whose title is a picture, or its repository's name.
const OF_READMES: [&str; 28] = [
    "일정",
    "규칙",
    "목차",
    "차례",
    "소개",
    "목표",
    "목적",
    "멤버",
    "팀원",
    "구성원",
    "참여자",
    "스터디원",
    "스터디규칙",
    "스터디일정",
    "스터디소개",
    "진행방식",
    "운영방식",
    "폴더구조",
    "contents",
    "tableofcontents",
    "about",
    "introduction",
    "schedule",
    "rules",
    "members",
    "goals",
    "gettingstarted",
    "installation",
];

/// Words that say what a section of a README is for, where its heading ends with them:
/// `스터디 멤버`.
const SECTION_ENDS: &str = "멤버 팀원 구성원 참여자 참가자 스터디원 목차 차례 커리큘럼 members \
                            participants contents";

/// The same where nothing else stands there but such words and [`SECTION_OWNERS`]: `진행 방법`,
/// `스터디 목표`. They also end names of subjects: `컴퓨터 구조`.
const SECTION_WORDS: &str = "목표 목적 정보 일정 계획 규칙 방식 방법 용도 구성 구조 안내 소개 \
                             진행 개요 공지 주제 goal goals rule rules schedule purpose \
                             curriculum structure plan";

/// Whose a section of a README may be: of a group, of what it does, of the repository.
const SECTION_OWNERS: &str = "스터디 모임 팀 학생 멤버 참여 참가 학습 공부 강의 과목 수업 작성 \
                              커밋 제출 운영 저장소 레포 레포지토리 리포지토리 폴더 디렉토리 \
                              프로젝트 우리 이 및 study team student learning course class \
                              commit repository repo folder directory project our this the \
                              of and";

/// What a README greets its readers with, as that of a profile on GitHub does.
const GREETINGS: [&str; 11] = [
    "hi",
    "hithere",
    "hello",
    "hellothere",
    "hey",
    "heythere",
    "welcome",
    "안녕",
    "안녕하세요",
    "반갑습니다",
    "환영합니다",
];

/// What pictures are called that nobody described.
const PICTURES: [&str; 14] = [
    "image",
    "img",
    "picture",
    "pic",
    "photo",
    "banner",
    "header",
    "cover",
    "logo",
    "screenshot",
    "이미지",
    "그림",
    "사진",
    "배너",
];

/// How names of pictures end.
const FILES: [&str; 6] = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"];

/// Takes the title's heading out of a text's blocks.
pub(super) fn take(
    text: &str,
    blocks: &mut Vec<Block>,
    titled: TitledText,
) -> Option<TitleHeading> {
    let at = find(text, blocks, titled)?;
    let heading = match &mut blocks[at].kind {
        BlockKind::Heading {
            id,
            inlines,
            attributes,
            ..
        } => {
            let heading = TitleHeading {
                id: id.take(),
                attributes: std::mem::take(attributes),
                inlines: std::mem::take(inlines),
            };
            blocks.remove(at);
            heading
        }
        BlockKind::Html(inlines) => {
            let (open, close, _) = html_heading(text, inlines)?;
            let mut taken: Vec<Inline> = inlines.drain(open..=close).collect();
            taken.pop();
            let id = html_id(&taken.remove(0));
            if inlines.iter().all(is_blank) {
                blocks.remove(at);
            }
            TitleHeading {
                inlines: taken,
                id,
                attributes: String::new(),
            }
        }
        _ => return None,
    };
    Some(heading)
}

/// The index of the block that holds the title.
fn find(text: &str, blocks: &[Block], titled: TitledText) -> Option<usize> {
    if let TitledText::Piece = titled {
        let first = blocks.first()?;
        let is_title = match &first.kind {
            BlockKind::Heading { .. } => true,
            BlockKind::Html(inlines) => {
                let words = inlines.iter().find(|inline| !is_blank(inline));
                let open = html_heading(text, inlines).map(|(open, ..)| &inlines[open]);
                open.is_some() && words == open
            }
            _ => false,
        };
        return is_title.then_some(0);
    }
    let headings = headings(text, blocks);
    match titled {
        TitledText::ByOthers => return None,
        TitledText::Below => {
            let mut both = headings.iter().take(2).map(|(at, _)| *at);
            let (first, below) = (both.next()?, both.next());
            return below.filter(|at| *at == first + 1).or(Some(first));
        }
        _ => {}
    }
    let has_one_first = || headings.iter().filter(|(_, level)| *level == 1).count() == 1;
    let titled = match titled {
        TitledText::FolderPage(_)
            if has_one_first() && !are_sections(&headings, &|at| words_of(text, &blocks[at])) =>
        {
            TitledText::Landing(None)
        }
        TitledText::FolderPage(name) => TitledText::Named(name),
        titled => titled,
    };
    let is_listed = matches!(titled, TitledText::Listed(_));
    let titled = match titled {
        TitledText::Listed(name) => TitledText::Named(name),
        titled => titled,
    };
    let words_at = |at: usize| words_of(text, &blocks[at]);
    if let TitledText::Landing(None) = titled
        && (are_sections(&headings, &words_at)
            || are_lists(&headings, blocks, &words_at)
            || is_greeting(&headings, &words_at))
    {
        return None;
    }
    let (at, _) = match titled {
        TitledText::File(_) | TitledText::Named(_) | TitledText::WikiPage => {
            let top = headings.iter().map(|(_, level)| *level).min()?;
            if top > 1 && matches!(titled, TitledText::WikiPage) {
                return None;
            }
            let mut tops = headings.iter().filter(|(_, level)| *level == top);
            let first = *tops.next()?;
            // Several equal ones are parts of a file that its name names, and so is one below the
            // first level that is called as the parts of texts are.
            let words = words_of(text, &blocks[first.0]);
            let name = match titled {
                TitledText::Named(name) => Some(name),
                _ => None,
            };
            // Such a one is a section where the name is written as words and says something else.
            let is_other = |name: &str| is_worded(name) && !shares_word(name, &words);
            // `## 4장 변수` is no section, unless the name has a number of its own.
            let is_chapter = || {
                let is_numbered = |name: &str| !super::numbers::of_file(name).0.is_empty();
                is_called_chapter(&words) && !name.is_some_and(is_numbered)
            };
            let is_section = |name: &str| {
                let is_less = || !is_listed && says_less(name, &words);
                begins_texts(&words) || is_other(name) && !is_chapter() || is_less()
            };
            let is_part = top > 1 && name.is_some_and(is_section)
                || name.is_some_and(|name| is_day(&words) && says_more(name, &words));
            let others: Vec<&Found> = tops.collect();
            // But for the first where it says what the file's name does, as exports write it, or
            // stands over those that are numbered.
            let is_name = || top == 1 && name.is_some_and(|name| folded(name) == folded(&words));
            let has_number = |at: usize| {
                let words = words_of(text, &blocks[at]);
                !super::numbers::numbers(&words).0.is_empty()
            };
            let is_over = || {
                let is_closing = CLOSING.contains(&folded(&words).as_str());
                let is_section = is_closing || begins_texts(&words) || has_number(first.0);
                others.len() > 1 && !is_section && others.iter().all(|(at, _)| has_number(*at))
            };
            let heads_chapter = || {
                let others: Vec<String> = others.iter().map(|(at, _)| words_at(*at)).collect();
                let others = others.iter().map(String::as_str);
                top == 1 && chapter_rule::heads_one_chapter(&words, others)
            };
            let is_title = others.is_empty() || is_name() || is_over() || heads_chapter();
            (!is_part && is_title).then_some(first)?
        }
        _ => *headings.first()?,
    };
    let found = headings.iter().find(|(heading, _)| *heading == at);
    let is_top = found.is_some_and(|(_, level)| *level == 1) && headings[0].0 == at;
    let is_bare = blocks[..at].iter().all(is_furniture);
    if !is_bare && (!is_top || !is_below_opening(text, blocks, at)) {
        return None;
    }
    if is_nameless_picture(&words_of(text, &blocks[at]), &blocks[at]) {
        return None;
    }
    if let TitledText::File(Some(title)) | TitledText::Landing(Some(title)) = titled {
        let words = words_of(text, &blocks[at]);
        let without_number = &words[super::numbers::numbers(&words).1..];
        let is_same = |words: &str| folded(words) == folded(title);
        let of_title = &title[super::numbers::numbers(title).1..];
        let says_it = is_same(&words)
            || is_same(without_number)
            || folded(&words) == folded(of_title)
            || folded(without_number) == folded(of_title);
        return says_it.then_some(at);
    }
    Some(at)
}

/// The headings of a text that may be its title: without those that stand folded away, those of
/// HTML beneath one of Markdown, and what two sides of a merge left undone make of a paragraph.
fn headings(text: &str, blocks: &[Block]) -> Vec<Found> {
    let conflict = conflict(text);
    let mut folds = 0_usize;
    let mut out: Vec<Found> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let source = text.get(block.span.range()).unwrap_or_default();
        let is_html = matches!(block.kind, BlockKind::Html(_));
        let is_first = out.is_empty();
        let is_typed = out.first().is_some_and(|(first, level)| {
            *level == 1 && matches!(blocks[*first].kind, BlockKind::Heading { .. })
        });
        let is_conflict = || {
            let is_below = conflict.is_some_and(|mark| mark < block.span.range().end);
            is_below && source.trim_end().ends_with("\n=======")
        };
        if let Some(level) = level(text, block)
            && (folds == 0 || is_first)
            && !(is_html && is_typed)
            && !is_conflict()
        {
            out.push((at, level));
        }
        if is_html {
            let count = |tag: &str| source.matches(tag).count();
            folds = (folds + count("<details")).saturating_sub(count("</details"));
        }
    }
    out
}

/// The first mark that git leaves of two sides: `<<<<<<< HEAD`, beneath which `=======` parts them.
fn conflict(text: &str) -> Option<usize> {
    const MARK: &str = "<<<<<<< ";
    if text.starts_with(MARK) {
        return Some(0);
    }
    text.find(&format!("\n{MARK}"))
}

/// Whether a heading is a picture that nobody described: its words are what every picture is called
/// (`image`), or those of its file.
fn is_nameless_picture(words: &str, block: &Block) -> bool {
    let (BlockKind::Heading { inlines, .. } | BlockKind::Html(inlines)) = &block.kind else {
        return false;
    };
    let mut beside = 0;
    let mut pictures = 0;
    each_inline(inlines, &mut |inline| match &inline.kind {
        InlineKind::Image(_) => pictures += 1,
        InlineKind::Text(text) => beside += text.trim().len(),
        InlineKind::Code(_) => beside += 1,
        _ => {}
    });
    let words = words.to_lowercase();
    let is_file = || FILES.iter().any(|ending| words.ends_with(ending));
    let is_nameless = || PICTURES.contains(&folded(&words).as_str()) || is_file();
    pictures > 0 && beside == 0 && is_nameless()
}

/// Whether the first heading of a README is one of its sections like others, of which none is its
/// title: it is numbered as another of its level is, or called as sections are, below the first
/// level.
fn are_sections(headings: &[Found], words_at: &dyn Fn(usize) -> String) -> bool {
    let Some((first, others)) = headings.split_first() else {
        return false;
    };
    let has_number = |(at, _): &Found| !super::numbers::numbers(&words_at(*at)).0.is_empty();
    let mut beside = others.iter().filter(|(_, level)| *level == first.1);
    let is_highest = others.iter().all(|(_, level)| *level >= first.1);
    let is_called = || {
        let words = words_at(first.0);
        let lower = words.to_lowercase();
        let mut each = lower.split(|c: char| !c.is_alphanumeric());
        let last = each.rfind(|word| !word.is_empty()).unwrap_or_default();
        let lists = |list: &str, word: &str| list.split_whitespace().any(|one| one == word);
        let is_owned = |word: &str| {
            word.is_empty() || lists(SECTION_WORDS, word) || lists(SECTION_OWNERS, word)
        };
        let is_word = || {
            lists(SECTION_ENDS, last) || lists(SECTION_WORDS, last) && each.clone().all(is_owned)
        };
        let is_known = || OF_READMES.contains(&folded(&words).as_str()) || begins_texts(&words);
        let is_among = is_highest && beside.clone().next().is_some();
        first.1 > 1 && (is_among && is_known() || !has_number(first) && is_word())
    };
    is_called() || is_highest && beside.any(|other| has_number(first) && has_number(other))
}

/// Whether the headings of a README stand side by side, each over a list or a table of its own, so
/// that none is the title of all: three and more, or two of which none is called as sections are.
fn are_lists(headings: &[Found], blocks: &[Block], words_at: &dyn Fn(usize) -> String) -> bool {
    let are_level = headings.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let is_section = |(at, _): &Found| OF_READMES.contains(&folded(&words_at(*at)).as_str());
    let is_low = headings.len() > 1 && (headings[0].1 > 2 || !headings.iter().any(is_section));
    let is_list = |(at, _): &Found| {
        let mut next = blocks[at + 1..].iter();
        let next = next.find(|block| !matches!(block.kind, BlockKind::Rule));
        next.is_some_and(|next| matches!(next.kind, BlockKind::List(_) | BlockKind::Table { .. }))
    };
    (headings.len() > 2 || is_low) && are_level && headings.iter().all(is_list)
}

/// Whether the first heading of a README only greets its readers.
fn is_greeting(headings: &[Found], words_at: &dyn Fn(usize) -> String) -> bool {
    let words = headings.first().map(|(at, _)| folded(&words_at(*at)));
    words.is_some_and(|words| GREETINGS.contains(&words.as_str()))
}

/// Whether words are those that texts begin with, whatever their subject.
pub(crate) fn begins_texts(words: &str) -> bool {
    let words = folded(&words[super::numbers::numbers(words).1..]);
    BEGINNING.contains(&words.as_str())
}

/// Whether what stands above a heading of the first level only opens the text: a quotation, a date,
/// words about it, and less of them than stand below. Words without a title may end with `# 참고`.
fn is_below_opening(text: &str, blocks: &[Block], at: usize) -> bool {
    let bytes = |blocks: &[Block]| {
        let words = blocks.iter().filter(|block| !is_furniture(block));
        words.map(|block| block.span.range().len()).sum::<usize>()
    };
    // GitHub counts the anchors of headings in bullets and quotations before the title's.
    let mut is_first = true;
    each_block(&blocks[..at], &mut |block| {
        is_first &= level(text, block).is_none();
    });
    let title = folded(&words_of(text, &blocks[at]));
    let (above, below) = (bytes(&blocks[..at]), bytes(&blocks[at + 1..]));
    is_first && above <= ABOVE.max(below / 2) && !CLOSING.contains(&title.as_str())
}

/// How high the heading is that a block is.
fn level(text: &str, block: &Block) -> Option<u8> {
    match &block.kind {
        BlockKind::Heading { level, inlines, .. } => {
            (!plain_text(inlines).is_empty()).then_some(*level)
        }
        BlockKind::Html(inlines) => html_heading(text, inlines).map(|(_, _, level)| level),
        _ => None,
    }
}

/// `<h1 align="center">…</h1>` with words in it: where its tags stand, and how high it is.
fn html_heading(text: &str, inlines: &[Inline]) -> Option<(usize, usize, u8)> {
    let name = |inline: &Inline| match &inline.kind {
        InlineKind::Html(_) => text[inline.span.range()]
            .trim_start_matches(['<', '/'])
            .get(..2),
        _ => None,
    };
    let level = |name: &str| match name.as_bytes() {
        [b'h' | b'H', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    };
    let open = inlines
        .iter()
        .position(|inline| name(inline).and_then(level).is_some())?;
    let found = name(&inlines[open]).and_then(level)?;
    let length = inlines[open + 1..]
        .iter()
        .position(|inline| name(inline).and_then(level).is_some())?;
    let close = open + 1 + length;
    let words = plain_text(&inlines[open..close]);
    (!words.trim().is_empty()).then_some((open, close, found))
}

fn html_id(inline: &Inline) -> Option<String> {
    let InlineKind::Html(tag) = &inline.kind else {
        return None;
    };
    let (_, rest) = tag.split_once(" id=\"")?;
    let (id, _) = rest.split_once('"')?;
    (!id.is_empty()).then(|| id.to_owned())
}

fn is_blank(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        _ => false,
    }
}

fn words_of(text: &str, block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { inlines, .. } => title_text(inlines),
        BlockKind::Html(inlines) => html_heading(text, inlines)
            .map(|(open, close, _)| title_text(&inlines[open..close]))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// Whether a name is written as words, and not as an address is.
fn is_worded(name: &str) -> bool {
    let name = &name[super::numbers::of_file(name).1..];
    name.contains(is_wide) || name.trim().contains(' ')
}

/// What a diary of what was learned says in each heading beside the day.
const OF_DIARIES: [&str; 18] = [
    "til",
    "today",
    "i",
    "learned",
    "daily",
    "log",
    "note",
    "일지",
    "학습일지",
    "개발일지",
    "기록",
    "공부",
    "학습",
    "정리",
    "오늘",
    "오늘의",
    "배운",
    "것",
];

/// Days of the week as they stand behind a date.
const WEEKDAYS: &str = "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday \
                        saturday sunday 월 화 수 목 금 토 일 월요일 화요일 수요일 목요일 금요일 \
                        토요일 일요일";

/// Whether a heading says a day, that something was learned, or both: `240105 TIL`, `1월 5일 학습
/// 일지`, `TIL`, `2024.01.05 (금)`.
fn is_day(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    let digits = heading.bytes().filter(u8::is_ascii_digit).count();
    let has_day = digits > 5 || heading.contains('월') && heading.contains('일') && digits > 1;
    let mut words = heading.split(|c: char| !c.is_alphanumeric());
    let is_of_day = |word: &str| {
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_weekday = || WEEKDAYS.split_whitespace().any(|day| day == word);
        matches!(unit, "" | "년" | "월" | "일") || OF_DIARIES.contains(&word) || is_weekday()
    };
    (has_day || heading.contains("til")) && words.all(is_of_day)
}

/// Whether a name has a word that the heading has not, and that is of no day.
fn says_more(name: &str, heading: &str) -> bool {
    let (name, heading) = (name.to_lowercase(), folded(heading));
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        let is_said = heading.contains(word) || OF_DIARIES.contains(&word);
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let is_word = letters > 1 || word.chars().any(is_wide);
        is_word && !word.contains(|c: char| c.is_ascii_digit()) && !is_said
    })
}

/// Whether a heading names a part of what a file is called by: `ELB` in `ELB + ASG`, `RAID란` in
/// `RAID가 무엇인가`; or adds to its name what texts begin with, as `CDK 개요` does. In brackets
/// and behind other marks names also say who wrote.
fn says_less(name: &str, heading: &str) -> bool {
    let name = name[super::numbers::of_file(name).1..].trim();
    let heading = &heading[super::numbers::numbers(heading).1..];
    let (all, words) = (folded(name), folded(heading));
    let is_begun = || {
        let rest = words.strip_prefix(&all);
        rest.is_some_and(|rest| BEGINNING.contains(&rest))
    };
    if all.is_empty() || is_begun() {
        return !all.is_empty();
    }
    let is_plain = name.contains(' ') && !name.contains(['_', '[', '(']) && !name.contains(" - ");
    let asked = ["이란", "란", "은", "는"];
    let bare = asked.iter().find_map(|end| words.strip_suffix(end));
    let bare = bare.unwrap_or(&words);
    let is_part = |words: &str| !words.is_empty() && words.len() < all.len() && all.contains(words);
    is_plain && (is_part(&words) || is_part(bare))
}

/// Whether a letter is one that names are given as words in, and addresses seldom.
fn is_wide(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii()
}

/// Whether a word of the one stands in the other.
pub(crate) fn shares_word(name: &str, heading: &str) -> bool {
    let within = |words: &str, other: &str| {
        let other = folded(other);
        let mut words = words.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word.chars().count() > 1 && other.contains(&folded(word)))
    };
    within(name, heading) || within(heading, name)
}

/// Letters and digits, in lower case.
fn folded(words: &str) -> String {
    let kept = words.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// What people put above a title: badges, pictures, links to pages beside it, rules, a place for
/// the contents.
fn is_furniture(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Rule => true,
        BlockKind::Paragraph(inlines) | BlockKind::Html(inlines) => is_line_of_links(inlines),
        BlockKind::List(list) => list.items.iter().all(|item| {
            let is_link = match &item.lead {
                Lead::Prose(inlines) => is_line_of_links(inlines),
                Lead::Command { .. } => false,
            };
            is_link && item.children.iter().all(is_furniture)
        }),
        _ => false,
    }
}

/// Pictures, links and anchors with hardly a word beside them.
fn is_line_of_links(inlines: &[Inline]) -> bool {
    let words = plain_text(inlines);
    let words = words.trim();
    if words.is_empty() || wished_contents::is_mark(words) || words.eq_ignore_ascii_case("{:toc}") {
        return true;
    }
    let mut links = 0;
    let mut beside = 0;
    let mut is_inside = false;
    for inline in inlines {
        match &inline.kind {
            InlineKind::Link { .. } | InlineKind::Image(_) => links += 1,
            InlineKind::Html(tag) => {
                is_inside = tag.starts_with("<a ");
                links += usize::from(is_inside);
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => {}
            _ if is_inside => {}
            _ => {
                let words = plain_text(std::slice::from_ref(inline));
                let letters = words.chars().filter(|c| c.is_alphanumeric());
                beside += letters.map(char::len_utf8).sum::<usize>();
            }
        }
    }
    beside == 0 || (links > 0 && beside <= BESIDE_LINKS)
}
