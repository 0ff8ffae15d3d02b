package io.assay.validate;

/// One question about a change. A gate that cannot answer says [Verdict.Undecided], or throws the
/// [io.assay.SandboxException] that it met; it never passes what it did not look at.
public interface Gate {
  /// The name used by `--gates`, in `assay.toml`, in documents and on the wire: `syntax`.
  String name();

  /// Answers it.
  Verdict judge(Examination examination) throws InterruptedException;
}
