//! How much speaks for a command, and why: reasons with their weights, and what is enough where.

/// Where the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// At the head of a bullet or behind a label.
    Lead,
    /// The same in a list of commands.
    Listed,
    /// A code span that is the whole of a bullet.
    Span,
    /// In brackets or amid a sentence.
    Prose,
    /// A line of a code block without a label.
    Fence,
    /// Behind a sign that may be a prompt, in a session.
    Session,
    /// Behind a prompt.
    Prompt,
}

impl Setting {
    /// What the place itself is worth.
    pub(super) const fn trust(self) -> i32 {
        match self {
            Self::Lead => 0,
            Self::Listed => 1,
            Self::Span => 1,
            Self::Prose => -2,
            Self::Fence | Self::Session => 2,
            Self::Prompt => 4,
        }
    }
}

/// Enough to be a command.
pub(super) const ENOUGH: i32 = 6;

/// A reason for or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// `commands` of `notesite.toml` names it.
    Configured,
    /// The table of programs names it.
    Program,
    /// `./x`, `bin/x.sh`, `x.bat`: a file that runs.
    ProgramFile,
    /// It has the shape of a program's name.
    Name,
    /// `sudo`, `NAME=value` in front.
    Prefix,
    /// A sub-command of this program.
    SubCommand,
    /// `--long`, `-x`, `/F`.
    Option,
    /// A file, a folder.
    File,
    /// `user@host`, `localhost:8080`, `https://…`.
    Address,
    /// `key=value`.
    Pair,
    /// A blank to fill in.
    Blank,
    /// `$NAME`, `$(…)`.
    Variable,
    /// A quotation.
    Quotation,
    /// `|`, `&&` before another program.
    Pipe,
    /// `> file`, `2>&1`, `<<EOF`.
    Redirection,
    /// The line goes on behind a backslash.
    Continued,
    /// A loop or a condition with its end.
    Loop,
    /// Nothing has to follow it.
    Alone,
    /// Against: a word that only a sentence has.
    Sentence,
    /// Against: a version that is asked for.
    Version,
    /// Against: a capitalised word, as in a title.
    Title,
    /// Against: an operator of arithmetic or of a list.
    Operator,
}

impl Reason {
    /// The name that `inspect` prints.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Configured => "configured",
            Self::Program => "program",
            Self::ProgramFile => "program-file",
            Self::Name => "program-name",
            Self::Prefix => "prefix",
            Self::SubCommand => "sub-command",
            Self::Option => "option",
            Self::File => "file",
            Self::Address => "address",
            Self::Pair => "pair",
            Self::Blank => "blank",
            Self::Variable => "variable",
            Self::Quotation => "quotation",
            Self::Pipe => "pipe",
            Self::Redirection => "redirection",
            Self::Continued => "continued",
            Self::Loop => "loop",
            Self::Alone => "alone",
            Self::Sentence => "sentence",
            Self::Version => "version",
            Self::Title => "title",
            Self::Operator => "operator",
        }
    }
}

/// What words weigh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Weight {
    /// The index of the program among the words.
    pub program: usize,
    /// For less against.
    pub sum: i32,
    /// Each reason once, in the order of the words.
    pub reasons: Vec<Reason>,
}

impl Weight {
    pub(super) const fn of(program: usize) -> Self {
        Self {
            program,
            sum: 0,
            reasons: Vec::new(),
        }
    }

    /// Each kind of reason counts once, what speaks against each time.
    pub(super) fn add(&mut self, reason: Reason, worth: i32) {
        let known = self.reasons.contains(&reason);
        if !known {
            self.reasons.push(reason);
        }
        if !known || worth < 0 {
            self.sum += worth;
        }
    }

    /// Whether it is a command at this place. What only has the shape of a program's name wants
    /// proof from its grammar.
    pub(crate) fn is_enough(&self, place: Setting) -> bool {
        let shaped = self.reasons.contains(&Reason::Name)
            && !matches!(place, Setting::Prompt | Setting::Session)
            && !self.is_proven()
            && !self.reasons.contains(&Reason::Redirection);
        !shaped && self.sum + place.trust() >= ENOUGH
    }

    /// Whether the grammar itself proves it, not the program's name alone.
    pub(crate) fn is_proven(&self) -> bool {
        self.reasons.iter().any(|reason| {
            matches!(
                reason,
                Reason::SubCommand
                    | Reason::Option
                    | Reason::ProgramFile
                    | Reason::Prefix
                    | Reason::Pipe
                    | Reason::Variable
                    | Reason::Loop
            )
        })
    }
}
