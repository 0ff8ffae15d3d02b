package io.assay.server.mcp;

import io.assay.Assay;
import io.assay.SandboxException;
import io.assay.validate.Report;
import io.assay.validate.docs.Documentation;
import io.assay.validate.docs.SnippetReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs the code that a document shows.
record CheckDocs(Assay assay) implements Tool {
  private static final String NAME = "document.md";

  @Override
  public String name() {
    return "check_docs";
  }

  @Override
  public Answer call(Arguments arguments, Progress progress) throws InterruptedException {
    String text = arguments.needText("document");
    progress.doing("running the snippets");
    try {
      Path folder = Files.createTempDirectory("assay-document");
      Path file = folder.resolve(NAME);
      try {
        Files.writeString(file, text);
        return told(new Documentation(assay).check(List.of(file)), file.toString());
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw SandboxException.host("cannot keep the document for the time of its check", e);
    }
  }

  private static Answer told(List<SnippetReport> snippets, String file) {
    List<Report> reports = snippets.stream().flatMap(snippet -> snippet.report().stream()).toList();
    Answer answer = Verdicts.of(reports);
    Map<String, Object> structured = new LinkedHashMap<>(answer.structured());
    structured.replaceAll((_, value) -> named(value, file));
    List<SnippetReport> own = snippets.stream().filter(it -> !it.isOfDocument()).toList();
    long tried = own.stream().filter(it -> it.report().isPresent()).count();
    structured.put("snippets", own.size());
    structured.put("tried", tried);
    String summary = "%d of %d snippets were tried: ".formatted(tried, own.size());
    return new Answer(
        summary + answer.text().replace(file, NAME),
        structured,
        answer
            .whole()
            .map(
                it -> new Answer.Whole(it.report().replace(file, NAME), it.stdout(), it.stderr())));
  }

  /// The same, with the document's name in place of its file's.
  private static Object named(Object value, String file) {
    return switch (value) {
      case String text -> text.replace(file, NAME);
      case List<?> list -> list.stream().map(it -> named(it, file)).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> all = new LinkedHashMap<>();
        map.forEach((key, it) -> all.put(key, named(it, file)));
        yield all;
      }
      default -> value;
    };
  }
}
