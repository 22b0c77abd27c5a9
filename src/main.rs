//! The program: everything is in the library and in `cli`.

// These panic where nobody reads any more: a closed pipe, a full disk.
#![deny(clippy::print_stderr, clippy::print_stdout)]

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
