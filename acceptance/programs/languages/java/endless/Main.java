public class Main {
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("started");
    while (true) {
      Thread.sleep(100);
    }
  }
}
