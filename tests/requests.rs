//! What `serve` reads of a request, before anything is answered: whom it lets in, what is refused,
//! which part of a file is meant, and what a page may run.

mod heads {
    use notesite::inside::requests::{Head, end, parse};
    use proptest::prelude::*;

    const LOCAL: &str = "127.0.0.1:4000";

    fn read(head: &str) -> Result<Head, u16> {
        parse(head.as_bytes(), LOCAL.parse().expect("an address"), &[])
            .map_err(|refusal| refusal.status)
    }

    fn with(more: &str) -> Result<Head, u16> {
        read(&format!("GET / HTTP/1.1\r\nHost: {LOCAL}\r\n{more}\r\n"))
    }

    #[test]
    fn only_plain_requests_to_our_own_names_pass() {
        assert!(with("").is_ok());
        assert!(with("Content-Length: 0\r\nCookie: \u{ac00}=1\r\n").is_ok());
        for (more, status) in [
            ("Host: 127.0.0.1:4000\r\n", 400),
            ("Transfer-Encoding: chunked\r\n", 400),
            ("Content-Length: 4\r\n", 413),
            ("Content-Length: +0\r\n", 413),
            ("Origin: http://evil.example\r\n", 403),
            ("Origin: null\r\n", 403),
            ("Origin: https://127.0.0.1:4000\r\n", 403),
            ("X : y\r\n", 400),
            (" folded\r\n", 400),
            ("X: a\rb\r\n", 400),
        ] {
            assert_eq!(with(more), Err(status), "{more:?}");
        }
        assert_eq!(
            read("POST / HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n\r\n"),
            Err(405)
        );
        assert_eq!(
            read("GET http://x/ HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n\r\n"),
            Err(400)
        );
        assert_eq!(
            read("GET / HTTP/2.0\r\nHost: 127.0.0.1:4000\r\n\r\n"),
            Err(505)
        );
        assert_eq!(
            read("GET  / HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n\r\n"),
            Err(400)
        );
        assert_eq!(read("GET / HTTP/1.1\r\n\r\n"), Err(400));
    }

    #[test]
    fn a_host_is_this_machine_or_its_loopback() {
        let host = |host: &str| read(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n")).is_ok();
        for good in [
            "127.0.0.1:4000",
            "localhost:4000",
            "LOCALHOST:4000",
            "[::1]:4000",
            // Forwarded ports.
            "127.0.0.1",
            "127.0.0.1:4001",
            "localhost:8080",
            "localhost",
            "[::1]",
        ] {
            assert!(host(good), "{good}");
        }
        for bad in [
            "",
            "evil.example",
            "evil.example:4000",
            "127.0.0.1:04000x",
            "127.0.0.1:99999",
            "127.0.0.1:",
            "localhost.evil.example:4000",
            "a.localhost:4000",
            "127.0.0.1:4000@evil",
            "127.0.0.1.evil.example:4000",
            "localhost.:4000",
            "0.0.0.0:4000",
            "127.1:4000",
            "2130706433:4000",
            "::1:4000",
            "127.0.0.2:4000",
            "10.0.0.1:4000",
            "localhost:4000, evil.example",
            "[::1]4000",
        ] {
            assert!(!host(bad), "{bad}");
        }
    }

    #[test]
    fn a_name_that_the_user_gave_is_let_in_and_no_other() {
        let allowed = ["notes.example".to_owned(), "box.local:8080".to_owned()];
        let answer = |local: &str, host: &str, more: &str| {
            let head = format!("GET / HTTP/1.1\r\nHost: {host}\r\n{more}\r\n");
            let local = local.parse().expect("an address");
            parse(head.as_bytes(), local, &allowed).map_err(|refusal| refusal.reason.into_owned())
        };
        for host in [
            "notes.example",
            "NOTES.example:8080",
            "notes.example:4000",
            "box.local:8080",
            "localhost:8080",
        ] {
            assert!(answer("172.17.0.2:4000", host, "").is_ok(), "{host}");
        }
        for host in [
            "box.local",
            "box.local:4000",
            "a.notes.example",
            "notes.example.evil",
            "notes.example:x",
            "notes.example@evil",
            "xnotes.example",
        ] {
            let reason = answer(LOCAL, host, "").expect_err(host);
            assert!(reason.contains("--allow-host "), "{reason}");
        }
        let said = answer(LOCAL, "mine.app.github.dev:443", "").expect_err("a stranger");
        assert!(
            said.contains("`--allow-host mine.app.github.dev`"),
            "{said}"
        );
        let said = answer(LOCAL, "<script>", "").expect_err("no name");
        assert!(
            said.contains("`--allow-host NAME`") && !said.contains('<'),
            "{said}"
        );
        for (host, origin, passes) in [
            ("notes.example", "http://notes.example", true),
            ("notes.example", "https://notes.example", true),
            ("localhost:4000", "https://notes.example", true),
            ("localhost:4000", "http://localhost:4000", true),
            ("localhost:4000", "https://localhost:4000", false),
            ("localhost:4000", "http://localhost:3000", false),
            ("notes.example", "http://evil.example", false),
            ("notes.example", "null", false),
            ("notes.example", "ftp://notes.example", false),
        ] {
            let found = answer(LOCAL, host, &format!("Origin: {origin}\r\n"));
            assert_eq!(found.is_ok(), passes, "{host} {origin}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(Some(at)) = end(&bytes) {
                prop_assert!(at <= bytes.len());
                let _ = parse(&bytes[..at], LOCAL.parse().expect("an address"), &["a".into()]);
            }
        }

        #[test]
        fn what_passes_names_us_and_has_no_body(
            parts in prop::collection::vec(
                prop_oneof![
                    Just("GET / HTTP/1.1\r\n"),
                    Just("HEAD /a%2e?q HTTP/1.0\r\n"),
                    Just(
                        "Host: \
                        127.0.0.1:4000\r\n"
                    ),
                    Just("Host: evil\r\n"),
                    Just("Content-Length: 3\r\n"),
                    Just("Transfer-Encoding: x\r\n"),
                    Just(
                        "Origin: \
                        http://evil\r\n"
                    ),
                    Just("\r\n"),
                    Just("\n"),
                    Just("a:b\r\n"),
                    Just(":\r\n"),
                    Just("\0"),
                    Just("Range: bytes=0-\r\n"),
                ],
                0..8,
            ),
        ) {
            let text = parts.concat();
            if let Ok(Some(at)) = end(text.as_bytes())
                && parse(&text.as_bytes()[..at], LOCAL.parse().expect("an address"), &[]).is_ok()
            {
                let head = &text[..at];
                prop_assert_eq!(head.matches("Host:").count(), 1);
                prop_assert!(
                    !head.contains("evil")
                        && !head.contains("Content-Length")
                        && !head.contains("Transfer")
                        && !head.contains('\0')
                );
            }
        }
    }
}

mod conditions {
    use notesite::inside::requests::{Answer, Head, decide};
    const TAG: &str = "\"abc\"";

