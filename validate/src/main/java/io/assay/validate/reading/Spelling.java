package io.assay.validate.reading;

/// How a language writes what is no code: comments and texts.
public enum Spelling {
  PYTHON,
  JAVASCRIPT,
  GO,
  RUST,
  JAVA,
  CPP
}
