package dev.hebb.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What GraalVM is told is what there is. */
class NativeImageTest {
  private static final String FOLDER = "/META-INF/native-image/dev.hebb/hebb-runtime/";
  private static final Pattern IN_LIBRARY = Pattern.compile("ai/onnxruntime/\\w+(?=\0)");
  private static final Pattern NAMED = Pattern.compile("\"name\": \"((?:ai|dev)\\.[\\w.]+)\"");

  @Test
  void everyClassThatTheNativeLibraryLooksForIsNamed() throws IOException {
    String jni = text(getClass().getResourceAsStream(FOLDER + "jni-config.json"));
    String library =
        text(
            OrtEnvironment.class.getResourceAsStream(
                "/ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so"));
    Set<String> looked = new TreeSet<>();
    Matcher found = IN_LIBRARY.matcher(library);
    while (found.find()) {
      looked.add(found.group().replace('/', '.'));
    }
    assertThat(looked).hasSizeGreaterThan(5).isEqualTo(named(jni));
  }

  @Test
  void everyFieldThatIsNamedIsThere() throws Exception {
    String reflect = text(getClass().getResourceAsStream(FOLDER + "reflect-config.json"));
    assertThat(named(reflect)).hasSize(6);
    assertThat(Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory"))
        .isNotNull();
    assertThat(Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle"))
        .isNotNull();
    assertThat(OrtSession.class.getDeclaredField("nativeHandle")).isNotNull();
    assertThat(OnnxTensorLike.class.getDeclaredField("nativeHandle")).isNotNull();
  }

  private static Set<String> named(String json) {
    Set<String> names = new TreeSet<>();
    Matcher found = NAMED.matcher(json);
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }

  private static String text(InputStream resource) throws IOException {
    try (InputStream in = Objects.requireNonNull(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
