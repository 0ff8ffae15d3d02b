public class Main {
  public static void main(String[] arguments) {
    String line = "gold".repeat(1000);
    while (true) {
      System.out.println(line);
    }
  }
}
