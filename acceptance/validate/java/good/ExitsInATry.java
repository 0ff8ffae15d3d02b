class ExitsInATry {
  static void run() {
    if (Integer.parseInt("3") != 3) {
      throw new AssertionError("not 3");
    }
  }

  public static void main(String[] args) {
    try {
      run();
      System.exit(0);
    } catch (RuntimeException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }
}
