package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's Java is compiled: each block stands, but for white space, in a test of it. */
class ReadmeTest {
  @Test
  void everyJavaBlockIsCompiled() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    StringBuilder code = new StringBuilder();
    for (String folder :
        List.of("src/test/java/dev/hebb/gallery", "../spark/src/test/java/dev/hebb/spark")) {
      try (DirectoryStream<Path> tests =
          Files.newDirectoryStream(Path.of(folder), "Readme?*Test.java")) {
        for (Path test : tests) {
          code.append(squeezed(Files.readString(test)));
        }
      }
    }
    List<String> blocks = new ArrayList<>();
    Matcher matcher = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(readme);
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(3);
    for (String block : blocks) {
      assertThat(code.toString()).contains(squeezed(block));
    }
  }

  private static String squeezed(String text) {
    return text.replaceAll("//.*", "").replaceAll("\\s+", "");
  }
}
