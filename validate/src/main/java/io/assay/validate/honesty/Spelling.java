package io.assay.validate.honesty;

/// How a language writes what is no code: comments and texts.
public enum Spelling {
  PYTHON,
  JAVASCRIPT,
  GO,
  RUST,
  JAVA,
  CPP
}
