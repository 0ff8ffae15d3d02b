package io.assay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What somebody wants to run: files, one of them the entry.
///
/// @param files what appears in the sandbox's home, by path relative to it, in the order given
/// @param entry the file that is run, one of `files`
/// @param arguments the program's arguments
/// @param environment variables beside the template's, which they override
public record Program(
    SequencedMap<String, Content> files,
    String entry,
    List<String> arguments,
    Map<String, String> environment) {
  /// Checks that every name is a path inside the home, and that the entry is among them.
  public Program {
    files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    files.keySet().forEach(Program::requireInside);
    if (!files.containsKey(entry)) {
      throw SandboxException.caller(
          "entry '%s' is not one of the program's files: %s".formatted(entry, preview(files)));
    }
  }

  /// A program of one file.
  public static Program of(String name, String code) {
    SequencedMap<String, Content> files = new LinkedHashMap<>();
    files.put(name, new Content.Text(Bytes.of(code)));
    return new Program(files, name, List.of(), Map.of());
  }

  /// The same with other arguments.
  public Program withArguments(List<String> value) {
    return new Program(files, entry, value, environment);
  }

  /// The same with other variables.
  public Program withEnvironment(Map<String, String> value) {
    return new Program(files, entry, arguments, value);
  }

  /// The same with every file in memory, so that what is looked at is what is used; empty if it is
  /// too large, has files of the host that are executable, or ones that cannot be read, of which
  /// whoever fills the sandbox complains.
  ///
  /// @param mostBytes the most bytes that all files have together
  public Optional<Program> inMemory(long mostBytes) {
    SequencedMap<String, Content> loaded = new LinkedHashMap<>();
    long size = 0;
    try {
      for (Map.Entry<String, Content> file : files.entrySet()) {
        size +=
            switch (file.getValue()) {
              case Content.Text(Bytes bytes) -> bytes.size();
              case Content.HostFile(Path path, boolean executable) ->
                  executable ? Long.MAX_VALUE / 2 : Files.size(path);
            };
        if (size < 0 || size > mostBytes) {
          return Optional.empty();
        }
        loaded.put(
            file.getKey(),
            switch (file.getValue()) {
              case Content.Text text -> text;
              case Content.HostFile(Path path, boolean _) ->
                  new Content.Text(Bytes.copyOf(Files.readAllBytes(path)));
            });
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(new Program(loaded, entry, arguments, environment));
  }

  /// A file's content.
  public sealed interface Content {
    /// Bytes in memory.
    record Text(Bytes bytes) implements Content {}

    /// A regular file of the host, read when the sandbox is filled.
    record HostFile(Path path, boolean executable) implements Content {}
  }

  static void requireInside(String path) {
    boolean inside =
        !path.isEmpty()
            && path.getBytes(StandardCharsets.UTF_8).length <= 4096
            && path.indexOf('\0') < 0
            && !path.startsWith("/")
            && List.of(path.split("/", -1)).stream()
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (!inside) {
      throw SandboxException.caller(
          "file name '%s' must be a relative path without '.', '..' or empty parts"
              .formatted(path));
    }
  }

  private static String preview(SequencedMap<String, Content> files) {
    List<String> names = files.keySet().stream().limit(10).toList();
    return files.size() > names.size()
        ? names + " and " + (files.size() - names.size()) + " more"
        : names.toString();
  }
}
