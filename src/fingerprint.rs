//! Values that carry the hash of what they say, so that large ones are compared at the cost of a
//! number however often they are: in a parameter of a stage, in a parameter of the next. The hash
//! holds for one run of the program only; what lies on disk is known by its [`Key`].

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::OnceLock;

use siphasher::sip128::{Hasher128, SipHasher13};

/// 128 bits over what a value's `Hash` writes: two different values do not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The fingerprint of a value.
    pub fn of<T: Hash + ?Sized>(value: &T) -> Self {
        let mut writer = Writer(SipHasher13::new());
        value.hash(&mut writer);
        Self(writer.0.finish128().as_u128())
    }
}

/// What a value is known by on disk, to the same build of the program: blake3 over the encoding
/// that its derived `Hash` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key(pub [u8; 32]);

impl Key {
    /// The key of a value. No answer of a stage may stand in it: a single build knows those by
    /// where they lie in memory.
    pub(crate) fn of<T: Hash + ?Sized>(value: &T) -> Self {
        let mut encoding = Encoding(Vec::new());
        value.hash(&mut encoding);
        Self(*blake3::hash(&encoding.0).as_bytes())
    }
}

/// Fields in their order, numbers in one width and order of bytes, what has a length behind it.
struct Encoding(Vec<u8>);

impl Hasher for Encoding {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn write_u16(&mut self, number: u16) {
        self.write(&number.to_le_bytes());
    }

    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }

    fn write_u64(&mut self, number: u64) {
        self.write(&number.to_le_bytes());
    }

    fn write_u128(&mut self, number: u128) {
        self.write(&number.to_le_bytes());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    /// Nobody asks for half of it.
    fn finish(&self) -> u64 {
        0
    }
}

/// Bytes from which on blake3 is faster than SipHash, by far where there are many.
const LONG: usize = 1024;

/// SipHash for what is short, as most fields are, blake3 for long texts.
struct Writer(SipHasher13);

impl Hasher for Writer {
    fn write(&mut self, bytes: &[u8]) {
        if bytes.len() < LONG {
            self.0.write(bytes);
        } else {
            self.0.write(blake3::hash(bytes).as_bytes());
        }
    }

    /// Nobody asks for half of it.
    fn finish(&self) -> u64 {
        self.0.finish()
    }
}

/// A value with its fingerprint, which is made when it is first compared: a single build, which
/// compares nothing, hashes nothing.
#[derive(Clone, Default)]
pub struct Hashed<T> {
    value: T,
    fingerprint: OnceLock<Fingerprint>,
}

impl<T> Hashed<T> {
    /// A value that nobody compared yet.
    pub const fn new(value: T) -> Self {
        Self {
            value,
            fingerprint: OnceLock::new(),
        }
    }

    /// A value that says what `other` says in other terms, such as a text at another place.
    pub fn like(value: T, other: &Self) -> Self {
        Self {
            value,
            fingerprint: other.fingerprint.clone(),
        }
    }
}

impl<T: Hash> Hashed<T> {
    /// The fingerprint of the value.
    pub fn fingerprint(&self) -> Fingerprint {
        *self
            .fingerprint
            .get_or_init(|| Fingerprint::of(&self.value))
    }
}

impl<T> Deref for Hashed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Hashed<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(out)
    }
}

impl<T: Hash> PartialEq for Hashed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint() == other.fingerprint()
    }
}

impl<T: Hash> Eq for Hashed<T> {}

impl<T: Hash> Hash for Hashed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint().hash(state);
    }
}

impl<T> From<T> for Hashed<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

/// What shortens the work of a stage and changes no answer: all of these are equal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint<T>(pub T);

impl<T> PartialEq for Hint<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Hint<T> {}

impl<T> Hash for Hint<T> {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
