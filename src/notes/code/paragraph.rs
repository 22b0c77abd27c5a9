//! Commands in a paragraph: lines that are typed, behind a prompt, a Korean label or nothing. In:
//! the source of a paragraph. Out: its commands. Prose begins with the names of programs as well,
//! so without a prompt more is asked of one of them than of a bullet.

use crate::notes::code::command::{
    FoundCommand, LONGEST_LEAD, MOST, at_head, behind_brackets, labels, lead_in, numbering,
    typed_in,
};
use crate::notes::code::evidence::is_assignment;
use crate::notes::code::forbidden::is_warning;
use crate::notes::code::named;
use crate::notes::code::prompt;
use crate::notes::code::sentence::{BETWEEN, SENTENCE};
use crate::notes::code::spoken;
use crate::notes::code::tools::{self, Tools};
use crate::notes::code::weight::Setting;
use crate::notes::code::word_sign;
use crate::notes::code::word_tail;
use crate::notes::ending;
use crate::notes::particle;
use crate::notes::tree::CommandLanguage;
use crate::text::{head, is_hangul};

/// No label before a command is longer, in bytes.
const LONGEST_LABEL: usize = 60;

/// The commands of a paragraph: all lines where each is one, else those that prove it.
pub(crate) fn find(source: &str, tools: &Tools) -> Vec<FoundCommand> {
    on_lines(source, tools, false)
}

/// The same of lines below a command, beside which less proof is enough.
pub(super) fn below(source: &str, tools: &Tools) -> Vec<FoundCommand> {
    on_lines(source, tools, true)
}

fn on_lines(source: &str, tools: &Tools, is_below: bool) -> Vec<FoundCommand> {
    let mut out: Vec<(FoundCommand, Proof)> = Vec::new();
    let (mut start, mut is_all) = (0, true);
    while start < source.len() && out.len() < MOST {
        let end = start + typed_line(&source[start..]);
        let is_short = end - start <= LONGEST_LEAD;
        match is_short
            .then(|| on_line(&source[..end], start, tools))
            .flatten()
        {
            Some(found) => out.push(found),
            None => is_all = false,
        }
        start = end;
    }
    // Beside a command less proof is enough: `cd shop` below `git clone …`.
    let is_all = is_all && (is_below || out.iter().any(|(_, proof)| *proof != Proof::Weak));
    let kept = |(_, proof): &(FoundCommand, Proof)| is_all || *proof != Proof::Weak;
    let kept = out.into_iter().filter(kept);
    kept.map(|(found, _)| found).collect()
}

/// What says that a line is a command.
#[derive(Clone, Copy, PartialEq)]
enum Proof {
    /// A prompt before it.
    Prompt,
    /// Its own words.
    Words,
    /// Less than a paragraph asks for.
    Weak,
}

/// The bytes of a line, and of those after it that it goes on with behind a backslash.
fn typed_line(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let mut length = 0;
    for line in &mut lines {
        length += line.len();
        // A backslash before another command is Markdown's.
        let above = line.trim_end();
        // `^` at the end does the same in `cmd`.
        let goes_on = above.ends_with('\\') || above.ends_with(" ^");
        if !goes_on || word_sign::begins_another(above, next_line(&text[length..])) {
            break;
        }
    }
    length
}

fn next_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

/// The command that the line from `start` is, behind a number, a Korean label or `예)`.
fn on_line(source: &str, start: usize, tools: &Tools) -> Option<(FoundCommand, Proof)> {
    let start = source.len() - source[start..].trim_start().len();
    let start = start + numbering(&source[start..]);
    let labelled = labels(source, start).filter_map(|(at, is_korean)| is_korean.then_some(at));
    let mut places = [start].into_iter().chain(labelled);
    let example = || {
        let at = lead_in(source, start)?;
        let (found, proof) = at_place(source, at, tools)?;
        let proof = if proof == Proof::Weak {
            Proof::Words
        } else {
            proof
        };
        Some((found, proof))
    };
    // `Run it: ./start.sh conf/a.properties`
    let titled = || {
        let near = &source[start..];
        let at = labels(source, start).find_map(|(at, korean)| (!korean).then_some(at))?;
        let is_short = near[..at - start].split_whitespace().count() <= 5;
        let found = at_place(source, at, tools).filter(|(_, proof)| *proof == Proof::Words)?;
        is_short.then_some(found)
    };
    // `(관리자 권한으로) npm i -g yarn`
    let bracketed = || {
        let at = behind_brackets(source, start)?;
        at_place(source, at, tools).filter(|(_, proof)| *proof == Proof::Words)
    };
    // `설치 npm install express`
    let called = || {
        let at = behind_deed(&source[start..])?;
        let (found, proof) = at_place(source, start + at, tools)?;
        let label = &source[start..start + at];
        // `배포 git push`: less than a program and what it does is a title as well.
        let is_titled = named::is_deed(label.trim_end()) || label.trim_end().ends_with("방법");
        let is_given = found.code.split(' ').count() > 2;
        (proof == Proof::Words && (is_given || is_titled)).then_some((found, proof))
    };
    places
        .find_map(|at| at_place(source, at, tools))
        .or_else(example)
        .or_else(called)
        .or_else(bracketed)
        .or_else(titled)
}

