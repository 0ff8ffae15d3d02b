package io.assay.validate;

import io.assay.language.Language;
import io.assay.validate.reading.NodeModules;
import io.assay.validate.security.Danger;
import io.assay.validate.security.Dangers;
import io.assay.validate.security.Secret;
import io.assay.validate.security.Secrets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Does it tell secrets, or do what others say? Nothing of it is executed to find out, and nothing
/// is rejected for it: code may be right in spite of it.
final class SecurityGate implements Gate {
  /// Findings that are told.
  private static final int MOST = 100;

  /// Characters of all files that are looked at.
  private static final long MOST_CHARACTERS = 64 << 20;

  @Override
  public String name() {
    return "security";
  }

  @Override
  public Verdict judge(Examination examination) {
    Language language = examination.change().language();
    List<Finding> warnings = new ArrayList<>();
    long characters = 0;
    for (String file : examination.change().program().files().sequencedKeySet()) {
      if (NodeModules.has(file)) {
        continue;
      }
      String text = examination.text(file);
      characters += text.length();
      if (characters > MOST_CHARACTERS) {
        warnings.add(
            Finding.of(
                "security/more",
                "from '%s' on, files were not looked at: there are too many".formatted(file)));
        break;
      }
      warnings.addAll(inFile(language, file, text, examination.sources().containsKey(file)));
      if (warnings.size() > MOST) {
        warnings.subList(MOST, warnings.size()).clear();
        warnings.add(
            Finding.of(
                "security/more",
                "there are more than %d such places: the rest is not told".formatted(MOST)));
        break;
      }
    }
    return new Verdict.Accepted(warnings);
  }

  private static List<Finding> inFile(Language language, String file, String text, boolean source) {
    List<Finding> all = new ArrayList<>();
    secrets(file, text, all);
    if (source) {
      Dangers.in(language, text).stream()
          // Tests start servers of their own, which nobody vouches for.
          .filter(it -> it.kind() != Danger.Kind.CERTIFICATE || !language.isTest(file))
          .map(danger -> finding(file, danger))
          .forEach(all::add);
    }
    all.sort(Comparator.comparingInt(finding -> finding.line().orElse(0)));
    return all;
  }

  private static Finding finding(String file, Danger danger) {
    return Finding.of("security/" + danger.kind().word(), danger.message())
        .at(file, danger.line(), danger.column())
        .suggesting(danger.remedy());
  }

  private static void secrets(String file, String text, List<Finding> all) {
    int line = 1;
    int start = 0;
    for (Secret secret : Secrets.in(text).stream().limit(MOST + 1L).toList()) {
      for (int end = text.indexOf('\n', start);
          end >= 0 && end < secret.start();
          end = text.indexOf('\n', start)) {
        line++;
        start = end + 1;
      }
      all.add(
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
