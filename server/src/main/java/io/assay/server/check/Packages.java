package io.assay.server.check;

import io.assay.validate.Finding;
import io.assay.validate.packages.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The packages that launchers such as `npx` fetch and start.
final class Packages {
  private static final Set<String> FETCHING =
      Set.of("npx", "bunx", "uvx", "pipx", "docker", "podman");

  /// Options of theirs that take a word of their own.
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-e",
          "--env",
          "-v",
          "--volume",
          "--mount",
          "--name",
          "--network",
          "-p",
          "--publish",
          "--python",
          "--with",
          "--from",
          "--index-url",
          "--env-file");

  private static final Set<String> KNOWN = known();

  private Packages() {}

  /// The package that a server is, if a launcher fetches it.
  static Optional<String> of(Server server) {
    String program =
        server.command().map(it -> String.valueOf(Path.of(it).getFileName())).orElse("");
    if (!FETCHING.contains(program)) {
      return Optional.empty();
    }
    List<String> words = server.arguments();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if ((word.equals("--from") || word.equals("--package") || word.equals("-p"))
          && !program.equals("docker")
          && i + 1 < words.size()) {
        return Optional.of(plain(words.get(i + 1)));
      }
      if (WITH_VALUE.contains(word)) {
        i++;
      } else if (!word.startsWith("-") && !word.equals("run")) {
        return Optional.of(plain(word));
      }
    }
    return Optional.empty();
  }

  /// Without its version.
  private static String plain(String name) {
    int at = name.indexOf('@', 1);
    String unversioned = at < 0 ? name : name.substring(0, at);
    return unversioned.replaceFirst("(==|:|\\[).*$", "");
  }

  /// Known packages whose names are nearly that of one that is not known.
  static List<Finding> imitations(Server server) {
    return of(server)
        .filter(name -> !KNOWN.contains(name))
        .map(name -> Spelling.near(name, KNOWN))
        .filter(near -> !near.isEmpty())
        .map(near ->
            Finding.of(
                    "packages/typosquat",
                    "package '%s' of '%s' is not known, and its name is nearly that of %s"
                        .formatted(of(server).orElse(""), server.name(), String.join(", ", near)))
                .suggesting("did you mean %s?".formatted(near.getFirst())))
        .stream()
        .toList();
  }

  /// A package of which nothing is known.
  static List<Finding> unknown(Server server) {
    return of(server)
        .filter(name -> !KNOWN.contains(name))
        .map(name ->
            Finding.of(
                "packages/unknown",
                "package '%s' of '%s' is none of the %d well-known ones: whoever publishes it runs code as you"
                    .formatted(name, server.name(), KNOWN.size())))
        .stream()
        .toList();
  }

  private static Set<String> known() {
    try (InputStream in = Packages.class.getResourceAsStream("packages.txt")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks packages.txt");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
