//! What kind of secret something is, how it is called, and whether it is surely one.

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretKind {
    /// `AKIA…`
    AwsKey,
    /// Forty characters under its name.
    AwsSecret,
    /// `-----BEGIN … PRIVATE KEY-----`, PuTTY's files.
    PrivateKey,
    /// A token or key of a provider, by the provider's form.
    Token(&'static str),
    /// `hooks.slack.com/services/…`
    Webhook,
    /// The token or the key of a user of a kubeconfig.
    Kubeconfig,
    /// `auth` of Docker's settings.
    DockerAuth,
    /// Three parts apart by full stops.
    WebToken,
    /// `Authorization: Basic …`, `Bearer …`
    Authorization,
    /// `scheme://user:password@host`
    AddressPassword,
    /// Twelve digits in the address of a registry of AWS.
    AccountNumber,
    /// `password=` with a value.
    Password,
    /// `token: …`, long and random.
    NamedKey,
    /// `admin:$2y$10$…`, of a file of logins.
    PasswordHash,
    /// `password=1234`: a value that nobody has for long.
    ToyPassword,
}

impl SecretKind {
    /// Whether it has a form of its own that nothing else has: such a key stops publishing.
    pub const fn is_hard(self) -> bool {
        matches!(
            self,
            Self::AwsKey
                | Self::AwsSecret
                | Self::PrivateKey
                | Self::Token(_)
                | Self::Webhook
                | Self::Kubeconfig
                | Self::DockerAuth
        )
    }

    /// What was found, for a message.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AwsKey => "an AWS access key",
            Self::AwsSecret => "an AWS secret access key",
            Self::PrivateKey => "a private key",
            Self::Token(name) => name,
            Self::Webhook => "a webhook of Slack",
            Self::Kubeconfig => "the key of a user of a kubeconfig",
            Self::DockerAuth => "a login of a registry",
            Self::WebToken => "a JSON Web Token",
            Self::Authorization => "a login in a header",
            Self::AddressPassword => "a password in an address",
            Self::AccountNumber => "an AWS account number",
            Self::Password => "a password",
            Self::PasswordHash => "the hash of a password",
            Self::NamedKey => "a key or a token",
            Self::ToyPassword => "a password that only stands in for one, such as `1234`",
        }
    }
}
