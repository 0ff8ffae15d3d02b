package io.assay.validate.honesty;

import io.assay.Sandbox;
import io.assay.validate.honesty.Outline.Place;
import io.assay.validate.honesty.Trick.Kind;
import io.assay.validate.reading.Notes;
import io.assay.validate.reading.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a program did on the way to its end, told by who watched it: each event with the calls that
/// led to it, innermost first.
///
///     exit                            it ended itself by a call
///     unentered                       the same before its main function
///     unsettled                       a function waits for what never came; one call, its own
///     failed   assertion|error        what a check or the program threw came to its outermost end
///     lost     assertion|error        what was thrown here ended a thread or a task, and nobody asks
///     swallowed                       what was thrown here went unheard; only the calls to who let it
///     told                            the same, of what was only printed
///     dropped                         a promise came to it of which nothing is made
///     reported                        the same, of what was only printed
///     jumped                          it left its calls by a jump of which nothing is made
///     thrown                          something was thrown here that its text may leave unheard
///     read     FILE                   it read a file
///     frame    FILE LINE COLUMN NAME  a call that led to the event above; column 0 is not known
final class Story {
  private static final int MOST_EVENTS = 50;
  private static final int MOST_FRAMES = 200;

  /// What Rust calls a function without a name.
  private static final String CLOSURE = "{{closure}}";

  private static final Pattern TEST =
      Pattern.compile("_*((run|do)_?)?(self_?)?[tT]ests?(_.*|[A-Z0-9].*)?|.*(_tests?|Tests?)");

  /// What a function is called that shows a failure.
  private static final Pattern MEANT =
      Pattern.compile("fail|wrong|broken|purpose|demo|example", Pattern.CASE_INSENSITIVE);

  private record Frame(String file, int line, int column, String function) {}

  private record Event(String kind, String about, List<Frame> frames) {}

  private final Spelling spelling;
  private final Map<String, String> sources;
  private final Map<String, Outline> outlines = new HashMap<>();
  private final Map<String, Unheard> unheard = new HashMap<>();

  /// Whether the program ended itself while a value of Rust's was dropped, as a panic has it.
  private boolean endsInDrop;

  /// @param sources the program's files in its language, by path
  Story(Spelling spelling, Map<String, String> sources) {
    this.spelling = spelling;
    this.sources = sources;
  }

  /// The tricks in a record; what makes no sense in it is left out.
  List<Trick> tricks(List<String> record) {
    List<Event> events = new ArrayList<>();
    for (String line : record) {
      List<String> fields = Notes.fields(line);
      String kind = fields.getFirst();
      if (kind.equals("frame")) {
        if (!events.isEmpty() && events.getLast().frames().size() < MOST_FRAMES) {
          frame(fields).ifPresent(events.getLast().frames()::add);
        }
      } else if (events.size() < MOST_EVENTS) {
        events.add(new Event(kind, fields.size() > 1 ? fields.get(1) : "", new ArrayList<>()));
      }
    }
    endsInDrop =
        events.stream()
            .filter(it -> it.kind().equals("exit"))
            .flatMap(it -> it.frames().stream())
            .anyMatch(it -> it.function().equals("drop") && !it.file().isEmpty());
    return events.stream().map(this::trick).flatMap(Optional::stream).distinct().toList();
  }

  private Optional<Frame> frame(List<String> fields) {
    boolean whole =
        fields.size() == 5
            && fields.get(2).matches("\\d{1,9}")
            && fields.get(3).matches("\\d{1,9}");
    return whole
        ? Optional.of(
            new Frame(
                own(fields.get(1)),
                Integer.parseInt(fields.get(2)),
                Integer.parseInt(fields.get(3)),
                fields.get(4)))
        : Optional.empty();
  }

  /// The path of a file of the program, as the program has it; empty if it is none of them.
  String own(String file) {
    String path = file.replace("/./", "/").replaceFirst("^\\./", "");
    String inside =
        path.startsWith(Sandbox.HOME + "/") ? path.substring(Sandbox.HOME.length() + 1) : path;
    if (sources.containsKey(inside)) {
      return inside;
    }
    List<String> ending =
        inside.startsWith("/")
            ? List.of()
            : sources.keySet().stream().filter(it -> it.endsWith("/" + inside)).toList();
    return ending.size() == 1 ? ending.getFirst() : "";
  }

