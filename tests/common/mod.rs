//! What several tests need of a site.

use std::fs;

use notesite::pages::render::Content;
use notesite::pages::site::Site;

/// Every path of a site with its bytes, in order.
pub fn pages(site: &Site) -> Vec<(String, Vec<u8>)> {
    let bytes = |path: &str| match site
        .render(path)
        .expect("the path is the site's")
        .expect("the theme renders")
    {
        Content::Bytes(bytes) => bytes.into_owned(),
        Content::Pieces(pieces) => pieces.collect::<String>().into_bytes(),
        Content::File(file) => fs::read(file).expect("the file is there"),
    };
    site.paths()
        .into_iter()
        .map(|path| (path.clone(), bytes(&path)))
        .collect()
}
