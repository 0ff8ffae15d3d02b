package io.assay.server.mcp;

import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Program;
import io.assay.language.Language;
import io.assay.validate.Change;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A program as an assistant submits it.
///
/// @param language its language
/// @param program its files, arguments and variables
/// @param stdin what it reads
/// @param limits the most that it may consume
/// @param library whether no file is the one to run, and it brings tests
record Submission(Language language, Program program, Bytes stdin, Limits limits, boolean library) {
  private static final double LEAST_SECONDS = 0.1;
  private static final double MOST_SECONDS = 600;
  private static final double LEAST_MEMORY_MB = 16;
  private static final double MOST_MEMORY_MB = 65_536;
  private static final long MIB = 1 << 20;

  /// What is to be run.
  static Submission of(Arguments arguments) {
    return of(arguments, false);
  }

  /// What is to be judged, and may be a library.
  static Submission toJudge(Arguments arguments) {
    return of(arguments, true);
  }

  private static Submission of(Arguments arguments, boolean judged) {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    arguments
        .table("files")
        .forEach((name, text) -> files.put(name, new Program.Content.Text(Bytes.of(text))));
    Optional<String> code = arguments.text("code");
    if (code.isPresent() != files.isEmpty()) {
      throw arguments.wrong(
          "give either 'code', the text of one file, or 'files', an object of texts by file name");
    }
    Optional<String> entry = arguments.text("entry");
    Language language = language(arguments, entry, files);
    code.ifPresent(text -> {
      String name = entry.orElseGet(() -> language.fileName(text));
      files.put(name, new Program.Content.Text(Bytes.of(text)));
    });
    Optional<String> library =
        judged && entry.isEmpty() && files.size() > 1 && language.entry(files).isEmpty()
            ? Change.ofLibrary(language, files.sequencedKeySet())
            : Optional.empty();
    String start = entry.or(() -> library).orElseGet(() -> start(arguments, language, files));
    Program program =
        new Program(files, start, arguments.texts("arguments"), arguments.table("environment"));
    return new Submission(
        language,
        program,
        Bytes.of(arguments.text("stdin").orElse("")),
        limits(arguments),
        library.isPresent());
  }

  private static Language language(
      Arguments arguments, Optional<String> entry, SequencedMap<String, Program.Content> files) {
    Optional<String> name = arguments.text("language");
    if (name.isPresent()) {
      return Language.named(name.get());
    }
    if (entry.isPresent()) {
      return Language.ofFileName(entry.get());
    }
    if (files.size() == 1) {
      return Language.ofFileName(files.firstEntry().getKey());
    }
    throw arguments.wrong("say in which 'language' the program is");
  }

  private static String start(
      Arguments arguments, Language language, SequencedMap<String, Program.Content> files) {
    if (files.size() == 1) {
      return files.firstEntry().getKey();
    }
    return language
        .entry(files)
        .orElseThrow(() ->
            arguments.wrong(
                "say which of the files is the 'entry', the one to run: "
                    + List.copyOf(files.keySet())));
  }

  private static Limits limits(Arguments arguments) {
    return memory(arguments, wall(arguments, Limits.DEFAULT));
  }

  /// With the wall time that was asked for.
  static Limits wall(Arguments arguments, Limits limits) {
    return arguments
        .number("timeout_seconds", LEAST_SECONDS, MOST_SECONDS)
        .map(seconds -> limits.withWall(Duration.ofMillis(Math.round(seconds * 1000))))
        .orElse(limits);
  }

  /// With the memory that was asked for.
  static Limits memory(Arguments arguments, Limits limits) {
    return arguments
        .number("memory_mb", LEAST_MEMORY_MB, MOST_MEMORY_MB)
        .map(memory -> limits.withMemoryBytes(Math.round(memory * MIB)))
        .orElse(limits);
  }
}
