//! Published vectors, which need what is private here.

mod published;
