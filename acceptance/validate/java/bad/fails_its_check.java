import java.util.Arrays;

class Median {
  static double of(double... numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] - sorted[middle]) / 2;
  }

  static void expect(double actual, double expected) {
    if (actual != expected) {
      throw new AssertionError("expected " + expected + ", got " + actual);
    }
  }

  public static void main(String[] args) {
    expect(of(3, 1, 2), 2);
    expect(of(4, 1, 2, 3), 2.5);
    System.out.println("ok");
  }
}
