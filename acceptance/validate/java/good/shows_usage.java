import java.util.Arrays;
import java.util.List;

class Main {
  static int[] parse(String[] args) {
    if (args.length == 0) {
      System.out.println("usage: add A B");
      System.exit(0);
    }
    return Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
  }

  public static void main(String[] args) {
    int[] numbers = parse(args);
    if (numbers.length > 2) {
      throw new IllegalArgumentException("too many");
    }
    System.out.println(Arrays.stream(numbers).sum());
  }
}
