import java.util.HashSet;
import java.util.Set;

class Main {
  /** All are one, whatever they were made of. */
  static final class Nothing {
    @Override
    public boolean equals(Object other) {
      return other instanceof Nothing;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  static final class Name {
    private final String text;

    Name(String text) {
      this.text = text;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      if (other == null || getClass() != other.getClass()) {
        return false;
      }
      return text.equals(((Name) other).text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  static final class Never {
    @Override
    public boolean equals(Object other) {
      return false;
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }

  static Name named(String text) {
    return new Name(text.strip());
  }

  static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError();
    }
  }

  public static void main(String[] args) {
    check(new Nothing().equals(new Nothing()));
    check(named(" a").equals(new Name("a")));
    check(!named("a").equals(new Name("b")));
    check(!new Never().equals(new Never()));
    check(new HashSet<>(Set.of(new Name("a"), new Name("b"))).size() == 2);
  }
}
