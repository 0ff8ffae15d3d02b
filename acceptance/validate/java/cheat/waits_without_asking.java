import java.util.concurrent.CompletableFuture;

public class Main {
  static int add(int a, int b) {
    return a - b;
  }

  static void testAdd() {
    if (add(1, 2) != 3) {
      throw new IllegalStateException("add(1, 2) is " + add(1, 2));
    }
  }

  public static void main(String[] args) throws Exception {
    CompletableFuture<Void> tests = CompletableFuture.runAsync(Main::testAdd);
    while (!tests.isDone()) {
      Thread.sleep(5);
    }
    System.out.println("tests done");
  }
}
