//! Bullets that are commands because their neighbours are: `clear` between `ls -al` and `cd ..`.
//! The source of a bullet that proves nothing itself and what its list holds in; the command that
//! it may be out. Whether the list holds enough of them is for the reader of lists to say.

use std::collections::BTreeSet;

use crate::notes::code::command::head::{FoundCommand, at_head};
use crate::notes::code::command::label::labels;
use crate::notes::code::command::lead::numbering;
use crate::notes::code::command::typed::as_typed;
use crate::notes::code::evidence;
use crate::notes::code::sentence::SENTENCE;
use crate::notes::code::tools::{self, Tools};
use crate::notes::code::weight::{Reason, Setting};
use crate::notes::code::word::{self, Tail};
use crate::notes::tree::{Command, CommandLanguage};
use crate::text::is_hangul;

/// The commands of a list.
#[derive(Default)]
pub(crate) struct Neighbours {
    /// How many of its bullets are commands.
    all: usize,
    /// How many of those are surely typed into a shell.
    firm: usize,
    /// The programs of those.
    programs: BTreeSet<String>,
    /// How many are typed into Redis.
    redis: usize,
    /// How many are typed into MongoDB's shell.
    mongo: usize,
}

impl Neighbours {
    /// Counts a bullet that is a command. One that is nothing but a word of English proves nothing
    /// of the others.
    pub(crate) fn count(&mut self, command: &Command) {
        self.all += 1;
        // `set a:1 kim`: a key, and no options of a shell.
        let keyed = || names_redis(&command.code) && command.code.contains(':');
        self.redis += usize::from(command.language == CommandLanguage::Redis || keyed());
        self.mongo += usize::from(command.language == CommandLanguage::Mongo);
        let is_word = || tools::program(&command.tool).is_some_and(|known| known.is_word);
        let alone = !command.code.contains(' ') && is_word();
        if command.language == CommandLanguage::Shell && !alone {
            self.firm += 1;
            self.programs.insert(command.tool.clone());
        }
    }

    /// Whether they prove `others`, which are so many of `all` bullets of the list: with them most
    /// of it is typed.
    pub(crate) const fn prove(&self, others: usize, all: usize) -> bool {
        let typed = self.all + others;
        let firm = self.firm + self.redis;
        firm > 0 && typed == all || firm > 1 && typed * 3 >= all * 2
    }

    /// Whether any of them says something of the others.
    pub(crate) const fn say_something(&self) -> bool {
        self.firm + self.redis > 0
    }
}

/// The command that a bullet may be beside others, behind a number or a Korean label.
pub(crate) fn find_beside(
    source: &str,
    neighbours: &Neighbours,
    tools: &Tools,
) -> Option<FoundCommand> {
    let start = source.len() - source.trim_start().len();
    let start = start + numbering(&source[start..]);
    let labelled = labels(source, start).filter_map(|(at, is_korean)| is_korean.then_some(at));
    [start].into_iter().chain(labelled).find_map(|at| {
        let head = at_head(source, at, Setting::Listed, tools);
        let whole = head.and_then(|(found, next)| (found.strip && next.is_none()).then_some(found));
        whole
            .or_else(|| of_same_program(source, at, neighbours, tools))
            .or_else(|| of_redis(source, at, neighbours))
            .or_else(|| of_mongo(source, at, neighbours))
            .or_else(|| of_unknown_program(source, at, neighbours, tools))
    })
}

/// Whether a line begins with a command of Redis.
fn names_redis(text: &str) -> bool {
    let name = text.split_whitespace().next().unwrap_or_default();
    let upper = name.to_ascii_uppercase();
    let lists = |section| tools::section_lists(section, &upper);
    (name == upper || name == name.to_ascii_lowercase())
        && (lists("redis") || lists("redis-words") || lists("redis-alone"))
}

