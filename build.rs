//! What is made of the default theme before the program is: style sheets and scripts without
//! what only their writers need, scripts with short names, which would cost each of its starts more
//! than all that a small site needs. Cargo builds anew when a
//! file of the theme comes or goes: the macro that embeds them is not asked again by itself.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "src/pages/lexemes.rs"]
mod lexemes;
#[allow(unreachable_pub, reason = "the program's tests reach it")]
#[path = "src/pages/short_names.rs"]
mod short_names;
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the program has further uses for it"
)]
#[path = "src/pages/squeeze.rs"]
mod squeeze;

fn main() {
    for path in [
        "themes/default",
        "src/pages/lexemes.rs",
        "src/pages/short_names.rs",
        "src/pages/squeeze.rs",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    let theme = Path::new(&variable("CARGO_MANIFEST_DIR")).join("themes/default");
    let out = Path::new(&variable("OUT_DIR")).join("short");
    if out.is_dir() {
        fs::remove_dir_all(&out).expect("cargo's own folder");
    }
    let mut files = Vec::new();
    gather(&theme, &mut files);
    for path in files {
        let ending = path.extension().and_then(OsStr::to_str);
        let source = || fs::read_to_string(&path).expect("a file of the default theme");
        let short = match ending {
            Some("js") => squeeze::script(&short_names::shorten(&squeeze::script(&source()))),
            Some("css") => squeeze::style(&source()),
            _ => continue,
        };
        let place = out.join(path.strip_prefix(&theme).expect("a path in the theme"));
        fs::create_dir_all(place.parent().expect("a folder")).expect("cargo's own folder");
        fs::write(place, short).expect("cargo's own folder");
    }
}

fn variable(name: &str) -> String {
    std::env::var(name).expect("cargo sets it")
}

fn gather(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the theme") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(&path, out);
        } else {
            out.push(path);
        }
    }
}
