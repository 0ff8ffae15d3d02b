package io.assay.validate;

import io.assay.language.Language;
import io.assay.validate.security.Danger;
import io.assay.validate.security.Dangers;
import io.assay.validate.security.Secret;
import io.assay.validate.security.Secrets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What texts are warned of, one after the other: secrets in any, dangerous calls in code. How much
/// is looked at and told has a bound, and where it is met, that is told.
public final class Warnings {
  /// Findings that are told.
  private static final int MOST = 100;

  /// Characters of a line that is shown: of longer ones the place is told.
  private static final int LONGEST_LINE = 500;

  /// Characters of all texts that are looked at.
  private static final long MOST_CHARACTERS = 64 << 20;

  private final List<Finding> all = new ArrayList<>();
  private long characters;
  private boolean enough;

  /// Looks for secrets in a text; whether it makes sense to go on with another.
  ///
  /// @param file what the text is called
  /// @param dangers the dangerous calls in it
  public boolean look(String file, String text, List<Finding> dangers) {
    characters += text.length();
    if (!enough && characters > MOST_CHARACTERS) {
      enough = true;
      leave("from '%s' on, files were not looked at: there are too many".formatted(file));
    }
    if (enough) {
      return false;
    }
    List<Finding> own = new ArrayList<>(dangers);
    secrets(file, text, own);
    own.sort(Comparator.comparingInt(finding -> finding.line().orElse(0)));
    all.addAll(shown(own, text));
    if (all.size() > MOST) {
      enough = true;
      all.subList(MOST, all.size()).clear();
      leave("there are more than %d such places: the rest is not told".formatted(MOST));
    }
    return !enough;
  }

  /// Tells what is not looked at.
  public void leave(String message) {
    all.add(Finding.of("security/more", message));
  }

  /// All of them, text by text, in the order of their lines.
  public List<Finding> all() {
    return List.copyOf(all);
  }

  /// The dangerous calls in code.
  ///
  /// @param file what the code is called
  public static List<Finding> dangers(Language language, String file, String code) {
    return Dangers.in(language, code).stream()
        // Tests start servers of their own, which nobody vouches for.
        .filter(it -> it.kind() != Danger.Kind.CERTIFICATE || !language.isTest(file))
        .map(danger ->
            Finding.of("security/" + danger.kind().word(), danger.message())
                .at(file, danger.line(), danger.column())
                .suggesting(danger.remedy()))
        .toList();
  }

  private static List<Finding> shown(List<Finding> own, String text) {
    if (own.isEmpty()) {
      return own;
    }
    String[] lines = Secrets.hidden(text).split("\r?\n", -1);
    return own.stream()
        .map(finding -> {
          String line = lines[finding.line().orElseThrow() - 1];
          return line.length() > LONGEST_LINE ? finding : finding.showing(line);
        })
        .toList();
  }

  private static void secrets(String file, String text, List<Finding> own) {
    int line = 1;
    int start = 0;
    for (Secret secret : Secrets.in(text).stream().limit(MOST + 1L).toList()) {
      for (int end = text.indexOf('\n', start);
          end >= 0 && end < secret.start();
          end = text.indexOf('\n', start)) {
        line++;
        start = end + 1;
      }
      own.add(
          Finding.of(
                  "security/secret",
                  "%s stands here in clear: '%s', %d characters"
                      .formatted(secret.what(), secret.shown(text), secret.end() - secret.start()))
              .at(file, line, secret.start() - start + 1)
              .suggesting(
                  "read it from the environment or a store of secrets\nreplace it where it was issued: whoever has this text has it"));
    }
  }
}
