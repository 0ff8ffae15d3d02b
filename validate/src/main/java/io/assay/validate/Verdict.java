package io.assay.validate;

import io.assay.SandboxException;
import io.assay.validate.security.Secrets;
import java.util.Arrays;
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
  record Undecided(String reason) implements Verdict {
    /// Hides secrets, as findings do.
    public Undecided {
      reason = Secrets.hidden(reason);
    }
  }

  /// Nothing stands against it, and nothing is worth saying.
  static Verdict accepted() {
    return new Accepted(List.of());
  }

  /// It is wrong.
  static Verdict rejected(Finding... findings) {
    return new Rejected(Arrays.asList(findings));
  }

  /// Rejected if there are complaints, else accepted.
  static Verdict of(List<Finding> complaints, List<Finding> warnings) {
    return complaints.isEmpty() ? new Accepted(warnings) : new Rejected(complaints);
  }

  /// The word for it, in documents and on the wire: `accepted`, `rejected`, `undecided`.
  default String word() {
    return switch (this) {
      case Accepted _ -> "accepted";
      case Rejected _ -> "rejected";
      case Undecided _ -> "undecided";
    };
  }
}
