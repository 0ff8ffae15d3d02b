package io.assay.language;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.Bytes;
import io.assay.Program;
import io.assay.Recipe;
import io.assay.SandboxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Virtual environments with what recipes say, made once each. Nothing that is installed is ever
/// executed outside a sandbox: packages that would have to be built are refused, and the
/// environment's interpreter is not started here once they are there.
final class Environments {
  /// How long everything may take to be fetched.
  private static final Duration DOWNLOAD = Duration.ofMinutes(30);

  private static final Duration SETUP = Duration.ofMinutes(2);

  /// What is known of an environment, a `name=value` a line, in its top folder.
  private static final String ABOUT = "assay-template";

  private static final Bytes TRIAL = Sources.own("python/trial.py");

  private Environments() {}

  /// The environment that `recipe` describes, made now if it is not there.
  ///
  /// @param base the interpreter that it is of
  /// @throws SandboxException if it cannot be made
  static Toolchain of(Host host, Toolchain base, Recipe recipe, Trial trial)
      throws InterruptedException {
    List<String> texts = new ArrayList<>();
    texts.add(recipe.name() + "\n" + recipe.requirements() + "\n" + recipe.making());
    texts.add(recipe.made() + "\n" + recipe.preload() + "\n");
    recipe
        .files()
        .forEach((file, content) -> {
          texts.add("\n" + file + "\n" + content.size() + "\n");
          // A character for each byte, whatever they are.
          texts.add(new String(content.toArray(), ISO_8859_1));
        });
    base.identity()
        .forEach((name, value) -> {
          if (!name.equals("packages")) {
            texts.add(name + "=" + value);
          }
        });
    texts.add(TRIAL.text());
    String name = "python-" + recipe.name() + "-" + Sources.digest(texts);
    Path place = host.state().resolve("provisioned").resolve(name);
    Provision.Result result =
        Provision.folder(host, name, folder -> make(host, base, recipe, trial, folder, place));
    return switch (result) {
      case Provision.Ready(Path folder) -> toolchain(base, recipe, folder);
      case Provision.Failed(String why) ->
          throw SandboxException.host(
              "the template '%s' is made once, and that failed: %s".formatted(recipe.name(), why),
              null);
    };
  }

  /// @param folder where it is made
  /// @param place where it will be
  private static String make(
      Host host, Toolchain base, Recipe recipe, Trial trial, Path folder, Path place)
      throws IOException, InterruptedException {
    host.progress().accept("making the template " + recipe.name() + " (once)");
    boolean needsPip = !recipe.requirements().isBlank();
    List<String> words = new ArrayList<>(List.of("-I", "-m", "venv", folder.toString()));
    if (!needsPip) {
      words.add("--without-pip");
    }
    Host.Answer venv = host.ask(SETUP, Path.of("/"), Map.of(), Path.of(base.tool("python")), words);
    if (!venv.worked()) {
      return "%s (the system's package is %s). %s"
          .formatted(
              venv.why(),
              host.install("python3-venv", "python3", "python3", "python", "python3"),
              venv.out().strip());
    }
    if (needsPip) {
      String why = install(host, recipe, folder);
      if (!why.isEmpty()) {
        return why;
      }
    }
    Path packages = packages(folder);
    for (Map.Entry<String, Bytes> file : recipe.files().entrySet()) {
      put(packages.resolve(file.getKey()), file.getValue());
    }
    rename(folder, place);
    Provision.open(folder);
    Toolchain made = toolchain(base, recipe, folder);
    if (!recipe.making().isEmpty()) {
      host.progress().accept("executing " + recipe.making() + " in a sandbox");
      Trial.Tried tried = trial.run(made, program(recipe.making(), recipe.files()), recipe.made());
      if (!tried.failure().isEmpty()) {
        throw wrong(
            recipe,
            "%s %s in its sandbox\n%s"
                .formatted(recipe.making(), tried.failure(), tried.stderr().strip()));
      }
      for (String file : recipe.made()) {
        Bytes content = tried.files().get(file);
        if (content == null) {
          throw wrong(recipe, "%s has not made '%s'".formatted(recipe.making(), file));
        }
        put(packages.resolve(file), content);
      }
      Provision.open(folder);
    }
    StringBuilder about = new StringBuilder();
    if (!recipe.preload().isEmpty()) {
      host.progress().accept("trying what is to be preloaded");
      SortedMap<String, Bytes> files = new TreeMap<>(Map.of(".assay-trial.py", TRIAL));
      Program program = program(".assay-trial.py", files).withArguments(recipe.preload());
      Trial.Tried tried = trial.run(made, program, List.of());
      String refused = value(tried.stdout(), "refused");
      if (!tried.failure().isEmpty()) {
        String why =
            refused.isEmpty()
                ? String.join(", ", recipe.preload()) + ": Python " + tried.failure()
                : refused;
        throw wrong(recipe, "it cannot preload %s\n%s".formatted(why, tried.stderr().strip()));
      }
      about.append("preload=").append(String.join(" ", recipe.preload())).append('\n');
      about.append("loaded=").append(value(tried.stdout(), "loaded")).append('\n');
    }
    Files.writeString(folder.resolve(ABOUT), about);
    return "";
  }

