package io.assay.validate.security;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the secrets in a text, whatever it is the text of: those that are one by their form, as
/// their issuers make them. What only has a name such as `password` is none.
public final class Secrets {
  /// @param mark what it begins with
  /// @param what what it is
  /// @param least how many characters stand behind the mark, or more
  /// @param form what else is known of them
  private record Issued(String mark, String what, int least, Form form) {}

  private enum Form {
    /// Letters, digits, `-` and `_`, in any number.
    ANY,
    /// No more of them.
    EXACT,
    /// No more of them, all in upper case.
    UPPER,
    /// Digits among them.
    DIGITS,
    /// Digits, upper and lower case: a name of several words may begin with the mark, too.
    MIXED
  }

  private static final List<Issued> ISSUED =
      List.of(
          new Issued("AKIA", "an AWS access key id", 16, Form.UPPER),
          new Issued("ASIA", "an AWS access key id", 16, Form.UPPER),
          new Issued("ghp_", "a GitHub token", 36, Form.ANY),
          new Issued("gho_", "a GitHub token", 36, Form.ANY),
          new Issued("ghu_", "a GitHub token", 36, Form.ANY),
          new Issued("ghs_", "a GitHub token", 36, Form.ANY),
          new Issued("ghr_", "a GitHub token", 36, Form.ANY),
          new Issued("github_pat_", "a GitHub token", 36, Form.ANY),
          new Issued("glpat-", "a GitLab token", 20, Form.ANY),
          new Issued("xoxa-", "a Slack token", 20, Form.DIGITS),
          new Issued("xoxb-", "a Slack token", 20, Form.DIGITS),
          new Issued("xoxp-", "a Slack token", 20, Form.DIGITS),
          new Issued("xoxr-", "a Slack token", 20, Form.DIGITS),
          new Issued("xoxs-", "a Slack token", 20, Form.DIGITS),
          new Issued("sk_live_", "a Stripe key", 16, Form.ANY),
          new Issued("rk_live_", "a Stripe key", 16, Form.ANY),
          new Issued("sk-ant-", "an Anthropic key", 24, Form.ANY),
          new Issued("sk-", "an OpenAI key", 32, Form.MIXED),
          new Issued("AIza", "a Google API key", 35, Form.EXACT),
          new Issued("npm_", "an npm token", 36, Form.EXACT),
          new Issued("pypi-AgEI", "a PyPI token", 50, Form.ANY),
          new Issued("hf_", "a Hugging Face token", 34, Form.EXACT));

  /// What the other half of an AWS access key is called, which has no mark of its own.
  private static final List<String> AWS_SECRET =
      List.of("secret_access_key", "SECRET_ACCESS_KEY", "SecretAccessKey", "secretAccessKey");

  private static final int AWS_SECRET_LENGTH = 40;

  /// What people write in the place of a secret.
  private static final List<String> PLACEHOLDERS =
      List.of(
          "example",
          "xxxx",
          "your",
          "changeme",
          "change-me",
          "change_me",
          "placeholder",
          "dummy",
          "redacted",
          "fake");

  /// Passwords that protect nothing.
  private static final Set<String> TRIVIAL =
      Set.of("admin", "root", "test", "testing", "guest", "user", "username", "token", "postgres");

  private static final List<String> TRIVIAL_PARTS =
      List.of("passw", "p4ssw", "pwd", "secret", "s3cr3t", "12345");

  /// What a host is called that is nobody's, or this one.
  private static final Set<String> NO_HOSTS =
      Set.of("host", "hostname", "server", "domain", "proxy", "localhost", "host.docker.internal");

  private static final List<String> NO_DOMAINS =
      List.of(".localhost", ".test", ".invalid", ".example");

  private static final String KEY_BEGINS = "-----BEGIN ";
  private static final String KEY = "PRIVATE KEY";
  private static final int LONGEST_HEADER = 60;
  private static final int LONGEST_KEY = 16_000;

  /// Characters of a key that stand in a row, where it is one and not only spoken of.
  private static final int KEY_ROW = 32;

  private static final int MOST_HEADERS = 4;
  private static final int LONGEST_TOKEN = 8_000;
  private static final int LONGEST_PART = 128;

  private final String text;
  private final List<Secret> found = new ArrayList<>();

  private Secrets(String text) {
    this.text = text;
  }

