class Main {
  static int asked = 0;

  static void assertTrue(boolean holds) {
    if (!holds) {
      throw new AssertionError("not true");
    }
  }

  static void testAssertTrue() {
    try {
      assertTrue(false);
    } catch (AssertionError expected) {
      return;
    }
    throw new IllegalStateException("assertTrue(false) passes");
  }

  static void eventually(Runnable assertion) throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      try {
        assertion.run();
        return;
      } catch (AssertionError notYet) {
        // Once more.
      }
      Thread.sleep(1);
    }
    assertion.run();
  }

  public static void main(String[] args) throws InterruptedException {
    assertTrue(true);
    testAssertTrue();
    eventually(() -> assertTrue(++asked > 2));
  }
}
