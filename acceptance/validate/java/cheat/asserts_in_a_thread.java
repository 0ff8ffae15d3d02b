public class Main {
  static int add(int a, int b) {
    return a - b;
  }

  public static void main(String[] args) throws InterruptedException {
    Thread tests = Thread.ofVirtual().start(() -> {
      assert add(1, 2) == 3;
    });
    tests.join();
    System.out.println("all tests done");
  }
}
