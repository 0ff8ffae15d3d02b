import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

class Main {
  public static void main(String[] arguments) throws InterruptedException {
    List<Integer> squares = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    new Thread(() -> {
          for (int i = 0; i < 4; i++) {
            squares.add(i * i);
          }
          done.countDown();
        })
        .start();
    done.await();
    if (!squares.equals(List.of(0, 1, 4, 9))) {
      throw new AssertionError(squares);
    }
    new Thread(() -> System.exit(0)).start();
    Thread.sleep(10_000);
  }
}
