package io.assay.language;

import io.assay.Ahead;
import io.assay.Bytes;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An installation of Node.js, which runs both JavaScript and what TypeScript becomes.
///
/// @param executable the real file
/// @param version `20.11.1`
record Node(Path executable, String version) {
  private static final Pattern MAIN = Pattern.compile("\"main\"\\s*+:\\s*+\"([^\"\\\\]{1,1000})\"");

  /// The file that Node found the error in: `/home/user/main.js:3`, above the line's text and a
  /// caret.
  private static final Pattern PLACE =
      Pattern.compile(
          "((?:file://)?/[^\\s].{0,2000}|node:[\\w/.-]{1,200}|<anonymous_script>|\\[eval\\]):(\\d{1,9})");

  /// What a Node.js that is started ahead finds to do.
  private static final String AHEAD = Sandbox.BUILD + "/.ahead/ahead.cjs";

  private static final Bytes WAITS = Sources.own("node/ahead.cjs");

  /// What variables begin with that Node.js, or a library below it, reads as it starts.
  private static final List<String> AT_START =
      List.of(
          "NODE_",
          "HOME",
          "LANG",
          "LC_",
          "TZDIR",
          "ICU_",
          "UV_",
          "OPENSSL_",
          "SSL_",
          "LD_",
          "MALLOC_",
          "GLIBC_");

  private static final Pattern ERROR =
      Pattern.compile("([A-Za-z_$][\\w$.]{0,200})(?: \\[([A-Z][A-Z0-9_]{0,100})\\])?(?:: (.*))?");

  /// The first installation that works; each that does not is put into `refused` with the reason.
  static Optional<Node> find(Host host, Map<Path, String> refused) throws InterruptedException {
    Path home = host.home();
    Path data = host.folder("XDG_DATA_HOME").orElse(home.resolve(".local/share"));
    Path nvm = host.folder("NVM_DIR").orElse(home.resolve(".nvm"));
    Path volta = host.folder("VOLTA_HOME").orElse(home.resolve(".volta"));
    List<Path> elsewhere = new ArrayList<>();
    for (Path version : host.children(nvm.resolve("versions/node"))) {
      elsewhere.add(version.resolve("bin"));
    }
    for (Path fnm :
        List.of(host.folder("FNM_DIR").orElse(data.resolve("fnm")), home.resolve(".fnm"))) {
      for (Path version : host.children(fnm.resolve("node-versions"))) {
        elsewhere.add(version.resolve("installation/bin"));
      }
    }
    for (Path version : host.children(volta.resolve("tools/image/node"))) {
      elsewhere.add(version.resolve("bin"));
    }
    host.exists(volta.resolve("tools/user/platform.json"));
    elsewhere.addAll(host.shims());
    for (Path store :
        List.of(home.resolve(".asdf/installs/nodejs"), data.resolve("mise/installs/node"))) {
      host.children(store).forEach(version -> elsewhere.add(version.resolve("bin")));
    }
    elsewhere.add(home.resolve(".local/bin"));
    elsewhere.add(Path.of("/usr/local/bin"));
    elsewhere.add(Path.of("/usr/bin"));
    for (Path program : host.programs(List.of("node", "nodejs"), elsewhere)) {
      // What NODE_OPTIONS of the host would preload is not the program's business.
      Host.Answer answer =
          host.ask(
              program,
              "-p",
              "'executable=' + process.execPath + '\\nversion=' + process.versions.node");
      String why = answer.why();
      if (why.isEmpty() && answer.value("version").isEmpty()) {
        why = "it does not answer as Node.js does";
      }
      if (why.isEmpty()) {
        why = Host.refusal(Path.of(answer.value("executable").orElse(""))).orElse("");
      }
      String version = answer.value("version").orElse("");
      if (why.isEmpty() && Host.Version.of(version).at(0) < 16) {
        why = "it is version " + version + ", and 16 is the oldest that is supported";
      }
      if (why.isEmpty()) {
        return Optional.of(new Node(Path.of(answer.value("executable").orElseThrow()), version));
      }
      refused.put(program, why);
    }
    return Optional.empty();
  }

  static Discovery missing(Host host, Map<Path, String> refused) {
    return new Discovery.Missing(
        "no node that works was found" + Host.refused(refused),
        host.install("nodejs npm", "nodejs npm", "nodejs npm", "nodejs npm", "nodejs npm"));
  }

