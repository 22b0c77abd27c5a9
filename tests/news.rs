//! What an open page hears of `serve`.

use notesite::inside::news::{Board, News, Overlay};
fn page(name: &str) -> News {
    News {
        changed: [name.to_owned()].into(),
        ..News::default()
    }
}

#[test]
fn a_page_hears_what_it_missed_and_all_where_nobody_knows() {
    let board = Board::new(Overlay::default());
    let missed = |since: Option<&str>| board.missed_since(since);
    let first = board.name(0);
    assert_eq!(missed(Some(&first)), News::default());
    board.post(page("a.html"));
    board.post(page("b.html"));
    assert_eq!(missed(Some(&first)).changed.len(), 2);
    assert_eq!(missed(Some(&board.name(1))), page("b.html"));
    assert_eq!(missed(Some(&board.name(2))), News::default());
    assert_eq!(missed(Some("another.1")), News::everything());
    assert_eq!(missed(None), News::default());
    for _ in 0..300 {
        board.post(page("c.html"));
    }
    assert_eq!(missed(Some(&first)), News::everything());
    board.post(News {
        overlay: Overlay::failure("no".into()),
        ..News::default()
    });
    assert_eq!(missed(None).overlay, Overlay::failure("no".into()));
}

mod overlays {
    use notesite::inside::news::korean;
    #[test]
    fn every_kind_has_a_name_in_korean() {
        let kinds = include_str!("../src/kinds.rs");
        let (_, table) = kinds.split_once("fn what(").expect("the table of kinds");
        let codes: Vec<_> = table
            .lines()
            .filter(|line| !line.trim_start().starts_with('_'))
            .filter(|line| line.contains("=>") || line.trim_start().starts_with('|'))
            .filter_map(|line| line.split('"').nth(1))
            .collect();
        assert!(codes.len() > 30, "{codes:?}");
        for code in codes {
            assert_ne!(korean(code), "", "{code}");
        }
    }
}
