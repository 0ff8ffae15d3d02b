package io.assay;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/// Why something could not be done with a file, in the words of a shell: Java's own are the name of
/// a class and once more the file's, and after a line of what happened some of what may be the
/// reason.
public final class Reason {
  private Reason() {}

  public static String of(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "something else is there already";
    }
    if (failure instanceof NotDirectoryException) {
      return "not a folder";
    }
    if (failure instanceof CharacterCodingException) {
      return "it is not text in UTF-8";
    }
    String text =
        failure instanceof FileSystemException told ? told.getReason() : failure.getMessage();
    String line = text == null ? "" : text.lines().findFirst().orElse("").strip();
    return line.isEmpty()
        ? failure.getClass().getSimpleName()
        : line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
  }
}
