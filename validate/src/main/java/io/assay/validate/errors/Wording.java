package io.assay.validate.errors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How an error begins, with names for the parts that differ: `name '{name}' is not defined`. A
/// part is one character or more of one line; `{…}` is anything, also several lines. What a program
/// prints can be hostile, so this is no regular expression: every piece is looked for once, from
/// where the one before it was found.
///
/// @param pieces what is the same each time; an empty last one means that the last part goes to the
///   end of its line
/// @param parts the names of the parts between the pieces
record Wording(List<String> pieces, List<String> parts) {
  private static final Pattern PART = Pattern.compile("\\{(…|[a-zA-Z]+)\\}");
  private static final String ANYTHING = "…";
  private static final int LONGEST_PART = 300;

  static Wording of(String text) {
    List<String> pieces = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    Matcher part = PART.matcher(text);
    int from = 0;
    while (part.find()) {
      pieces.add(text.substring(from, part.start()));
      parts.add(part.group(1));
      from = part.end();
    }
    pieces.add(text.substring(from));
    return new Wording(pieces, parts);
  }

  /// The parts, if `text` begins in this way.
  Optional<Map<String, String>> match(String text) {
    if (!text.startsWith(pieces.getFirst())) {
      return Optional.empty();
    }
    Map<String, String> found = new LinkedHashMap<>();
    int at = pieces.getFirst().length();
    for (int i = 0; i < parts.size(); i++) {
      String piece = pieces.get(i + 1);
      boolean anything = parts.get(i).equals(ANYTHING);
      int end = anything ? text.indexOf(piece, at) : end(text, at, piece);
      if (end < 0) {
        return Optional.empty();
      }
      String part = text.substring(at, end);
      if (!anything) {
        String before = found.putIfAbsent(parts.get(i), part);
        if (before != null && !before.equals(part)) {
          return Optional.empty();
        }
      }
      at = end + piece.length();
    }
    return Optional.of(found);
  }

  /// Where `piece` begins in the line at `from`, at least one character behind it; less than 0 for
  /// nowhere.
  private static int end(String text, int from, String piece) {
    int line = text.indexOf('\n', from);
    int stop = line < 0 ? text.length() : line;
    // A piece may itself lead to the next line.
    int end = piece.isEmpty() ? stop : text.indexOf(piece, from + 1);
    return end > from && end <= stop && end - from <= LONGEST_PART ? end : -1;
  }
}
