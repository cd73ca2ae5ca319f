package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NothingOfDjlTest {
  @Test
  void showsInAPublicSignature() throws IOException, URISyntaxException, ClassNotFoundException {
    Path classes =
        Path.of(Trainer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> seen = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString().replace('/', '.').replace('\\', '.');
        Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
        if (Modifier.isPublic(type.getModifiers())) {
          for (Method method : type.getMethods()) {
            seen.add(method.toGenericString());
          }
          for (Constructor<?> constructor : type.getConstructors()) {
            seen.add(constructor.toGenericString());
          }
          Arrays.stream(type.getFields()).forEach(field -> seen.add(field.toGenericString()));
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(100).noneMatch(signature -> signature.contains("ai.djl"));
  }
}
