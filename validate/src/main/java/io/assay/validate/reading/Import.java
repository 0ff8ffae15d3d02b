package io.assay.validate.reading;

/// A place where a program asks for a module.
///
/// @param module its full name, as the program spells it
/// @param file the file that asks, relative to the change's root
/// @param line the line, from 1
/// @param column the column, from 1
/// @param origin where it is found
/// @param optional whether the program is ready to go on without it
/// @param near a module that is there and has nearly this name; empty if there is none
public record Import(
    String module,
    String file,
    int line,
    int column,
    Origin origin,
    boolean optional,
    String near) {
  /// Where a module is found.
  public enum Origin {
    /// It is a part of the language.
    STANDARD,
    /// It is installed in the template.
    INSTALLED,
    /// It is one of the program's own files.
    OWN,
    /// It is a part of something that is there, which has no part of that name.
    NO_SUCH_PART,
    /// Nowhere.
    MISSING
  }
}
