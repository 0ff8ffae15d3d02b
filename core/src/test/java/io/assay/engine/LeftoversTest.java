package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  @TempDir Path runtime;
  @TempDir Path groups;

  private Path engine(String name) throws IOException {
    Path folder = Files.createDirectory(runtime.resolve(name));
    Files.createFile(folder.resolve("host"));
    Files.createFile(folder.resolve(Leftovers.LOCK));
    return folder;
  }

  @Test
  void aDeadEnginesFolderAndGroupsAreTakenAway() throws IOException {
    Path folder = engine("assay-1-abc");
    Path group = Files.createDirectory(groups.resolve("assay-1-abc"));
    Files.createDirectory(group.resolve("s1"));

    Leftovers.remove(runtime, List.of(groups));

    assertThat(folder).doesNotExist();
    assertThat(group).doesNotExist();
  }

  @Test
  void anEngineThatWasKilledWhileItStartedLeavesNothing() throws IOException {
    Path old = engine(".assay-1-abc");
    Path fresh = engine(".assay-1-def");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));

    Leftovers.remove(runtime, List.of(groups));

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void aLivingEngineKeepsWhatItHas() throws IOException, InterruptedException {
    Path folder = engine("assay-1-abc");
    Path group = Files.createDirectory(groups.resolve("assay-1-abc"));
    Process holder = holder(folder.resolve(Leftovers.LOCK));

    Leftovers.remove(runtime, List.of(groups));

    assertThat(folder.resolve("host")).exists();
    assertThat(group).exists();
    holder.destroy();
    holder.waitFor();
  }

  @Test
  void theGroupsOfALivingEngineWithAnotherRuntimeFolderStay()
      throws IOException, InterruptedException {
    Path group = Files.createDirectory(groups.resolve("assay-1-abc"));
    Path sandbox = Files.createDirectory(group.resolve("s1"));
    Process holder = holder(Files.createFile(group.resolve("cgroup.procs")));

    Leftovers.remove(runtime, List.of(groups));

    assertThat(sandbox).exists();
    holder.destroy();
    holder.waitFor();
  }

  /// Locks are a process's, so another one has to hold it.
  private static Process holder(Path lock) throws IOException {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                lock.toString())
            .start();
    assertThat(holder.getInputStream().read()).isEqualTo('!');
    return holder;
  }

  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        System.out.print(lock.isValid() ? '!' : '?');
        System.out.flush();
        Thread.sleep(60_000);
      }
    }
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(groups.resolve("precious"));
    Files.createFile(elsewhere.resolve(Leftovers.LOCK));
    Files.createFile(elsewhere.resolve("file"));
    Files.createSymbolicLink(runtime.resolve("assay-1-link"), elsewhere);
    Path folder = Files.createDirectory(runtime.resolve("assay-1-linked-lock"));
    Files.createSymbolicLink(folder.resolve(Leftovers.LOCK), elsewhere.resolve("file"));

    Leftovers.remove(runtime, List.of());

    assertThat(elsewhere.resolve("file")).exists();
    assertThat(elsewhere.resolve(Leftovers.LOCK)).exists();
  }
}
