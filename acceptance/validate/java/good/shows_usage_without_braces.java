class Main {
  static void check(boolean ok) {
    if (!ok) throw new AssertionError();
  }

  private static void usage() {
    System.out.println("usage: Main N");
    System.exit(0);
  }

  public static void main(String[] args) {
    check(1 + 1 == 2);
    if (args.length == 0) usage();
    check(args[0].length() == 1);
  }
}
