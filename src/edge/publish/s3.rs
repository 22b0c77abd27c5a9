//! The site to an object store that speaks S3. What the store holds and what the site holds are
//! compared without asking for the objects (`plan`), and what differs is sent in an order in which
//! no reader meets half a site (`run`).

pub(crate) mod address;
pub(crate) mod client;
pub(crate) mod credentials;
pub(crate) mod hidden;
pub(crate) mod lease;
pub(crate) mod owned;
pub(crate) mod profile;
pub(crate) mod run;
pub(crate) mod state;
pub(crate) mod store;
pub(crate) mod verify;
pub(crate) mod wanted;
pub(crate) mod wire;