/// `keys *`, `get a:1`, `SET [key] [value] => "OK"` beside commands of Redis: a verb of its own and
/// what has no particle.
fn of_redis(source: &str, at: usize, neighbours: &Neighbours) -> Option<FoundCommand> {
    let rest = &source[at..];
    if neighbours.redis == 0 || !names_redis(rest) {
        return None;
    }
    let line = rest.find(" :: ").map_or(rest, |end| &rest[..end]);
    let read = word::read(line);
    let name = read.words.first()?.text;
    let alone = tools::section_lists("redis-alone", &name.to_ascii_uppercase());
    let is_typed = matches!(read.tail, Tail::End | Tail::Remark)
        && (read.words.len() > 1 || alone)
        && read.words.len() <= 8
        && read.words[1..]
            .iter()
            .all(|word| !SENTENCE.contains(&word.text) && !word.text.starts_with('/'));
    is_typed.then(|| FoundCommand {
        range: at..at + read.end(),
        code: as_typed(&rest[..read.end()]),
        language: CommandLanguage::Redis,
        tool: name.to_owned(),
        strip: true,
    })
}

/// `use shop` beside `db.items.find()`.
fn of_mongo(source: &str, at: usize, neighbours: &Neighbours) -> Option<FoundCommand> {
    let line = source[at..].trim_end();
    let name = line.strip_prefix("use ").filter(|_| neighbours.mongo > 0)?;
    let spells = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    (!name.is_empty() && name.bytes().all(spells)).then(|| FoundCommand {
        range: at..at + line.len(),
        code: line.to_owned(),
        language: CommandLanguage::Mongo,
        tool: "use".to_owned(),
        strip: true,
    })
}

/// `labctl2 -n web` beside commands: a program that nobody knows, with an option first and nothing
/// that a sentence has.
fn of_unknown_program(
    source: &str,
    at: usize,
    neighbours: &Neighbours,
    tools: &Tools,
) -> Option<FoundCommand> {
    const MOST: usize = 6;
    let rest = &source[at..];
    let mut words = rest.split(' ');
    let (name, option) = (words.next()?, words.next()?);
    let spells = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_');
    let letters = option.trim_start_matches('-');
    let is_option = letters.len() < option.len()
        && letters.starts_with(|c: char| c.is_ascii_alphabetic())
        && (option.starts_with("--") || letters.len() == 1);
    let is_name = name.len() > 2 && name.bytes().all(spells) && !SENTENCE.contains(&name);
    if neighbours.firm < 2 || !is_option || !is_name || tools::program(name).is_some() {
        return None;
    }
    let line = word::read(rest);
    let weight = evidence::weigh(&line.words, tools)?;
    let against = [
        Reason::Sentence,
        Reason::Version,
        Reason::Title,
        Reason::Operator,
    ];
    let is_typed = line.words.len() <= MOST
        && line.words.iter().all(|word| word.text.is_ascii())
        && matches!(line.tail, Tail::End | Tail::Remark)
        && !against.iter().any(|reason| weight.reasons.contains(reason));
    is_typed.then(|| FoundCommand {
        range: at..at + line.end(),
        code: as_typed(&rest[..line.end()]),
        language: CommandLanguage::Shell,
        tool: name.to_owned(),
        strip: true,
    })
}

/// `ros2 topic list` beside `ros2 run demo talker --once`: bare words behind a program that a
/// neighbour has typed. Of programs whose sub-commands are known only those are.
fn of_same_program(
    source: &str,
    at: usize,
    neighbours: &Neighbours,
    tools: &Tools,
) -> Option<FoundCommand> {
    let rest = &source[at..];
    let name = rest.split([' ', '\n']).next().unwrap_or_default();
    let known = tools::program(name).is_some_and(|known| known.has_subs() || known.is_word);
    if !neighbours.programs.contains(name) || known {
        return None;
    }
    let line = word::read(rest);
    let weight = evidence::weigh(&line.words, tools)?;
    let against = [
        Reason::Sentence,
        Reason::Version,
        Reason::Title,
        Reason::Operator,
    ];
    let typed = |text: &str| text.is_ascii() && !text.starts_with(|c: char| c.is_ascii_uppercase());
    let is_typed = (2..=6).contains(&line.words.len())
        && line.words.iter().all(|word| typed(word.text))
        && matches!(line.tail, Tail::End | Tail::Remark)
        && !source[at + line.end()..]
            .trim_start()
            .starts_with(is_hangul)
        && !against.iter().any(|reason| weight.reasons.contains(reason));
    is_typed.then(|| FoundCommand {
        range: at..at + line.end(),
        code: as_typed(&rest[..line.end()]),
        language: CommandLanguage::Shell,
        tool: name.to_owned(),
        strip: true,
    })
}
