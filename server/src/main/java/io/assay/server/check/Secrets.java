package io.assay.server.check;

import io.assay.validate.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Secrets that a configuration says in clear.
final class Secrets {
  private static final String PLACEHOLDER = "placeholder";

  /// What issuers make theirs begin with.
  private static final Pattern KNOWN =
      Pattern.compile(
          "(ghp_|gho_|github_pat_|glpat-|sk-|xox[abprs]-|AKIA|ASIA|AIza|hf_|npm_|pypi-|-----BEGIN )[A-Za-z0-9_. -]{8,}");

  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(secret|token|passw|api_?-?key|access_?-?key|credential|authorization).*");

  /// References to where it really is, and texts that ask for it.
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)|\\$\\{.*\\}|\\$[A-Z_]+|<.*>|your[-_ ].*|x+|\\.\\.\\.|(Bearer )?\\$\\{.*\\}");

  private Secrets() {}

  /// Those that are one beyond doubt, by their form.
  static List<Finding> certain(Server server) {
    return everything(server).entrySet().stream()
        .filter(it -> KNOWN.matcher(it.getValue()).find())
        .map(it ->
            Finding.of(
                    "secrets/in-clear",
                    "%s of '%s' is a secret in clear".formatted(it.getKey(), server.name()))
                .suggesting(
                    "take it out, replace it where it was issued, and refer to a variable or an input instead"))
        .toList();
  }

  /// Those that are called one.
  static List<Finding> probable(Server server) {
    return everything(server).entrySet().stream()
        .filter(it -> isSecret(it.getKey(), it.getValue()) && !KNOWN.matcher(it.getValue()).find())
        .map(it ->
            Finding.of(
                    "secrets/by-name",
                    "%s of '%s' may be a secret in clear".formatted(it.getKey(), server.name()))
                .suggesting("refer to a variable or an input instead"))
        .toList();
  }

  /// The variables of a server, with something harmless in place of what may be a secret.
  static Map<String, String> replaced(Map<String, String> environment) {
    Map<String, String> all = new LinkedHashMap<>();
    environment.forEach(
        (name, value) -> all.put(name, isSecret(name, value) ? PLACEHOLDER : value));
    return all;
  }

  private static boolean isSecret(String name, String value) {
    return KNOWN.matcher(value).find()
        || (NAME.matcher(name).matches() && !REFERENCE.matcher(value.strip()).matches());
  }

  private static Map<String, String> everything(Server server) {
    Map<String, String> all = new LinkedHashMap<>();
    server.environment().forEach((name, value) -> all.put("variable " + name, value));
    server.headers().forEach((name, value) -> all.put("header " + name, value));
    server.url().ifPresent(url -> all.put("the url", url));
    for (int i = 0; i < server.arguments().size(); i++) {
      all.put("argument " + (i + 1), server.arguments().get(i));
    }
    return all;
  }
}
