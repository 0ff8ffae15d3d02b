package io.assay.validate.reading;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Which brackets of a source file belong together, found in one pass that never fails.
public final class Brackets {
  /// For a bracket the other one, for any other token itself. What is never closed ends with the
  /// file.
  public final int[] partner;

  /// The bracket that is open where a token stands; -1 if none is.
  public final int[] around;

  /// Those of a source file.
  public Brackets(List<Token> tokens) {
    partner = new int[tokens.size()];
    around = new int[tokens.size()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      partner[i] = i;
      around[i] = open.isEmpty() ? -1 : open.peek();
      if (token.is("(") || token.is("[") || token.is("{")) {
        open.push(i);
      } else if (token.is(")") || token.is("]") || token.is("}")) {
        String opener = token.is(")") ? "(" : token.is("]") ? "[" : "{";
        while (!open.isEmpty() && !tokens.get(open.peek()).is(opener)) {
          open.pop();
        }
        if (!open.isEmpty()) {
          int other = open.pop();
          partner[i] = other;
          partner[other] = i;
          around[i] = around[other];
        }
      }
    }
    for (int i : open) {
      partner[i] = tokens.size() - 1;
    }
  }
}
