//! Signs of a sentence between a command and what is said of it: `docker ps ==> 목록`, `git status.
//! 자주 친다`, `docker ps -a[목록 보기]`. What stands behind the words of a command in; whether it
//! is such a sign out. A shell gives most signs a meaning; which of them no command can end with,
//! or be given before Korean words, is known here.

use crate::notes::code::sentence::{BETWEEN, SENTENCE};
use crate::notes::code::tools;
use crate::notes::code::word_extent::Word;
use crate::notes::particle;
use crate::text::is_hangul;

/// Abbreviations that a remark begins with.
const CITING: &[&str] = &[
    "ex)", "ex.", "ex:", "cf)", "cf.", "cf:", "e.g.", "i.e.", "rem", "ps.", "p.s.", "tip)", "n.b.",
];

/// Programs that are given places in a tree of files, `/`, `~` and `*` among them.
const OF_FILES: &str = "ls ll la dir cd cp mv rm du df find tree cat less more head tail wc chmod \
    chown chgrp tar zip unzip rsync scp ln stat touch mkdir rmdir open code grep egrep rg file \
    ncdu mount umount pushd hdfs hadoop dfs fs add restore diff clone clean sync test";

/// Whether a word is a program or a sub-command that is given places.
pub(super) fn is_of_files(word: &str) -> bool {
    OF_FILES.split_ascii_whitespace().any(|one| one == word)
}

/// Whether the words of a command are a program's that is given places, or a sub-command's of one
/// that has files: `dir` is a folder of the cache in `pip cache dir`.
pub(super) fn are_of_files<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    let is_prefix = |word: &str| tools::program(word).is_some_and(|known| known.is_prefix);
    let program = words.find(|word| !is_prefix(word)).unwrap_or_default();
    is_of_files(program)
        || matches!(program, "git" | "hdfs" | "hadoop" | "aws" | "svn") && words.any(is_of_files)
}

/// Programs whose operands are sums, conditions or text.
const OF_SIGNS: &str = "expr test [ [[ let bc awk calc tr sed if while for case";

/// Whether Korean words stand behind a sign that no command has there: `==> 목록`, `ex) 예`, `&&
/// 실행`.
pub(super) fn is_mark(rest: &str, words: &[Word]) -> bool {
    let Some((sign, after)) = rest.split_once(' ') else {
        return arrow_glued(rest);
    };
    let said = after.trim_start();
    // `python -m venv env | ex: …`: an example stands behind the stroke.
    let cites = |sign: &&str| said.starts_with(*sign);
    if sign == "|" && CITING.iter().any(cites) {
        return true;
    }
    // `git checkout [브랜치] ex) git checkout test`: no operand is called so.
    if matches!(
        sign,
        "ex)" | "EX)" | "Ex)" | "cf)" | "tip)" | "e.g." | "i.e." | "ex:" | "예)" | "예시)"
    ) {
        return true;
    }
    // `---> (설명)`: no shell reads such a bracket there.
    let aside = said.starts_with('(') && sign.contains(['<', '>']) && sign.len() > 2;
    if !said.trim_start_matches('(').starts_with(is_hangul) || said.starts_with('(') && !aside {
        return false;
    }
    let lower = sign.to_ascii_lowercase();
    let count = sign.strip_suffix(')');
    if CITING.contains(&lower.as_str())
        || count.is_some_and(|count| {
            count.len() == 1 && count.bytes().all(|b| b.is_ascii_alphanumeric())
        })
    {
        return true;
    }
    let is_sign = |c: char| "=-><:+@^%$,~*/\\|&;".contains(c);
    if sign.is_empty() || !sign.chars().all(is_sign) {
        return arrow_glued(rest);
    }
    let among = |list: &str, name: &str| list.split(' ').any(|one| one == name);
    let program = words.first().map_or("", |word| word.text);
    let of_text = tools::program(program).is_some_and(|known| known.takes_text);
    if of_text || among(OF_SIGNS, program) {
        return false;
    }
    let on_files = || are_of_files(words.iter().map(|word| word.text));
    let executes = || words.iter().any(|word| matches!(word.text, "-exec" | "{}"));
    match sign {
        // A job goes on behind, an operand is `-`, a file is named.
        "&" | "-" | "--" | "\\;" | ";" | ">" | "<" | ">>" | "2>" | "&>" | "|" => false,
        _ if aside => true,
        // `cat <<< 이름`
        "<<<" => {
            let known = tools::program(program);
            let reads = known.is_some_and(|known| known.is_interpreter)
                || tools::section_lists("prints", program);
            !reads
        }
        // `cat << 끝`
        "<<" => said.contains(' '),
        // `growfs -d / 를 친다`: what carries the particle is given. Programs of files are known
        // elsewhere.
        "~" | "/" | "*" => !on_files() && !is_particle(said),
        "+" => !executes(),
        _ => true,
    }
}

/// Whether the word at the start of a text is nothing but a particle.
fn is_particle(said: &str) -> bool {
    let word = said.split(' ').next().unwrap_or_default();
    particle::length(word) == Some(word.len())
}

