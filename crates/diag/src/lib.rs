//! Source files, spans and the one Diagnostic value with its text and JSON forms.
