package io.assay.validate.reading;

import io.assay.validate.Finding;
import java.util.List;

/// What a language's own parser says of a program.
///
/// @param errors what it cannot parse, in the order of the files
/// @param imports the modules that the program asks for
public record Reading(List<Finding> errors, List<Import> imports) {
  /// Copies the lists.
  public Reading {
    errors = List.copyOf(errors);
    imports = List.copyOf(imports);
  }
}
