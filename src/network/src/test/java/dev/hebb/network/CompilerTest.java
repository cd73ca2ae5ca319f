package dev.hebb.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import dev.hebb.graph.Graph;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The slips that must not compile, and beside each the same declaration done right, which must. */
class CompilerTest {
  private static List<String> errors(String declaration) throws Exception {
    String source =
        """
        import static dev.hebb.network.Layers.*;
        class Declared {
          Object declared() {
            return %s;
          }
        }
        """
            .formatted(declaration);
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///Declared.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of("-proc:none", "-implicit:none", "-Xlint:-options", "-classpath", classpath());
    // Analysed but not written: what is checked is types.
    ((JavacTask) compiler.getTask(null, null, found, options, null, List.of(file))).analyze();
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(diagnostic -> diagnostic.getCode() + " " + diagnostic.getMessage(Locale.ROOT))
        .toList();
  }

  private static String classpath() throws Exception {
    return place(Layers.class) + File.pathSeparator + place(Graph.class);
  }

  private static Path place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static void compiles(String declaration) throws Exception {
    assertThat(errors(declaration)).isEmpty();
  }

  // One error, and it is that no then(...) takes the layer, not a slip of this test.
  private static void doesNotCompile(String declaration) throws Exception {
    assertThat(errors(declaration))
        .singleElement()
        .asString()
        .startsWith("compiler.err.cant.apply.symbols ")
        .contains("then");
  }

  @Test
  void aRecurrentLayerBehindOneThatReturnsOnlyItsLastStep() throws Exception {
    doesNotCompile("network(\"n\", sequence(ANY, 1)).then(lstm(20)).then(lstm(10)).build()");
    compiles(
        "network(\"n\", sequence(ANY, 1)).then(lstm(20).returnSequences()).then(lstm(10)).build()");
  }

  @Test
  void aCellThatReadsOtherStagesWithoutThem() throws Exception {
    String cells = "((dev.hebb.network.%s) null)";
    doesNotCompile(
        "network(\"n\", sequence(ANY, 1)).then(rnn("
            + cells.formatted("ContextCell")
            + ")).build()");
    compiles("network(\"n\", sequence(ANY, 1)).then(rnn(" + cells.formatted("Cell") + ")).build()");
    doesNotCompile(
        "network(\"n\", sequence(ANY, 1)).then(rnn(" + cells.formatted("Cell") + ")).then(gru(2))");
  }

  @Test
  void aConvolutionBehindTheLastStep() throws Exception {
    doesNotCompile("network(\"n\", sequence(ANY, 1)).then(gru(2)).then(conv1d(2, 3))");
    compiles("network(\"n\", sequence(ANY, 1)).then(gru(2).returnSequences()).then(conv1d(2, 3))");
  }

  @Test
  void aDenseLayerOnAnImage() throws Exception {
    doesNotCompile("network(\"n\", image(2, 2, 3)).then(dense(1)).build()");
    compiles("network(\"n\", image(2, 2, 3)).then(flatten()).then(dense(1)).build()");
  }

  @Test
  void aLayerOfAnotherRankOnAVolume() throws Exception {
    doesNotCompile("network(\"n\", volume(2, 2, 2, 3)).then(conv2d(1, 2)).build()");
    doesNotCompile("network(\"n\", image(2, 2, 3)).then(maxPool3d(2)).build()");
    doesNotCompile("network(\"n\", volume(2, 2, 2, 3)).then(globalMaxPool3d()).then(conv3d(1, 1))");
    compiles("network(\"n\", volume(2, 2, 2, 3)).then(conv3d(1, 2)).then(maxPool3d(1)).build()");
    compiles(
        "network(\"n\", volume(2, 2, 2, 3)).then(globalMaxPool3d().keepDims()).then(conv3d(1, 1))");
    compiles("network(\"n\", volume(2, 2, 2, 3)).then(globalMaxPool3d()).then(dense(1))");
    compiles("network(\"n\", image(4, 2, 3)).then(reshape(2, 2, 2, 3)).then(conv3d(1, 1))");
  }

  @Test
  void aNetworkBehindOneOfAnotherRank() throws Exception {
    String part = "network(\"p\", sequence(ANY, 1)).then(lstm(2)).build()";
    doesNotCompile("network(\"n\", vector(1)).then(" + part + ")");
    compiles("network(\"n\", sequence(ANY, 1)).then(" + part + ").then(dense(1))");
  }

  @Test
  void aDenseLayerAndADropoutKeepTheRank() throws Exception {
    compiles("network(\"n\", sequence(ANY, 1)).then(dense(2)).then(dropout(0.1)).then(lstm(1))");
    compiles("network(\"n\", image(2, 2, 3)).then(dropout(0.1)).then(flatten())");
  }

  @Test
  void attentionOfAndToAnotherRank() throws Exception {
    String x = "network(\"n\", sequence(ANY, 3))";
    doesNotCompile("network(\"n\", image(2, 2, 3)).then(attention())");
    doesNotCompile(x + ".then(lstm(3)).then(attention())");
    compiles(x + ".then(attention())");
    compiles(x + ".then(lstm(3)).then(attention().over(" + x + "))");
    compiles(x + ".then(attention().over(" + x + ").returnAttentionScores()).scores()");
    compiles(x + ".then(\"look\", multiHeadAttention(1, 2).returnAttentionScores()).output()");
    assertThat(errors("attention().over(network(\"n\", vector(3)))"))
        .singleElement()
        .asString()
        .contains("Rank.Vector");
  }

  @Test
  void statesOfAnotherRank() throws Exception {
    String x = "network(\"n\", sequence(ANY, 3))";
    assertThat(errors("lstm(3).from(java.util.List.of(" + x + "))")).isNotEmpty();
    compiles("lstm(3).from(java.util.List.of(" + x + ".then(lstm(3))))");
    compiles(x + ".then(lstm(3).from(java.util.List.of())).then(dense(1))");
  }

  @Test
  void aSequenceIsAVectorAtEveryStep() throws Exception {
    compiles(
        "network(\"n\", sequence(ANY, 3)).then(timeDistributed(dense(2))).then(asSequence()).then(lstm(1))");
    doesNotCompile(
        "network(\"n\", sequence(ANY, 3)).then(timeDistributed(flatten())).then(lstm(1))");
  }

  @Test
  void wordsThatALayerDoesNotHave() throws Exception {
    assertThat(errors("simpleRnn(2).recurrentActivation(null)"))
        .singleElement()
        .asString()
        .startsWith("compiler.err.cant.resolve.location.args ");
  }
}
