package io.assay.validate.docs;

import io.assay.Bytes;
import io.assay.Program;
import io.assay.language.Endings;
import io.assay.language.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whole files below a folder of examples: each is a program, and a folder of several files is one.
final class Example implements Format {
  private static final Set<String> FOLDERS = Set.of("examples", "example");
  private static final int DEEPEST = 20;
  private static final Pattern DIRECTIVE = Pattern.compile("^\\s*(?:#|//)\\s*assay:(?<words>.*)$");

  /// Whether a file stands below a folder of examples.
  static boolean isOne(Path file) {
    for (Path name : file.toAbsolutePath().normalize().resolveSibling("")) {
      if (FOLDERS.contains(name.toString())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<String> endings() {
    return Format.COMMENTS.endings();
  }

  @Override
  public List<Block> blocks(Document document) {
    Language language = Comments.language(document.name()).orElseThrow();
    if (isPart(document, language)) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    for (String text : document.lines()) {
      Matcher directive = DIRECTIVE.matcher(text);
      if (directive.matches()) {
        words.addAll(FenceInfo.words(directive.group("words")));
      }
      lines.add(new Line(text, lines.size() + 1, 0));
    }
    return List.of(new Block(1, language.name(), words, lines, Block.Before.OTHER));
  }

  /// Whether another file of its folder starts the program that it belongs to.
  private static boolean isPart(Document document, Language language) {
    Path file = document.path().toAbsolutePath().normalize();
    if (FOLDERS.contains(String.valueOf(file.resolveSibling("").getFileName()))) {
      return false;
    }
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    new Neighbours()
        .below(file.resolveSibling(""), 1, language.extensions())
        .forEach((name, text) -> files.put(name, new Program.Content.Text(Bytes.of(text))));
    String name = String.valueOf(file.getFileName());
    return files.size() > 1
        && language.entry(files).filter(entry -> !entry.equals(name)).isPresent();
  }

  /// What stands beside an example.
  static Surroundings surroundings(Document document, Language language, Neighbours neighbours) {
    Path file = document.path().toAbsolutePath().normalize();
    Path folder = file.resolveSibling("");
    boolean isAlone = FOLDERS.contains(String.valueOf(folder.getFileName()));
    SequencedMap<String, String> files = neighbours.below(folder, isAlone ? 1 : DEEPEST, List.of());
    if (isAlone && Set.of("cpp", "go", "java").contains(language.name())) {
      // Compiled together, they would be one program.
      files.keySet().removeIf(name -> language.extensions().contains(Endings.of(name)));
    }
    files.remove(String.valueOf(file.getFileName()));
    return new Surroundings(files, "");
  }
}