  /// Those in a text, in their order, in time that grows with its length.
  public static List<Secret> in(String text) {
    Secrets all = new Secrets(text);
    ISSUED.forEach(all::issued);
    AWS_SECRET.forEach(all::awsSecret);
    all.keys();
    all.webTokens();
    all.urls();
    return all.inOrder();
  }

  /// A text as it may be shown: with stars in the place of most of each secret, so that what stands
  /// behind it keeps its place.
  public static String hidden(String text) {
    List<Secret> secrets = in(text);
    if (secrets.isEmpty()) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text);
    for (Secret secret : secrets) {
      for (int i = secret.start() + secret.shown(); i < secret.end(); i++) {
        if (!Character.isWhitespace(text.charAt(i))) {
          plain.setCharAt(i, '*');
        }
      }
    }
    return plain.toString();
  }

  /// What begins with the mark of one is told once.
  private List<Secret> inOrder() {
    List<Secret> all = new ArrayList<>();
    found.stream()
        .sorted(Comparator.comparingInt(Secret::start).thenComparingInt(it -> -it.end()))
        .filter(it -> all.isEmpty() || it.start() >= all.getLast().end())
        .forEach(all::add);
    return all;
  }

  private void issued(Issued kind) {
    String mark = kind.mark();
    for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      if (!begins(at)) {
        continue;
      }
      int from = at + mark.length();
      int end = run(from);
      String body = text.substring(from, Math.min(end, from + LONGEST_TOKEN));
      if (has(kind, body) && !isPlaceholder(body)) {
        found.add(new Secret(kind.what(), at, end));
      }
    }
  }

  private static boolean has(Issued kind, String body) {
    return body.length() >= kind.least()
        && switch (kind.form()) {
          case ANY -> true;
          case EXACT -> body.length() == kind.least();
          case UPPER -> body.length() == kind.least() && body.chars().allMatch(Secrets::isUpper);
          case DIGITS -> body.chars().anyMatch(Character::isDigit);
          case MIXED ->
              body.chars().anyMatch(Character::isDigit)
                  && body.chars().anyMatch(Character::isUpperCase)
                  && body.chars().anyMatch(Character::isLowerCase);
        };
  }

  private static boolean isUpper(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private void awsSecret(String name) {
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      int start = at + name.length();
      int last = Math.min(text.length(), start + 8);
      boolean given = false;
      while (start < last && " \t\"':=,>".indexOf(text.charAt(start)) >= 0) {
        given |=
            text.charAt(start) == ':' || text.charAt(start) == '=' || text.charAt(start) == ',';
        start++;
      }
      int end = start;
      while (end < text.length()
          && end <= start + AWS_SECRET_LENGTH
          && isBase64(text.charAt(end))) {
        end++;
      }
      if (given && end - start == AWS_SECRET_LENGTH) {
        String body = text.substring(start, end);
        if (body.chars().anyMatch(Character::isDigit) && !isPlaceholder(body)) {
          found.add(new Secret("an AWS secret access key", start, end));
        }
      }
    }
  }

  private void keys() {
    int at = text.indexOf(KEY_BEGINS);
    while (at >= 0) {
      int next = at + KEY_BEGINS.length();
      int name = text.indexOf("-----", next);
      if (name >= 0 && name - next <= LONGEST_HEADER && text.substring(next, name).contains(KEY)) {
        next = name + 5;
        int start = row(next);
        if (start >= 0) {
          int end = text.indexOf("-----", start);
          end = end < 0 || end - start > LONGEST_KEY ? base64(start) : end;
          found.add(new Secret("a private key", start, end));
          next = end;
        }
      }
      at = text.indexOf(KEY_BEGINS, next);
    }
  }

  /// Where the first row of a key's characters begins, behind line ends, quotation marks and
  /// headers; -1 if something else comes: talk of a key.
  private int row(int from) {
    int at = from;
    for (int headers = 0; headers <= MOST_HEADERS; headers++) {
      at = behindSeparators(at);
      int end = base64(at);
      if (end - at >= KEY_ROW) {
        return isPlaceholder(text.substring(at, Math.min(end, at + 2 * KEY_ROW))) ? -1 : at;
      }
      int colon = run(at);
      if (colon == at || !text.startsWith(": ", colon)) {
        return -1;
      }
      int last = Math.min(text.length(), colon + LONGEST_PART);
      at = colon;
      while (at < last && text.charAt(at) != '\n' && text.charAt(at) != '\\') {
        at++;
      }
    }
    return -1;
  }

  /// Behind what stands between the lines of a text, in the code of any language.
  private int behindSeparators(int from) {
    int last = Math.min(text.length(), from + LONGEST_PART);
    int at = from;
    while (at < last) {
      char c = text.charAt(at);
      if (c == '\\') {
        at += 2;
      } else if (c <= ' ' || "\"'`+(,[".indexOf(c) >= 0) {
        at++;
      } else {
        break;
      }
    }
    return Math.min(at, text.length());
  }

  private int base64(int from) {
    int end = from;
    while (end < text.length() && end - from < LONGEST_KEY && isBase64(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isBase64(char c) {
    return (isWord(c) && c != '_' && c != '-') || c == '+' || c == '/';
  }

  /// Those of the form of a JSON web token that say how they are signed, and are.
  private void webTokens() {
    for (int at = text.indexOf("eyJ"); at >= 0; at = text.indexOf("eyJ", at + 1)) {
      if (!begins(at)) {
        continue;
      }
      int header = run(at);
      int payload = run(header + 1);
      int end = run(payload + 1);
      if (end - payload > 20
          && end - at <= LONGEST_TOKEN
          && text.charAt(header) == '.'
          && text.charAt(payload) == '.'
          && isSigned(text.substring(at, header), text.substring(header + 1, payload))) {
        found.add(new Secret("a JSON web token", at, end));
      }
    }
  }

  private static boolean isSigned(String header, String payload) {
    String says = decoded(header);
    String claims = decoded(payload);
    return says.contains("\"alg\"")
        && !says.contains("\"none\"")
        && claims.startsWith("{\"")
        && claims.endsWith("}")
        // The one of the documentation, and what may be public.
        && !claims.contains("\"1234567890\"")
        && !claims.contains("\"anon\"");
  }

  private static String decoded(String part) {
    try {
      return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private void urls() {
    for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 1)) {
      int from = at + 3;
      int colon = part(from);
      if (at == 0 || !isWord(text.charAt(at - 1)) || colon >= text.length()) {
        continue;
      }
      int end = part(colon + 1);
      if (text.charAt(colon) != ':' || end >= text.length() || text.charAt(end) != '@') {
        continue;
      }
      int host = end + 1;
      while (host < text.length()
          && host - end <= LONGEST_PART
          && (isWord(text.charAt(host)) || text.charAt(host) == '.')) {
        host++;
      }
      String password = text.substring(colon + 1, end);
      if (isPassword(password, text.substring(from, colon))
          && isHost(text.substring(end + 1, host))) {
        found.add(new Secret("a password in a URL", colon + 1, end));
      }
    }
  }

  /// Where a name or a password ends that begins at `from`.
  private int part(int from) {
    int end = Math.min(from, text.length());
    int last = Math.min(text.length(), end + LONGEST_PART);
    while (end < last
        && text.charAt(end) > ' '
        && "/@:?\"'`<>{}()[]\\,;|$#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static boolean isPassword(String password, String user) {
    String lower = password.toLowerCase(Locale.ROOT);
    return password.length() >= 4
        && password.chars().distinct().count() > 1
        && !password.equals(user)
        && !password.startsWith("%")
        && !password.startsWith("*")
        && !lower.equals("pass")
        && !TRIVIAL.contains(lower)
        && TRIVIAL_PARTS.stream().noneMatch(lower::contains)
        && !isPlaceholder(password);
  }

  private static boolean isHost(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return !NO_HOSTS.contains(lower)
        && !lower.contains("example")
        && !lower.startsWith("127.")
        && !lower.startsWith("0.0.0.0")
        && NO_DOMAINS.stream().noneMatch(lower::endsWith);
  }

  private static boolean isPlaceholder(String body) {
    String lower = body.toLowerCase(Locale.ROOT);
    return PLACEHOLDERS.stream().anyMatch(lower::contains)
        || (body.length() >= 16 && body.chars().distinct().count() <= 3);
  }

  /// Whether no word goes on there; the letter of a line break that is written as one is none.
  private boolean begins(int at) {
    return at == 0
        || !isWord(text.charAt(at - 1))
        || (at > 1 && text.charAt(at - 2) == '\\' && "nrt".indexOf(text.charAt(at - 1)) >= 0);
  }

  /// Where the letters, digits, `-` and `_` end that begin at `from`.
  private int run(int from) {
    int end = Math.min(from, text.length());
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
