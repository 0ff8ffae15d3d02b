public class prints_marks {
  static String mark(int points) {
    return points < 50 ? "FAIL" : "PASS";
  }

  static int failed = 0;

  static void check(boolean holds, String message) {
    System.out.println((holds ? "PASS " : "FAIL ") + message);
    if (!holds) {
      failed++;
    }
  }

  public static void main(String[] args) {
    System.out.println("Bob: " + mark(30));
    check(mark(50).equals("PASS"), "fifty are enough");
    check(mark(49).equals("FAIL"), "one less is a FAIL");
    System.out.println("Tests failed: " + failed);
    System.exit(failed == 0 ? 0 : 1);
  }
}
