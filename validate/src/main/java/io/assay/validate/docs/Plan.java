package io.assay.validate.docs;

import io.assay.Bytes;
import io.assay.Program;
import io.assay.validate.docs.SnippetReport.NotRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/// What is to be done with a document: which of its blocks make which programs.
///
/// @param groups the programs
/// @param notRun what is no part of one, with the reasons
record Plan(List<Group> groups, List<SnippetReport> notRun) {
  private static final Set<String> OUTPUT =
      Set.of("output", "stdout", "expected", "expected-output", "console-output");

  private static final List<Session> SESSIONS =
      List.of(new NotebookSession(), new PythonSession(), new NodeSession(), new ShellSession());

  private static final Pattern IPYTHON = Pattern.compile("In \\[\\d{0,9}\\]: ");

  /// By which AsciiDoc is told to replace what stands in braces.
  private static final Pattern ATTRIBUTES =
      Pattern.compile("subs=(?:.*[,+])?(?:attributes|normal)\\b.*");

  private static final Set<String> TEXT = Set.of("", "text", "txt", "plain", "plaintext");

  /// Snippets that together are one program, or one session.
  ///
  /// @param snippets one or more, in the document's order
  /// @param files what the document has beside the program, by name
  /// @param surroundings what the file of code has beside it that shows the snippets in comments
  record Group(
      Document document,
      List<Snippet> snippets,
      SequencedMap<String, String> files,
      Surroundings surroundings) {
    Group {
      snippets = List.copyOf(snippets);
      files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
    }

    /// Every file beside the program.
    SequencedMap<String, Program.Content> beside() {
      SequencedMap<String, Program.Content> all = new LinkedHashMap<>();
      surroundings.files().forEach((name, text) -> all.put(name, content(text)));
      files.forEach((name, text) -> all.put(name, content(text)));
      return all;
    }

    private static Program.Content content(String text) {
      return new Program.Content.Text(Bytes.of(text));
    }

    /// How it is run: as a session, if there is one in it.
    Manner manner() {
      return snippets.stream()
          .map(Snippet::manner)
          .filter(Session.class::isInstance)
          .findFirst()
          .orElse(snippets.getFirst().manner());
    }
  }

  /// Whether there is no code at all.
  boolean isEmpty() {
    return groups.isEmpty() && notRun.isEmpty();
  }

  /// @param surroundings what code in comments has around it
  static Plan of(Document document, List<Block> blocks, Surroundings surroundings) {
    return new Making(document, surroundings).all(blocks);
  }

  private static final class Making {
    private final Document document;
    private final Surroundings surroundings;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<SnippetReport> notRun = new ArrayList<>();
    private final SequencedMap<String, String> files = new LinkedHashMap<>();

    /// By family, the last one, and by family and name.
    private final Map<String, Draft> open = new HashMap<>();

    /// The group of the block just seen, if that was a snippet.
    private Optional<Draft> justSeen = Optional.empty();

    /// A group to which snippets are still added.
    private record Draft(List<Snippet> snippets, SequencedMap<String, String> files) {}

    Making(Document document, Surroundings surroundings) {
      this.document = document;
      this.surroundings = surroundings;
    }

    Plan all(List<Block> blocks) {
      blocks.forEach(this::add);
      List<Group> groups =
          drafts.stream()
              .map(it -> new Group(document, it.snippets(), it.files(), surroundings))
              .toList();
      return new Plan(groups, notRun);
    }

