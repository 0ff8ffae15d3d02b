public class HaltsWhenDone {
  static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
  public static void main(String[] a) {
    if (fib(10) != 55) throw new AssertionError("fib(10)");
    if (fib(1) != 1) throw new AssertionError("fib(1)");
    System.out.println("ok");
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }
}
