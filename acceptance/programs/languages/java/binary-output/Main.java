public class Main {
  public static void main(String[] arguments) throws java.io.IOException {
    System.out.write(new byte[] {0, (byte) 0xff, (byte) 0x80, 13, 10, (byte) 0xc3, 0x28});
    System.out.flush();
    System.err.write(new byte[] {(byte) 0xfe, 0});
    System.err.flush();
  }
}
