public class prints_its_failures {
  static int add(int a, int b) {
    return a - b;
  }

  static void assertEquals(int expected, int actual) {
    System.out.println((expected == actual ? "✓" : "✗ expected " + expected + ", got " + actual));
  }

  public static void main(String[] args) {
    assertEquals(3, add(1, 2));
    assertEquals(0, add(0, 0));
  }
}
