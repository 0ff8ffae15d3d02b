package io.assay.validate;

import io.assay.Bytes;
import io.assay.Outcome;
import io.assay.Program;
import io.assay.StepResult;
import io.assay.language.Language;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// TypeScript with its types taken away. `tsc` makes a program of what does not fit its types, and
/// Node runs it; whether that is an error is for a project to say, and one with a `tsconfig.json`
/// has.
public final class TypeErasure {
  /// The file that takes them away.
  public static final String CONFIGURATION = "tsconfig.json";

  /// The options of a program without a configuration (compile.cjs), and no checks.
  public static final Program.Content UNCHECKED =
      new Program.Content.Text(
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
              """));

  private TypeErasure() {}

  /// Whether the types are all that may have kept a program from being compiled.
  public static boolean applies(Language language, Program program, StepResult failed) {
    return language.equals(Language.TYPESCRIPT)
        && failed.outcome().end() instanceof Outcome.Exited
        && program.files().keySet().stream()
            .noneMatch(file -> file.equals(CONFIGURATION) || file.endsWith("/" + CONFIGURATION));
  }

  /// The program without its types.
  public static Program of(Program program) {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>(program.files());
    files.put(CONFIGURATION, UNCHECKED);
    return new Program(files, program.entry(), program.arguments(), program.environment());
  }
}
