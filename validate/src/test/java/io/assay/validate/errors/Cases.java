package io.assay.validate.errors;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Command;
import io.assay.Execution;
import io.assay.Limits;
import io.assay.Output;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.SandboxSpec;
import io.assay.language.Discovery;
import io.assay.language.Language;
import io.assay.language.Language.Phase;
import io.assay.language.Steps;
import io.assay.language.Toolchain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Programs that fail, one after the other in a file: a line `### CATEGORY | SUGGESTION`, then the
/// code. All of a language are compiled and run in one sandbox, by the commands that would run each
/// alone.
final class Cases {
  private Cases() {}

  /// A program and what must be said of it.
  ///
  /// @param suggestion a part of one of the suggestions
  record Case(String category, String suggestion, String code) {}

  /// What came of one.
  ///
  /// @param analysis what is said of it; empty if no error was found in what it wrote
  /// @param wrote what it wrote to stderr
  record Result(Case of, Optional<Analysis> analysis, String wrote) {}

  static List<Case> of(Language language) {
    List<Case> all = new ArrayList<>();
    for (String part : resource(language.name() + ".txt").split("(?m)^### ", -1)) {
      if (part.isBlank()) {
        continue;
      }
      int line = part.indexOf('\n');
      String[] head = part.substring(0, line).split(" \\| ?", 2);
      all.add(new Case(head[0], head[1], part.substring(line + 1)));
    }
    return all;
  }

  static List<Result> tried(Assay assay, Language language) throws InterruptedException {
    Limits limits = Limits.DEFAULT.withWall(Duration.ofMinutes(10)).withMemoryBytes(4L << 30);
    Toolchain toolchain = found(assay, language);
    Toolchain python = found(assay, Language.PYTHON);
    List<Case> cases = of(language);
    SandboxSpec spec =
        new SandboxSpec(
            assay.template(List.of(language, Language.PYTHON)),
            limits.withCpuTime(Duration.ofMinutes(10)),
            Set.of());
    try (Sandbox sandbox = assay.sandboxes().open(spec)) {
      StringWriter list = new StringWriter();
      try (JsonGenerator json =
          new JsonFactory().createGenerator(ObjectWriteContext.empty(), list)) {
        json.writeStartArray();
        for (int i = 0; i < cases.size(); i++) {
          String code = cases.get(i).code();
          String name = fileName(language, code);
          write(sandbox, "c" + i + "/" + name, code);
          Steps steps = language.steps(Program.of(name, code), toolchain, Limits.DEFAULT);
          String folder = "/c" + i;
          json.writeStartObject();
          json.writeStringProperty("build", Sandbox.BUILD + folder);
          command(json, "compile", steps.compile().orElse(null), folder);
          command(json, "run", steps.run(), folder);
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      write(sandbox, "cases.json", list.toString());
      write(sandbox, "drive.py", resource("drive.py"));
      String output = output(sandbox, Command.of(path(python, "python"), "drive.py"));
      List<String> lines = output.lines().toList();
      if (lines.size() != cases.size()) {
        throw new AssertionError("%d of %d: %s".formatted(lines.size(), cases.size(), output));
      }
      return lines.stream().map(line -> result(language, cases, line)).toList();
    }
  }

  /// Node tells an ES module by its name.
  private static String fileName(Language language, String code) {
    return language.equals(Language.JAVASCRIPT) && code.startsWith("import ")
        ? "main.mjs"
        : language.fileName(code);
  }

  private static void command(
      JsonGenerator json, String phase, @Nullable Command command, String folder) {
    if (command == null) {
      json.writeNullProperty(phase);
      return;
    }
    UnaryOperator<String> own =
        word ->
            word.replace(Sandbox.HOME, Sandbox.HOME + folder)
                .replace(Sandbox.BUILD, Sandbox.BUILD + folder);
    json.writeName(phase).writeStartObject();
    json.writeStringProperty("program", own.apply(command.program()));
    json.writeName("arguments").writeStartArray();
    command.arguments().forEach(word -> json.writeString(own.apply(word)));
    json.writeEndArray();
    json.writeStringProperty("directory", own.apply(command.directory()));
    json.writeName("environment").writeStartObject();
    command.environment().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static Result result(Language language, List<Case> cases, String line) {
    List<String> words = List.of(line.split(" ", -1));
    Case one = cases.get(Integer.parseInt(words.get(0)));
    Phase phase = words.get(1).equals("run") ? Phase.RUN : Phase.COMPILE;
    String stderr = decoded(words.get(2));
    String stdout = decoded(words.get(3));
    String ended = stderr.stripTrailing() + "\nexit status " + words.get(4);
    return new Result(
        one,
        language
            .error(phase, stdout, stderr)
            .or(() -> language.error(phase, stdout, ended))
            .map(error -> Analysis.of(language, error, one.code())),
        stderr);
  }

  private static String decoded(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static String output(Sandbox sandbox, Command command) throws InterruptedException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Execution execution = sandbox.start(command)) {
      for (Output output = execution.next(); output != null; output = execution.next()) {
        all.writeBytes(output.bytes().toArray());
      }
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private static void write(Sandbox sandbox, String path, String text) throws InterruptedException {
    sandbox.write(path, false, new ByteArrayInputStream(Bytes.of(text).toArray()));
  }

  private static Toolchain found(Assay assay, Language language) throws InterruptedException {
    return switch (assay.discover(language)) {
      case Discovery.Found(Toolchain toolchain) -> toolchain;
      case Discovery.Missing missing -> throw new AssertionError(missing);
    };
  }

  private static String path(Toolchain toolchain, String role) {
    String path = toolchain.tools().get(role);
    if (path == null) {
      throw new AssertionError(role + " is not in " + toolchain.tools());
    }
    return path;
  }

  private static String resource(String name) {
    try (InputStream in = Cases.class.getResourceAsStream("cases/" + name)) {
      if (in == null) {
        throw new AssertionError("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
