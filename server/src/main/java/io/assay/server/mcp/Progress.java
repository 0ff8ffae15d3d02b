package io.assay.server.mcp;

import io.assay.Output;
import io.assay.Run;
import io.assay.language.Language;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Tells a client that asked for it, once a second, for how long a call has been under way and what
/// it does, so that neither a model nor a time-out thinks that it hangs.
final class Progress implements AutoCloseable, Run.Audience {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final int MOST_SHOWN = 200;

  private final @Nullable Thread ticker;
  private volatile String doing = "starting";

  private Progress() {
    this.ticker = null;
  }

  private Progress(McpSyncServerExchange exchange, Object token) {
    this.ticker = Thread.ofVirtual().name("progress").start(() -> tell(exchange, token));
  }

  /// @param token what the client calls the call's progress; nothing is told without one
  static Progress of(McpSyncServerExchange exchange, @Nullable Object token) {
    return token == null ? new Progress() : new Progress(exchange, token);
  }

  /// What is done from now on.
  void doing(String what) {
    doing = what;
  }

  /// Shows the last line that a program printed.
  @Override
  public void hear(Language.Phase phase, Output output) {
    String[] lines = output.bytes().text().strip().split("\n");
    String last = lines[lines.length - 1].strip();
    String shown = last.length() > MOST_SHOWN ? last.substring(0, MOST_SHOWN) + "…" : last;
    String what =
        switch (phase) {
          case COMPILE -> "compiling";
          case RUN -> "running";
        };
    doing = shown.isEmpty() ? what : what + ": " + shown;
  }

  private void tell(McpSyncServerExchange exchange, Object token) {
    try {
      for (int seconds = 1; ; seconds++) {
        Thread.sleep(PERIOD);
        exchange.progressNotification(
            ProgressNotification.builder(token, seconds).message(doing).build());
      }
    } catch (InterruptedException e) {
      // The call is over.
      Thread.currentThread().interrupt();
    }
  }

  /// Nothing is told after this.
  @Override
  public void close() {
    if (ticker == null) {
      return;
    }
    ticker.interrupt();
    boolean interrupted = false;
    while (ticker.isAlive()) {
      try {
        ticker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
