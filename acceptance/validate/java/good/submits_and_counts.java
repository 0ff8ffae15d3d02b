import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class Main {
  static void verify(boolean holds) {
    if (!holds) {
      throw new AssertionError();
    }
  }

  interface Queue {
    void submit(Runnable task);
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    AtomicInteger count = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(4);
    int[] numbers = {1, 2, 3, 4};
    for (int number : numbers) {
      pool.submit(() -> {
        count.addAndGet(number);
        done.countDown();
      });
    }
    done.await();
    verify(count.get() == 10);

    Queue queue = Runnable::run;
    queue.submit(count::incrementAndGet);
    var more = Executors.newSingleThreadExecutor();
    for (int i = 0; i < 2; i++)
      more.submit(
          () -> count.incrementAndGet());
    Future<Integer> unasked = more.submit(() -> 5);
    more.shutdown();
    verify(more.awaitTermination(5, TimeUnit.SECONDS) && unasked.isDone());
    verify(count.get() == 13);

    CompletionService<Integer> first = new ExecutorCompletionService<>(pool);
    first.submit(() -> {
      verify(count.get() == 0);
      return 1;
    });
    try {
      first.take().get();
      System.exit(1);
    } catch (ExecutionException e) {
      System.out.println("as it must be");
    }
    CompletableFuture.runAsync(count::incrementAndGet, pool).thenRun(pool::shutdown);
    verify(pool.awaitTermination(5, TimeUnit.SECONDS));
  }
}
