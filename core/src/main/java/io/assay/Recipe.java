package io.assay;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a template of Python with packages is made from. It is made once on a host, for as long as
/// neither this nor the interpreter changes.
///
/// @param name what the template is called: lower-case letters, digits, `.`, `_` and `-`, at most
///   64
/// @param requirements the packages, as `pip` reads them from a file; only ones that are built
///   already are installed, so that nothing of them is executed outside a sandbox
/// @param files modules and data that lie beside the packages, by relative path
/// @param making a file of `files` that is executed once, in a sandbox without network, when the
///   template is made; empty if there is none
/// @param made files that it writes where it is started, and that are kept beside the packages
/// @param preload modules that are imported before there is a program, of the packages or `files`
public record Recipe(
    String name,
    String requirements,
    SortedMap<String, Bytes> files,
    String making,
    List<String> made,
    List<String> preload) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern MODULE = Pattern.compile("[\\w.]{1,200}");

  /// Copies, and checks names.
  ///
  /// @throws SandboxException blaming the caller for a name that cannot be one
  public Recipe {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    made = List.copyOf(made);
    preload = List.copyOf(preload);
    if (!NAME.matcher(name).matches()) {
      throw SandboxException.caller(
          "template name '%s' is not lower-case letters, digits, '.', '_' and '-', such as python-data"
              .formatted(name));
    }
    for (String module : preload) {
      if (!MODULE.matcher(module).matches()) {
        throw SandboxException.caller(
            "'%s', to be preloaded, is no name of a module, such as numpy.linalg"
                .formatted(module));
      }
    }
    if (!making.isEmpty() && !files.containsKey(making)) {
      throw SandboxException.caller(
          "'%s', to be executed when the template is made, is not one of its files: %s"
              .formatted(making, files.keySet()));
    }
    files.keySet().forEach(Program::requireInside);
    made.forEach(Program::requireInside);
  }
}