/// Where a command may begin behind words that say what it does, without a colon: `설치`, `실행
/// 방법`, `나가려면`.
fn behind_deed(line: &str) -> Option<usize> {
    let near = head(line, LONGEST_LABEL + 1);
    let begins = |c: char| c.is_ascii_lowercase() || ".~/".contains(c);
    let mut blanks = near.match_indices(' ').map(|(at, _)| at);
    let at =
        blanks.find(|at| near[..*at].ends_with(is_hangul) && near[at + 1..].starts_with(begins))?;
    is_deed_label(&near[..at]).then_some(at + 1)
}

/// Whether words before a command are short and say what it does, or ask for it: `패키지 설치`,
/// `재시작하려면`, `기본 명령`.
pub(crate) fn says_deed(label: &str) -> bool {
    let named = ["방법", "명령", "명령어"]
        .iter()
        .any(|end| label.ends_with(end));
    is_deed_label(label) && (named || named::is_deed(label) || spoken::asks(label))
}

/// Whether words before a command are short and say what it does, or name it without a particle
/// behind: `목록 보기`, `실행 방법`, `도커 컨테이너`.
fn is_deed_label(label: &str) -> bool {
    const NOT_NAMES: &str = "대신 말고 없이 보다 처럼 같이 절대 결코 그냥 굳이 괜히 아직 \
        이미 만약 이건 그건 저건 이게 그게 정리 차이 비교 준비 개념 이론 혹시 왜 안 못 잘 더 덜 \
        또 및 와 과 를 을 은 는 이 가 의 에 도 만";
    let words = label.split(' ').count();
    let last = label.rsplit(' ').next().unwrap_or_default();
    // `확인은 docker ps -a`
    let topic = last
        .strip_suffix(['은', '는'])
        .filter(|noun| named::is_deed(noun) && particle::agrees(noun, &last[noun.len()..]));
    let is_noun = !particle::closes(last)
        && (!last.ends_with('로') || last.ends_with("경로"))
        && !ending::is_surface(last)
        && !ending::leads_on(last)
        && !NOT_NAMES.split(' ').any(|word| word.trim() == last);
    words <= 5
        && label
            .chars()
            .all(|c| c.is_alphanumeric() || " -_./".contains(c))
        && !is_warning(label)
        && (topic.is_some() || is_noun || spoken::asks(label))
}

/// The command at a place of a line, as far as the line goes.
fn at_place(source: &str, at: usize, tools: &Tools) -> Option<(FoundCommand, Proof)> {
    let rest = &source[at..];
    let prompt = prompt::of(rest).filter(|prompt| typed_in(prompt.kind).is_some());
    // `$npm ci`
    let glued = rest.strip_prefix('$').is_some_and(|rest| {
        let name = rest.split(' ').next().unwrap_or_default();
        prompt.is_none() && tools::program(name).is_some()
    });
    let (mut found, _) = at_head(source, at + usize::from(glued), Setting::Lead, tools)?;
    let device = prompt::behind_device(rest);
    let typed = device.or_else(|| prompt.map(|prompt| prompt.end));
    let proof = match typed {
        Some(_) => Proof::Prompt,
        None if glued => Proof::Prompt,
        None if is_sure(&found) => Proof::Words,
        // A backslash at the end of its lines is a shell's.
        None if found.language == CommandLanguage::Shell && found.code.contains(" \\\n") => {
            Proof::Words
        }
        None => Proof::Weak,
    };
    // The prompt stays before it as it was written.
    found.range.start += typed.unwrap_or(0);
    // No command of a paragraph takes its place.
    let is_whole = std::mem::take(&mut found.strip);
    (is_whole && !rest.starts_with(['`', '*', '_'])).then_some((found, proof))
}