  private Optional<Trick> trick(Event event) {
    List<Frame> frames = event.frames();
    Optional<Frame> place = frames.stream().filter(it -> !it.file().isEmpty()).findFirst();
    String file = place.map(Frame::file).orElse("");
    int line = place.map(Frame::line).orElse(0);
    return switch (event.kind()) {
      case "exit" ->
          missed(frames, false, false).map(missed -> new Trick(Kind.EARLY_END, file, line, missed));
      case "unsettled" ->
          place.isPresent() && outline(place.get()).races(place.get().function())
              ? Optional.empty()
              : missed(frames, false, true)
                  .map(missed -> new Trick(Kind.NEVER_SETTLED, file, line, missed));
      case "unentered" -> Optional.of(new Trick(Kind.EARLY_END, file, line, "main"));
      case "failed" ->
          missed(frames, true, false)
              .or(() ->
                  event.about().equals("assertion")
                      ? Optional.of(file.isEmpty() ? "by its status" : file + ":" + line)
                      : Optional.empty())
              .map(missed -> new Trick(Kind.HIDDEN_FAILURE, file, line, missed));
      case "lost" -> lost(event.about().equals("assertion"), frames);
      case "swallowed" ->
          frames.isEmpty() || !checks(frames)
              ? Optional.empty()
              : Optional.of(new Trick(Kind.HIDDEN_FAILURE, file, line, file + ":" + line));
      case "told" ->
          frames.isEmpty()
                  || !checks(frames)
                  || !tests(frames.subList(0, frames.size() - 1))
                  || !asserts(frames)
              ? Optional.empty()
              : Optional.of(new Trick(Kind.TOLD_FAILURE, file, line, file + ":" + line));
      case "dropped", "reported" ->
          place.isEmpty() || !judges(place.get()) || !checks(frames)
              ? Optional.empty()
              : Optional.of(
                  new Trick(
                      event.kind().equals("dropped") ? Kind.HIDDEN_FAILURE : Kind.TOLD_FAILURE,
                      file,
                      line,
                      file + ":" + line));
      case "jumped" ->
          onCondition(frames) && frames.stream().map(Frame::function).anyMatch(Outline::judges)
              ? Optional.of(new Trick(Kind.HIDDEN_FAILURE, file, line, file + ":" + line))
              : Optional.empty();
      case "thrown" -> unheard(frames);
      case "read" ->
          own(event.about()).isEmpty() || !checked(frames)
              ? Optional.empty()
              : Optional.of(new Trick(Kind.READS_TESTS, file, line, own(event.about())));
      default -> Optional.empty();
    };
  }

  /// A check that ended a thread or a task of which nobody asks how it ended. What fails in any
  /// case is shown rather than checked.
  private Optional<Trick> lost(boolean asserted, List<Frame> frames) {
    List<Frame> own = frames.stream().filter(it -> !it.file().isEmpty()).toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    Frame innermost = own.getFirst();
    if (spelling == Spelling.CPP
        && (asserted
            ? new Unasked(List.of(sources.getOrDefault(innermost.file(), "")))
                .shows(innermost.line())
            : own.stream().map(Frame::function).noneMatch(Outline::judges))) {
      // It shows what becomes of a failure.
      return Optional.empty();
    }
    boolean found =
        asserted
            ? onCondition(own) || outline(innermost).names(innermost.line(), "assert")
            : frames.getFirst().equals(innermost) && checks(own);
    String place = innermost.file() + ":" + innermost.line();
    return found
        ? Optional.of(new Trick(Kind.HIDDEN_FAILURE, innermost.file(), innermost.line(), place))
        : Optional.empty();
  }

  /// Whether a function judges by its name, or has none of its own.
  private static boolean judges(Frame frame) {
    return Outline.judges(frame.function()) || frame.function().equals("main") || isNameless(frame);
  }

  /// Whether something decided, on the way of calls, that they fail.
  private boolean onCondition(List<Frame> frames) {
    for (int i = 0; i < frames.size(); i++) {
      Place place = place(frames, i, false);
      Frame frame = frames.get(i);
      if (place != null
          && (!place.straight()
              || (place.called() && !outline(frame).names(frame.line(), "throw")))) {
        return true;
      }
    }
    return false;
  }

  /// Whether calls led to where something fails on a condition, in a function that is there to
  /// check. The outermost, which lets it go unheard, may expect that what it calls fails, and that
  /// what it calls is refused what it was given.
  private boolean checks(List<Frame> frames) {
    int failing = failing(frames);
    if (failing < 0 || outline(frames.getFirst()).refuses(frames.getFirst().line())) {
      return false;
    }
    Frame outermost = frames.getLast();
    boolean own = Outline.checks(outermost.function()) || isNameless(outermost);
    if (failing == frames.size() - 1) {
      // In JavaScript only assertions are told.
      return own || spelling == Spelling.JAVASCRIPT;
    }
    return (spelling == Spelling.JAVASCRIPT && isNameless(frames.get(failing)))
        || frames.subList(0, frames.size() - 1).stream()
            .map(Frame::function)
            .anyMatch(name -> Outline.judges(name) || (own && Outline.checks(name)));
  }

  /// Whether what failed is a check, and no refusal of what is tested: elsewhere than in C++ and
  /// Go, whatever throws, only assertions are told.
  private boolean asserts(List<Frame> frames) {
    boolean anything = spelling == Spelling.CPP || spelling == Spelling.GO;
    return !anything || Outline.judges(frames.get(failing(frames)).function());
  }

  /// Whether a test is among calls, none of which is called as if it had to fail.
  private static boolean tests(List<Frame> frames) {
    return frames.stream().map(Frame::function).anyMatch(it -> TEST.matcher(it).matches())
        && frames.stream().map(Frame::function).noneMatch(it -> MEANT.matcher(it).find());
  }

