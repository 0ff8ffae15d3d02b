package io.assay.validate;

import java.util.Optional;

/// One question about a change. A gate that cannot answer says [Verdict.Undecided], or throws the
/// [io.assay.SandboxException] that it met; it never passes what it did not look at.
public interface Gate {
  /// The name used by `--gates`, in `assay.toml`, in documents and on the wire: `syntax`.
  String name();

  /// Why there is nothing in a change for it to judge: `no tests`; empty if there is something, or
  /// always.
  default Optional<String> idle(Examination examination) {
    return Optional.empty();
  }

  /// Answers it.
  Verdict judge(Examination examination) throws InterruptedException;
}