/// Whether words are a command wherever they stand: a statement that is closed, or a program with
/// something that only a program is given and hardly a word that a sentence has as well.
pub(crate) fn is_sure(found: &FoundCommand) -> bool {
    let code = found.code.as_str();
    let first = code.split(' ').next().unwrap_or_default();
    match found.language {
        CommandLanguage::Sql => code.ends_with(';'),
        CommandLanguage::Mongo => first.starts_with("db."),
        // `get {key}`, `keys user:*`: a key with a sign of its own.
        CommandLanguage::Redis => {
            let key = code.split(' ').nth(1).unwrap_or_default();
            key.contains(['{', '<', '*'])
                || key.split(':').filter(|part| !part.is_empty()).count() > 1
        }
        CommandLanguage::Shell => is_given(code),
        CommandLanguage::PowerShell => is_given(code) || is_cmdlet_given(code),
    }
}

/// `Set-ExecutionPolicy RemoteSigned -Force`: a cmdlet with something behind it, and no word of a
/// sentence.
fn is_cmdlet_given(code: &str) -> bool {
    let code = code.strip_prefix("powershell ").unwrap_or(code);
    let mut words = code.split_whitespace();
    let is_cmdlet = words.next().is_some_and(word_tail::is_cmdlet_at);
    let mut given = words.peekable();
    let said = |word: &str| SENTENCE.contains(&word) || BETWEEN.contains(&word);
    is_cmdlet
        && given.peek().is_some()
        && !given.any(|word| said(word) || word.ends_with(['.', ',', '!', '?']))
}

/// Sub-commands that are given the name of something.
const NAMED: &str = "install i add remove uninstall run start stop restart rm rmi rmdir pull push \
    exec logs checkout switch merge branch create delete get describe clone init new update \
    upgrade enable disable status reload tap search show info activate use";

/// Sub-commands that are given names of packages, as many as one likes.
const PACKAGES: &str = "install i add";

/// Whether a command of a shell is given what only a program is: a sub-command of its own, an
/// option, a name with signs. Of commands that are joined one may be a program alone (`make && make
/// install`).
fn is_given(code: &str) -> bool {
    // `echo "…" | sudo tee /etc/a.conf`
    let tee = ["| sudo tee ", "| tee "]
        .iter()
        .find_map(|tee| code.split_once(tee));
    if let Some((before, file)) = tee {
        let named = file.split(' ').any(|word| word.contains(['/', '.']));
        let first = before.split(' ').next().unwrap_or_default();
        return named && tools::program(first).is_some() && !file.ends_with(['.', ',']);
    }
    let parts = || {
        let joined = code.split(" && ");
        joined.map(|one| one.split(" | ").next().unwrap_or_default())
    };
    let is_alone = |one: &str| {
        let name = one.strip_prefix("sudo ").unwrap_or(one);
        tools::program(name).is_some()
    };
    parts().any(is_one_given) && parts().all(|one| is_one_given(one) || is_alone(one))
}