  /// Whether a call is of a function without a name, as tests of JavaScript's are, or of none.
  private static boolean isNameless(Frame frame) {
    return Set.of("", "<anonymous>", "{lambda").contains(frame.function());
  }

  /// The innermost of calls that fails on a condition; -1 if none does. Where a function does
  /// nothing but fail, the condition is its caller's.
  private int failing(List<Frame> frames) {
    for (int i = 0; i < frames.size(); i++) {
      Place place = place(frames, i, false);
      if (place == null) {
        return -1;
      }
      if (place.called()) {
        return i;
      }
      if (!place.straight()) {
        return i > 0 ? i : -1;
      }
    }
    return -1;
  }

  /// A check that threw in Rust, where nothing was made of that: below a call that catches it, or
  /// in a thread.
  private Optional<Trick> unheard(List<Frame> frames) {
    List<Frame> own = frames.stream().filter(it -> !it.file().isEmpty()).toList();
    int hidden = own.size();
    boolean printed = false;
    for (int i = own.size() - 1; i >= 0; i--) {
      Frame frame = own.get(i);
      Unheard file = unheard(frame.file());
      if (file.prints(frame.line()) || file.catches(frame.line())) {
        hidden = i;
        printed = file.prints(frame.line());
      }
    }
    boolean thread = own.stream().noneMatch(it -> it.function().equals("main"));
    boolean ended =
        endsInDrop && !thread && sources.keySet().stream().noneMatch(it -> unheard(it).hears());
    if (!ended && sources.keySet().stream().anyMatch(it -> unheard(it).unwinds())) {
      return Optional.empty();
    }
    boolean caught = hidden < own.size();
    if (!caught
        && !ended
        && (!thread || sources.keySet().stream().anyMatch(it -> unheard(it).joins()))) {
      return Optional.empty();
    }
    printed |= !caught && sources.keySet().stream().anyMatch(it -> unheard(it).printsJoins());
    for (int i = 0; i < own.size() && i <= hidden; i++) {
      Place place = place(own, i, false);
      Frame frame = own.get(i);
      if (place == null || !(place.checked() || place.called())) {
        continue;
      }
      // Any function may panic as a part of what it does.
      boolean asserted = place.checked();
      // Where something is printed of it, it may be shown: only tests are not.
      boolean test =
          Outline.judges(frame.function())
              && !unheard(frame.file()).assertsWhatIsKnown(frame.line());
      boolean judged =
          printed
              ? test
              : i == hidden
                  || (asserted && frame.function().equals(CLOSURE))
                  || own.subList(0, hidden).stream()
                      .map(Frame::function)
                      .anyMatch(asserted ? Outline::checks : Outline::judges);
      return judged
          ? Optional.of(
              new Trick(
                  Kind.HIDDEN_FAILURE,
                  frame.file(),
                  frame.line(),
                  frame.file() + ":" + frame.line()))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private Unheard unheard(String file) {
    return unheard.computeIfAbsent(file, it -> new Unheard(sources.getOrDefault(it, "")));
  }

  /// The check that an end kept from being made, or from being heard.
  ///
  /// @param raised whether the end is an error's
  /// @param within whether what the first call waits for is the program's as well
  private Optional<String> missed(List<Frame> frames, boolean raised, boolean within) {
    boolean straight = true;
    boolean inner = within;
    for (int i = 0; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      Place place = place(frames, i, !inner);
      if (place == null) {
        continue;
      }
      if ((place.checked() && (inner || raised)) || (place.called() && raised)) {
        return Optional.of(frame.file() + ":" + frame.line());
      }
      straight &= place.straight();
      int next = 0;
      if (straight || (inner && place.used())) {
        next = place.check();
      }
      if (next == 0 && straight) {
        next = place.failure();
      }
      if (next > 0) {
        return Optional.of(frame.file() + ":" + next);
      }
      inner = true;
    }
    return Optional.empty();
  }

  /// Whether a check waits for what the calls come to, and does not hand its own file over to it.
  private boolean checked(List<Frame> frames) {
    boolean inner = false;
    for (int i = 0; i < frames.size(); i++) {
      Place place = place(frames, i, false);
      if (place != null) {
        if (inner && place.checked()) {
          return !outline(frames.get(i)).names(frames.get(i).line(), "__filename");
        }
        inner = true;
      }
    }
    return false;
  }

  private @Nullable Place place(List<Frame> frames, int at, boolean behind) {
    Frame frame = frames.get(at);
    if (frame.file().isEmpty()) {
      return null;
    }
    String callee = at == 0 ? thrower() : frames.get(at - 1).function();
    return outline(frame).at(frame.line(), frame.column(), callee, behind);
  }

  /// The word that fails where the innermost call does, which need not stand last in its line:
  /// `panic(fmt.Sprintf("%d", want))`.
  private String thrower() {
    return switch (spelling) {
      case GO, RUST -> "panic";
      case JAVA, CPP -> "throw";
      case PYTHON, JAVASCRIPT -> "";
    };
  }

  private Outline outline(Frame frame) {
    return outlines.computeIfAbsent(
        frame.file(), file -> new Outline(spelling, sources.getOrDefault(file, "")));
  }
}
