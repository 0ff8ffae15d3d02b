package io.assay;

import org.jspecify.annotations.Nullable;

/// Our own failure to do what was asked, never a program's: a program that fails has an [Outcome].
/// The message names the value, what was expected, and the way out.
public final class SandboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Blame blame;

  private SandboxException(Blame blame, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.blame = blame;
  }

  /// The caller asked for something that cannot be.
  public static SandboxException caller(String message) {
    return new SandboxException(Blame.CALLER, message, null);
  }

  /// There is no room now.
  public static SandboxException capacity(String message, @Nullable Throwable cause) {
    return new SandboxException(Blame.CAPACITY, message, cause);
  }

  /// The host lacks something that the request needs.
  public static SandboxException host(String message, @Nullable Throwable cause) {
    return new SandboxException(Blame.HOST, message, cause);
  }

  /// Assay is broken: a bug, or a part of it was killed.
  public static SandboxException us(String message, @Nullable Throwable cause) {
    return new SandboxException(Blame.US, message, cause);
  }

  /// Who must act before trying again can work.
  public Blame blame() {
    return blame;
  }
}
