import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

class Main {
  static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError();
    }
  }

  static class Later {
    private final List<Runnable> tasks = new ArrayList<>();

    void submit(Runnable task) {
      tasks.add(task);
    }
  }

  static int inTurn(int count) {
    Later pool = new Later();
    List<Integer> done = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pool.submit(() -> done.add(done.size()));
    }
    pool.tasks.forEach(Runnable::run);
    return done.size();
  }

  public static void main(String[] args) throws InterruptedException {
    check(inTurn(3) == 3);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.submit(() -> check(inTurn(2) == 2));
    pool.shutdown();
    check(pool.awaitTermination(5, TimeUnit.SECONDS));
  }
}
