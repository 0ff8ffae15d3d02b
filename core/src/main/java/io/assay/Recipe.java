package io.assay;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a template of Python with packages is made from. It is made once on a host, for as long as
/// neither this nor the interpreter changes.
///
/// @param name what the template is called: lower-case letters, digits, `.`, `_` and `-`, at most
///   64
/// @param requirements the packages: a name a line, with extras, versions, a marker and hashes as
///   `pip` reads them. Options, addresses and paths are none: only packages that are built already
///   are installed, so that nothing of them is executed outside a sandbox. Comments are left out
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

  /// A requirement of PEP 508 by name, and the hashes that `pip` takes behind it. A word that
  /// begins with a hyphen would be an option.
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]{0,200}[A-Za-z0-9])?)"
              + "(?: ?\\[ ?\\w[\\w.-]*(?: ?, ?\\w[\\w.-]*)* ?\\])?"
              + " ?\\(?(?:(?:[~=!<>]=|===|[<>]) ?[\\w*][\\w.*+!-]*(?: ?, ?)?)*\\)?"
              + "(?: ?;(?:(?! -)[\\w.'\"<>=!~() ,*+-])*)?"
              + "(?: --hash[= ]sha(?:256|384|512):[0-9a-f]+)*");

  /// Endings by which `pip` takes a name for a file.
  private static final Pattern ARCHIVE =
      Pattern.compile("(?i).*\\.(?:whl|zip|tar|tgz|tbz|txz|tlz|gz|bz2|xz|lz|lzma)");

  private static final Pattern MODULE = Pattern.compile("[\\w.]{1,200}");

  /// Copies, and checks names.
  ///
  /// @throws SandboxException blaming the caller for a name that cannot be one
  public Recipe {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    requirements = plain(name, requirements);
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

  /// The requirements of a text, one a line and nothing else in it: what `pip` would make of the
  /// text itself, by its coding, its line ends and its variables, need not be known.
  private static String plain(String template, String text) {
    return text.replaceAll("\\\\\\r?\\n", " ")
        .lines()
        .map(line -> line.replaceFirst("(?:^|\\s)#.*", "").strip().replaceAll("\\s+", " "))
        .filter(line -> !line.isEmpty())
        .map(line -> {
          Matcher requirement = REQUIREMENT.matcher(line);
          if (!requirement.matches() || ARCHIVE.matcher(requirement.group("name")).matches()) {
            throw SandboxException.caller(
                "template '%s' requires '%s'; expected a package's name and versions, such as numpy==2.1.0: no options, addresses or paths"
                    .formatted(template, line.substring(0, Math.min(line.length(), 200))));
          }
          return line + "\n";
        })
        .collect(Collectors.joining());
  }
}
