package io.assay.isolation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.BiConsumer;

/// Writes the fields of a frame's payload: little-endian integers and length-prefixed byte strings.
public final class PlanWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);

  public PlanWriter u8(int value) {
    bytes.write(value);
    return this;
  }

  public PlanWriter u32(long value) {
    return little(value, Integer.BYTES);
  }

  public PlanWriter u64(long value) {
    return little(value, Long.BYTES);
  }

  public PlanWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public PlanWriter bytes(byte[] value) {
    u32(value.length);
    bytes.writeBytes(value);
    return this;
  }

  /// Fields written elsewhere.
  public PlanWriter raw(byte[] fields) {
    bytes.writeBytes(fields);
    return this;
  }

  public <T> PlanWriter list(Collection<T> items, BiConsumer<PlanWriter, T> item) {
    u32(items.size());
    items.forEach(it -> item.accept(this, it));
    return this;
  }

  public byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private PlanWriter little(long value, int count) {
    for (int at = 0; at < count; at++) {
      bytes.write((int) (value >>> (8 * at)));
    }
    return this;
  }
}
