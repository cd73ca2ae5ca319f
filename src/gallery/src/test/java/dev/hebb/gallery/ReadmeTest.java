package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The README's Java is compiled: each block stands, but for white space, in {@link ReadmeCodeTest}
 * or {@link ReadmeServingTest}.
 */
class ReadmeTest {
  @Test
  void everyJavaBlockIsCompiled() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    Path tests = Path.of("src/test/java/dev/hebb/gallery");
    String code =
        squeezed(Files.readString(tests.resolve("ReadmeCodeTest.java")))
            + squeezed(Files.readString(tests.resolve("ReadmeServingTest.java")));
    List<String> blocks = new ArrayList<>();
    Matcher matcher = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(readme);
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(3);
    for (String block : blocks) {
      assertThat(code).contains(squeezed(block));
    }
  }

  private static String squeezed(String text) {
    return text.replaceAll("//.*", "").replaceAll("\\s+", "");
  }
}
