package io.assay.language;

import io.assay.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The host as languages may ask it: where programs are, what they answer. It remembers what it was
/// asked, so that an answer can be kept until something of it changes. For one thread.
public final class Host {
  /// How long a tool may take to answer a question.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Characters of a tool's answer that are kept.
  private static final int LONGEST_ANSWER = 1 << 20;

  /// Entries of a folder that are looked at.
  private static final int MOST_ENTRIES = 10_000;

  /// What version managers decide by. Nothing else of the environment reaches a tool that is asked.
  private static final List<String> PASSED_ON =
      List.of(
          "PATH",
          "HOME",
          "USER",
          "XDG_DATA_HOME",
          "XDG_CONFIG_HOME",
          "PYENV_ROOT",
          "PYENV_VERSION",
          "ASDF_DIR",
          "ASDF_DATA_DIR",
          "ASDF_PYTHON_VERSION",
          "ASDF_NODEJS_VERSION",
          "ASDF_GOLANG_VERSION",
          "ASDF_RUST_VERSION",
          "ASDF_JAVA_VERSION",
          "MISE_DATA_DIR",
          "MISE_CONFIG_DIR",
          "NVM_DIR",
          "FNM_DIR",
          "VOLTA_HOME",
          "NODENV_ROOT",
          "NODENV_VERSION",
          "N_PREFIX",
          "RUSTUP_HOME",
          "RUSTUP_TOOLCHAIN",
          "CARGO_HOME",
          "GOENV_ROOT",
          "GOENV_VERSION",
          "SDKMAN_DIR",
          "JENV_ROOT",
          "JENV_VERSION");

  /// Asking must not install anything.
  private static final Map<String, String> IMPOSED =
      Map.of(
          "LANG", "C.UTF-8",
          "LC_ALL", "C.UTF-8",
          "RUSTUP_AUTO_INSTALL", "0",
          "MISE_NOT_FOUND_AUTO_INSTALL", "0",
          "MISE_EXEC_AUTO_INSTALL", "0",
          "MISE_YES", "0",
          "GOTOOLCHAIN", "local",
          "GOTELEMETRY", "off",
          "NO_UPDATE_NOTIFIER", "1");

  private final Map<String, String> environment;
  private final Path state;
  private final Consumer<String> progress;
  private final SortedMap<String, String> variables = new TreeMap<>();
  private final SortedMap<Path, String> stamps = new TreeMap<>();

  /// @param environment the environment that PATH and version managers are read from
  /// @param state the folder for what is provisioned once (the TypeScript compiler, Go's standard
  ///   library)
  /// @param progress is told, a line each, what takes long
  public Host(Map<String, String> environment, Path state, Consumer<String> progress) {
    this.environment = Map.copyOf(environment);
    this.state = state;
    this.progress = progress;
  }

  /// The environment that PATH and version managers are read from.
  public Map<String, String> environment() {
    return environment;
  }

  /// The folder for what is provisioned once.
  public Path state() {
    return state;
  }

  /// Is told, a line each, what takes long.
  public Consumer<String> progress() {
    return progress;
  }

  /// The same host, with nothing remembered.
  Host afresh() {
    return new Host(environment, state, progress);
  }

  /// The variables asked for so far, empty where unset.
  SortedMap<String, String> variables() {
    return Collections.unmodifiableSortedMap(variables);
  }

  /// The paths looked at so far, each with its [#stamp].
  SortedMap<Path, String> stamps() {
    return Collections.unmodifiableSortedMap(stamps);
  }

  /// A variable of the host's environment; empty also where it is set to nothing.
  String variable(String name) {
    String value = environment.getOrDefault(name, "");
    variables.put(name, value);
    return value;
  }

  /// The folder that a variable names, if it names one by an absolute path.
  Optional<Path> folder(String variable) {
    return path(variable(variable)).filter(Path::isAbsolute);
  }

  /// The user's home.
  Path home() {
    return folder("HOME").orElseGet(() -> Path.of(System.getProperty("user.home", "/")));
  }

  /// Remembers that what `path` is matters, and says whether anything is there.
  boolean exists(Path path) {
    String stamp = stamp(path);
    stamps.put(path, stamp);
    return !stamp.isEmpty();
  }

