package io.assay.server.mcp;

import io.assay.language.Language;
import io.assay.language.ProgramError;
import io.assay.validate.errors.Analysis;
import io.assay.validate.errors.Category;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says what an error means that a program or a compiler printed, wherever it ran.
record ExplainError() implements Tool {
  @Override
  public String name() {
    return "explain_error";
  }

  @Override
  public Answer call(Arguments arguments, Progress progress) {
    String text = arguments.needText("error");
    String code = arguments.text("code").orElse("");
    Optional<String> language = arguments.text("language");
    Optional<Analysis> found =
        language.isPresent()
            ? Analysis.ofText(Language.named(language.get()), text, code)
            : Analysis.ofText(text, code);
    return found.map(ExplainError::told).orElseGet(ExplainError::nothing);
  }

  private static Answer told(Analysis analysis) {
    ProgramError error = analysis.error();
    StringBuilder text = new StringBuilder(Excerpt.of(analysis.message()));
    Map<String, Object> structured = new LinkedHashMap<>();
    structured.put("category", analysis.category().word());
    structured.put("language", analysis.language().name());
    structured.put("error", RunAccount.error(error));
    structured.put("suggestions", analysis.suggestions());
    text.append("\ncategory: ").append(analysis.category().word());
    if (!error.file().isEmpty()) {
      text.append("\nin ").append(error.file());
      error.line().ifPresent(line -> text.append(", line ").append(line));
    }
    analysis.suggestions().forEach(it -> text.append("\ntry: ").append(it));
    return new Answer(text.toString(), structured);
  }

  private static Answer nothing() {
    Map<String, Object> structured =
        Map.of("category", Category.UNKNOWN.word(), "suggestions", List.of());
    return new Answer("no error was found in this text", structured);
  }
}
