public class ExpectsAssertions {
  static double root(double x) {
    if (x < 0) {
      throw new AssertionError("no root of " + x);
    }
    return Math.sqrt(x);
  }

  static boolean refuses(double x) {
    boolean refused = true;
    try {
      root(x);
      refused = false;
    } catch (AssertionError expected) {
      System.out.println(expected.getMessage());
    } finally {
      System.out.println("asked for " + x);
    }
    return refused;
  }

  static int first(int[] all) {
    int found = -1;
    for (int each : all) {
      try {
        found = 10 / each;
      } catch (ArithmeticException e) {
        continue;
      } finally {
        if (found >= 0) {
          break;
        }
      }
    }
    return found;
  }

  static void testRoot() {
    try {
      root(-1);
      throw new AssertionError("it has a root of -1");
    } catch (AssertionError expected) {
    }
  }

  public static void main(String[] args) {
    testRoot();
    if (!refuses(-4) || root(9) != 3 || first(new int[] {0, 5}) != 2) {
      throw new AssertionError("wrong");
    }
  }
}
