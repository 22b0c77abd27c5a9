//! A store for `benches/publish`: keeps the buckets that are folders of the one that is named, says
//! its address and runs until nobody holds its standard input any more.

use std::io::Read as _;
use std::path::PathBuf;

fn main() {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.expect("usage: store FOLDER");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("threads");
    println!("{}", notesite_s3_tests::serve(&runtime, &folder));
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}
