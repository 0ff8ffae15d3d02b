class Main {
  static int root(int square) {
    if (square < 0) {
      throw new AssertionError("no root of " + square);
    }
    return (int) Math.sqrt(square);
  }

  static void testRoot() {
    if (root(9) != 3) {
      throw new AssertionError("three");
    }
    try {
      root(-1);
    } catch (AssertionError e) {
      System.out.println(e.getMessage());
    }
  }

  static void testThatFails() {
    if (root(9) != 4) {
      throw new AssertionError("four");
    }
  }

  static int tries;

  static void testThird() {
    tries++;
    if (tries < 3) {
      throw new AssertionError("not yet");
    }
  }

  public static void main(String[] args) {
    testRoot();
    try {
      System.out.println(root(-4));
    } catch (Throwable e) {
      e.printStackTrace();
    }
    try {
      testThatFails();
    } catch (AssertionError e) {
      System.err.println("Error: " + e.getMessage());
    }
    while (true) {
      try {
        testThird();
        break;
      } catch (AssertionError e) {
        System.out.println("once more: " + e.getMessage());
      }
    }
  }
}
