//! Signs that part a command from what is said of it and that are also names: `/`, `~` and `*` are
//! places, `-` is what comes in, `--` ends the options. What stands behind the words of a command
//! in; whether the command ends before the sign out. A command that has all it is given ends
//! there; where both readings make sense there is no command, for one of them deletes.

use crate::notes::code::named;
use crate::notes::code::named::Before;
use crate::notes::code::noun;
use crate::notes::code::tools;
use crate::notes::code::word_extent::Word;
use crate::notes::code::word_mark;
use crate::notes::particle;
use crate::text::{head, is_hangul};

/// What a sign at the start of a text says of the words before it.
pub(super) enum SignUse {
    /// The command ends before it, and what follows is said of it.
    Remark,
    /// It may be either: there is no command.
    Doubtful,
    /// It is given to the command.
    Given,
    /// It is no such sign.
    None,
}

/// Reads the sign that `rest` begins with.
pub(super) fn read(rest: &str, words: &[Word]) -> SignUse {
    let Some((sign, after)) = rest.split_once(' ') else {
        return SignUse::None;
    };
    let said = after.trim_start();
    match sign {
        "/" | "~" | "*" if said.starts_with(is_hangul) && !is_particle(said) => place(sign, words),
        "-" if is_said_in_english(said, words) => SignUse::Remark,
        "--" if said.starts_with(is_hangul) && passes_on(words) => passed_on(said),
        _ => SignUse::None,
    }
}

/// Whether the word at the start of a text is nothing but a particle.
fn is_particle(said: &str) -> bool {
    let word = said.split(' ').next().unwrap_or_default();
    particle::length(word) == Some(word.len())
}

/// The program of a command behind `sudo` and the like, and the words behind it.
fn program<'a, 'w>(words: &'w [Word<'a>]) -> Option<(&'a str, &'w [Word<'a>])> {
    let is_prefix = |word: &Word| tools::program(word.text).is_some_and(|known| known.is_prefix);
    let first = words.iter().position(|word| !is_prefix(word))?;
    Some((words[first].text, &words[first + 1..]))
}

/// How many names stand there: neither options nor what these are given.
fn count_names(words: &[Word]) -> usize {
    let mut count = 0;
    for (at, word) in words.iter().enumerate() {
        let option = word.text.len() > 1 && word.text.starts_with('-');
        let before = words[..at].last().map(|before| before.text);
        let value =
            before.is_some_and(|before| named::behind([before].into_iter()) == Before::Valued);
        count += usize::from(!option && !value);
    }
    count
}

/// `rm -rf dir / 삭제`: a program of files that has its places is given no other; `cd / 이동`.
fn place(sign: &str, words: &[Word]) -> SignUse {
    /// Programs that need two names, or what to look for and where.
    const TWO: &str = "cp mv ln rsync scp chmod chown chgrp grep egrep rg tar zip mount";
    let among = |list: &str, name: &str| list.split(' ').any(|one| one == name);
    let Some((name, rest)) = program(words) else {
        return SignUse::None;
    };
    if !word_mark::are_of_files(words.iter().map(|word| word.text))
        || among("hdfs hadoop aws", name)
    {
        return SignUse::None;
    }
    let subs = tools::program(name).is_some_and(tools::Program::has_subs);
    let count = count_names(rest).saturating_sub(usize::from(subs));
    let least = if among(TWO, name) { 2 } else { 1 };
    // `tar -C / -xf`, `du -d 1`: an option is given it.
    let asked = rest.last().is_some_and(|last| {
        matches!(
            last.text,
            "-C" | "-t" | "--directory" | "--target-directory"
        )
    });
    if asked {
        return SignUse::Given;
    }
    if count >= least {
        return SignUse::Remark;
    }
    // `ls -al / 목록`, `rm -rf / 삭제`: what is listed or lost is not told.
    let doubtful = among("ls ll la dir df", name)
        || sign != "*" && name == "rm"
        || sign == "/" && among("chmod chown chgrp", name);
    if doubtful {
        SignUse::Doubtful
    } else {
        SignUse::Given
    }
}

/// Words that a remark in English is read up to, in bytes.
const LONGEST: usize = 200;

/// `docker images - list images`: behind the dash stand words to the end. A program that reads
/// what comes in has it last or before an option, or before one more file.
fn is_said_in_english(said: &str, words: &[Word]) -> bool {
    const READING: &str = "cat tac diff tar paste join comm cp ssh zip cpio sed awk grep head tail \
        wc sort";
    if words.last().is_none_or(|last| last.text == "su") {
        return false;
    }
    let line = said.split('\n').next().unwrap_or_default().trim_end();
    if line.len() > LONGEST {
        return false;
    }
    let bare = |word: &str| {
        let word = word.trim_end_matches(['.', ',', '!']);
        word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'\'')
            || matches!(word, "a" | "I")
    };
    let count = line.split_whitespace().count();
    let reads = || {
        words.iter().any(|word| word.text == "diff")
            || program(words)
                .is_some_and(|(name, _)| READING.split_whitespace().any(|one| one == name))
    };
    line.starts_with(|c: char| c.is_ascii_alphabetic())
        && line.split_whitespace().all(bare)
        && (count > 1 || !reads())
}

