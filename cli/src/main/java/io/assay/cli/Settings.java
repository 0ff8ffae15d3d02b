package io.assay.cli;

import io.assay.Reason;
import io.assay.SandboxException;
import io.assay.validate.Gate;
import io.assay.validate.Validation;
import io.assay.validate.tests.TestCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// What a project's `assay.toml` says: the one in the caller's folder, or in the nearest above it
/// that has one, a repository's root at most.
///
/// @param gates the gates that are asked, in their order; empty for the usual ones
/// @param throughout whether gates behind one that rejects are asked all the same
/// @param strict whether what is undecided counts as wrong
/// @param cache whether programs do the same each time, and what was judged need not be again
/// @param tests the command that runs tests; empty for what is found
record Settings(
    List<Gate> gates,
    boolean throughout,
    boolean strict,
    boolean cache,
    Optional<TestCommand> tests) {
  private static final String NAME = "assay.toml";
  private static final String TABLE = "validate";
  private static final Set<String> KNOWN =
      new TreeSet<>(Set.of("gates", "throughout", "strict", "cache", "test", "test_report"));
  private static final long MOST_BYTES = 1 << 20;
  private static final Settings NONE =
      new Settings(List.of(), false, false, false, Optional.empty());

  Settings {
    gates = List.copyOf(gates);
  }

  /// What holds in a folder.
  ///
  /// @throws SandboxException blaming the caller for a file that cannot be read, or says what has
  ///   no meaning
  static Settings in(Path folder) {
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve(NAME);
      if (Files.exists(file)) {
        return read(file);
      }
      if (Files.exists(at.resolve(".git"))) {
        return NONE;
      }
    }
    return NONE;
  }

  private static Settings read(Path file) {
    JsonNode all;
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw wrong(file, "it is no file of at most %d bytes".formatted(MOST_BYTES));
      }
      all = new TomlMapper().readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw wrong(file, e.getOriginalMessage() + " at line " + line(e));
    } catch (IOException e) {
      throw wrong(file, Reason.of(e));
    }
    for (String name : all.propertyNames()) {
      if (!name.equals(TABLE)) {
        throw wrong(file, "'%s' is not known; known: [%s]".formatted(name, TABLE));
      }
    }
    JsonNode own = all.path(TABLE);
    if (!own.isMissingNode() && !own.isObject()) {
      throw wrong(file, "'%s' is a table: [%s]".formatted(TABLE, TABLE));
    }
    for (String name : own.propertyNames()) {
      if (!KNOWN.contains(name)) {
        throw wrong(
            file,
            "'%s.%s' is not known; known: %s".formatted(TABLE, name, String.join(", ", KNOWN)));
      }
    }
    return new Settings(
        gates(file, own.path("gates")),
        truth(file, own, "throughout"),
        truth(file, own, "strict"),
        truth(file, own, "cache"),
        tests(file, own));
  }

  private static Optional<TestCommand> tests(Path file, JsonNode table) {
    Optional<String> line = text(file, table, "test");
    Optional<String> report = text(file, table, "test_report");
    if (line.isEmpty() && report.isPresent()) {
      throw wrong(file, "'%1$s.test_report' says nothing without '%1$s.test'".formatted(TABLE));
    }
    return line.map(it -> new TestCommand(it, report));
  }

  private static Optional<String> text(Path file, JsonNode table, String name) {
    JsonNode value = table.path(name);
    if (!value.isMissingNode() && (!value.isString() || value.asString().isBlank())) {
      throw wrong(file, "'%s.%s' is a text".formatted(TABLE, name));
    }
    return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
  }

  private static int line(JacksonException e) {
    return Optional.ofNullable(e.getLocation()).map(it -> it.getLineNr()).orElse(1);
  }

  private static boolean truth(Path file, JsonNode table, String name) {
    JsonNode value = table.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong(file, "'%s.%s' is true or false".formatted(TABLE, name));
    }
    return value.asBoolean(false);
  }

  private static List<Gate> gates(Path file, JsonNode names) {
    if (!names.isMissingNode() && (!names.isArray() || names.isEmpty())) {
      throw wrong(file, "'%s.gates' is a list of names: [\"syntax\", …]".formatted(TABLE));
    }
    List<Gate> gates = new ArrayList<>();
    for (JsonNode name : names) {
      Gate gate = gate(name.asString(""), NAME + ": " + TABLE + ".gates");
      if (gates.contains(gate)) {
        throw wrong(file, "'%s.gates' names '%s' twice".formatted(TABLE, gate.name()));
      }
      gates.add(gate);
    }
    return gates;
  }

  /// The gate of that name.
  ///
  /// @param where the name was given
  static Gate gate(String name, String where) {
    List<String> known = Validation.GATES.stream().map(Gate::name).toList();
    return Validation.GATES.stream()
        .filter(gate -> gate.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            SandboxException.caller(
                "%s '%s' is not known; known: %s"
                    .formatted(where, name, String.join(", ", known))));
  }

  private static SandboxException wrong(Path file, String what) {
    return SandboxException.caller("'%s': %s".formatted(file, what));
  }
}
