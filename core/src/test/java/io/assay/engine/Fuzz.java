package io.assay.engine;

import io.assay.Bytes;
import io.assay.isolation.PlanWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Changes frames at random, by what they mean as well as byte by byte. One seed makes the same
/// changes on every machine.
final class Fuzz {
  private static final long[] NUMBERS = {0, 1, 2, 127, 255, 65_536, 0x7fffffffL, 0xffffffffL, -1};
  private static final List<String> TEXTS =
      List.of(
          "", "\0", "a\0b", ".", "/", "proc", "dev/null", "ü", "x".repeat(5000), "a/".repeat(99));

  private final Random random;

  Fuzz(int seed) {
    random = new Random(seed);
  }

  /// One field of a payload: its bytes, without a text's count.
  ///
  /// @param place whether it says where on the host something is written, which a test leaves alone
  private record Field(Bytes value, boolean text, boolean place) {
    byte[] encoded() {
      byte[] bytes = value.toArray();
      return text ? new PlanWriter().bytes(bytes).toByteArray() : bytes;
    }
  }

  /// A plan's fields, taken apart and changed: ids, texts, numbers and whole steps.
  byte[] plan(byte[] plan) {
    Parts parts = new Parts(plan);
    List<Field> head = new ArrayList<>();
    parts.text(head, true);
    parts.text(head, false);
    parts.text(head, false);
    parts.text(head, false);
    parts.number(head, 1);
    parts.number(head, 4);
    parts.number(head, 4);
    for (int groups = parts.count(head); groups > 0; groups--) {
      parts.text(head, true);
      for (int writes = parts.count(head); writes > 0; writes--) {
        parts.text(head, true);
        parts.text(head, true);
      }
      parts.text(head, true);
    }
    for (int counter = 0; counter < 4; counter++) {
      parts.text(head, true);
      parts.text(head, true);
      parts.number(head, 8);
    }
    List<List<Field>> steps = new ArrayList<>();
    for (int count = parts.in.getInt(); count > 0; count--) {
      steps.add(parts.step());
    }
    List<Field> tail = new ArrayList<>();
    parts.text(tail, false);
    parts.text(tail, false);
    parts.number(tail, 1);

    changeSteps(steps);
    List<Field> all = new ArrayList<>(head);
    all.add(number(steps.size() + (rarely() ? random.nextInt(3) - 1 : 0), 4));
    steps.forEach(all::addAll);
    all.addAll(tail);
    for (int times = random.nextInt(3); times > 0; times--) {
      int at = random.nextInt(all.size());
      all.set(at, changed(all.get(at)));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    all.forEach(field -> out.writeBytes(field.encoded()));
    return out.toByteArray();
  }

  /// A payload being taken apart.
  private static final class Parts {
    final ByteBuffer in;

    Parts(byte[] payload) {
      in = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    }

    void text(List<Field> to, boolean place) {
      byte[] value = new byte[in.getInt()];
      in.get(value);
      to.add(new Field(Bytes.copyOf(value), true, place));
    }

    void number(List<Field> to, int size) {
      byte[] value = new byte[size];
      in.get(value);
      to.add(new Field(Bytes.copyOf(value), false, false));
    }

    /// A count, which the fields behind it make true.
    int count(List<Field> to) {
      int count = in.getInt();
      to.add(new Field(Fuzz.number(count, 4).value, false, true));
      return count;
    }

    List<Field> step() {
      List<Field> step = new ArrayList<>();
      int kind = in.get(in.position());
      number(step, 1);
      text(step, false);
      switch (kind) {
        case 1, 4 -> number(step, 4);
        case 2 -> {
          number(step, 4);
          text(step, false);
        }
        case 3, 6, 10 -> text(step, false);
        case 5 -> {
          text(step, false);
          number(step, 8);
        }
        case 7 -> {
          text(step, false);
          number(step, 8);
          text(step, false);
        }
        case 8 -> {}
        case 9 -> number(step, 8);
        default -> throw new AssertionError("a step of kind " + kind);
      }
      return step;
    }
  }

  private static Field number(long value, int size) {
    byte[] bytes = new PlanWriter().u64(value).toByteArray();
    return new Field(Bytes.copyOf(Arrays.copyOf(bytes, size)), false, false);
  }

  private void changeSteps(List<List<Field>> steps) {
    for (int times = random.nextInt(3); times > 0; times--) {
      int at = random.nextInt(steps.size());
      switch (random.nextInt(4)) {
        case 0 -> steps.remove(at);
        case 1 -> steps.add(at, steps.get(at));
        case 2 -> Collections.swap(steps, at, random.nextInt(steps.size()));
        case 3 -> {
          List<Field> step = new ArrayList<>(steps.get(at));
          int field = random.nextInt(step.size());
          step.set(field, changed(step.get(field)));
          steps.set(at, step);
        }
        default -> throw new AssertionError();
      }
    }
  }

  private Field changed(Field field) {
    if (field.place) {
      return field;
    }
    if (!field.text) {
      return number(NUMBERS[random.nextInt(NUMBERS.length)], field.value.size());
    }
    byte[] other =
        switch (random.nextInt(3)) {
          case 0 -> Arrays.copyOf(field.value.toArray(), random.nextInt(field.value.size() + 1));
          case 1 -> bytes(random.nextInt(64));
          default ->
              TEXTS
                  .get(random.nextInt(TEXTS.size()))
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        };
    return new Field(Bytes.copyOf(other), true, false);
  }

  /// A conversation in which frames are doubled, left out, moved, or one is changed in its bytes.
  byte[] conversation(List<byte[]> frames) {
    List<byte[]> order = new ArrayList<>(frames);
    for (int times = random.nextInt(4); times > 0 && !order.isEmpty(); times--) {
      int at = random.nextInt(order.size());
      switch (random.nextInt(4)) {
        case 0 -> order.remove(at);
        case 1 -> order.add(random.nextInt(order.size()), order.get(at));
        case 2 -> Collections.swap(order, at, random.nextInt(order.size()));
        case 3 -> order.set(at, scratched(order.get(at)));
        default -> throw new AssertionError();
      }
    }
    return joined(order.toArray(byte[][]::new));
  }

  /// `frame` with some of its bytes changed, or cut, or with a length that is not its own.
  byte[] scratched(byte[] frame) {
    byte[] changed = frame.clone();
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(5)) {
        case 0 -> changed[at] = (byte) random.nextInt(256);
        case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> changed = Arrays.copyOf(changed, at + 1);
        case 3 -> changed = joined(Arrays.copyOf(changed, at), bytes(random.nextInt(20)));
        case 4 -> {
          byte[] length = number(NUMBERS[random.nextInt(NUMBERS.length)], 4).value.toArray();
          System.arraycopy(length, 0, changed, 0, Math.min(4, changed.length));
        }
        default -> throw new AssertionError();
      }
    }
    return changed;
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  boolean rarely() {
    return random.nextInt(8) == 0;
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Stream.of(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }
}
