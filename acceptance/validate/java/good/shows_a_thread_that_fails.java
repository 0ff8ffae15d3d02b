import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What becomes of a program when a thread of it fails: it goes on. */
class Main {
  static class Account {
    private int balance = 10;

    void checkAmount(int amount) {
      if (amount > balance) {
        throw new IllegalArgumentException("not enough");
      }
    }

    void withdraw(int amount) {
      checkAmount(amount);
      balance -= amount;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread boom = new Thread(() -> {
      throw new RuntimeException("boom");
    });
    boom.start();
    boom.join();
    Thread sure = new Thread(() -> {
      throw new AssertionError("boom");
    });
    sure.start();
    sure.join();
    Account own = new Account();
    Thread greedy = new Thread(() -> own.withdraw(20));
    greedy.start();
    greedy.join();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.submit(() -> own.withdraw(30));
    for (int i = 0; i < 3; i++) pool.submit(() -> System.out.println("worked"));
    pool.execute(() -> {
      if (own.balance > 5) {
        throw new IllegalStateException("too much");
      }
    });
    pool.shutdown();
    pool.awaitTermination(5, TimeUnit.SECONDS);
    System.out.println("still here, with " + own.balance);
  }
}