    fn ranged(range: &str, length: u64) -> (u16, (u64, u64)) {
        let Answer { status, range } = decide(
            &Head {
                range: Some(range.to_owned()),
                ..Head::default()
            },
            TAG,
            length,
        );
        (status, range)
    }

    #[test]
    fn ranges_are_those_of_nginx() {
        assert_eq!(ranged("bytes=0-3", 10), (206, (0, 4)));
        assert_eq!(ranged("Bytes=2-", 10), (206, (2, 10)));
        assert_eq!(ranged("bytes=-3", 10), (206, (7, 10)));
        assert_eq!(ranged("bytes=-30", 10), (206, (0, 10)));
        assert_eq!(
            ranged("bytes=5-99999999999999999999999", 10),
            (206, (5, 10))
        );
        for unsatisfiable in [
            "bytes=10-",
            "bytes=10-12",
            "bytes=5-2",
            "bytes=-0",
            "bytes=x-y",
            "bytes=",
            "bytes=--1",
        ] {
            assert_eq!(ranged(unsatisfiable, 10).0, 416, "{unsatisfiable}");
        }
        for whole in ["lines=0-3", "bytes=0-1,4-5", "by", "바이트=0-1"] {
            assert_eq!(ranged(whole, 10), (200, (0, 10)), "{whole}");
        }
        assert_eq!(ranged("bytes=0-", 0).0, 200);
    }

    #[test]
    fn conditions_come_before_ranges() {
        let head = |change: &dyn Fn(&mut Head)| {
            let mut head = Head {
                range: Some("bytes=0-0".into()),
                ..Head::default()
            };
            change(&mut head);
            decide(&head, TAG, 10).status
        };
        assert_eq!(
            head(&|head| head.if_none_match = Some("\"x\", W/\"abc\"".into())),
            304
        );
        assert_eq!(head(&|head| head.if_none_match = Some("*".into())), 304);
        assert_eq!(head(&|head| head.if_none_match = Some("\"x\"".into())), 206);
        assert_eq!(head(&|head| head.if_match = Some("\"x\"".into())), 412);
        assert_eq!(head(&|head| head.if_match = Some(TAG.into())), 206);
        assert_eq!(head(&|head| head.if_range = Some("\"x\"".into())), 200);
        assert_eq!(
            head(&|head| head.if_range = Some("Wed, 21 Oct 2015 07:28:00 GMT".into())),
            200
        );
        assert_eq!(head(&|head| head.if_range = Some(TAG.into())), 206);
    }
}

mod policies {
    use notesite::inside::requests::{base64, policy};
    #[test]
    fn hashes_are_those_that_browsers_compute() {
        assert_eq!(base64(b"M"), "TQ==");
        assert_eq!(base64(b"Ma"), "TWE=");
        assert_eq!(base64(b"Man"), "TWFu");
        // The example of the specification, section 2.3.1.
        let policy = policy(&["doSomething();".to_owned()]);
        assert!(
            policy.contains(
                "script-src 'self' 'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='"
            ),
            "{policy}"
        );
    }
}
