//! `s3://BUCKET/PREFIX`: what was typed in, bucket and prefix out.

use crate::failure::Failure;
use crate::text;

/// Where in which bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bucket {
    pub name: String,
    /// Empty, or with `/` at its end; NFC.
    pub prefix: String,
}

impl Bucket {
    /// Reads `s3://BUCKET[/PREFIX]`.
    ///
    /// # Errors
    /// What is no such address.
    pub(crate) fn parse(typed: &str) -> Result<Self, Failure> {
        let rest = typed.strip_prefix("s3://").unwrap_or_default();
        let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let is_name = (3..=63).contains(&name.len())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'));
        if name == "BUCKET" {
            return Err(Failure::usage(
                "BUCKET in `s3://BUCKET` stands for the name of your bucket. Write that in its \
                place, where it stands: in the workflow (`S3_TARGET` in .github/workflows/s3.yml), \
                as `target` in notesite.toml, or as you typed it. `aws s3 mb s3://NAME` makes one."
                    .to_owned(),
            ));
        }
        let prefix = text::nfc(prefix.trim_matches('/'));
        let is_prefix = prefix.is_empty()
            || prefix
                .split('/')
                .all(|part| !matches!(part, "" | "." | "..") && !part.contains(char::is_control));
        if !is_name || !is_prefix {
            // A key that was typed along is in nobody's log by us.
            if name.contains([':', '@']) || typed.contains('@') {
                return Err(Failure::usage(
                    "The address of a bucket holds no name and no key before `@` or behind `:`: \
                    write s3://BUCKET/PREFIX. The credentials are AWS_ACCESS_KEY_ID and \
                    AWS_SECRET_ACCESS_KEY, or AWS_PROFILE. If a key was typed, replace it: it \
                    stands in the history of this shell."
                        .to_owned(),
                ));
            }
            return Err(Failure::usage(format!(
                "`{typed}` is no address of a bucket. Write one such as s3://my-notes or \
                s3://my-notes/course."
            )));
        }
        Ok(Self {
            name: name.to_owned(),
            prefix: if prefix.is_empty() {
                prefix
            } else {
                format!("{prefix}/")
            },
        })
    }

    /// As it is typed.
    pub(crate) fn shown(&self) -> String {
        format!("s3://{}/{}", self.name, self.prefix)
    }
}
