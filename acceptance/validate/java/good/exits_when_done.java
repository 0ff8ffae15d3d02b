import java.util.Arrays;
import java.util.List;

class Main {
  static int twice(int x) {
    return 2 * x;
  }

  static void expect(int actual, int expected) {
    if (actual != expected) {
      throw new AssertionError(actual + " is not " + expected);
    }
  }

  public static void main(String[] args) {
    expect(twice(2), 4);
    expect(twice(-1), -2);
    System.out.println("ok");
    System.exit(0);
  }
}
