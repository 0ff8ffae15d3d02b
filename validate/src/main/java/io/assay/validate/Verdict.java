package io.assay.validate;

import io.assay.SandboxException;
import java.util.List;

/// What a gate makes of a change.
public sealed interface Verdict {
  /// Nothing stands against it.
  ///
  /// @param warnings what is worth knowing all the same
  record Accepted(List<Finding> warnings) implements Verdict {
    /// Copies the warnings.
    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /// It is wrong.
  ///
  /// @param findings why: one or more
  record Rejected(List<Finding> findings) implements Verdict {
    /// Copies the findings.
    public Rejected {
      findings = List.copyOf(findings);
      if (findings.isEmpty()) {
        throw SandboxException.us("a rejection without a finding", null);
      }
    }
  }

  /// The gate could not tell, which is never a pass.
  ///
  /// @param reason why not, and the way out
  record Undecided(String reason) implements Verdict {}
}
