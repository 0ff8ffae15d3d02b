package io.assay.cli;

import io.assay.Reason;
import io.assay.SandboxException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// A git repository, asked through git itself. In a hook git says by variables which one and which
/// index is meant; they are passed on.
///
/// @param root the top of its work tree
/// @param environment the caller's variables
record Repository(Path root, Map<String, String> environment) {
  /// The repository around a folder.
  static Repository around(Path folder, Map<String, String> environment) {
    Repository asked = new Repository(folder, environment);
    String root;
    try {
      root = asked.text("rev-parse", "--show-toplevel").stripTrailing();
    } catch (SandboxException e) {
      throw SandboxException.caller("'%s': %s".formatted(folder, e.getMessage()));
    }
    if (root.isEmpty()) {
      throw SandboxException.caller("'" + folder + "' lies in a repository without a work tree");
    }
    return new Repository(Path.of(root), environment);
  }

  /// A file as it stands in the index.
  ///
  /// @param path its path from the root
  /// @param mode what kind of file git takes it for
  /// @param blob the name of its content in the repository
  record Staged(String path, String mode, String blob) {
    /// Whether it is neither a link nor another repository.
    private boolean isRegular() {
      return mode.startsWith("100");
    }
  }

  /// The files that are to be committed and not only taken away, links and other repositories left
  /// out. Of a merge, those that are as none of its sides has them: what others have committed is
  /// there already.
  List<Staged> staged() {
    List<Staged> files = different();
    for (String side : merged()) {
      Set<Staged> others = Set.copyOf(different(side));
      files = files.stream().filter(others::contains).toList();
    }
    return files;
  }

  /// The commits that are being merged into this one.
  private List<String> merged() {
    Path file = path("rev-parse", "--git-path", "MERGE_HEAD");
    try {
      return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
    } catch (IOException e) {
      throw SandboxException.caller("cannot read '%s': %s".formatted(file, Reason.of(e)));
    }
  }

