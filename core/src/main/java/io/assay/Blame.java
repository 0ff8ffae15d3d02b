package io.assay;

/// Who must act before trying again can work.
public enum Blame {
  /// The caller asked for something that cannot be: a bad argument, an unknown language.
  CALLER,
  /// There is no room now; the same request may succeed later.
  CAPACITY,
  /// The host lacks something: a kernel feature, a permission, a toolchain.
  HOST,
  /// Assay itself is broken.
  US
}
