//! A server that gives the same answer to everybody, in plain HTTP, such as one of credentials.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::mpsc;

/// Its address, and what it was asked: heads with their first lines.
///
/// # Panics
/// The loopback has no port left.
#[must_use]
pub fn giver(status: u16, answer: &'static str) -> (String, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let (told, tell) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().filter_map(Result::ok) {
            let mut reader = BufReader::new(stream);
            let mut head = String::new();
            while reader.read_line(&mut head).is_ok_and(|length| length > 2) {}
            let answer = format!(
                "HTTP/1.1 {status} Said\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{answer}",
                answer.len()
            );
            let _ = reader.get_mut().write_all(answer.as_bytes());
            if told.send(head).is_err() {
                return;
            }
        }
    });
    (format!("http://{address}"), tell)
}