  /// What a file or folder is at this moment: its identity, size and time of change, links
  /// followed. Empty if there is none.
  static String stamp(Path path) {
    // Asked first because most are not there, and an exception costs twenty times as much.
    if (!path.toFile().exists()) {
      return "";
    }
    try {
      BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class);
      return is.fileKey() + " " + is.size() + " " + is.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    } catch (IOException e) {
      return "";
    }
  }

  /// Size and time of change of a file, which an upgrade changes and a copy elsewhere does not need
  /// to share.
  static String fileIdentity(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return is.size() + " bytes, " + is.lastModifiedTime();
    } catch (IOException e) {
      return "unreadable";
    }
  }

  /// The folders and files in `folder`, those with higher version numbers in their names first.
  List<Path> children(Path folder) {
    if (!exists(folder)) {
      return List.of();
    }
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        children.add(entry);
        if (children.size() == MOST_ENTRIES) {
          break;
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      // What cannot be listed holds nothing for us.
      return List.of();
    }
    children.sort(
        Comparator.comparing((Path child) -> Version.of(child.getFileName().toString()))
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    return children;
  }

  /// Programs of one of the given names: those on PATH in its order, then those in `elsewhere`.
  List<Path> programs(List<String> names, List<Path> elsewhere) {
    Set<Path> folders = new LinkedHashSet<>();
    for (String entry : variable("PATH").split(":", -1)) {
      // A relative entry means the folder we happen to be in: nobody vouches for what is there.
      path(entry).filter(Path::isAbsolute).ifPresent(folders::add);
    }
    folders.addAll(elsewhere);
    List<Path> programs = new ArrayList<>();
    for (Path folder : folders) {
      for (String name : names) {
        Path program = folder.resolve(name);
        if (exists(program) && Files.isRegularFile(program) && Files.isExecutable(program)) {
          programs.add(program);
        }
      }
    }
    return programs;
  }

  /// Runs a tool and waits for its answer, for up to [#PATIENCE].
  Answer ask(Path program, String... arguments) throws InterruptedException {
    return ask(PATIENCE, Path.of("/"), Map.of(), program, List.of(arguments));
  }

  /// Runs a tool with an empty standard input and an environment of its own, and waits for its
  /// answer.
  ///
  /// @param most how long it may take
  /// @param directory where it runs; `/` keeps it away from configuration in somebody's project
  /// @param extra variables beside those that version managers need
  Answer ask(
      Duration most,
      Path directory,
      Map<String, String> extra,
      Path program,
      List<String> arguments)
      throws InterruptedException {
    return ask(most, directory, extra, program, arguments, line -> {});
  }

  /// The same for a tool that says how far it is.
  ///
  /// @param hear is told each line of its standard output as it comes, on another thread
  Answer ask(
      Duration most,
      Path directory,
      Map<String, String> extra,
      Path program,
      List<String> arguments,
      Consumer<String> hear)
      throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().clear();
    for (String name : PASSED_ON) {
      String value = variable(name);
      if (!value.isEmpty()) {
        builder.environment().put(name, value);
      }
    }
    builder.environment().putAll(IMPOSED);
    builder.environment().putAll(extra);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Answer(false, "", "", "it could not be started: " + Reason.of(e));
    }
    AtomicReference<String> out = new AtomicReference<>("");
    AtomicReference<String> err = new AtomicReference<>("");
    Thread outReader =
        Thread.startVirtualThread(() -> out.set(text(process.getInputStream(), hear)));
    Thread errReader =
        Thread.startVirtualThread(() -> err.set(text(process.getErrorStream(), line -> {})));
    long deadline = System.nanoTime() + most.toNanos();
    try {
      boolean ended = process.waitFor(most.toNanos(), TimeUnit.NANOSECONDS);
      // A child that it left behind may hold the pipes open.
      Duration rest = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
      boolean read = ended && outReader.join(rest) && errReader.join(rest);
      if (!read) {
        return new Answer(false, "", "", "it did not answer within " + most.toSeconds() + " s");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    int status = process.exitValue();
    if (status != 0) {
      return new Answer(
          false, out.get(), err.get(), "it ended with status " + status + lastLine(err.get()));
    }
    return new Answer(true, out.get(), err.get(), "");
  }

  /// What a tool said.
  ///
  /// @param worked whether it ended with status 0 in time
  /// @param why what went wrong, if it did not work
  record Answer(boolean worked, String out, String err, String why) {
    /// The value of the line `name=value` of its standard output.
    Optional<String> value(String name) {
      return out.lines()
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1))
          .findFirst();
    }
  }

  /// Why an unprivileged user could not use `file` inside a sandbox; empty if they can. Root's
  /// files must be readable by others, because inside even root's sandboxes run as somebody else;
  /// an ordinary user's own files need not be.
  static Optional<String> refusal(Path file) {
    try {
      PosixFileAttributes is = Files.readAttributes(file, PosixFileAttributes.class);
      Set<PosixFilePermission> may = is.permissions();
      if (may.contains(PosixFilePermission.OTHERS_READ)
          && may.contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return Optional.empty();
      }
      boolean own =
          is.owner().getName().equals(System.getProperty("user.name"))
              && !is.owner().getName().equals("root")
              && may.contains(PosixFilePermission.OWNER_READ)
              && may.contains(PosixFilePermission.OWNER_EXECUTE);
      return own
          ? Optional.empty()
          : Optional.of("it may not be read and executed by other users (chmod o+rx " + file + ")");
    } catch (IOException e) {
      return Optional.of("it cannot be looked at: " + e.getMessage());
    }
  }

  /// The command that installs a package on this distribution.
  String install(String apt, String dnf, String apk, String pacman, String zypper) {
    String family = " ";
    try {
      for (String line : Files.readAllLines(Path.of("/etc/os-release"))) {
        if (line.startsWith("ID=") || line.startsWith("ID_LIKE=")) {
          family += line.substring(line.indexOf('=') + 1).replace("\"", "") + " ";
        }
      }
    } catch (IOException e) {
      family = " ";
    }
    if (family.contains(" debian ") || family.contains(" ubuntu ")) {
      return "apt-get install " + apt;
    }
    if (family.contains(" fedora ") || family.contains(" rhel ")) {
      return "dnf install " + dnf;
    }
    if (family.contains(" alpine ")) {
      return "apk add " + apk;
    }
    if (family.contains(" arch ")) {
      return "pacman -S " + pacman;
    }
    if (family.contains(" suse ") || family.contains(" opensuse ")) {
      return "zypper install " + zypper;
    }
    return "install it with the system's package manager (Debian: apt-get install " + apt + ")";
  }

  /// Candidates that were found and refused, as the end of a sentence.
  static String refused(Map<Path, String> why) {
    StringBuilder text = new StringBuilder();
    why.forEach((path, reason) -> text.append("; ").append(path).append(": ").append(reason));
    return text.toString();
  }

  /// Where version managers keep the stand-ins for the programs they manage.
  List<Path> shims() {
    Path home = home();
    Path data = folder("XDG_DATA_HOME").orElse(home.resolve(".local/share"));
    List<Path> shims = new ArrayList<>();
    shims.add(folder("ASDF_DATA_DIR").orElse(home.resolve(".asdf")).resolve("shims"));
    shims.add(folder("MISE_DATA_DIR").orElse(data.resolve("mise")).resolve("shims"));
    // What they decide by when nobody stands in a project.
    exists(home.resolve(".tool-versions"));
    exists(home.resolve(".config/mise/config.toml"));
    return shims;
  }

  /// The folder that `path` lies in; the root lies in itself.
  static Path above(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  private static Optional<Path> path(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(text).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// Up to [#LONGEST_ANSWER] of what a tool prints. The rest is read as well, or it would wait.
  private static String text(InputStream stream, Consumer<String> hear) {
    StringBuilder text = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      char[] piece = new char[8192];
      int line = 0;
      for (int count = lines.read(piece); count >= 0; count = lines.read(piece)) {
        text.append(piece, 0, Math.min(count, LONGEST_ANSWER - text.length()));
        for (int end = text.indexOf("\n", line); end >= 0; end = text.indexOf("\n", line)) {
          hear.accept(text.substring(line, end));
          line = end + 1;
        }
      }
      return text.toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String lastLine(String text) {
    String line = text.strip();
    line = line.substring(line.lastIndexOf('\n') + 1);
    return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), 200));
  }

  /// The numbers in a name, to sort `v9` before `v10`.
  record Version(List<Integer> numbers) implements Comparable<Version> {
    static Version of(String text) {
      List<Integer> numbers = new ArrayList<>();
      int at = 0;
      while (at < text.length() && numbers.size() < 8) {
        if (!Character.isDigit(text.charAt(at))) {
          at++;
          continue;
        }
        int value = 0;
        for (; at < text.length() && Character.isDigit(text.charAt(at)); at++) {
          value = Math.min(value * 10 + Character.digit(text.charAt(at), 10), 100_000_000);
        }
        numbers.add(value);
      }
      return new Version(List.copyOf(numbers));
    }

    /// The number at `index`, 0 where there is none.
    int at(int index) {
      return index < numbers.size() ? numbers.get(index) : 0;
    }

    @Override
    public int compareTo(Version other) {
      for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
        int order = Integer.compare(at(i), other.at(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }
  }
}
