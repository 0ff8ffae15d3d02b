import java.util.Arrays;
import java.util.List;

class Main {

  public static void main(String[] args) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("bye")));
    if (!List.of(1).contains(1)) {
      throw new AssertionError();
    }
  }
}
