import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

public class Mixture {
  public static void main(String[] arguments) {
    long seed = 4711;
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      seed = (seed * 1103515245L + 12345) % 2147483648L;
      numbers.add((int) (seed % 1000));
    }
    Collections.sort(numbers);
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (int number : numbers) {
      counts.merge(number % 7, 1, Integer::sum);
    }
    counts.forEach((key, count) -> System.out.println(key + ": " + count));
  }
}
