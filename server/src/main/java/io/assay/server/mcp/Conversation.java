package io.assay.server.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The protocol with one client, a message a line. Each request is answered on a thread of its own,
/// which a cancellation interrupts. What the SDK's own transport leaves open is decided here: a
/// message that makes no sense is answered with an error and the conversation goes on; messages,
/// and requests at one time, are bounded; a request that was cancelled is not answered.
final class Conversation implements McpServerTransportProvider {
  /// Bytes of one message of a client.
  static final int MOST_MESSAGE = 8 << 20;

  /// Requests at one time. One more is refused.
  static final int MOST_CALLS = 32;

  /// How long requests may still take when the client has said all that it has to say.
  private static final Duration GRACE = Duration.ofSeconds(5);

  /// More than ending a program takes.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int REFUSED = -32000;
  private static final System.Logger LOG = System.getLogger(Conversation.class.getName());

  private final McpJsonMapper mapper;
  private final InputStream in;
  private final OutputStream out;
  private final ReentrantLock sending = new ReentrantLock();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Semaphore free = new Semaphore(MOST_CALLS);

  /// Those that answer a request, by its id, until it is answered or cancelled.
  private final ConcurrentMap<Object, Thread> calls = new ConcurrentHashMap<>();

  private @Nullable McpServerSession session;
  private volatile boolean clientLeft;
  private boolean initialized;

  Conversation(McpJsonMapper mapper, InputStream in, OutputStream out) {
    this.mapper = mapper;
    this.in = new BufferedInputStream(in);
    this.out = out;
  }

  /// Holds the conversation until the client ends it. Nothing that it asked for runs on after this.
  void serve() throws InterruptedException {
    Thread.ofVirtual().name("messages").start(this::listen);
    try {
      over.await();
      if (!clientLeft && !idle(GRACE)) {
        LOG.log(System.Logger.Level.DEBUG, "the client left without waiting for its answers");
      }
    } finally {
      clientLeft = true;
      calls.keySet().forEach(this::cancel);
      Thread.interrupted();
      idle(PATIENCE);
    }
  }

