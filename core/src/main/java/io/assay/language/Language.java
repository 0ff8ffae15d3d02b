package io.assay.language;

import io.assay.Command;
import io.assay.Limits;
import io.assay.Program;
import io.assay.SandboxException;
import io.assay.StepResult;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// A programming language: everything that we know of it is in its one file. Adding a language is
/// adding a member here.
public interface Language {
  /// CPython 3, or what answers to `python3`.
  Language PYTHON = new Python();

  /// Node.js, CommonJS and ES modules.
  Language JAVASCRIPT = new JavaScript();

  /// TypeScript, checked and then run by Node.js.
  Language TYPESCRIPT = new TypeScript();

  /// Go, files or a module.
  Language GO = new Go();

  /// Rust, files or a Cargo project.
  Language RUST = new Rust();

  /// Java, classes and compact source files.
  Language JAVA = new Java();

  /// C++20.
  Language CPP = new Cpp();

  /// Every language, in the order in which they are listed to people.
  List<Language> ALL = List.of(PYTHON, JAVASCRIPT, TYPESCRIPT, GO, RUST, JAVA, CPP);

  /// The language that people call `name`, by its name or an alias, in any case.
  ///
  /// @throws SandboxException blaming the caller if there is none
  static Language named(String name) {
    return Names.named(name);
  }

  /// The language of a file of this name, by its ending.
  ///
  /// @throws SandboxException blaming the caller if there is none
  static Language ofFileName(String name) {
    return Names.ofFileName(name);
  }

  /// The name used by `--language`, in documents and on the wire: `python`.
  String name();

  /// Other names people use: `py`, `python3`.
  Set<String> aliases();

  /// File name endings, without the dot, the usual one first: `py`.
  List<String> extensions();

  /// The name a file should have whose code came without one: `main.py`. Java's depends on the
  /// code.
  String fileName(String code);

  /// The file that starts a program of these files, where the language has a custom that decides
  /// it; empty where only its author knows.
  Optional<String> entry(SequencedMap<String, Program.Content> files);

  /// Whether a file of this name holds tests, by the custom of those who write the language. Where
  /// the custom is that they stand beside what they test, none does.
  ///
  /// @param file a path relative to the program's root
  boolean isTest(String file);

  /// Finds the language's tools on this host, asking the tools themselves. Takes up to seconds, or
  /// minutes where something is provisioned once; never throws for what is missing.
  Discovery discover(Host host) throws InterruptedException;

  /// How `program` is compiled and run with `toolchain`.
  ///
  /// @param limits the ceilings it will run under, for tools that must be told because they cannot
  ///   see them
  /// @throws SandboxException blaming the caller if the program cannot be one of this language
  Steps steps(Program program, Toolchain toolchain, Limits limits);

  /// How a library is compiled: a program of which `failed`, its compiler or what starts it, says
  /// that there is nothing in it to start. Empty where that says something else.
  Optional<Command> library(Program program, Toolchain toolchain, Limits limits, StepResult failed);

  /// The error that a failed compile or run step reported on `stderr` (or, for a compiler that
  /// reports there, `stdout`): a compiler's first, a program's last; empty where the output holds
  /// none that is known. What a program prints can forge it; nothing is decided by it.
  ///
  /// `exit status N` as the last line of `stderr`, as `go run` has it, says how it ended.
  Optional<ProgramError> error(Phase phase, String stdout, String stderr);

  /// Every error that a failed compile step reported, in the compiler's order: one that follows
  /// from another stands behind it.
  List<ProgramError> compileErrors(String stdout, String stderr);

  /// The two phases of a run.
  enum Phase {
    COMPILE,
    RUN
  }
}
