//! Tidiness is tested too.
