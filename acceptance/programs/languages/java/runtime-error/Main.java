public class Main {
  static int weigh(int gold) {
    return 24 / gold; // error: ArithmeticException: / by zero
  }

  public static void main(String[] arguments) {
    System.out.println("before");
    weigh(0);
  }
}
