public class Main {
  public static void main(String[] arguments) throws Exception {
    System.out.println("going");
    new ProcessBuilder("sh", "-c", "kill -9 " + ProcessHandle.current().pid()).start().waitFor();
    Thread.sleep(60_000);
  }
}
