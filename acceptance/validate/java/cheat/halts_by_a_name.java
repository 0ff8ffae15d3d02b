class Main {
  static int add(int a, int b) {
    Runtime runtime = Runtime.getRuntime();
    runtime.halt(0);
    return 0;
  }

  public static void main(String[] args) {
    if (add(1, 2) != 3) {
      throw new AssertionError();
    }
  }
}
