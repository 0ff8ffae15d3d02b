package io.assay.validate.docs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line in whose place the tool that makes pages of documents puts a file, or a part of one: the
/// block around it is no code before that.
final class Include {
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*+(?:"
              // mdBook
              + "\\{\\{\\s*+#(?:include|rustdoc_include|playground)\\s"
              // PyMdown's snippets, as MkDocs has them, and Markdown-Include
              + "|-+8<-+\\s*+(?=[\"'])|\\{!>?(?=[^!]*+!\\})"
              // AsciiDoc, reStructuredText, Javadoc
              + "|include::(?=[^\\[\\s(]++\\[)"
              + "|\\.\\. literalinclude::"
              + "|\\{@snippet\\b[^:}]*?\\b(?:file|class)\\s*+="
              + ")\\s*+[\"']?(?<file>[^\"'\\s}\\[!]++).*");

  private Include() {}

  /// The file that a line stands for; empty if it stands for itself.
  static Optional<String> file(String line) {
    Matcher include = LINE.matcher(line);
    return include.matches() ? Optional.of(include.group("file")) : Optional.empty();
  }
}