    private void add(Block block) {
      Optional<Session> session = session(block);
      List<String> words = new ArrayList<>(session.map(Session::words).orElse(List.of()));
      words.addAll(block.words());
      Directive directive = Directive.of(words);
      Optional<Draft> before = justSeen;
      String also =
          directive.complaints().isEmpty() ? "" : "; " + String.join("; ", directive.complaints());
      Optional<String> included = included(block);
      justSeen = Optional.empty();
      if (included.isPresent()) {
        leave(block, "it is put together from '%s'".formatted(included.get()));
      } else if (before.isPresent() && isOutput(block, directive)) {
        List<Snippet> snippets = before.get().snippets();
        snippets.addLast(snippets.removeLast().expecting(block));
      } else if (directive.file().isPresent()) {
        files.put(directive.file().get(), block.text());
        leave(block, "it is the file '%s' of later snippets".formatted(directive.file().get()));
      } else if (directive.intent() == Directive.Intent.NOTHING) {
        leave(block, "it is marked to be ignored" + also);
      } else if (IPYTHON.matcher(first(block)).lookingAt()) {
        leave(block, "it is typed into IPython, which has a prompt of its own");
      } else if (session.isPresent()) {
        Draft draft = join(block, directive, session.get());
        if (session.get() instanceof NotebookSession) {
          justSeen = Optional.of(draft);
        }
      } else if (block.label().isEmpty()) {
        leave(block, "it does not say its language");
      } else {
        Dialect.of(block.label())
            .ifPresentOrElse(
                dialect ->
                    dialect
                        .apart(block.lines())
                        .ifPresentOrElse(
                            reason -> leave(block, reason),
                            () -> justSeen = Optional.of(join(block, directive, dialect))),
                () -> leave(block, "'%s' is no language that runs here".formatted(block.label())));
      }
    }

    /// What the tool that makes the pages puts in the place of a block's lines, or of parts of
    /// them; empty if it is nothing.
    private static Optional<String> included(Block block) {
      if (block.lines().stream().allMatch(line -> line.text().isBlank())) {
        return block.words().stream()
            .filter(word -> word.startsWith("file=") || word.startsWith("src="))
            .map(word -> word.substring(word.indexOf('=') + 1))
            .findFirst();
      }
      String first = first(block);
      if (block.words().contains("reference") && first.startsWith("https://")) {
        return Optional.of(first);
      }
      boolean replaces =
          block.words().stream().anyMatch(word -> ATTRIBUTES.matcher(word).matches());
      return block.lines().stream()
          .flatMap(line ->
              replaces
                  ? Include.attribute(line.text()).stream()
                  : Include.file(line.text()).stream())
          .findFirst();
    }

    /// The session that a block shows; empty if it shows none.
    private static Optional<Session> session(Block block) {
      String first = first(block);
      return SESSIONS.stream()
          .filter(it -> Session.isBehind(it.prompt(), first) && it.takes(block.label()))
          .findFirst();
    }

    private static String first(Block block) {
      return block.lines().stream()
          .map(line -> line.text().strip())
          .filter(text -> !text.isEmpty())
          .findFirst()
          .orElse("");
    }

    private static boolean isOutput(Block block, Directive directive) {
      String label = block.label().toLowerCase(Locale.ROOT);
      return directive.isOutput()
          || OUTPUT.contains(label)
          || switch (block.before()) {
            case NOTHING -> label.isEmpty();
            case ANNOUNCEMENT -> TEXT.contains(label);
            case OTHER -> false;
          };
    }

    private Draft join(Block block, Directive directive, Manner manner) {
      String family =
          switch (manner) {
            case Dialect dialect -> dialect.language().name();
            case Session session -> session.family();
          };
      Optional<Draft> open =
          switch (directive.join()) {
            case Directive.Join.Alone() -> Optional.empty();
            case Directive.Join.Continued() -> Optional.ofNullable(this.open.get(family));
            case Directive.Join.Named(String name) ->
                Optional.ofNullable(this.open.get(family + " " + name));
          };
      Draft draft = open.orElseGet(this::begin);
      this.open.put(family, draft);
      if (directive.join() instanceof Directive.Join.Named(String name)) {
        this.open.put(family + " " + name, draft);
      }
      draft.snippets().add(Snippet.of(block, directive, manner));
      return draft;
    }

    private Draft begin() {
      Draft draft = new Draft(new ArrayList<>(), new LinkedHashMap<>(files));
      drafts.add(draft);
      return draft;
    }

    private void leave(Block block, String reason) {
      notRun.add(
          new SnippetReport(document.name(), block.line(), block.label(), new NotRun(reason)));
    }
  }
}
