package io.assay.validate.docs;

import io.assay.SandboxException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The documents below the paths that somebody named.
final class Sought {
  /// The most documents of one check.
  private static final int MOST = 20_000;

  /// Folders of other people's documents.
  private static final Set<String> LEFT_OUT =
      Set.of("node_modules", "target", "build", "dist", "vendor", "venv", "__pycache__");

  private Sought() {}

  /// The documents, a folder's in the order of their names. A file that is named is a document
  /// whatever it is called; one that is named twice is one.
  static List<Path> below(List<Path> paths) {
    List<Path> found = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        walk(path, found);
      } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        if (Format.of(path).isEmpty()) {
          throw SandboxException.caller(
              "'%s' is no document that can be checked; known endings: %s"
                  .formatted(path, Format.endingsKnown()));
        }
        found.add(path);
      } else {
        throw SandboxException.caller("'%s' does not exist".formatted(path));
      }
    }
    return found.stream().distinct().toList();
  }

  private static void walk(Path folder, List<Path> found) {
    List<Path> own = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              String name = path.getFileName() == null ? "" : path.getFileName().toString();
              boolean leave =
                  !path.equals(folder)
                      && (LEFT_OUT.contains(name)
                          || (name.startsWith(".") && !name.equals(".github")));
              return leave ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && Format.of(path).isPresent()) {
                own.add(path);
                if (found.size() + own.size() > MOST) {
                  throw SandboxException.caller(
                      "'%s' holds more than %d documents; name smaller folders"
                          .formatted(folder, MOST));
                }
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) {
              own.add(path);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw SandboxException.caller("cannot look into '%s': %s".formatted(folder, e));
    }
    own.sort(null);
    found.addAll(own);
  }
}
