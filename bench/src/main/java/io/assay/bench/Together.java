package io.assay.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Work done at one time, each piece on a thread of its own.
final class Together {
  private Together() {}

  /// Does all of it, and returns what each came to, in order.
  static <T> List<T> all(List<Callable<T>> work) throws IOException, InterruptedException {
    List<FutureTask<T>> tasks = work.stream().map(FutureTask::new).toList();
    tasks.forEach(task -> Thread.ofVirtual().start(task));
    List<T> results = new ArrayList<>();
    for (FutureTask<T> task : tasks) {
      try {
        results.add(task.get());
      } catch (ExecutionException e) {
        throw new IOException("a piece of the work failed: " + e.getCause(), e.getCause());
      }
    }
    return results;
  }
}
