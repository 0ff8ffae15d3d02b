package io.assay.validate.honesty;

import io.assay.validate.reading.Spelling;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Tests of a program of Go or Rust that say by an error what they found, where they are called and
/// nothing is made of it: `_ = testAdd()`, `let _ = test_add();`. Whether there was an error is
/// told as they run.
final class Ignored {
  private static final Pattern TEST =
      Pattern.compile("_*(?:(?:[Rr]un|[Dd]o|[Ss]elf)_?)?[Tt]ests?(?:_.*|[A-Z0-9].*)?");

  /// What is called so is to fail, or asks for what may not be there.
  private static final Pattern MEANT =
      Pattern.compile(
          "(?i)fail|wrong|broken|purpose|demo|example|bad|invalid|err|panic|reject|refus|ignor|optional"
              + "|connect|network|server|client|ping|config|env|http|url|api|db|database|socket|port"
              + "|access|permission|file|path|exist|feature|support|availab|install");

  /// What a test makes its error with.
  private static final Set<String> MAKES = Set.of("Err", "Errorf", "New", "Join", "bail", "ensure");

  /// What a value of Rust's that may be an error is asked for, and nothing more.
  private static final Set<String> QUIET =
      Set.of("ok", "err", "is_ok", "is_err", "unwrap_or_default");

  /// Functions that are looked at, and tokens of one.
  private static final int MOST = 100;

  private static final int LONGEST = 5000;

  private final Spelling spelling;
  private final Set<String> tests = new HashSet<>();

  /// @param sources the program's files in its language
  Ignored(Spelling spelling, Collection<String> sources) {
    this.spelling = spelling;
    Set<String> others = new HashSet<>();
    int looked = 0;
    for (String source : sources) {
      Edits text = new Edits(spelling, source);
      for (int i = 1; i < text.tokens.size(); i++) {
        String name = text.tokens.get(i).text();
        if ((text.is(i - 1, "func") || text.is(i - 1, "fn"))
            && TEST.matcher(name).matches()
            && !MEANT.matcher(name).find()
            && ++looked <= MOST) {
          (isTest(text, i) ? tests : others).add(name);
        }
      }
    }
    tests.removeAll(others);
  }

  /// Whether a function is given nothing, gives an error or nothing, and makes one by itself where
  /// something is not as it must be.
  private boolean isTest(Edits text, int name) {
    if (!text.is(name + 1, "(") || !text.is(name + 2, ")")) {
      return false;
    }
    int body = name + 3;
    boolean gives = false;
    if (spelling == Spelling.GO) {
      gives = text.is(body, "error");
      body++;
    } else if (text.is(body, "-") && text.is(body + 1, ">")) {
      body += 2;
      while (text.word(body) || text.is(body, ":")) {
        gives = text.is(body, "Result");
        body++;
      }
      int type = body;
      while (body < text.tokens.size() && body - type < MOST && !text.is(body, "{")) {
        body++;
      }
    }
    if (!gives || !text.is(body, "{")) {
      return false;
    }
    boolean chooses = false;
    boolean makes = false;
    for (int i = body + 1; i < text.partner(body) && i - body < LONGEST; i++) {
      chooses |= text.is(i, "if") || text.is(i, "ensure");
      makes |= MAKES.contains(text.tokens.get(i).text());
    }
    return chooses && makes;
  }

  /// Whether nothing is made of a test's error anywhere in these files.
  boolean any(Map<String, String> sources) {
    return !tests.isEmpty()
        && sources.values().stream()
            .anyMatch(source -> {
              Edits text = new Edits(spelling, source);
              return IntStream.range(0, text.tokens.size()).anyMatch(at -> isIgnored(text, at));
            });
  }

  /// Has each of them in a file tell that there was an error.
  void tell(Edits text, String file) {
    String named = file.matches("[\\w./-]++") ? file : "";
    for (int i = 0; i < text.tokens.size(); i++) {
      if (isIgnored(text, i)) {
        String call = text.tokens.get(i).text() + "()";
        String note =
            "trick\\tHIDDEN_FAILURE\\t%s\\t%d\\t%s:%d\\n"
                .formatted(named, text.tokens.get(i).line(), named, text.tokens.get(i).line());
        if (spelling == Spelling.GO) {
          int first = text.is(i - 1, "=") ? i - 2 : i;
          text.replace(first, i + 2, "assayWatchIgnored(%s, \"%s\")".formatted(call, note));
        } else {
          text.replace(
              i,
              i + 2,
              call
                  + ".map_err(|assay| { let _ = ::std::fs::OpenOptions::new().create(true).append(true).open(\""
                  + NativeWatch.RECORD
                  + "\").and_then(|mut file| ::std::io::Write::write_all(&mut file, b\""
                  + note
                  + "\")); assay })");
        }
      }
    }
  }

  /// Whether a test is called at a token, and its error left alone.
  private boolean isIgnored(Edits text, int at) {
    if (!tests.contains(text.tokens.get(at).text())
        || !text.is(at + 1, "(")
        || !text.is(at + 2, ")")) {
      return false;
    }
    boolean assigned = text.is(at - 1, "=") && text.is(at - 2, "_");
    return spelling == Spelling.GO
        ? begins(text, assigned ? at - 2 : at) && ends(text, at + 2)
        : isIgnoredInRust(text, at, assigned);
  }

  private static boolean isIgnoredInRust(Edits text, int at, boolean assigned) {
    boolean dropped = text.is(at - 1, "(") && text.is(at - 2, "drop") && text.is(at + 3, ")");
    int first = assigned ? (text.is(at - 3, "let") ? at - 3 : at - 2) : dropped ? at - 2 : at;
    int end = dropped ? at + 4 : at + 3;
    if (text.is(end, ".") && text.is(end + 2, "(") && text.is(end + 3, ")")) {
      end = QUIET.contains(text.tokens.get(end + 1).text()) ? end + 4 : end;
    }
    return (text.is(first - 1, "{") || text.is(first - 1, "}") || text.is(first - 1, ";"))
        && text.is(end, ";");
  }

  /// Whether a statement of Go's begins with a token.
  private static boolean begins(Edits text, int at) {
    if (text.is(at - 1, "{") || text.is(at - 1, "}") || text.is(at - 1, ";")) {
      return true;
    }
    return at > 0
        && text.tokens.get(at - 1).line() < text.tokens.get(at).line()
        && (text.word(at - 1) || text.is(at - 1, ")") || text.is(at - 1, "]"));
  }

  /// Whether one ends with a token.
  private static boolean ends(Edits text, int at) {
    return text.is(at + 1, "}")
        || text.is(at + 1, ";")
        || at + 1 == text.tokens.size()
        || text.tokens.get(at + 1).line() > text.tokens.get(at).line();
  }
}
