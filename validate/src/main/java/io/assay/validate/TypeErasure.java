package io.assay.validate;

import io.assay.Bytes;
import io.assay.Outcome;
import io.assay.Program;
import io.assay.RunResult;
import io.assay.language.Language;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// TypeScript with its types taken away. `tsc` makes a program of what does not fit its types, and
/// Node runs it; whether that is an error is for a project to say, and one with a `tsconfig.json`
/// has.
final class TypeErasure {
  private static final String CONFIGURATION = "tsconfig.json";

  /// The options of a program without a configuration (compile.cjs), and no checks.
  private static final Bytes UNCHECKED =
      Bytes.of(
          """
          {
            "compilerOptions": {
              "target": "es2022", "lib": ["es2023", "dom", "dom.iterable"],
              "module": "nodenext", "moduleResolution": "nodenext", "moduleDetection": "force",
              "strict": false, "skipLibCheck": true, "allowJs": true, "resolveJsonModule": true,
              "noCheck": true
            }
          }
          """);

  private TypeErasure() {}

  /// Whether the types are all that may have kept a program from being compiled.
  static boolean applies(Change change, RunResult result) {
    return change.language().equals(Language.TYPESCRIPT)
        && result.last().outcome().end() instanceof Outcome.Exited
        && change.program().files().keySet().stream()
            .noneMatch(file -> file.equals(CONFIGURATION) || file.endsWith("/" + CONFIGURATION));
  }

  /// The program without its types.
  static Program of(Program program) {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>(program.files());
    files.put(CONFIGURATION, new Program.Content.Text(UNCHECKED));
    return new Program(files, program.entry(), program.arguments(), program.environment());
  }
}
