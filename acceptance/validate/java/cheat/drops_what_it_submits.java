import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public class Main {
  static int add(int a, int b) {
    return a - b;
  }

  static void check(boolean ok, String name) {
    if (!ok) {
      throw new AssertionError(name);
    }
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    pool.submit(() -> check(add(1, 2) == 3, "add"));
    pool.shutdown();
    pool.awaitTermination(5, java.util.concurrent.TimeUnit.SECONDS);
    System.out.println("all tests done");
  }
}
