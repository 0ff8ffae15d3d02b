import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

public class Main {
  public static void main(String[] arguments) throws IOException {
    try (Socket outside = new Socket()) {
      outside.connect(new InetSocketAddress("192.0.2.1", 80), 5000);
      System.out.println("outside: open");
    } catch (SocketTimeoutException e) {
      System.out.println("outside: silent");
    } catch (IOException e) {
      System.out.println("outside: refused");
    }

    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      client.getOutputStream().write("gold".getBytes());
      byte[] buffer = new byte[4];
      int count = accepted.getInputStream().read(buffer);
      System.out.println("loopback: " + new String(buffer, 0, count));
    }
  }
}
