package io.assay.validate.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What stands between two blocks of a document, as it is read.
final class Between {
  private static final Pattern ANNOUNCEMENT =
      Pattern.compile("\\b(outputs?|prints?|printed|displays|results? (is|in)|produces|yields)\\b");

  private static final int LONGEST_ANNOUNCEMENT = 200;

  /// Directives for every block from here on.
  private final List<String> page = new ArrayList<>();

  /// Directives that wait for their block.
  private final List<String> words = new ArrayList<>();

  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  /// A directive.
  void direct(String said) {
    List<String> meant = FenceInfo.words(said);
    if (!meant.isEmpty() && meant.getFirst().equals("page")) {
      page.addAll(meant.subList(1, meant.size()));
    } else {
      words.addAll(meant);
    }
  }

  /// A line of text. What was said for the next block is not said for one behind a text.
  void text(String line) {
    if (!line.isBlank()) {
      words.clear();
      text.append(line).append('\n');
    }
  }

  /// The block that follows.
  Block block(int line, FenceInfo info, List<Line> code) {
    List<String> all = new ArrayList<>(page);
    all.addAll(words);
    all.addAll(info.words());
    Block.Before before =
        text.isEmpty() && !first ? Block.Before.NOTHING : before(text.toString().strip());
    words.clear();
    text.setLength(0);
    first = false;
    return new Block(line, info.label(), all, code, before);
  }

  /// What a text is to the block behind it.
  static Block.Before before(String text) {
    return text.length() <= LONGEST_ANNOUNCEMENT
            && ANNOUNCEMENT.matcher(text.toLowerCase(Locale.ROOT)).find()
        ? Block.Before.ANNOUNCEMENT
        : Block.Before.OTHER;
  }
}