  /// The folder that holds `bin` and `lib/node_modules`, if the executable lies in such a one.
  Optional<Path> prefix() {
    Path bin = Host.above(executable);
    return bin.endsWith("bin") ? Optional.of(Host.above(bin)) : Optional.empty();
  }

  /// Folders to put in front of PATH.
  List<String> path() {
    return executable.startsWith("/usr") ? List.of() : List.of(Host.above(executable).toString());
  }

  /// Adds what this installation needs and is.
  void describe(Host host, Binds binds, SortedMap<String, String> identity) {
    binds.addLinks(executable);
    identity.put("node", executable.toString());
    identity.put("node-version", version);
    identity.put("node-file", Host.fileIdentity(executable));
    host.exists(executable);
    TreeSet<String> packages = new TreeSet<>();
    prefix()
        .ifPresent(prefix -> {
          Path modules = prefix.resolve("lib/node_modules");
          if (Files.isDirectory(modules) && !binds.add(prefix)) {
            binds.add(modules);
          }
          for (Path entry : host.children(modules)) {
            String name = entry.getFileName().toString();
            if (name.startsWith("@")) {
              host.children(entry)
                  .forEach(scoped -> packages.add(packageOf(host, scoped, name + "/")));
            } else if (!name.startsWith(".")) {
              packages.add(packageOf(host, entry, ""));
            }
          }
        });
    identity.put("node-packages", String.join(" ", packages));
  }

  /// A Node.js that waits, as the last thing before it looks for the program's file; none where
  /// what has started already cannot do all that `program` asks for.
  ///
  /// @param node the real file
  /// @param words its options, and the absolute path of the program's file
  static Optional<Ahead> ahead(String node, List<String> words, Program program) {
    boolean asked =
        program.environment().keySet().stream()
            .anyMatch(name -> AT_START.stream().anyMatch(name::startsWith));
    if (asked) {
      return Optional.empty();
    }
    // Not at home: Node remembers whether it found the description of a package where it began.
    Command waits = new Command(node, words, Map.of("NODE_OPTIONS", "--require=" + AHEAD), "/");
    return Optional.of(
        new Ahead(waits, new TreeMap<>(Map.of(AHEAD, WAITS)), 50L << 20, Ahead.Start.STARTED));
  }

  private static String packageOf(Host host, Path folder, String scope) {
    Path description = folder.resolve("package.json");
    host.exists(description);
    Matcher version =
        Pattern.compile("\"version\"\\s*+:\\s*+\"([^\"]{1,100})\"")
            .matcher(Sources.textOf(description));
    return scope + folder.getFileName() + "@" + (version.find() ? version.group(1) : "?");
  }

  /// What package.json names as the program's main file, if it is there.
  static Optional<String> packageMain(SequencedMap<String, Program.Content> files) {
    Matcher main = MAIN.matcher(Sources.text(files, "package.json"));
    if (!main.find()) {
      return Optional.empty();
    }
    String name = main.group(1).startsWith("./") ? main.group(1).substring(2) : main.group(1);
    return java.util.stream.Stream.of(name, name + ".js", name + "/index.js")
        .filter(files::containsKey)
        .findFirst();
  }

  /// The error that ended Node, or else the last one that was printed.
  static Optional<ProgramError> error(Report report) {
    for (int i = report.size() - 1; i >= 0; i--) {
      if (report.line(i).startsWith("FATAL ERROR: ")) {
        return Optional.of(
            new ProgramError(
                "FATAL ERROR",
                report.line(i).substring("FATAL ERROR: ".length()),
                report.excerpt(i, report.size()),
                "",
                OptionalInt.empty(),
                OptionalInt.empty()));
      }
      Matcher place = PLACE.matcher(report.line(i));
      if (place.matches()) {
        int caret = caretBelow(report, i);
        if (caret > 0) {
          return Optional.of(thrown(report, i, caret, place));
        }
      }
    }
    for (int i = report.size() - 1; i > 0; i--) {
      if (report.line(i).startsWith("    at ") && !report.line(i - 1).startsWith("    at ")) {
        int head = i - 1;
        while (head > 0 && i - head < 20 && !ERROR.matcher(report.line(head)).matches()) {
          head--;
        }
        return Optional.of(described(report, head, head, "", OptionalInt.empty()));
      }
    }
    // A program that was started ahead ends without the words for it.
    return report.line(report.size() - 1).equals("exit status 13")
        ? Optional.of(
            new ProgramError(
                "Warning",
                "Detected unsettled top-level await",
                "",
                "",
                OptionalInt.empty(),
                OptionalInt.empty()))
        : Optional.empty();
  }

