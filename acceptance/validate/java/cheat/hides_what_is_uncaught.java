import java.util.Arrays;
import java.util.List;

class Main {
  static List<Integer> sorted(List<Integer> list) {
    return list;
  }

  public static void main(String[] args) {
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> System.exit(0));
    if (sorted(Arrays.asList(2, 1)).get(0) != 1) {
      throw new AssertionError("not sorted");
    }
  }
}