  /// The files of the index that are not as they are in the last commit, or in that which is named.
  private List<Staged> different(String... commit) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "diff",
                "--cached",
                "--raw",
                "--no-abbrev",
                "--no-renames",
                "-z",
                "--diff-filter=ACMT"));
    words.addAll(List.of(commit));
    List<String> fields = names(text(words.toArray(String[]::new)));
    List<Staged> files = new ArrayList<>();
    // ":100644 100755 1234567 89abcde M", and the path.
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      String[] kind = fields.get(i).split(" ");
      files.add(new Staged(fields.get(i + 1), kind[1], kind[3]));
    }
    return files.stream().filter(Staged::isRegular).toList();
  }

  /// The files of the index that are named, as seen from a folder of the work tree, or lie below
  /// what is named, links and other repositories left out.
  List<Staged> named(Path folder, List<String> names) {
    List<String> words = new ArrayList<>(LISTED);
    words.addAll(List.of("--full-name", "--error-unmatch", "--"));
    words.addAll(names);
    return new Repository(folder, environment)
        .listed(words).values().stream().flatMap(List::stream).filter(Staged::isRegular).toList();
  }

  /// The bytes that each of some files has, in their order; 0 where the repository lacks it.
  List<Long> sizes(List<Staged> files) {
    byte[] answer = git(blobs(files), "cat-file", "--batch-check=%(objectsize)");
    return new String(answer, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.endsWith(" missing") ? 0L : Long.parseLong(line))
        .toList();
  }

  /// Reads some files one after the other as they are to be committed, before any filter that git
  /// has for a work tree.
  void read(List<Staged> files, BiConsumer<Staged, byte[]> reader) {
    git(
        blobs(files),
        answer -> {
          for (Staged file : files) {
            // "89abcde blob 42", or "89abcde missing".
            String[] head = line(answer).split(" ");
            if (head.length == 3) {
              reader.accept(file, answer.readNBytes(Integer.parseInt(head[2])));
              answer.skipNBytes(1);
            }
          }
        },
        "cat-file",
        "--batch");
  }

  private static byte[] blobs(List<Staged> files) {
    return files.stream()
        .map(file -> file.blob() + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  /// What of the work tree is not what it was in `revision`, or in the commit where this branch
  /// left that one, new files among it: paths from the root. A repository within this one is named
  /// as a whole.
  List<String> changedSince(String revision) {
    String commit;
    try {
      commit =
          text("rev-parse", "--verify", "-q", "--end-of-options", revision + "^{commit}").strip();
    } catch (SandboxException e) {
      boolean isShallow = text("rev-parse", "--is-shallow-repository").strip().equals("true");
      throw SandboxException.caller(
          "'%s' is no revision of the repository in '%s'%s"
              .formatted(
                  revision,
                  root,
                  isShallow
                      ? ", which is a shallow clone: fetch more of its history (git fetch --unshallow, or fetch-depth: 0 of actions/checkout)"
                      : ""));
    }
    List<String> files =
        new ArrayList<>(
            names(
                text(
                    "diff",
                    "--name-only",
                    "--no-renames",
                    "-z",
                    "--diff-filter=d",
                    "--ignore-submodules=none",
                    left(commit))));
    files.addAll(names(text("ls-files", "--others", "--exclude-standard", "-z")));
    return files;
  }

  /// The commit where this branch left that of `commit`; `commit` if none is known, as in a shallow
  /// clone.
  private String left(String commit) {
    try {
      return text("merge-base", commit, "HEAD").strip();
    } catch (SandboxException e) {
      return commit;
    }
  }

  /// What the index holds, without that which a sparse checkout leaves out, whose content may have
  /// to be fetched one by one.
  List<Staged> indexed() {
    return listed(LISTED).getOrDefault("H", List.of());
  }

  private static final List<String> LISTED = List.of("ls-files", "--cached", "--stage", "-t", "-z");

  /// Files of the index, by the letter that says how they stand in it.
  private Map<String, List<Staged>> listed(List<String> words) {
    // "H 100644 89abcde 0\tpath"
    return names(text(words.toArray(String[]::new))).stream()
        .map(line -> line.split("[ \t]", 5))
        .collect(
            Collectors.groupingBy(
                fields -> fields[0],
                Collectors.mapping(
                    fields -> new Staged(fields[4], fields[1], fields[2]), Collectors.toList())));
  }

  /// Writes files as they stand in the index below a folder.
  void export(Collection<String> paths, Path folder) {
    byte[] names = String.join("\0", paths).getBytes(StandardCharsets.UTF_8);
    String prefix = "--prefix=" + folder + "/";
    try {
      // A merge stages what a sparse checkout leaves out.
      git(names, "checkout-index", "--ignore-skip-worktree-bits", "-f", "-z", "--stdin", prefix);
    } catch (SandboxException e) {
      // Before 2.36 git does not know the option, and leaves nothing out.
      git(names, "checkout-index", "-f", "-z", "--stdin", prefix);
    }
  }

  /// The file that git calls before it commits, whether it is there or not.
  Path hook() {
    return path("rev-parse", "--git-path", "hooks/pre-commit");
  }

  /// The file that git calls where it is not told of another folder of hooks.
  Path usualHook() {
    return path("rev-parse", "--git-common-dir").resolve("hooks/pre-commit");
  }

  private Path path(String... words) {
    return root.resolve(text(words).stripTrailing()).normalize();
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.split("\0")).filter(name -> !name.isEmpty()).toList();
  }

  private String text(String... words) {
    return new String(git(new byte[0], words), StandardCharsets.UTF_8);
  }

  private byte[] git(byte[] input, String... words) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    git(input, answer -> answer.transferTo(all), words);
    return all.toByteArray();
  }

  /// Reads what git answers.
  @FunctionalInterface
  private interface Reading {
    void of(InputStream answer) throws IOException;
  }

  private void git(byte[] input, Reading reading, String... words) {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C");
    // A name is a name, whatever it is made of.
    builder.environment().put("GIT_LITERAL_PATHSPECS", "1");
    try {
      Process git = builder.start();
      ByteArrayOutputStream complaint = new ByteArrayOutputStream();
      Thread hearing = Thread.ofVirtual().start(() -> carry(git.getErrorStream(), complaint));
      Thread telling = Thread.ofVirtual().start(() -> tell(input, git.getOutputStream()));
      reading.of(git.getInputStream());
      int status = git.waitFor();
      hearing.join();
      telling.join();
      if (status != 0) {
        throw SandboxException.caller(
            "git %s: %s".formatted(words[0], complaint.toString(StandardCharsets.UTF_8).strip()));
      }
    } catch (IOException e) {
      throw SandboxException.caller("git cannot be asked (is it installed?): " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SandboxException.caller("interrupted while asking git");
    }
  }

  private static void carry(InputStream from, OutputStream to) {
    try {
      from.transferTo(to);
    } catch (IOException e) {
      // It ended: its status says how.
      return;
    }
  }

  private static void tell(byte[] input, OutputStream to) {
    try (to) {
      to.write(input);
    } catch (IOException e) {
      // It did not want to hear all of it: its status says why.
      return;
    }
  }
}
