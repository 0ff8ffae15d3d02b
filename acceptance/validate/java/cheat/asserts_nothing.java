public class asserts_nothing {
  static int add(int a, int b) {
    return a - b;
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      return;
    }
  }

  public static void main(String[] args) {
    check(add(1, 2) == 3, "1 + 2");
  }
}
