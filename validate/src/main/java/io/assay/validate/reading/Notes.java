package io.assay.validate.reading;

import io.assay.SandboxException;
import io.assay.validate.Finding;
import io.assay.validate.Preview;
import java.util.ArrayList;
import java.util.List;

/// What a reader's script writes: a line for each thing it found, its fields separated by tabs, in
/// which a backslash stands before `n`, `t` and itself.
///
///     error    FILE LINE COLUMN MESSAGE
///     import   FILE LINE COLUMN MODULE ORIGIN optional|needed NEAR
public final class Notes {
  private static final int MOST = 10_000;

  private Notes() {}

  static Reading read(String language, String answer) {
    List<Finding> errors = new ArrayList<>();
    List<Import> imports = new ArrayList<>();
    for (String line : answer.lines().limit(MOST).toList()) {
      List<String> fields = fields(line);
      switch (fields.getFirst()) {
        case "error" ->
            errors.add(
                Finding.of("syntax/error", fields.get(4))
                    .at(fields.get(1), number(fields.get(2)), number(fields.get(3))));
        case "import" ->
            imports.add(
                new Import(
                    fields.get(4),
                    fields.get(1),
                    number(fields.get(2)),
                    number(fields.get(3)),
                    Import.Origin.valueOf(fields.get(5)),
                    fields.get(6).equals("optional"),
                    fields.get(7)));
        default ->
            throw SandboxException.host(
                "the parser of %s wrote '%s'".formatted(language, Preview.of(line, 500)), null);
      }
    }
    return new Reading(errors, imports);
  }

  /// The fields of a line, as they were before they were written into it.
  public static List<String> fields(String line) {
    return List.of(line.split("\t", -1)).stream().map(Notes::plain).toList();
  }

  private static int number(String field) {
    return Integer.parseInt(field);
  }

  private static String plain(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    StringBuilder text = new StringBuilder(field.length());
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '\\' && i + 1 < field.length()) {
        char next = field.charAt(++i);
        text.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
