//! Currencies of the language.

/// A currency that amounts can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Currency {
    /// Euro.
    Eur,
    /// Swiss franc.
    Chf,
    /// Pound sterling.
    Gbp,
    /// US dollar.
    Usd,
    /// Polish złoty.
    Pln,
    /// Czech koruna.
    Czk,
    /// Danish krone.
    Dkk,
    /// Swedish krona.
    Sek,
}

impl Currency {
    /// All of them, in the order of the declaration.
    pub const ALL: [Currency; 8] = [
        Currency::Eur,
        Currency::Chf,
        Currency::Gbp,
        Currency::Usd,
        Currency::Pln,
        Currency::Czk,
        Currency::Dkk,
        Currency::Sek,
    ];

    /// The currency of an ISO 4217 code in capitals.
    pub fn from_code(code: &str) -> Option<Currency> {
        Currency::ALL.into_iter().find(|currency| currency.code() == code)
    }

    /// Its ISO 4217 code.
    pub fn code(self) -> &'static str {
        match self {
            Currency::Eur => "EUR",
            Currency::Chf => "CHF",
            Currency::Gbp => "GBP",
            Currency::Usd => "USD",
            Currency::Pln => "PLN",
            Currency::Czk => "CZK",
            Currency::Dkk => "DKK",
            Currency::Sek => "SEK",
        }
    }
}