  /// Whether every request has been answered within `patience`.
  private boolean idle(Duration patience) throws InterruptedException {
    if (!free.tryAcquire(MOST_CALLS, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    free.release(MOST_CALLS);
    return true;
  }

  private void listen() {
    try {
      for (Line line = next(); line != null; line = next()) {
        take(line);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the client's messages ended", e);
    } finally {
      over.countDown();
    }
  }

  /// A line of the client's.
  ///
  /// @param text what it says
  /// @param tooLong whether it said more than is read
  private record Line(String text, boolean tooLong) {}

  /// The next line; null once there is none.
  private @Nullable Line next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean tooLong = false;
    int read = in.read();
    if (read < 0) {
      return null;
    }
    for (; read >= 0 && read != '\n'; read = in.read()) {
      tooLong |= bytes.size() == MOST_MESSAGE;
      if (!tooLong) {
        bytes.write(read);
      }
    }
    return new Line(bytes.toString(StandardCharsets.UTF_8), tooLong);
  }

  private void take(Line line) {
    if (line.tooLong()) {
      refuse(
          null,
          ErrorCodes.INVALID_REQUEST,
          "a message may have %d bytes; this one had more".formatted(MOST_MESSAGE));
    } else if (!line.text().isBlank()) {
      Object value;
      try {
        value = mapper.readValue(line.text(), Object.class);
      } catch (IOException e) {
        refuse(null, ErrorCodes.PARSE_ERROR, "this line is no JSON: " + e.getMessage());
        return;
      }
      take(value);
    }
  }

  private void take(Object value) {
    if (!(value instanceof Map<?, ?> message)
        || !"2.0".equals(message.get("jsonrpc"))
        || !(message.get("params") instanceof Map<?, ?> || message.get("params") == null)) {
      refuse(
          null,
          ErrorCodes.INVALID_REQUEST,
          "expected an object with \"jsonrpc\": \"2.0\" whose \"params\", if any, are an object");
      return;
    }
    Object id = message.get("id");
    Object params = message.get("params");
    if (message.get("method") instanceof String method) {
      if (id instanceof String || id instanceof Number) {
        request(new JSONRPCRequest(method, id, params));
      } else if (message.containsKey("id")) {
        refuse(null, ErrorCodes.INVALID_REQUEST, "expected an \"id\" that is a string or a number");
      } else {
        notification(method, params);
      }
    } else if (message.containsKey("result") || message.containsKey("error")) {
      LOG.log(System.Logger.Level.DEBUG, "an answer to nothing that was asked");
    } else {
      refuse(null, ErrorCodes.INVALID_REQUEST, "expected a \"method\" that is a string");
    }
  }

  private void notification(String method, @Nullable Object params) {
    if (method.equals("notifications/cancelled") && params instanceof Map<?, ?> map) {
      Object id = map.get("requestId");
      if (id != null) {
        cancel(id);
      }
    }
  }

  private void cancel(Object id) {
    Thread call = calls.remove(id);
    if (call != null) {
      call.interrupt();
    }
  }

  private void request(JSONRPCRequest request) {
    if (request.method().equals(McpSchema.METHOD_PING)) {
      print(JSONRPCResponse.result(request.id(), Map.of()));
    } else if (request.method().equals(McpSchema.METHOD_INITIALIZE)) {
      initialize(request);
    } else if (!initialized) {
      refuse(request.id(), ErrorCodes.INVALID_REQUEST, "the first request must be 'initialize'");
    } else if (calls.containsKey(request.id())) {
      refuse(
          request.id(),
          ErrorCodes.INVALID_REQUEST,
          "id %s is that of a request under way".formatted(request.id()));
    } else if (!free.tryAcquire()) {
      refuse(
          request.id(),
          REFUSED,
          "%d requests are under way, which is the most; wait for an answer".formatted(MOST_CALLS));
    } else {
      Thread thread = Thread.ofVirtual().name("request").unstarted(() -> answer(request));
      calls.put(request.id(), thread);
      thread.start();
    }
  }

  private void initialize(JSONRPCRequest request) {
    calls.put(request.id(), Thread.currentThread());
    handle(request);
    if (!initialized) {
      // Else the SDK lets the requests of a client that does not announce itself wait forever.
      handle(new JSONRPCNotification(McpSchema.METHOD_NOTIFICATION_INITIALIZED));
    }
    initialized = true;
  }

  private void answer(JSONRPCRequest request) {
    try {
      handle(request);
    } finally {
      if (calls.containsKey(request.id())) {
        write(
            JSONRPCResponse.error(
                request.id(),
                new JSONRPCResponse.JSONRPCError(ErrorCodes.INTERNAL_ERROR, "a bug in Assay")));
      }
      free.release();
    }
  }

  /// Handles it on this thread from beginning to end.
  private void handle(JSONRPCMessage message) {
    McpServerSession current = session;
    if (current != null) {
      current.handle(message).subscribe();
    }
  }

  private void refuse(@Nullable Object id, int code, String why) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("jsonrpc", "2.0");
    error.put("id", id);
    error.put("error", Map.of("code", code, "message", why));
    print(error);
  }

  /// Sends a message, unless it answers what is cancelled or answered.
  private void write(JSONRPCMessage message) {
    boolean wanted =
        !(message instanceof JSONRPCResponse response) || calls.remove(response.id()) != null;
    if (wanted) {
      print(message);
    }
  }

  private void print(Object message) {
    if (clientLeft) {
      return;
    }
    sending.lock();
    try {
      byte[] json = mapper.writeValueAsBytes(message);
      byte[] line = Arrays.copyOf(json, json.length + 1);
      line[json.length] = '\n';
      out.write(line);
      out.flush();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "nobody reads what we say", e);
      clientLeft = true;
      over.countDown();
    } finally {
      sending.unlock();
    }
  }

  @Override
  public List<String> protocolVersions() {
    return List.of(
        ProtocolVersions.MCP_2024_11_05,
        ProtocolVersions.MCP_2025_03_26,
        ProtocolVersions.MCP_2025_06_18,
        ProtocolVersions.MCP_2025_11_25);
  }

  @Override
  public void setSessionFactory(McpServerSession.Factory factory) {
    session = factory.create(new Transport());
  }

  @Override
  public Mono<Void> notifyClients(String method, @Nullable Object params) {
    McpServerSession current = session;
    return current == null ? Mono.empty() : current.sendNotification(method, params);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  /// What the SDK sends messages through.
  private final class Transport implements McpServerTransport {
    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      return Mono.fromRunnable(() -> write(message));
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      return mapper.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }
  }
}
