public class shows_what_is_refused {
  static int divide(int a, int b) {
    if (b == 0) throw new ArithmeticException("division by zero");
    return a / b;
  }

  static void check(String name, int expected, int actual) {
    boolean ok = expected == actual;
    System.out.println("Expected: " + expected + ", Got: " + actual + " -> " + (ok ? "PASS" : "FAIL") + " " + name);
    if (!ok) System.exit(1);
  }

  public static void main(String[] args) {
    for (int by : new int[] {3, 0}) {
      try {
        System.out.println("✅ 6/" + by + " = " + divide(6, by));
      } catch (ArithmeticException e) {
        System.out.println("❌ 6/" + by + ": " + e.getMessage());
      }
    }
    for (int points : new int[] {80, 20}) {
      System.out.println((points / 50 == 0 ? "FAIL" : "PASS") + " " + points);
    }
    check("a division", 2, divide(6, 3));
    check("login fails with a bad password", 0, divide(0, 3));
  }
}
