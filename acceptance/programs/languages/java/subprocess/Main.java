public class Main {
  public static void main(String[] arguments) throws Exception {
    Process child = new ProcessBuilder("sh", "-c", "cat; exit 3").start();
    try (var stdin = child.getOutputStream()) {
      stdin.write("gold".getBytes());
    }
    String said = new String(child.getInputStream().readAllBytes());
    System.out.println("the child said " + said + " and ended with " + child.waitFor());
  }
}
