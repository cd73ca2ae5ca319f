package dev.hebb.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.runtime.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Native libraries are unpacked once, and nothing is left in the temporary folder. */
@DisabledOnOs(OS.WINDOWS)
class NativesTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir private Path folder;

  private Path model;
  private Path cache;
  private Path temporary;

  @BeforeEach
  void folders() throws IOException {
    model = Samples.dense().write(folder.resolve("m.onnx"));
    cache = folder.resolve("cache");
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  @Test
  void theyAreUnpackedOnceForTheirOwnerOnly() throws Exception {
    assertThat(said()).isEqualTo("ran");
    List<Path> libraries = files(cache);
    assertThat(libraries).hasSize(2);
    Path own = libraries.get(0).getParent();
    assertThat(own.getParent()).isEqualTo(cache.resolve("onnxruntime"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");

    for (Path library : libraries) {
      Files.setLastModifiedTime(library, LONG_AGO);
    }
    assertThat(said()).isEqualTo("ran");
    assertThat(files(cache)).isEqualTo(libraries);
    for (Path library : libraries) {
      assertThat(Files.getLastModifiedTime(library)).isEqualTo(LONG_AGO);
    }
  }

  @Test
  void nothingStaysInTheTemporaryFolderEvenOfAProcessThatIsKilled() throws Exception {
    assertThat(Child.said(start("halt"))).isEqualTo("ran");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void aDamagedOneIsUnpackedAgain() throws Exception {
    said();
    Path library = files(cache).get(0);
    byte[] whole = Files.readAllBytes(library);
    byte[] damaged = whole.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(library, damaged);
    assertThat(said()).isEqualTo("ran");
    assertThat(Files.readAllBytes(library)).isEqualTo(whole);
    Files.write(library, new byte[] {1, 2, 3});
    assertThat(said()).isEqualTo("ran");
    assertThat(Files.readAllBytes(library)).isEqualTo(whole);
  }

  @Test
  void whatKilledProcessesHadBegunIsRemoved() throws Exception {
    said();
    Path library = files(cache).get(0);
    Path old = Files.writeString(library.resolveSibling("old.part"), "half");
    Files.setLastModifiedTime(old, LONG_AGO);
    Path fresh = Files.writeString(library.resolveSibling("fresh.part"), "half");
    Files.delete(library);
    assertThat(said()).isEqualTo("ran");
    assertThat(library).exists();
    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void fourMayStartAtOnce() throws Exception {
    List<Process> started = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      started.add(start());
    }
    for (Process each : started) {
      assertThat(Child.said(each)).isEqualTo("ran");
    }
    assertThat(files(cache)).hasSize(2);
  }

  @Test
  void aFolderThatOthersMayWriteIsRefused() throws Exception {
    said();
    Path own = files(cache).get(0).getParent();
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
    String self = System.getProperty("user.name");
    assertThat(said())
        .isEqualTo(
            "-Dhebb.cache=%s: ONNX Runtime's native library cannot be kept there (java.io.IOException: %s is of %s with rwxrwxrwx, expected %s with rwx------). Name a folder of your own that you may write and execute in."
                .formatted(cache, own, self, self));
  }

  @Test
  void aFolderThatCannotBeMadeIsAnError() throws Exception {
    Files.writeString(cache, "a file");
    assertThat(said())
        .startsWith(
            "-Dhebb.cache=%s: ONNX Runtime's native library cannot be kept there (java.nio.file."
                .formatted(cache))
        .endsWith("). Name a folder of your own that you may write and execute in.");
  }

  @Test
  void withoutACacheOfTheAccountItIsLeftToOnnxRuntime() throws Exception {
    String nowhere = Files.writeString(folder.resolve("file"), "").toString();
    Process process =
        Child.start(model, List.of("-Duser.home=" + nowhere, "-Djava.io.tmpdir=" + temporary));
    assertThat(Child.said(process)).isEqualTo("ran");
  }

  @Test
  void aMachineThatLetsNothingBeUnpacked() throws Exception {
    Path nowhere = folder.resolve("nowhere");
    Process process =
        Child.start(model, List.of("-Djava.io.tmpdir=" + nowhere, "-Dhebb.cache=" + cache));
    assertThat(Child.said(process))
        .startsWith(
            "m.onnx: ONNX Runtime's native library cannot be loaded on "
                + System.getProperty("os.name"))
        .endsWith(
            "It is kept in -Dhebb.cache, and a folder is made in "
                + nowhere
                + ": both must be writable and allow execution. Or point"
                + " -Donnxruntime.native.path at a folder that holds it.");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aLongCommandLineKillsNothing() throws Exception {
    List<String> properties = new ArrayList<>(properties());
    for (int i = 0; i < 5; i++) {
      properties.add("-Dlong." + i + "=" + "x".repeat(100_000));
    }
    assertThat(Child.said(Child.start(model, properties))).isEqualTo("ran");
  }

  private String said() throws IOException, InterruptedException {
    return Child.said(start());
  }

  private Process start(String... more) throws IOException {
    return Child.start(model, properties(), more);
  }

  private List<String> properties() {
    return List.of("-Dhebb.cache=" + cache, "-Djava.io.tmpdir=" + temporary);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
