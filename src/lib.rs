//! notesite turns course notes into a site: `build(sources) -> site`, every page is
//! `site.render(path) -> bytes`.
//!
//! The stages stand in `build.rs` in the order in which a bullet travels: read, library (cut,
//! parse, outline), link, site, write.

// These panic where nobody reads any more: a closed pipe, a full disk.
#![deny(clippy::print_stderr, clippy::print_stdout)]

mod address;
mod build;
mod cli;
mod config;
mod diagnostic;
mod edge;
mod failure;
mod fingerprint;
mod kinds;
mod language;
mod media;
mod notes;
mod page_kinds;
mod pages;
mod remembered;
mod session;
mod text;

pub use build::{Memory, Request, assemble, check_lock, configure, load, lock, write_site};
pub use cli::run;
pub use config::Config;
pub use diagnostic::{Checked, Diagnostic, Severity};
pub use edge::timings::Timings;
pub use failure::Failure;
pub use pages::render::Content;
pub use pages::site::Site;

/// What the tests beside the program look into. No part of its face: any of it may change.
#[doc(hidden)]
pub mod inside {
    pub use crate::address::{PageAddress, RedirectTarget};
    pub use crate::build::left_alone;
    pub use crate::config::Split;
    pub use crate::notes::links::targets::{Link, Target};
    pub use crate::page_kinds::{CoursePage, Page};
    pub use crate::pages::inputs::PageInputs;
    pub use crate::pages::positions::Positions;
    pub use crate::pages::view::keys::PageKeys;

    pub mod colors {
        pub use crate::language::Language;
        pub use crate::pages::highlight::{ClassedRange, classes, judged, text};
    }
    pub mod comments {
        pub use crate::notes::reading::comments::{hidden, without};
        pub use crate::notes::reading::other_comments::SiteTools;
    }
    pub mod cut {
        pub use crate::notes::reading::cut::{again, cut};
    }
    pub mod decode {
        pub use crate::edge::decode::{Decoded, again, decode, normalised};
    }
    pub mod draw {
        pub use crate::pages::draw::{Format, draw};
    }
    pub mod elements {
        pub use crate::notes::reading::elements::{BARE, DRAWN, ELEMENTS, written};
    }
    pub mod front_matter {
        pub use crate::notes::reading::front_matter::find;
    }
    pub mod inspect {
        pub use crate::pages::inspect::inspect;
    }
    pub mod publish {
        pub use crate::edge::publish::plan::{
            ObjectMark, ObjectPath, PublishPlan, StoreState, WantedObject, plan, put,
        };
        pub use crate::pages::order::Rank;
    }
    pub mod letters {
        pub use crate::pages::search::consonants::{half_sounds, sounds};
        pub use crate::pages::search::forms::{form_of, noun_of_one};
        pub use crate::pages::search::letters::{
            Pattern, choseong, compose, distance, find, find_word, half_typed, is_ending, jamo,
            pattern, stem, to_hangul, to_latin,
        };
        pub use crate::pages::search::sound::folded;
        pub use crate::pages::search::spoken::spoken_alike;
    }
    pub mod lexicon {
        pub use crate::pages::search::pairs::{LEXICON, plain};
    }
    pub mod links {
        pub use crate::notes::links::templated::{Templated, templated};
        pub use crate::session::editor::template as editor_link;
    }
    pub mod located {
        pub use crate::edge::located::{is_located, words};
    }
    pub mod names {
        pub use crate::notes::library::days::{are_days, is_day};
        pub use crate::notes::library::members::members;
        pub use crate::notes::library::place_words::places;
        pub use crate::notes::library::starters::is_of_tool;
    }
    pub mod news {
        pub use crate::edge::news::{Board, News};
        pub use crate::edge::overlay::Overlay;
        pub use crate::session::overlay::korean;
    }
    pub mod parse {
        pub use crate::notes::reading::parse::Context;
        pub use crate::notes::reading::parse::parse;
    }
    pub mod positions {
        pub use crate::pages::positions::CountedText;
        pub use crate::text::line_column;
    }
    pub mod program {
        pub use crate::edge::program::find;
    }
    pub mod read {
        pub use crate::edge::read::{Look, ReadMemory, read};
    }
    pub mod remembered {
        pub use crate::remembered::Remembered;
    }
    pub mod remotes {
        pub use crate::edge::origin::{on_the_web, url as origin_in};
        pub use crate::edge::publish::gh_pages::address::of_site;
    }
    pub mod requests {
        pub use crate::edge::answer::{Answer, decide};
        pub use crate::edge::front::{Head, end, parse};
        pub use crate::edge::policy::{base64, policy};
    }
    pub mod search {
        pub use crate::pages::search::results::{SearchResult, search};
        pub use crate::pages::search::{Collected, collect};
    }
    pub mod secret {
        #[cfg(feature = "s3")]
        pub use crate::edge::publish::s3::hidden::KnownSecrets;
        pub use crate::notes::code::secret::{find_again, find_all};
    }
    pub mod shards {
        pub use crate::pages::search::entry::order;
        pub use crate::pages::search::shards::{Length, Shard, cut, push_word};
    }
    pub mod squeeze {
        pub use crate::pages::short_names::shorten;
        pub use crate::pages::squeeze::{script, style};
    }
    pub mod text {
        pub use crate::text::{
            Shared, github_slug, is_syllable, nearest, nfc, percent_decode, slug,
        };
    }
    pub mod token {
        pub use crate::pages::search::token::{normalise, query_words, words};
    }
    pub mod watch {
        pub use crate::edge::watch::{Signal, Watch, Woken, signal, used_up};
    }
    pub mod wished_contents {
        pub use crate::notes::reading::wished_contents::{is_mark, masked};
    }
    pub mod tree {
        pub use crate::notes::tree::{
            Alignment, Block, BlockKind, Chapter, Inline, InlineKind, Lead, List, Span,
        };
        pub use crate::notes::visit::{
            commands, each_block, each_inline, each_item, each_run, plain_text,
        };
    }
}
