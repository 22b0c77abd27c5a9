//! What the events of the system say about when to look again.

use notesite::inside::watch::{Signal, Watch, Woken, signal, used_up};
use notify::event::{AccessKind, CreateKind, DataChange, EventAttributes, ModifyKind};
use notify::{Event, EventKind};
use std::time::Duration;

#[allow(clippy::unnecessary_wraps, reason = "what notify hands over")]
fn event(kind: EventKind, path: &str) -> notify::Result<Event> {
    Ok(Event {
        kind,
        paths: vec![path.into()],
        attrs: EventAttributes::default(),
    })
}

#[test]
fn reads_and_the_files_that_editors_keep_beside_say_nothing() {
    let change = EventKind::Create(CreateKind::Any);
    for quiet in [
        event(EventKind::Access(AccessKind::Read), "a.md"),
        event(change, "notes/4913"),
        event(change, "notes/a.md~"),
        event(change, "notes/.a.md.swp"),
        event(change, "notes/a.md___jb_tmp___"),
    ] {
        assert_eq!(signal(quiet), None);
    }
    for loud in [
        event(change, "notes/4913.md"),
        event(change, "notes/a~.md"),
        event(change, "notes/swp"),
        event(change, "jb_tmp.md"),
    ] {
        assert!(matches!(signal(loud), Some(Signal::Done(_))));
    }
    assert_eq!(signal(Ok(Event::default())), Some(Signal::Lost));
    assert_eq!(
        signal(Err(notify::Error::generic("gone"))),
        Some(Signal::Lost)
    );
}

#[test]
fn a_save_is_looked_at_once_it_is_closed() {
    let (mut watch, _) = Watch::new(true);
    let hear = |watch: &Watch, event| watch.heard(signal(event).expect("a change"));
    hear(
        &watch,
        event(EventKind::Modify(ModifyKind::Data(DataChange::Any)), "a.md"),
    );
    hear(
        &watch,
        event(
            EventKind::Access(AccessKind::Close(notify::event::AccessMode::Write)),
            "a.md",
        ),
    );
    assert_eq!(
        watch.wait(Duration::from_secs(9)),
        Woken::Named(["a.md".into()].into())
    );
    assert_eq!(watch.wait(Duration::ZERO), Woken::Quiet);
    hear(&watch, event(EventKind::Create(CreateKind::Any), "b.md"));
    hear(&watch, Ok(Event::default()));
    assert_eq!(watch.wait(Duration::from_secs(9)), Woken::Lost);
}

#[test]
fn limits_say_how_to_raise_them() {
    assert!(
        used_up(&notify::Error::new(notify::ErrorKind::MaxFilesWatch)).contains("max_user_watches")
    );
    assert!(
        used_up(&notify::Error::io(std::io::Error::from_raw_os_error(24)))
            .contains("max_user_instances")
    );
}
