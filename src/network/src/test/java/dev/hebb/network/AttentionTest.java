package dev.hebb.network;

import static dev.hebb.graph.Initializer.heNormal;
import static dev.hebb.graph.WeightOptions.bias;
import static dev.hebb.graph.WeightOptions.kernel;
import static dev.hebb.graph.WeightOptions.weight;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.additiveAttention;
import static dev.hebb.network.Layers.attention;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.frames;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.multiHeadAttention;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.timeDistributed;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Regularizer;
import dev.hebb.graph.Section;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.layer.Attends;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private final Stage<Several, Sequence> source =
      branch("net", sequence(ANY, 3).named("source").time("source_time"));
  private final Stage<Several, Sequence> target =
      branch("net", sequence(ANY, 3).named("target").time("target_time"));

  private static void refused(ThrowingCallable declaration, String message) {
    assertThatThrownBy(declaration).isInstanceOf(DeclarationException.class).hasMessage(message);
  }

  @Test
  void layersReadAsTheyWereWritten() {
    Stream<Lowering> layers =
        Stream.of(
            attention(),
            attention().useScale().concat().dropout(0.1).useCausalMask(),
            additiveAttention(),
            additiveAttention().noScale().dropout(0.2).useCausalMask(),
            multiHeadAttention(2, 3),
            multiHeadAttention(2, 3)
                .valueDim(4)
                .outputShape(5)
                .noBias()
                .dropout(0.3)
                .useCausalMask(),
            attention().over(source),
            attention().over(source, source),
            attention().returnAttentionScores(),
            multiHeadAttention(1, 2).over(source).returnAttentionScores());
    assertThat(layers.map(layer -> layer.kind() + ": " + layer.declaration()))
        .containsExactly(
            "attention: attention()",
            "attention: attention().useScale().concat().dropout(0.1).useCausalMask()",
            "additive_attention: additiveAttention()",
            "additive_attention: additiveAttention().noScale().dropout(0.2).useCausalMask()",
            "multi_head_attention: multiHeadAttention(2, 3)",
            "multi_head_attention: multiHeadAttention(2, 3).valueDim(4).outputShape(5).noBias()"
                + ".dropout(0.3).useCausalMask()",
            "attention: attention().over(...)",
            "attention: attention().over(...)",
            "attention: attention().returnAttentionScores()",
            "multi_head_attention: multiHeadAttention(1, 2).over(...).returnAttentionScores()");
  }

  @Test
  void aSequenceAsksAndGetsOneOfItsLength() {
    Stage<Several, Sequence> seen = attention(target, source.then(dense(3)));
    assertThat(seen.shape()).hasToString("[batch, target_time, features=3]");
    assertThat(attention(target, source.then(dense(7)), source).shape())
        .hasToString("[batch, target_time, features=7]");
    assertThat(additiveAttention(target, source.then(dense(7)), source).shape())
        .hasToString("[batch, target_time, features=7]");
    Stage<Several, Sequence> heads =
        target.then(multiHeadAttention(2, 4).outputShape(6).over(source.then(dense(5))));
    assertThat(heads.shape()).hasToString("[batch, target_time, features=6]");
  }

  @Test
  void aVectorAsksAndGetsAVector() {
    Stage<Several, Vector> query = branch("net", vector(3).named("query"));
    for (Attends layer :
        List.of(attention(), additiveAttention(), multiHeadAttention(2, 4).outputShape(3))) {
      Attended<Several, Vector> seen = query.then(layer.over(source).returnAttentionScores());
      assertThat(seen.output().shape()).hasToString("[batch, features=3]");
      assertThat(seen.output().then(dense(1)).shape()).hasToString("[batch, features=1]");
      String heads = layer.kind().startsWith("multi") ? "d2=2, " : "";
      assertThat(seen.scores().shape()).hasToString("[batch, " + heads + "source_time]");
    }
    assertThat(additiveAttention(query, source).shape()).hasToString("[batch, features=3]");
  }

  @Test
  void itsScoresAreAnOutput() {
    Attended<Several, Sequence> seen =
        target.then("look", attention().over(source).returnAttentionScores());
    Graph graph = Network.of(List.of(seen.output(), seen.scores())).graph();
    assertThat(graph.outputs()).extracting(Port::name).containsExactly("look", "look_scores");
    assertThat(seen.scores().shape()).hasToString("[batch, target_time, source_time]");
    assertThat(graph.sections())
        .containsExactly(
            new Section(
                "look",
                "attention",
                "attention().over(...).returnAttentionScores()",
                List.of("target", "source"),
                seen.output().shape(),
                List.of()));
    Attended<Sequence, Sequence> own =
        network("net", sequence(ANY, 4)).then(multiHeadAttention(2, 3).returnAttentionScores());
    assertThat(own.scores().shape()).hasToString("[batch, d2=2, time, time]");
    assertThat(own.output().shape()).hasToString("[batch, time, features=4]");
  }

  @Test
  void whatIsSeenStandsBeforeWhoSees() {
    Stage<Several, Sequence> encoded = source.then(gru(3).returnSequences());
    Stage<Several, Sequence> decoded = target.then(gru(3).returnSequences());
    Graph graph = concat(decoded, attention(decoded, encoded)).build().graph();
    assertThat(graph.inputs()).extracting(Port::name).containsExactly("source", "target");
    assertThat(graph.sections())
        .extracting(Section::name, Section::inputs)
        .containsExactly(
            tuple("gru", List.of("source")),
            tuple("gru_1", List.of("target")),
            tuple("attention", List.of("gru_1", "gru")),
            tuple("concatenate", List.of("gru_1", "attention")));
  }

  @Test
  void itsWeightsAreThoseOfKeras() {
    Graph graph =
        target
            .then(attention().useScale().concat().over(source))
            .then(additiveAttention().over(source))
            .then(multiHeadAttention(2, 4).valueDim(5).over(source))
            .build()
            .graph();
    assertThat(graph.params())
        .extracting(Param::name, Param::dims)
        .containsExactly(
            tuple("attention/scale", List.of()),
            tuple("attention/concat_score_weight", List.of()),
            tuple("additive_attention/scale", List.of(3L)),
            tuple("multi_head_attention/query/kernel", List.of(3L, 8L)),
            tuple("multi_head_attention/query/bias", List.of(8L)),
            tuple("multi_head_attention/key/kernel", List.of(3L, 8L)),
            tuple("multi_head_attention/key/bias", List.of(8L)),
            tuple("multi_head_attention/value/kernel", List.of(3L, 10L)),
            tuple("multi_head_attention/value/bias", List.of(10L)),
            tuple("multi_head_attention/attention_output/kernel", List.of(10L, 3L)),
            tuple("multi_head_attention/attention_output/bias", List.of(3L)));
    // As Keras counts them for each of these weights.
    assertThat(graph.params().get(2).fans()).isEqualTo(new Fans(3, 3, 0));
    assertThat(graph.params().get(3).fans()).isEqualTo(new Fans(3, 8));
    assertThat(graph.params().get(9).fans()).isEqualTo(new Fans(10, 3));
    assertThat(graph.params().get(0).initializer()).isEqualTo(Initializer.ones());
    assertThat(graph.params().get(2).initializer()).isEqualTo(Initializer.glorotUniform());
    assertThat(graph.params().get(4).initializer()).isEqualTo(Initializer.zeros());
  }

  @Test
  void optionsForAWeightReachThatOfEachProjection() {
    Graph graph =
        target
            .then(
                multiHeadAttention(2, 4)
                    .over(source)
                    .with(kernel().initializer(heNormal()), bias().regularizer(Regularizer.l2(1))))
            .build()
            .graph();
    for (Param param : graph.params()) {
      boolean kernel = param.name().endsWith("/kernel");
      assertThat(param.initializer()).isEqualTo(kernel ? heNormal() : Initializer.zeros());
      assertThat(param.regularizers()).hasSize(kernel ? 0 : 1);
    }
    Attended<Several, Sequence> scored =
        target.then(
            additiveAttention()
                .over(source)
                .returnAttentionScores()
                .with(weight("scale").initializer(heNormal())));
    assertThat(scored.output().build().graph().params())
        .extracting(Param::initializer)
        .containsExactly(heNormal());
    refused(
        () -> target.then(attention().over(source).with(kernel().initializer(heNormal()))),
        "net/attention (attention().over(...).with(kernel VarianceScaling[scale=2.0, mode=FAN_IN,"
            + " distribution=TRUNCATED_NORMAL])): expected a weight of this layer, one of [], got"
            + " \"kernel\". Say it of one of those.");
  }

  @Test
  void whatDoesNotFit() {
    Stage<Several, Sequence> four = source.then(dense(4));
    refused(
        () -> attention(target, four),
        "net/attention (attention().over(...)): expected queries and keys with one number of"
            + " features, got [batch, target_time, features=3] and [batch, source_time, features=4]."
            + " Bring one of them there: dense(3).");
    refused(
        () -> additiveAttention(target, four),
        "net/additive_attention (additiveAttention().over(...)): expected queries and keys with one"
            + " number of features, got [batch, target_time, features=3] and [batch, source_time,"
            + " features=4]. Bring one of them there: dense(3).");
    refused(
        () -> attention(target, source, target),
        "net/attention (attention().over(...)): expected a key for each value, got [batch,"
            + " target_time, features=3] and [batch, source_time, features=3]. Give both the same"
            + " steps.");
    refused(
        () -> target.then(multiHeadAttention(0, 3).over(source)),
        "net/multi_head_attention (multiHeadAttention(0, 3).over(...)): expected heads of at least 1,"
            + " got 0. Give a positive number.");
    refused(
        () -> target.then(multiHeadAttention(1, 3).outputShape(0)),
        "net/multi_head_attention (multiHeadAttention(1, 3).outputShape(0)): expected outputShape of"
            + " at least 1, got 0. Give a positive number.");
    refused(
        () -> target.then(attention().dropout(1)),
        "net/attention (attention().dropout(1.0)): expected a rate of at least 0 and below 1, got"
            + " 1.0. Give the share to drop, such as 0.2.");
    refused(
        () -> target.then(lstm(3)).then(attention().useCausalMask().over(source)),
        "net/attention (attention().useCausalMask().over(...)): expected a sequence of queries, whose"
            + " places say what is in the future, got [batch, features=3]. Leave useCausalMask() out.");
  }

  @Test
  void stagesOfAnotherNetworkAreNotSeen() {
    Stage<Sequence, Sequence> closed = network("net", sequence(ANY, 3));
    refused(
        () -> closed.then(attention().over(source)),
        "net: expected branches of one network, got one of \"net\" with other inputs. Begin them at"
            + " the same stage, or with branch(name, input).");
    refused(
        () ->
            network("net", frames(ANY, sequence(4, 3)))
                .then(timeDistributed(attention().over(source))),
        "net/time_distributed (timeDistributed(attention().over(...))): expected a stage of its own to"
            + " be chained on, got a place in another layer, where the stages that it reads are not."
            + " Chain it with then(...).");
  }

  @Test
  void aNameThatIsTakenInOneOfTheBranches() {
    refused(
        () -> target.then("source", attention().over(source)),
        "net/source (attention().over(...)): expected a name of its own, got \"source\", which another"
            + " layer or input has. Choose another, or leave it out.");
  }
}
