// Tries the main ways out, from Java.
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

class BreakOut {
  interface Act {
    Object get() throws Exception;
  }

  static void attempt(String what, Act act) {
    try {
      System.out.println("ESCAPED: " + what + ": " + act.get());
    } catch (Exception refusal) {
      System.out.println("held: " + what + ": " + refusal);
    }
  }

  static void require(String what, boolean holds) {
    System.out.println((holds ? "held: " : "ESCAPED: ") + what);
  }

  public static void main(String[] arguments) throws Exception {
    String home = System.getenv("ATTACK_HOME");
    String token = System.getenv("ATTACK_TOKEN");
    int port = Integer.parseInt(System.getenv("ATTACK_PORT"));
    Path socket = Path.of(System.getenv("ATTACK_SOCKET"));
    attempt("the caller's secret", () -> Files.readString(Path.of(home, "secret.txt")));
    attempt("shadow", () -> Files.readString(Path.of("/etc/shadow")));
    attempt("init's environment", () -> Files.readString(Path.of("/proc/1/environ")));
    attempt("write a tool", () -> Files.writeString(Path.of("/usr/bin", token), ""));
    attempt("write to /etc", () -> Files.writeString(Path.of("/etc", token), ""));
    attempt("core_pattern", () -> Files.writeString(Path.of("/proc/sys/kernel/core_pattern"), "|/bin/sh"));
    attempt("a disk", () -> Files.newInputStream(Path.of("/dev/vda")).read());
    attempt("the host's loopback", () -> new Socket("127.0.0.1", port));
    attempt("link-local", () -> new Socket("169.254.169.254", 80));
    attempt("a socket of the host", () -> {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      return channel.connect(UnixDomainSocketAddress.of(socket));
    });
    require("only this and init are there", ProcessHandle.allProcesses()
        .allMatch(it -> it.pid() == 1 || it.pid() == ProcessHandle.current().pid()));
    require("no secret of the caller's", System.getenv().keySet().stream()
        .noneMatch(it -> it.contains("SECRET") || it.contains("PASSWORD")));
    require("init cannot be ended", ProcessHandle.of(1).map(it -> !it.destroyForcibly() || it.isAlive()).orElse(true));
  }
}
