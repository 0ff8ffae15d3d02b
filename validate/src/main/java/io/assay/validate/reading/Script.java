package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.Worker;
import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A script with which a language's interpreter reads programs, as a worker.
///
/// @param files the script and what it requires, by where they lie in the worker's sandbox
/// @param path the script
/// @param interpreter the role of the tool that executes it
/// @param options of the interpreter
record Script(
    SortedMap<String, Bytes> files, String path, String interpreter, List<String> options) {
  /// A script of Node's, with what those have in common.
  ///
  /// @param name of the resource
  static Script ofNode(String name, List<String> options) {
    return new Script(files(name, "worker.cjs"), path(name), "node", options);
  }

  /// A script of Python's.
  ///
  /// @param name of the resource
  static Script ofPython(String name) {
    return new Script(files(name), path(name), "python", List.of());
  }

  private static SortedMap<String, Bytes> files(String... names) {
    SortedMap<String, Bytes> files = new TreeMap<>();
    for (String name : names) {
      files.put(path(name), Resources.bytes(Script.class, name));
    }
    return files;
  }

  private static String path(String name) {
    return Sandbox.BUILD + "/" + name;
  }

  /// The file that a relative module would be, by the name that people know it by.
  static Optional<String> fileOf(String module, String ending) {
    if (!module.startsWith(".") && !module.startsWith("/")) {
      return Optional.empty();
    }
    String name = module.substring(module.lastIndexOf('/') + 1);
    String path = module.startsWith("./") ? module.substring(2) : module;
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      return Optional.empty();
    }
    // What TypeScript imports as .js is written as .ts.
    String own =
        ending.equals("ts") && name.matches(".*\\.[mc]?js")
            ? path.substring(0, path.length() - 2) + "ts"
            : path;
    return Optional.of(name.indexOf('.') < 0 ? own + "." + ending : own);
  }

  /// What it says of a program.
  Reading read(Assay assay, Language language, Program program) throws InterruptedException {
    Toolchain toolchain = Desk.toolchain(assay, language);
    List<String> arguments = new ArrayList<>(options);
    arguments.add(path);
    // Of the package of TypeScript, which the script looks for beside it.
    String compiler = toolchain.tools().get("compiler");
    if (compiler != null) {
      arguments.add(compiler);
    }
    Worker worker =
        new Worker(
            "the parser of " + language.name(),
            assay.template(List.of(language)),
            files,
            new Command(toolchain.tool(interpreter), arguments, Map.of(), Sandbox.HOME));
    return Notes.read(language.name(), assay.ask(worker, program));
  }
}
