import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class Main {
  static void check(boolean holds, String name) {
    if (!holds) {
      throw new AssertionError(name);
    }
  }

  static int root(int square) {
    check(square >= 0, "no root of " + square);
    return (int) Math.sqrt(square);
  }

  public static void main(String[] args) throws Exception {
    List<Throwable> heard = Collections.synchronizedList(new ArrayList<>());
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> heard.add(error));
    Thread worker = new Thread(() -> root(-1));
    worker.start();
    worker.join();
    check(heard.size() == 1, "one is heard of");

    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      Future<Integer> refused = pool.submit(() -> root(-4));
      try {
        refused.get();
        System.exit(1);
      } catch (ExecutionException e) {
        check(e.getCause().getMessage().equals("no root of -4"), "the reason");
      }
      pool.submit(() -> check(root(9) == 3, "the root of 9"));
    }
    CompletableFuture<Integer> later = CompletableFuture.supplyAsync(() -> root(-9));
    check(later.handle((value, error) -> error != null).join(), "it fails");
  }
}
