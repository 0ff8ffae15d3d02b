package org.example.assay;

import java.util.List;
import java.util.stream.Collectors;

public class Weigh {
  interface Metal {
    int grams();
  }

  static class Nugget implements Metal {
    @Override
    public int grams() {
      return 42;
    }
  }

  static <T extends Metal> String weighAll(List<T> metals) {
    return metals.stream().map(metal -> metal.grams() + " g").collect(Collectors.joining(", "));
  }

  public static void main(String[] arguments) {
    System.out.println(Weigh.class.getName() + ": " + weighAll(List.of(new Nugget())));
  }
}