/// The bytes of what stands before a slash, where another command begins behind it: `df -h/du -sh`,
/// `npm install/yarn`. Before it stand letters of options or what the program does.
pub(super) fn parted(text: &str, words: &[Word]) -> Option<usize> {
    let (here, next) = text.split_once('/')?;
    let letters = |word: &str| word.bytes().all(|b| b.is_ascii_alphabetic());
    let option = here.strip_prefix('-').is_some_and(letters);
    let program = tools::program(words.first()?.text);
    let deed = words.len() == 1 && program.is_some_and(|known| known.has_sub(here));
    ((option || deed) && tools::program(next).is_some()).then_some(here.len())
}

/// Whether the semicolon that a word ends in parts a command from what is said of it: `ls; 목록`,
/// `vi a.txt; vi에서 고친다`, `ln -s; symbolic link.`. Before another command it joins the two.
pub(super) fn is_last(text: &str, after: &str) -> bool {
    let said = after.trim_start();
    if text.len() < 2 || !text.ends_with(';') || text == "\\;" || said.is_empty() {
        return false;
    }
    let mut words = said.split(' ').take(FEW);
    let first = words.next().unwrap_or_default();
    let name = first.trim_end_matches(is_hangul);
    let glued = &first[name.len()..];
    // `vi에서`, `'이름'으로`: a particle makes a word of a sentence of it.
    let particle = !glued.is_empty() && particle::length(glued) == Some(glued.len());
    let quoted = said
        .strip_prefix('\'')
        .and_then(|rest| rest.split_once('\''))
        .is_some_and(|(_, behind)| behind.starts_with(is_hangul));
    if particle || quoted || said.starts_with(is_hangul) {
        return true;
    }
    let bare = |word: &str| word.bytes().all(|b| b.is_ascii_alphabetic());
    let sentence = |word: &str| SENTENCE.contains(&word) || BETWEEN.contains(&word);
    // `symbolic link. …`: bare words, of which one is a sentence's or ends one.
    tools::program(first).is_none()
        && bare(first)
        && words
            .take_while(|word| bare(word.trim_end_matches(['.', ','])))
            .any(|word| sentence(word) || word.len() > 2 && word.ends_with('.'))
}

/// So many words tell a sentence.
const FEW: usize = 8;

/// `<-목록`, `<--목록`
fn arrow_glued(rest: &str) -> bool {
    ["<-", "<--", "<=="].iter().any(|arrow| {
        // `<--커밋>` is a blank.
        let closes = || {
            rest.split(' ')
                .next()
                .is_some_and(|word| word.ends_with('>'))
        };
        rest.strip_prefix(*arrow)
            .is_some_and(|after| after.starts_with(is_hangul) && !closes())
    })
}

/// The bytes of a word without the sign of a sentence that it ends in before Korean words: `docker
/// ps. 목록`, `-a: 목록`, `up -d- 뒤에서`; `None` where it has none.
pub(super) fn closed(text: &str, after: &str, words: &[Word]) -> Option<usize> {
    let begins = after.trim_start().starts_with(is_hangul);
    let spoken = begins && after.starts_with(' ') && !words.is_empty();
    if !spoken || text.contains("://") {
        return None;
    }
    let has = |word: &str| words.iter().any(|one| one.text == word);
    let plain =
        |stem: &&str| stem.ends_with(|c: char| c.is_ascii_alphanumeric() || "\"'>])}".contains(c));
    let without = |sign: &str| text.strip_suffix(sign).filter(plain);
    // `go test ./...` and `git diff main..` end so.
    let ranged = || has("diff") || has("log") || has("show") || has("rev-list");
    let dotted = || {
        let stem = ["...", "..", "."].iter().find_map(|dots| without(dots));
        stem.filter(|_| !ranged())
    };
    // `kubectl label node n1 env- 지우기`: the dash takes away.
    let taken = || has("label") || has("annotate") || has("taint");
    let dashed = || {
        ["--", "-"]
            .iter()
            .find_map(|dash| without(dash))
            .filter(|_| !taken())
    };
    // `a?` and `a!` are patterns of names and parts of words that are kept secret.
    let named = |stem: &&str| {
        let letters = stem.trim_start_matches('-');
        letters
            .bytes()
            .all(|b| b.is_ascii_alphabetic() || b == b'-')
            && !(stem.starts_with("-p") && stem.len() > 2)
    };
    let asked = || {
        ["!", "?", "!!"]
            .iter()
            .find_map(|sign| without(sign))
            .filter(named)
    };
    let named_so = || without(":").filter(|stem| stem.starts_with(['-', '"', '\'']));
    // `docker ps -a/ 모두`, `install express/ 설치`; a folder of a program of files may end so.
    let file = |stem: &&str| {
        let dotted = stem
            .rsplit('/')
            .next()
            .is_some_and(|name| name.contains('.'));
        stem.starts_with('-')
            || dotted
            || !stem.contains('/') && !are_of_files(words.iter().map(|word| word.text))
    };
    let slashed = || without("/").filter(file);
    let listed = || without(",").filter(|stem| stem.ends_with(['"', '\'']));
    let stem = dotted()
        .or_else(dashed)
        .or_else(asked)
        .or_else(named_so)
        .or_else(listed)
        .or_else(slashed)?;
    Some(stem.len())
}