  private static SandboxException wrong(Recipe recipe, String what) {
    return SandboxException.caller("template '%s': %s".formatted(recipe.name(), what).strip());
  }

  private static Program program(String entry, SortedMap<String, Bytes> files) {
    SequencedMap<String, Program.Content> contents = new LinkedHashMap<>();
    files.forEach((name, content) -> contents.put(name, new Program.Content.Text(content)));
    return new Program(contents, entry, List.of(), Map.of());
  }

  private static void put(Path file, Bytes content) throws IOException {
    Files.createDirectories(Host.above(file));
    Files.write(file, content.toArray());
  }

  private static String install(Host host, Recipe recipe, Path folder)
      throws IOException, InterruptedException {
    Path requirements = folder.resolve("requirements.txt");
    Files.writeString(requirements, recipe.requirements());
    Map<String, String> variables = new TreeMap<>();
    host.environment()
        .forEach((name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith("pip_")
              || lower.endsWith("_proxy")
              || lower.equals("requests_ca_bundle")
              || lower.startsWith("ssl_cert_")) {
            variables.put(name, value);
          }
        });
    // One process: pip is not started again beside what it has installed.
    Host.Answer answer =
        host.ask(
            DOWNLOAD,
            Path.of("/"),
            variables,
            folder.resolve("bin/python3"),
            List.of(
                "-m",
                "pip",
                "install",
                "--no-input",
                "--disable-pip-version-check",
                "--only-binary=:all:",
                "--requirement",
                requirements.toString()),
            line -> {
              if (line.startsWith("Collecting ") || line.startsWith("Installing ")) {
                host.progress().accept(line.replaceFirst(" \\(from .*", ""));
              }
            });
    return answer.worked()
        ? ""
        : "its packages could not be installed: " + answer.why() + "\n" + answer.err().strip();
  }

  /// Scripts name the interpreter by where it will be rather than by where it is made.
  private static void rename(Path folder, Path place) throws IOException {
    try (DirectoryStream<Path> scripts = Files.newDirectoryStream(folder.resolve("bin"))) {
      for (Path script : scripts) {
        if (Files.isRegularFile(script, LinkOption.NOFOLLOW_LINKS)) {
          // A character for each byte: some are no scripts.
          String text = Files.readString(script, ISO_8859_1);
          if (text.startsWith("#!") || text.indexOf('\0') < 0) {
            Files.writeString(script, text.replace(bytewise(folder), bytewise(place)), ISO_8859_1);
          }
        }
      }
    }
  }

  private static String bytewise(Path path) {
    return new String(path.toString().getBytes(UTF_8), ISO_8859_1);
  }

  private static Path packages(Path folder) {
    try (DirectoryStream<Path> versions =
        Files.newDirectoryStream(folder.resolve("lib"), "python3*")) {
      return versions.iterator().next().resolve("site-packages");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Toolchain toolchain(Toolchain base, Recipe recipe, Path folder) {
    SortedMap<String, String> identity = new TreeMap<>(base.identity());
    identity.put("template", recipe.name());
    identity.put("environment", folder.toString());
    List<String> installed = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(packages(folder), "*.dist-info")) {
      entries.forEach(entry -> installed.add(entry.getFileName().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    identity.put("packages", String.join(" ", installed.stream().sorted().toList()));
    Path about = folder.resolve(ABOUT);
    if (Files.exists(about)) {
      String text = Sources.textOf(about);
      identity.put("preload", value(text, "preload"));
      identity.put("loaded", value(text, "loaded"));
    }
    List<Path> binds = new ArrayList<>(base.binds());
    binds.add(folder);
    return new Toolchain(
        base.language(),
        base.version(),
        Map.of("python", folder.resolve("bin/python3").toString()),
        binds,
        base.masks(),
        base.overlays(),
        List.of(folder.resolve("bin").toString()),
        Map.of("VIRTUAL_ENV", folder.toString()),
        identity);
  }

  private static String value(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }
}
