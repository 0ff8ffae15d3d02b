package io.assay.validate.security;

/// A place in code from which others can do harm.
///
/// @param kind which harm
/// @param line the line, from 1
/// @param column the column, from 1
/// @param what the call or the setting, as it is called: `os.system`
/// @param remedy what to do instead
public record Danger(Kind kind, int line, int column, String what, String remedy) {
  /// Which harm.
  public enum Kind {
    /// A text becomes code that is not in the program.
    EVALUATION("evaluation", "%s executes as code what the program is given"),
    /// Data say which objects are made, and so what is executed.
    DESERIALIZATION(
        "deserialization", "%s makes whatever the data ask for, and executes what they say"),
    /// A shell is given a command that has values in it.
    SHELL("shell", "%s has a shell execute a command with values put into it, and what they say"),
    /// A shell is given what a server answers.
    REMOTE_SCRIPT("remote-script", "%s executes whatever a server answers"),
    /// A database is given a statement that has values in it.
    SQL("sql", "%s is given a statement with values put into it: a quotation mark in one ends it"),
    /// Anybody is taken for the server that is meant.
    CERTIFICATE("certificate", "%s takes anybody in between for the server that is meant"),
    /// A file is made by a name that others know first.
    TEMPORARY_FILE("temporary-file", "%s only makes up a name: another can make the file first"),
    /// Passwords can be found out by trying.
    PASSWORD_HASH("password-hash", "%s is so fast that passwords can be found by trying"),
    /// More is written than there is room for.
    OVERFLOW("overflow", "%s writes behind the end of the buffer if the text is longer");

    private final String word;
    private final String sentence;

    Kind(String word, String sentence) {
      this.word = word;
      this.sentence = sentence;
    }

    /// The word for it, in the rules of findings.
    public String word() {
      return word;
    }
  }

  /// What is wrong, in one line.
  public String message() {
    return kind.sentence.formatted(what);
  }
}
