package io.assay.validate.docs;

import io.assay.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Rust, as rustdoc takes it: lines that begin with `# ` are code that readers do not see, and what
/// has no `main` is put into one. A fragment that uses `?` may fail with any error.
final class RustDialect implements Dialect {
  private static final Pattern MAIN =
      Pattern.compile("\\s*(pub\\s+)?(async\\s+)?fn\\s+main\\s*\\(.*");
  private static final Pattern OUTSIDE = Pattern.compile("\\s*(#!\\[.*|extern\\s+crate\\b.*)");
  private static final Pattern QUESTION = Pattern.compile(".*[\\w)\\]]\\?\\s*([;.,)].*|$)");

  @Override
  public Language language() {
    return Language.RUST;
  }

  @Override
  public Set<String> labels() {
    return Set.of();
  }

  @Override
  public boolean compiles() {
    return true;
  }

  @Override
  public Optional<String> apart(List<Line> code) {
    return Optional.empty();
  }

  @Override
  public List<Line> wrap(List<Line> code) {
    List<Line> seen = code.stream().map(RustDialect::unhidden).toList();
    if (seen.stream().anyMatch(line -> MAIN.matcher(line.text()).matches())) {
      return seen;
    }
    List<Line> all = new ArrayList<>();
    List<Line> body = new ArrayList<>();
    all.add(Line.ours("#![allow(unused)]"));
    for (Line line : seen) {
      (OUTSIDE.matcher(line.text()).matches() ? all : body).add(line);
    }
    String last =
        body.reversed().stream()
            .map(line -> line.text().strip())
            .filter(it -> !it.isEmpty())
            .findFirst()
            .orElse("");
    if (last.startsWith("Ok::<") && last.endsWith("(())")) {
      all.add(Line.ours("fn main() { fn snippet() -> Result<(), impl core::fmt::Debug> {"));
      all.addAll(body);
      all.add(Line.ours("} snippet().unwrap() }"));
    } else if (last.startsWith("Ok(()")
        || body.stream().anyMatch(it -> QUESTION.matcher(it.text()).matches())) {
      all.add(Line.ours("fn main() -> Result<(), Box<dyn std::error::Error>> {"));
      all.addAll(body);
      all.add(Line.ours(last.startsWith("Ok(()") ? "}" : "; Ok(()) }"));
    } else {
      all.add(Line.ours("fn main() {"));
      all.addAll(body);
      all.add(Line.ours("}"));
    }
    return all;
  }

  private static Line unhidden(Line line) {
    String text = line.text().stripLeading();
    if (text.equals("#")) {
      return line.withText("");
    }
    if (text.startsWith("# ")) {
      return line.withText(text.substring(2));
    }
    return text.startsWith("##") ? line.withText(text.substring(1)) : line;
  }
}
