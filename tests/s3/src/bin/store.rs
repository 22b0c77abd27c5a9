//! A store for `benches/publish`: keeps the buckets that are folders of the one that is named, says
//! its address, for each line of its standard input how many requests of which method it was asked
//! since the last one, and runs until nobody holds that input any more.

use std::io::BufRead as _;
use std::path::PathBuf;

fn main() {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.expect("usage: store FOLDER");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("threads");
    let (url, counts) = notesite_s3_tests::serve(&runtime, &folder);
    println!("{url}");
    for _ in std::io::stdin().lock().lines() {
        let counts = std::mem::take(&mut *counts.lock().expect("no panic"));
        let counts = counts.iter().map(|(method, n)| format!("{n} {method}"));
        println!("{}", counts.collect::<Vec<_>>().join(", "));
    }
}
