import java.util.List;
import java.util.Objects;

class Main {
  record Point(int x, int y) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Point(int otherX, int otherY) && x == otherX && y == otherY;
    }

    @Override
    public int hashCode() {
      return Objects.hash(x, y);
    }
  }

  static final class Same {
    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      return other != null && getClass() == other.getClass();
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  static void check(boolean right) {
    if (!right) {
      throw new AssertionError();
    }
  }

  public static void main(String[] arguments) {
    check(List.of(new Point(1, 2)).equals(List.of(new Point(1, 2))));
    check(!new Point(1, 2).equals(new Point(2, 1)));
    check(new Same().equals(new Same()));
    check(!new Same().equals("same"));
  }
}
