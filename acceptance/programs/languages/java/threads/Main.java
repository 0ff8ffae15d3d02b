import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

public class Main {
  public static void main(String[] arguments) throws InterruptedException {
    AtomicLong weights = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int number = 1; number <= 4; number++) {
      int most = number * 1000;
      Thread thread =
          new Thread(
              () -> {
                for (int grain = 0; grain < most; grain++) {
                  weights.addAndGet(grain);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(threads.size() + " threads: " + weights);
  }
}
