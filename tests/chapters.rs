//! Where chapters begin: `tests/chapters.txt` holds files that their authors meant to be cut and
//! files that they did not, each behind a line `-- cut: about --` or `-- whole: about --`.

use notesite::inside::Split;
use notesite::inside::cut;

const FILES: &str = include_str!("chapters.txt");

#[test]
fn files_are_cut_where_their_authors_mean_chapters() {
    let (mut files, mut wrong) = (0, Vec::new());
    for part in FILES.split("\n-- ").skip(1) {
        let (line, text) = part.split_once('\n').expect("a file follows its line");
        let (meant, about) = line.split_once(": ").expect("`cut: about --`");
        assert!(matches!(meant, "cut" | "whole"), "{line}");
        files += 1;
        let is_cut = !cut::cut(text, 0, Split::Auto).pieces.is_empty();
        if is_cut != (meant == "cut") {
            wrong.push(format!("{about} should be {meant}"));
        }
    }
    assert!(files > 39);
    assert!(wrong.is_empty(), "{} of {files}: {wrong:#?}", wrong.len());
}