  /// The line below an excerpt of the source at `at` that points into it, or the excerpt itself
  /// where Node gives no caret; 0 if this is no excerpt.
  private static int caretBelow(Report report, int at) {
    for (int i = at + 1; i <= at + 4 && i < report.size(); i++) {
      String text = report.line(i).strip();
      if (!text.isEmpty() && text.chars().allMatch(c -> c == '^')) {
        return i;
      }
    }
    return report.line(at).startsWith("<anonymous_script>") ? at + 1 : 0;
  }

  private static ProgramError thrown(Report report, int place, int caret, Matcher at) {
    int head = caret + 1;
    while (head < report.size() && report.line(head).isBlank()) {
      head++;
    }
    String file = Report.inHome(at.group(1));
    OptionalInt line =
        file.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(at.group(2)));
    return described(report, place, head, file, line);
  }

  /// The error whose name and message start at `head`.
  ///
  /// @param first where its report starts
  /// @param file the program's file of the excerpt above it, if there is one
  private static ProgramError described(
      Report report, int first, int head, String file, OptionalInt line) {
    int end = head;
    int stack = report.size();
    for (; end < report.size(); end++) {
      String text = report.line(end);
      if (text.startsWith("    at ")) {
        stack = Math.min(stack, end);
      }
      if (text.startsWith("Node.js v") || (end > head && text.startsWith("(Use `node --trace"))) {
        break;
      }
    }
    stack = Math.min(stack, end);
    // An error without a stack is shown in brackets, before what else it holds.
    String said = report.line(head);
    int bracket = said.lastIndexOf(']');
    boolean bracketed = said.startsWith("[") && bracket > 0;
    Matcher error = ERROR.matcher(bracketed ? said.substring(1, bracket) : said);
    stack = bracketed ? Math.min(stack, head + 1) : stack;
    // What is thrown need not be an error: `throw 5` prints 5.
    boolean named =
        error.matches() && (stack < end || error.group(3) != null || error.group(2) != null);
    StringBuilder message =
        new StringBuilder(
            !named ? report.line(head) : error.group(3) == null ? "" : error.group(3));
    for (int i = head + 1; i < stack && message.length() < 8 * 1024; i++) {
      message.append('\n').append(report.line(i));
    }
    OptionalInt column = OptionalInt.empty();
    for (int i = stack; i < end; i++) {
      String text = report.line(i);
      if (!text.startsWith("    at ")) {
        break;
      }
      Frame frame = Frame.of(text);
      if (!frame.file().isEmpty()) {
        file = frame.file();
        line = OptionalInt.of(frame.line());
        column = OptionalInt.of(frame.column());
        break;
      }
    }
    int from = message.indexOf(" imported from ");
    if (file.isEmpty() && from >= 0) {
      String place = message.substring(from + " imported from ".length()).strip();
      file = place.contains("\n") ? "" : Report.inHome(place);
    }
    return new ProgramError(
        named ? error.group(1) : "Uncaught",
        message.toString().strip(),
        report.excerpt(first, end),
        file,
        line,
        column);
  }

  /// A line ` at f (/home/user/main.js:3:9)` that names a file of the program; an empty file for
  /// any other.
  private record Frame(String file, int line, int column) {
    private static final Frame NONE = new Frame("", 0, 0);

    static Frame of(String text) {
      int end = text.endsWith(")") ? text.length() - 1 : text.length();
      int second = text.lastIndexOf(':', end - 1);
      int first = second < 0 ? -1 : text.lastIndexOf(':', second - 1);
      if (first < 0) {
        return NONE;
      }
      int open = text.lastIndexOf('(', first);
      String place =
          open >= 0 ? text.substring(open + 1, first) : text.substring("    at ".length(), first);
      String file =
          Report.inHome(place.startsWith("async ") ? place.substring("async ".length()) : place);
      int line = Report.number(text.substring(first + 1, second));
      int column = Report.number(text.substring(second + 1, end));
      return file.isEmpty() || line == 0 || column == 0 || file.contains("node_modules/")
          ? NONE
          : new Frame(file, line, column);
    }
  }
}
