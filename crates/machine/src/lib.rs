//! What compiler and engine exchange, as plain, versioned data.
