"""The words of questions, a file a language: section (what kind of word) -> code -> phrases divided by `|`."""
