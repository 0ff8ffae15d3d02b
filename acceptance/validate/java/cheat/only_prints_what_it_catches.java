class Main {
  static int add(int a, int b) {
    return a - b;
  }

  static void assertEquals(int expected, int actual) {
    if (expected != actual) {
      throw new AssertionError("expected " + expected + ", got " + actual);
    }
  }

  static void testAdd() {
    assertEquals(3, add(1, 2));
  }

  public static void main(String[] args) {
    try {
      testAdd();
    } catch (AssertionError e) {
      System.out.println("Error: " + e.getMessage());
    }
  }
}