/// Of words that a sentence has as well it may have one: the name that a sub-command asks for, an
/// option's value, or one before what has signs.
fn is_one_given(code: &str) -> bool {
    let mut words = code.split_whitespace().peekable();
    let mut sets = false;
    while words.next_if(|word| is_assignment(word)).is_some() {
        sets = true;
    }
    let mut name = words.next().unwrap_or_default();
    let by_root = name == "sudo" && words.peek().is_some();
    if by_root {
        name = words.next().unwrap_or_default();
    }
    // `python -m venv .venv`: no sentence goes on so. `python -m pip install` is judged by what it
    // runs.
    if words.next_if_eq(&"-m").is_some() {
        let module = words.next().unwrap_or_default();
        let is_module = module
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b"_.0123456789".contains(&b));
        if is_module && name.starts_with("python") && tools::program(module).is_none() {
            return !words.any(|word| SENTENCE.contains(&word) || BETWEEN.contains(&word));
        }
        name = module;
    }
    let known = tools::program(name);
    let is_file = name.starts_with("./");
    // `service nginx restart`
    let rest: Vec<&str> = words.clone().collect();
    if let [_, verb] = rest[..]
        && known.is_some_and(|known| known.is_service)
    {
        return tools::section_lists("verbs", verb);
    }
    // `kubectl -n dev get pods`: options of the program itself before what it does.
    let mut ahead = words.clone();
    let mut set = 0;
    while let Some(option) = ahead.next_if(|word| word.starts_with('-') && word.len() > 1) {
        set += 1;
        let is_value =
            |word: &&str| !word.starts_with('-') && !known.is_some_and(|known| known.has_sub(word));
        if !option.contains('=') {
            ahead.next_if(is_value);
        }
    }
    let is_set = set > 0
        && ahead
            .peek()
            .is_some_and(|word| known.is_some_and(|known| known.has_sub(word)));
    if is_set {
        words = ahead;
    }
    // `git remote add origin …`
    let is_group = |word: &str| {
        known.is_some_and(|known| known.has_group(word))
            || tools::section_lists("groups", &format!("{name}.{word}"))
    };
    let lists_verb = |verb: &str| {
        let lists = |section| tools::section_lists(section, verb);
        lists("deeds") || lists("verbs") || is_hyphened(verb)
    };
    let verb = rest.get(1).filter(|verb| lists_verb(verb));
    let grouped = verb.is_some() && words.next_if(|word| is_group(word)).is_some();
    let sub = words.next_if(|word| grouped || known.is_some_and(|known| known.has_sub(word)));
    let lists = |words: &str| sub.is_some_and(|sub| words.split_whitespace().any(|one| one == sub));
    // `hostnamectl set-hostname web`, `python manage.py migrate`: no word of English asks.
    let asks = sub.is_none()
        && rest.first().is_some_and(|first| {
            let named = known.is_some_and(|known| known.is_name || known.is_interpreter);
            named && !first.starts_with('-') && first.contains(['-', '.'])
        });
    let takes_one = grouped
        || lists(NAMED)
        || sub.is_some_and(is_hyphened)
        || asks
        || known.is_some_and(|known| known.takes_bare);
    // `sudo apt-mark hold kubelet kubeadm kubectl`
    let by_root_alone = by_root && sub.is_some() && {
        let said = |word: &&str| SENTENCE.contains(word) || BETWEEN.contains(word);
        !rest.iter().any(said)
    };
    let is_script = is_file && rest.len() == 1 && !SENTENCE.contains(&rest[0]);
    let most = match sub {
        _ if by_root_alone => 6,
        Some("exec") => 5,
        _ if lists(PACKAGES) => 3,
        _ => usize::from(takes_one || by_root || is_script),
    };
    let (mut is_firm, mut before, mut behind) = (sub.is_some(), 0, 0);
    let (mut is_quoted, mut is_value) = (false, false);
    for word in words {
        let was_quoted = is_quoted;
        is_quoted ^= word.matches(['"', '\'']).count() % 2 == 1;
        if was_quoted || word.starts_with(['"', '\'']) {
            continue;
        }
        if word.bytes().all(|b| b.is_ascii_alphabetic()) {
            behind += usize::from(!is_value);
            is_value = false;
        } else if !word.ends_with(['.', ',', ':', '!', '?']) {
            is_firm = true;
            is_value = word.starts_with('-');
            before += std::mem::take(&mut behind);
        }
    }
    // `sudo reboot`
    let is_alone =
        known.is_some_and(|known| known.is_alone) || tools::section_lists("listed", name);
    is_firm |= by_root && rest.is_empty() && is_alone;
    is_firm |= is_file && rest.is_empty() || is_script || sets || by_root && !rest.is_empty();
    let is_file = is_file || name.starts_with("bin/");
    let is_program = known.is_some() || is_file || name == "." || by_root;
    let typed = || code.split_whitespace().filter(|word| *word != "sudo");
    let is_complete =
        || rest.iter().any(|word| word.starts_with('-')) || named::is_complete(typed());
    is_program && is_firm && before <= 1 && behind <= most && is_complete()
}

/// `use-context`: a verb of a program, and no word of a sentence.
fn is_hyphened(word: &str) -> bool {
    let mut parts = word.split('-');
    word.contains('-')
        && parts.all(|part| part.len() > 1 && part.bytes().all(|b| b.is_ascii_lowercase()))
}
