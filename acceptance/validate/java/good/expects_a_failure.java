class Main {
  static void assertEquals(int expected, int actual) {
    if (expected != actual) {
      throw new AssertionError(expected + " != " + actual);
    }
  }

  static int parsed(String text, int otherwise) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException ignored) {
    }
    return otherwise;
  }

  public static void main(String[] args) {
    assertEquals(3, parsed("3", 0));
    assertEquals(7, parsed("x", 7));
    try {
      assertEquals(1, 2);
      throw new IllegalStateException("assertEquals is broken");
    } catch (AssertionError expected) {
    }
  }
}
