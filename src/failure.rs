//! Why something could not be done: what the command line exits with and says. Refuses to know
//! where it happened.

/// Why a command of notesite could not be carried out, apart from what the notes say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The exit code of the contract: 2 usage or configuration, 3 the local system, 4 remote.
    pub code: u8,
    /// A full sentence that says what to type next.
    pub message: String,
}

impl Failure {
    /// Usage or configuration.
    pub fn usage(message: String) -> Self {
        Self { code: 2, message }
    }

    /// Disk or port.
    pub fn system(message: String) -> Self {
        Self { code: 3, message }
    }

    /// The other side: a remote, a store.
    pub fn remote(message: String) -> Self {
        Self { code: 4, message }
    }
}
