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
import java.util.SortedMap;
import java.util.TreeMap;

/// A script with which a language's interpreter reads programs, as a worker.
///
/// @param content the script
/// @param path where it lies in the worker's sandbox
/// @param interpreter the role of the tool that executes it
/// @param options of the interpreter
record Script(Bytes content, String path, String interpreter, List<String> options) {
  /// @param name of the resource
  Script(String name, String interpreter, List<String> options) {
    this(Resources.bytes(Script.class, name), Sandbox.BUILD + "/" + name, interpreter, options);
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
    SortedMap<String, Bytes> files = new TreeMap<>(Map.of(path, content));
    Worker worker =
        new Worker(
            "the parser of " + language.name(),
            assay.template(List.of(language)),
            files,
            new Command(toolchain.tool(interpreter), arguments, Map.of(), Sandbox.HOME));
    return Notes.read(language.name(), assay.ask(worker, program));
  }
}
