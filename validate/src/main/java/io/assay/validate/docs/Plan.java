package io.assay.validate.docs;

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

/// What is to be done with a document: which of its blocks make which programs.
///
/// @param groups the programs
/// @param notRun what is no part of one, with the reasons
record Plan(List<Group> groups, List<SnippetReport> notRun) {
  private static final Set<String> OUTPUT =
      Set.of("output", "stdout", "expected", "expected-output", "console-output");

  private static final Set<String> TEXT = Set.of("", "text", "txt", "plain", "plaintext");

  /// Snippets that together are one program.
  ///
  /// @param snippets one or more, in the document's order
  /// @param files what lies beside the program, by name
  record Group(
      Document document,
      Dialect dialect,
      List<Snippet> snippets,
      SequencedMap<String, String> files) {
    Group {
      snippets = List.copyOf(snippets);
      files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
    }
  }

  static Plan of(Document document, List<Block> blocks) {
    return new Making(document).all(blocks);
  }

  private static final class Making {
    private final Document document;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<SnippetReport> notRun = new ArrayList<>();
    private final SequencedMap<String, String> files = new LinkedHashMap<>();

    /// By language, the last one, and by language and name.
    private final Map<String, Draft> open = new HashMap<>();

    /// The group of the block just seen, if that was a snippet.
    private Optional<Draft> justSeen = Optional.empty();

    /// A group to which snippets are still added.
    private record Draft(
        Dialect dialect, List<Snippet> snippets, SequencedMap<String, String> files) {}

    Making(Document document) {
      this.document = document;
    }

    Plan all(List<Block> blocks) {
      blocks.forEach(this::add);
      List<Group> groups =
          drafts.stream()
              .map(it -> new Group(document, it.dialect(), it.snippets(), it.files()))
              .toList();
      return new Plan(groups, notRun);
    }

    private void add(Block block) {
      Directive directive = Directive.of(block.words());
      Optional<Draft> before = justSeen;
      String also =
          directive.complaints().isEmpty() ? "" : "; " + String.join("; ", directive.complaints());
      justSeen = Optional.empty();
      if (before.isPresent() && isOutput(block, directive)) {
        List<Snippet> snippets = before.get().snippets();
        snippets.addLast(
            snippets.removeLast().expecting(new Snippet.Expected(block.line(), block.lines())));
      } else if (directive.file().isPresent()) {
        files.put(directive.file().get(), block.text());
        leave(block, "it is the file '%s' of later snippets".formatted(directive.file().get()));
      } else if (directive.intent() == Directive.Intent.NOTHING) {
        leave(block, "it is marked to be ignored" + also);
      } else if (block.label().isEmpty()) {
        leave(block, "it does not say its language");
      } else {
        Dialect.of(block.label())
            .ifPresentOrElse(
                dialect -> justSeen = Optional.of(join(block, directive, dialect)),
                () -> leave(block, "'%s' is no language that runs here".formatted(block.label())));
      }
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

    private Draft join(Block block, Directive directive, Dialect dialect) {
      String language = dialect.language().name();
      Optional<Draft> open =
          switch (directive.join()) {
            case Directive.Join.Alone() -> Optional.empty();
            case Directive.Join.Continued() -> Optional.ofNullable(this.open.get(language));
            case Directive.Join.Named(String name) ->
                Optional.ofNullable(this.open.get(language + " " + name));
          };
      Draft draft = open.orElseGet(() -> begin(dialect));
      this.open.put(language, draft);
      if (directive.join() instanceof Directive.Join.Named(String name)) {
        this.open.put(language + " " + name, draft);
      }
      draft.snippets().add(Snippet.of(block, directive));
      return draft;
    }

    private Draft begin(Dialect dialect) {
      Draft draft = new Draft(dialect, new ArrayList<>(), new LinkedHashMap<>(files));
      drafts.add(draft);
      return draft;
    }

    private void leave(Block block, String reason) {
      notRun.add(
          new SnippetReport(document.name(), block.line(), block.label(), new NotRun(reason)));
    }
  }
}
