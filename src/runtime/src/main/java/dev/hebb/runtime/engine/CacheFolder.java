package dev.hebb.runtime.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** The folder of what is kept from one start to the next; nobody but its owner gets in. */
final class CacheFolder {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private static final Duration ABANDONED = Duration.ofHours(1);

  private CacheFolder() {}

  /** Where native libraries are kept. */
  static Path natives() {
    String asked = System.getProperty(Natives.CACHE);
    return (asked == null ? accounts().resolve("hebb") : Path.of(asked)).resolve("onnxruntime");
  }

  // The caches of the user's account, where each system has them.
  private static Path accounts() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    Path home = Path.of(System.getProperty("user.home", ""));
    if (os.contains("win") && System.getenv("LOCALAPPDATA") != null) {
      return Path.of(System.getenv("LOCALAPPDATA"));
    }
    if (os.contains("mac")) {
      return home.resolve("Library").resolve("Caches");
    }
    String caches = System.getenv("XDG_CACHE_HOME");
    return caches == null || caches.isBlank() ? home.resolve(".cache") : Path.of(caches);
  }

  /**
   * Makes a folder, with those above it.
   *
   * @throws IOException when it cannot be made, or another account could change what is in it
   */
  static void create(Path folder) throws IOException {
    if (!folder.isAbsolute()) {
      create(folder.toAbsolutePath());
      return;
    }
    Path above = folder.getParent();
    if (above != null) {
      Files.createDirectories(above);
    }
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] owned =
        posix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    try {
      Files.createDirectory(folder, owned);
    } catch (FileAlreadyExistsException e) {
      if (posix) {
        check(folder);
      }
    }
  }

  /** Removes what processes that were killed had begun to write. */
  static void sweep(Path folder) throws IOException {
    FileTime old = FileTime.from(Instant.now().minus(ABANDONED));
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*.part")) {
      for (Path part : parts) {
        if (lastModified(part).compareTo(old) < 0) {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  // Another process may have finished it meanwhile.
  private static FileTime lastModified(Path part) throws IOException {
    try {
      return Files.getLastModifiedTime(part);
    } catch (NoSuchFileException finished) {
      return FileTime.from(Instant.now());
    }
  }

  private static void check(Path folder) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    UserPrincipal self = self(folder);
    boolean own = found.isDirectory() && found.owner().equals(self);
    if (!own || !OWNER_ONLY.containsAll(found.permissions())) {
      throw new IOException(
          "%s is of %s with %s, expected %s with rwx------"
              .formatted(
                  folder,
                  found.owner().getName(),
                  PosixFilePermissions.toString(found.permissions()),
                  self.getName()));
    }
  }

  // Whom a new file belongs to: in a container an account may have a number and no name.
  private static UserPrincipal self(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, "owner.", ".part");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }
}
