//! The threads that stages share out their work to. As many as there are processors, or as
//! `RAYON_NUM_THREADS` says; as many as the system gives where it gives fewer, and where it gives
//! none the work is done one after the other.

use std::num::NonZero;
use std::sync::mpsc;
use std::thread;

use rayon::{ThreadBuilder, ThreadPoolBuilder};

use crate::failure::Failure;

/// How much stack a thread has that renders pages, in bytes: as much as a program's first thread
/// usually has. Templates that include each other as deep as they may, in components that call
/// themselves as deep as tera lets them, need less than half of it.
pub(crate) const STACK: usize = 8 << 20;

/// Starts them. rayon by itself would panic where a thread cannot start, and that can only be told
/// by starting it: so each waits here for its part in the pool.
pub(crate) fn start() -> Result<(), Failure> {
    let mut seats = Vec::new();
    for _ in 0..wanted() {
        let (seat, part) = mpsc::channel::<ThreadBuilder>();
        let started = thread::Builder::new()
            .stack_size(STACK)
            .spawn(move || part.recv().map(ThreadBuilder::run));
        if started.is_err() {
            break;
        }
        seats.push(seat);
    }
    let pool = ThreadPoolBuilder::new();
    let made = if seats.is_empty() {
        pool.num_threads(1).use_current_thread().build_global()
    } else {
        let gone = || std::io::Error::other("it ended early");
        let pool = pool.num_threads(seats.len());
        let pool = pool.spawn_handler(move |part| {
            let seat = seats.pop().ok_or_else(gone)?;
            seat.send(part).map_err(|_| gone())
        });
        pool.build_global()
    };
    made.map_err(|error| Failure::system(format!("The threads cannot be started: {error}.")))
}

fn wanted() -> usize {
    let said = std::env::var("RAYON_NUM_THREADS").ok();
    // As rayon reads it: what is no number, and 0, is as many as there are processors.
    said.and_then(|count| count.parse().ok())
        .filter(|count| *count > 0)
        .unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get))
}
