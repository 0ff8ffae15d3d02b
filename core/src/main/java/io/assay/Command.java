package io.assay;

import java.util.List;
import java.util.Map;

/// A program to start in a sandbox.
///
/// @param program its absolute path inside the sandbox
/// @param arguments what follows the program's name
/// @param environment variables beside the sandbox's own (PATH, HOME, USER, LANG), which they
///   override
/// @param directory the absolute path of the working directory inside the sandbox
public record Command(
    String program, List<String> arguments, Map<String, String> environment, String directory) {
  /// Checks what the kernel cannot take: relative paths, NUL characters, odd variable names.
  public Command {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    absolute("program", program);
    absolute("directory", directory);
    arguments.forEach(argument -> noNul("argument", argument));
    environment.forEach((name, value) -> {
      if (name.isEmpty() || name.indexOf('=') >= 0) {
        throw SandboxException.caller(
            "environment variable name '%s' is empty or contains '='".formatted(name));
      }
      noNul("environment variable", name);
      noNul("environment variable " + name, value);
    });
  }

  /// A command in the sandbox's home.
  public static Command of(String program, String... arguments) {
    return new Command(program, List.of(arguments), Map.of(), Sandbox.HOME);
  }

  private static void absolute(String what, String path) {
    noNul(what, path);
    if (!path.startsWith("/")) {
      throw SandboxException.caller(
          "%s '%s' is not an absolute path inside the sandbox".formatted(what, path));
    }
  }

  private static void noNul(String what, String text) {
    if (text.indexOf('\0') >= 0) {
      throw SandboxException.caller(
          "%s '%s' contains a NUL character".formatted(what, text.replace('\0', '?')));
    }
  }
}
