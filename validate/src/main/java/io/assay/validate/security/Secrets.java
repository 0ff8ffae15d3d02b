package io.assay.validate.security;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the secrets in a text, whatever it is the text of: those that are one by their form, as
/// their issuers make them. What only has a name such as `password` is none.
public final class Secrets {
  /// @param mark what is looked for first: where the pattern begins
  /// @param what what it is
  /// @param pattern its group `secret` is what nobody may read. It must not look farther than the
  ///   next mark, but by a bound: there may be any number of them
  /// @param real what a pattern cannot say
  private record Form(String mark, String what, Pattern pattern, Predicate<MatchResult> real) {
    Form(String mark, String what, String pattern, Predicate<MatchResult> real) {
      this(mark, what, Pattern.compile(pattern), real);
    }
  }

  /// No word goes on there; the letter of a line break that is written as one is none.
  private static final String BEGINS = "(?:(?<![\\w-])|(?<=\\\\[nrt]))";

  /// What stands between the lines of a text, in the code of any language, in comments and in
  /// quotations.
  private static final String BETWEEN =
      "(?:\\\\.?|\\n[ \\t]{0,32}+[>#*/|;][>#*/|; ]{0,8}+|[\\x00- \"'`+(,\\[]){0,128}+";

  /// What a name or a password in a URL is made of.
  private static final String PART = "[^\\x00- /@:?\"'`<>{}()\\[\\]\\\\,;|$#]";

  private static final List<Form> FORMS =
      Stream.concat(
              Stream.of(
                  issued("AKIA", "an AWS access key id", "[A-Z0-9]{16}(?![\\w-])"),
                  issued("ASIA", "an AWS access key id", "[A-Z0-9]{16}(?![\\w-])"),
                  issued("gh", "a GitHub token", "[pousr]_[\\w-]{36,}+"),
                  issued("github_pat_", "a GitHub token", "[\\w-]{36,}+"),
                  issued("glpat-", "a GitLab token", "[\\w-]{20,}+"),
                  issued("xox", "a Slack token", "[abprs]-(?=[a-zA-Z_-]*+\\d)[\\w-]{20,}+"),
                  issued("sk_live_", "a Stripe key", "[\\w-]{16,}+"),
                  issued("rk_live_", "a Stripe key", "[\\w-]{16,}+"),
                  issued("sk-ant-", "an Anthropic key", "[\\w-]{24,}+"),
                  // A name of several words may begin so, too.
                  issued(
                      "sk-",
                      "an OpenAI key",
                      "(?=[a-zA-Z_-]*+\\d)(?=[a-z\\d_-]*+[A-Z])(?=[A-Z\\d_-]*+[a-z])[\\w-]{32,}+"),
                  issued("AIza", "a Google API key", "[\\w-]{35}(?![\\w-])"),
                  issued("npm_", "an npm token", "[\\w-]{36}(?![\\w-])"),
                  issued("pypi-AgEI", "a PyPI token", "[\\w-]{50,}+"),
                  issued("hf_", "a Hugging Face token", "[\\w-]{34}(?![\\w-])"),
                  new Form(
                      "eyJ",
                      "a JSON web token",
                      BEGINS
                          + "(?<secret>(?<header>[\\w-]++)\\.(?<claims>[\\w-]*+)\\.[\\w-]{20,}+)",
                      Secrets::isSigned),
                  new Form(
                      "-----BEGIN ",
                      "a private key",
                      "-----BEGIN [^-]{0,49}?PRIVATE KEY[^-]{0,49}+-----"
                          + BETWEEN
                          // Headers.
                          + ("(?:[\\w-]{1,128}+: [^\\n\\\\]{0,128}+" + BETWEEN + "){0,4}+")
                          + "(?<secret>[a-zA-Z0-9+/]{32,16000}+"
                          // Up to its own end, or all lines that look like it.
                          + "(?:(?>(?s:.{0,16000}?)(?=-----(?:END|BEGIN)))(?=-----END)"
                          + ("|(?:" + BETWEEN + "[a-zA-Z0-9+/]{32,16000}+){1,500}+")
                          + ("(?:" + BETWEEN + "[a-zA-Z0-9+/]{1,31}+={1,2})?+)?+)"),
                      _ -> true),
                  new Form(
                      "://",
                      "a password in a URL",
                      "(?<=[\\w-])://(?<user>"
                          + (PART + "{0,128}+):(?<secret>" + PART + "{4,128}+)")
                          + "@(?<host>[\\w.-]{0,128}+)",
                      Secrets::protects)),
              // The other half of an AWS access key has no mark of its own.
              Stream.of(
                      "secret_access_key",
                      "SECRET_ACCESS_KEY",
                      "SecretAccessKey",
                      "secretAccessKey")
                  .map(name ->
                      new Form(
                          name,
                          "an AWS secret access key",
                          name
                              + "(?=[ \\t\"'>]{0,7}+[:=,])[ \\t\"':=,>]{1,8}+"
                              + "(?=[a-zA-Z+/]*+\\d)(?<secret>[a-zA-Z0-9+/]{40})(?![a-zA-Z0-9+/])",
                          _ -> true)))
          .toList();

