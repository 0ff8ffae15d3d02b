package io.assay.validate.honesty;

import io.assay.StepResult;
import io.assay.validate.reading.Notes;
import java.util.ArrayList;
import java.util.List;

/// A program that was run once more, under observation.
///
/// @param step how it ended, or how compiling it did, if it does not compile as it is watched
/// @param tricks what it did to pass; of worth only if it passed
public record Watched(StepResult step, List<Trick> tricks) {
  private static final int MOST = 10_000;

  /// Copies the tricks.
  public Watched {
    tricks = List.copyOf(tricks);
  }

  /// What a watcher inside the sandbox wrote down: a line for each thing it saw, its fields as
  /// [Notes] has them.
  ///
  ///     trick  KIND FILE LINE DETAIL
  ///     end    normal|exit|error
  ///
  /// and the events of a [Story].
  ///
  /// The program shares the watcher's process and may have written any of it, or have kept it from
  /// being written: a record that makes no sense or has no end is as telling as one with a trick.
  static Watched of(StepResult step, String record, Story story) {
    List<Trick> tricks = new ArrayList<>();
    boolean ended = false;
    List<String> lines = record.lines().limit(MOST).toList();
    for (String line : lines) {
      List<String> fields = Notes.fields(line);
      ended |= fields.getFirst().equals("end");
      if (fields.getFirst().equals("trick")) {
        Trick.of(fields).ifPresent(tricks::add);
      }
    }
    tricks.addAll(story.tricks(lines));
    if (!ended) {
      tricks.add(new Trick(Trick.Kind.NO_TRACE, "", 0, ""));
    }
    return new Watched(step, tricks);
  }
}
