package io.assay.validate.docs;

import java.util.ArrayList;
import java.util.List;

/// What stands on a fence: ```` ```python ignore timeout=5s ````, ```` ```rust,no_run ````, ````
/// ```{.js .ignore} ````, ```` ```ts {1,3} title="a b" ````.
///
/// @param label the language's name; empty if none is given
/// @param words the attributes, in their order
record FenceInfo(String label, List<String> words) {
  static final FenceInfo NONE = new FenceInfo("", List.of());

  FenceInfo {
    words = List.copyOf(words);
  }

  static FenceInfo of(String text) {
    String info = text.strip();
    if (info.startsWith("{") && info.indexOf('}') > 0) {
      int end = info.indexOf('}');
      List<String> inside = words(info.substring(1, end));
      List<String> after = words(info.substring(end + 1));
      boolean isDirective = !info.startsWith("{.") && !after.isEmpty();
      // MyST: ```{code-block} python
      List<String> all = new ArrayList<>(isDirective ? after : inside);
      all.addAll(isDirective ? List.of() : after);
      return all.isEmpty() ? NONE : new FenceInfo(all.getFirst(), all.subList(1, all.size()));
    }
    int end = 0;
    while (end < info.length() && " \t,{:".indexOf(info.charAt(end)) < 0) {
      end++;
    }
    int words = end;
    // ```python:src/main.py says where the code is from.
    while (end > 0 && words < info.length() && " \t,{".indexOf(info.charAt(words)) < 0) {
      words++;
    }
    return new FenceInfo(info.substring(0, end), words(info.substring(words)));
  }

  /// The words of `text`, apart at blanks and commas outside of quotation marks, which are left
  /// out, like the braces around some and the dot before some.
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (quote != 0 && i < text.length()) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if ((c == '"' || c == '\'') && i < text.length()) {
        quote = c;
      } else if (c == ',' || c == '{' || c == '}' || Character.isWhitespace(c)) {
        if (!word.isEmpty()) {
          words.add(word.charAt(0) == '.' ? word.substring(1) : word.toString());
          word.setLength(0);
        }
      } else {
        word.append(c);
      }
    }
    return words;
  }
}