  /// What people write in the place of a secret.
  private static final List<String> PLACEHOLDERS =
      List.of(
          "example xxxx your changeme change-me change_me placeholder dummy redacted fake"
              .split(" "));

  /// Passwords that protect nothing.
  private static final Pattern TRIVIAL =
      Pattern.compile(
          "(?i)pass|admin|root|test|testing|guest|user|username|token|postgres|[%*].*|(.)\\1*"
              + "|.*(?:passw|p4ssw|pwd|secret|s3cr3t|12345).*");

  /// Hosts that are nobody's, or this one.
  private static final Pattern NOWHERE =
      Pattern.compile(
          "(?i)host|hostname|server|domain|proxy|localhost|host\\.docker\\.internal|127\\..*|0\\.0\\.0\\.0.*"
              + "|.*example.*|.*\\.(?:localhost|test|invalid)");

  private Secrets() {}

  private static Form issued(String mark, String what, String behind) {
    return new Form(mark, what, BEGINS + "(?<secret>" + mark + behind + ")", _ -> true);
  }

  /// Those in a text, in their order, in time that grows with its length.
  public static List<Secret> in(String text) {
    List<Secret> found = new ArrayList<>();
    for (Form form : FORMS) {
      Matcher matcher = form.pattern().matcher(text).useTransparentBounds(true);
      int at = text.indexOf(form.mark());
      while (at >= 0) {
        int next = at + 1;
        if (matcher.region(at, text.length()).lookingAt()) {
          if (!isPlaceholder(matcher.group("secret")) && form.real().test(matcher)) {
            found.add(new Secret(form.what(), matcher.start("secret"), matcher.end("secret")));
          }
          next = matcher.end();
        }
        at = text.indexOf(form.mark(), next);
      }
    }
    List<Secret> all = new ArrayList<>();
    found.stream()
        .sorted(Comparator.comparingInt(Secret::start).thenComparingInt(it -> -it.end()))
        // What begins with the mark of one is told once.
        .filter(it -> all.isEmpty() || it.start() >= all.getLast().end())
        .forEach(all::add);
    return all;
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

  /// Lines that follow each other, as they may be shown one by one: a secret may go on over
  /// several, of which none looks like one.
  public static List<String> hidden(List<String> lines) {
    return lines.isEmpty() ? lines : List.of(hidden(String.join("\n", lines)).split("\n", -1));
  }

  private static boolean isPlaceholder(String secret) {
    // In what is long there is any short word by chance.
    String start = secret.substring(0, Math.min(secret.length(), 64));
    String lower = start.toLowerCase(Locale.ROOT);
    // Behind the mark, which is shorter.
    String last = start.substring(start.length() / 2);
    return PLACEHOLDERS.stream().anyMatch(lower::contains)
        || (last.length() >= 8 && last.chars().distinct().count() <= 3);
  }

  private static boolean isSigned(MatchResult token) {
    String header = decoded(token.group("header"));
    String claims = decoded(token.group("claims"));
    return header.contains("\"alg\"")
        && !header.contains("\"none\"")
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

  private static boolean protects(MatchResult url) {
    String password = url.group("secret");
    return !password.equals(url.group("user"))
        && !TRIVIAL.matcher(password).matches()
        && !NOWHERE.matcher(url.group("host")).matches();
  }
}
