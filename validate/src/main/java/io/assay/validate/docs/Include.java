package io.assay.validate.docs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line in whose place the tool that makes pages of documents puts a file, or a part of one: the
/// block around it is no code before that.
final class Include {
  private static final String DOXYGEN =
      "[@\\\\](?:(?:dont)?include|includelineno|snippet|snippetlineno)(?:\\{[^}]*+\\})?+\\s++";

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
              // VitePress; Doxygen
              + "|<<<\\s++(?=[@.~/])"
              + "|"
              + DOXYGEN
              + ")\\s*+[\"']?(?<file>[^\"'\\s}\\[!]++).*");

  private static final Pattern ALONE =
      Pattern.compile("\\s*+(?:<<<\\s++[@.~/]|" + DOXYGEN + "\\S).*");

  private static final Pattern ATTRIBUTE = Pattern.compile("\\{[a-z]\\w*+(?:-\\w++)*+\\}");

  private Include() {}

  /// The attribute of AsciiDoc in a line in whose place its value is put, or the file; empty if
  /// there is none.
  static Optional<String> attribute(String line) {
    Matcher attribute = ATTRIBUTE.matcher(line);
    return attribute.find() ? Optional.of(attribute.group()) : file(line);
  }

  /// Whether a line stands for code of a file without a block around it.
  static boolean isAlone(String line) {
    return ALONE.matcher(line).matches();
  }

  /// The file that a line stands for; empty if it stands for itself.
  static Optional<String> file(String line) {
    Matcher include = LINE.matcher(line);
    if (!include.matches()) {
      return Optional.empty();
    }
    // Behind it, VitePress has the lines that are to be marked.
    String file = include.group("file");
    int brace = file.lastIndexOf('{');
    return Optional.of(brace > 0 ? file.substring(0, brace) : file);
  }
}
