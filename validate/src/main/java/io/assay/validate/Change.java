package io.assay.validate;

import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Program;
import io.assay.SandboxException;
import io.assay.language.Endings;
import io.assay.language.Language;
import io.assay.validate.reading.NodeModules;
import io.assay.validate.tests.TestCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is under judgement: a program and what is expected of it.
///
/// @param language its language
/// @param program its files, tests among them
/// @param stdin what it is given to read
/// @param limits the most that each run of it may consume
/// @param expected what must come of running it, beside ending with status 0
/// @param tests the command that runs its tests, where it is not to be found out
/// @param library whether its tests are all that is to be started, if it brings any
public record Change(
    Language language,
    Program program,
    Bytes stdin,
    Limits limits,
    List<Expected> expected,
    Optional<TestCommand> tests,
    boolean library) {
  /// The most bytes of a file that is looked at.
  static final int LONGEST = 4 << 20;

  /// Copies what is expected.
  public Change {
    expected = List.copyOf(expected);
  }

  /// A program that is given nothing and of which nothing is expected but to end well.
  public static Change of(Language language, Program program) {
    return new Change(
        language, program, Bytes.of(""), Limits.DEFAULT, List.of(), Optional.empty(), false);
  }

  /// A program of one file.
  public static Change of(Language language, String code) {
    return of(language, Program.of(language.fileName(code), code));
  }

  /// The file that stands for a library in the place of one that is run; empty if none of the files
  /// is one of tests, by its name, which would judge it.
  public static Optional<String> ofLibrary(Language language, Collection<String> files) {
    List<String> own =
        files.stream()
            .filter(file -> !NodeModules.has(file))
            .filter(file -> language.extensions().contains(Endings.of(file)))
            .toList();
    return own.stream().noneMatch(language::isTest)
        ? Optional.empty()
        : own.stream()
            .filter(file -> !language.isTest(file))
            .findFirst()
            .or(() -> Optional.of(own.getFirst()));
  }

  /// The text of a file of the program; empty if it has none of that name, or one too long to be
  /// looked at.
  public String text(String file) {
    try {
      return switch (program.files().get(file)) {
        case null -> "";
        case Program.Content content when isTooLong(content) -> "";
        case Program.Content.Text(Bytes bytes) -> bytes.text();
        case Program.Content.HostFile(Path path, boolean _) ->
            new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      };
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// Whether a file of the program is too long to be looked at.
  boolean isTooLong(String file) {
    try {
      return isTooLong(program.files().get(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static boolean isTooLong(Program.@Nullable Content content) throws IOException {
    return switch (content) {
      case null -> false;
      case Program.Content.Text(Bytes bytes) -> bytes.size() > LONGEST;
      case Program.Content.HostFile(Path path, boolean _) -> Files.size(path) > LONGEST;
    };
  }

  private static SandboxException unreadable(String file, IOException e) {
    return SandboxException.caller("cannot read '" + file + "': " + e);
  }

  /// The same with another program.
  public Change withProgram(Program value) {
    return new Change(language, value, stdin, limits, expected, tests, library);
  }

  /// The same with another input.
  public Change withStdin(Bytes value) {
    return new Change(language, program, value, limits, expected, tests, library);
  }

  /// The same with other limits.
  public Change withLimits(Limits value) {
    return new Change(language, program, stdin, value, expected, tests, library);
  }

  /// The same with other expectations.
  public Change expecting(Expected... values) {
    return expecting(List.of(values));
  }

  /// The same with other expectations.
  public Change expecting(List<Expected> values) {
    return new Change(language, program, stdin, limits, values, tests, library);
  }

  /// The same with tests that a command runs.
  public Change withTests(TestCommand value) {
    return new Change(language, program, stdin, limits, expected, Optional.of(value), library);
  }

  /// The same, of which nothing is to be started but its tests, if it brings any.
  public Change asLibrary() {
    return new Change(language, program, stdin, limits, expected, tests, true);
  }
}
