package io.assay;

/// The one seam: the local engine, and everything that wraps or replaces it.
public interface Sandboxes extends AutoCloseable {
  /// A fresh sandbox.
  ///
  /// @throws SandboxException if the specification asks for a guarantee that the host cannot give
  Sandbox open(SandboxSpec spec) throws InterruptedException;

  /// Ends every sandbox that is still open.
  @Override
  void close();
}
