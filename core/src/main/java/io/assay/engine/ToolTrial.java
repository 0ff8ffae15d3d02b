package io.assay.engine;

import io.assay.Command;
import io.assay.Diagnosis;
import io.assay.Diagnosis.Kind;
import io.assay.Diagnosis.State;
import io.assay.Execution;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.Sandboxes;
import io.assay.Template;
import io.assay.language.Discovery;
import io.assay.language.Language;
import io.assay.language.Toolchain;
import io.assay.language.Toolchains;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Tries every language's tools: found on the host, and started inside a sandbox of that language.
///
/// @param toolchains finds them
/// @param hear is told what each trial came to
public record ToolTrial(Toolchains toolchains, Consumer<Diagnosis> hear) {
  /// What shells and the dynamic loader end with where a program, or what it needs, is not there.
  private static final int NOT_FOUND = 127;

  /// Only looks for them, where there are no sandboxes to start them in.
  public void look() throws InterruptedException {
    for (Language language : Language.ALL) {
      hear.accept(
          switch (toolchains.find(language)) {
            case Discovery.Found(Toolchain found) ->
                new Diagnosis(
                    Kind.LANGUAGE,
                    language.name(),
                    State.WEAK,
                    described(found) + ", found but not tried: there is no sandbox",
                    "");
            case Discovery.Missing missing -> missing(language, missing);
          });
    }
  }

  /// Finds and starts them.
  public void examine(Runner runner, Sandboxes sandboxes) throws InterruptedException {
    for (Language language : Language.ALL) {
      switch (toolchains.find(language)) {
        case Discovery.Found(Toolchain found) ->
            hear.accept(started(language, found, runner, sandboxes));
        case Discovery.Missing missing -> hear.accept(missing(language, missing));
      }
    }
  }

  private static Diagnosis missing(Language language, Discovery.Missing missing) {
    return new Diagnosis(
        Kind.LANGUAGE, language.name(), State.MISSING, missing.what(), missing.remedy());
  }

  private static String described(Toolchain found) {
    return found.version() + ", " + String.join(", ", new TreeSet<>(found.tools().values()));
  }

  private static Diagnosis started(
      Language language, Toolchain found, Runner runner, Sandboxes sandboxes)
      throws InterruptedException {
    List<String> broken = new ArrayList<>();
    try {
      Template template = runner.template(List.of(language));
      SandboxSpec spec = new SandboxSpec(template, Limits.DEFAULT, Set.of());
      try (Sandbox sandbox = sandboxes.open(spec)) {
        for (String tool : new TreeSet<>(found.tools().values())) {
          if (Files.isExecutable(Path.of(tool))
              && !Files.isDirectory(Path.of(tool))
              && !starts(sandbox, tool)) {
            broken.add(tool + " is found but cannot be started in a sandbox");
          }
        }
      }
    } catch (SandboxException e) {
      broken.add(e.getMessage() == null ? e.toString() : e.getMessage());
    }
    return broken.isEmpty()
        ? Diagnosis.holds(Kind.LANGUAGE, language.name(), described(found))
        : new Diagnosis(
            Kind.LANGUAGE,
            language.name(),
            State.MISSING,
            String.join("; ", broken),
            "install it with the distribution's packages; if it is, report it with the output of 'assay doctor --json'");
  }

  /// Whether a tool, told nothing to do, gets as far as saying so.
  private static boolean starts(Sandbox sandbox, String tool) throws InterruptedException {
    try (Execution execution = sandbox.start(Command.of(tool))) {
      execution.stdin().close();
      return !(execution.outcome().end() instanceof Outcome.Exited(int code) && code == NOT_FOUND);
    } catch (java.io.IOException e) {
      throw SandboxException.us("closing a tool's input", e);
    }
  }
}