/// Whether a program hands what stands behind `--` on, or takes it for names.
fn passes_on(words: &[Word]) -> bool {
    const GIT: &str = "checkout reset restore diff log rm add grep show blame";
    let Some((name, rest)) = program(words) else {
        return false;
    };
    let has = |list: &str| {
        rest.iter()
            .any(|word| list.split(' ').any(|one| one == word.text))
    };
    match name {
        "git" => has(GIT),
        "kubectl" | "oc" | "docker" => has("exec run"),
        "npm" | "pnpm" => has("run run-script exec test start"),
        "cargo" => has("run test bench"),
        "grep" | "xargs" | "sudo" | "env" | "rm" => true,
        _ => false,
    }
}

/// `git reset HEAD -- 파일명`: one noun is given; several words are said.
fn passed_on(said: &str) -> SignUse {
    let said = head(said, LONGEST);
    let said = said.split('\n').next().unwrap_or_default();
    let written = said.split(' ').next().unwrap_or_default();
    let word = written.trim_end_matches(':');
    let behind = &said[written.len()..];
    if word.len() == written.len() && !behind.trim().is_empty() && !is_before_sign(behind) {
        return SignUse::Remark;
    }
    let named = noun::is_value(word)
        || noun::is_thing(word)
        || matches!(word, "명령" | "명령어" | "옵션" | "인자" | "인수");
    if named {
        SignUse::Given
    } else {
        SignUse::Doubtful
    }
}

/// Whether nothing but a sign with its explanation follows: ` : 묶기`, ` -> 설명`, ` // 설명`.
pub(super) fn is_before_sign(after: &str) -> bool {
    let sign = after.trim_start();
    let spaced = [": ", "- ", "-> ", "=> ", "— ", "– "];
    sign.len() < after.len()
        && (spaced.iter().any(|one| sign.starts_with(one))
            || sign.starts_with(['#', '→', '⇒', '('])
            || sign.starts_with("// "))
}

/// Whether a line below one that ends in a backslash begins another command, so that Markdown
/// breaks the line there and no shell: the same program again, or one with its sub-command behind
/// a program that is given no command.
pub(crate) fn begins_another(line: &str, next: &str) -> bool {
    /// Programs that are given another one.
    const GIVEN: &str = "docker kubectl oc podman ssh xargs watch npx poetry uv conda bash \
        sh find parallel vagrant heroku make";
    let is_prefix = |name: &&str| tools::program(name).is_some_and(|known| known.is_prefix);
    let mut words = next.split_whitespace();
    let Some(name) = words.find(|name| !is_prefix(name)) else {
        return false;
    };
    let Some(known) = tools::program(name) else {
        return false;
    };
    let line = line.trim_end().trim_end_matches('\\').trim_end();
    if line.ends_with(['|', '&', ';', '(', '{', '=']) || line.ends_with("--") {
        return false;
    }
    let mut above = line.split_whitespace();
    let program = above.find(|name| !is_prefix(name)).unwrap_or_default();
    let free = || !GIVEN.split_whitespace().any(|one| one == program);
    let does = words.next().is_some_and(|word| known.has_sub(word));
    !program.is_empty() && (name == program || does && free())
}
