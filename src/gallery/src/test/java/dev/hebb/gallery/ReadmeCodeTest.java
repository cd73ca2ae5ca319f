package dev.hebb.gallery;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.attention;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.rnn;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.network.zoo.Zoo.denseNet201;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.AdamW.adamW;
import static dev.hebb.training.Losses.huber;
import static dev.hebb.training.Losses.meanAbsoluteError;
import static dev.hebb.training.Losses.meanSquaredError;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static dev.hebb.training.Metrics.accuracy;
import static dev.hebb.training.Metrics.f1Score;
import static dev.hebb.training.Metrics.r2Score;
import static dev.hebb.training.data.Column.category;
import static dev.hebb.training.data.Column.number;
import static dev.hebb.training.metric.Average.MACRO;
import static dev.hebb.training.schedule.CosineDecay.cosineDecay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Generation;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Matching;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Pretrained;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.WeightsFile;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Operator;
import dev.hebb.keras.Keras;
import dev.hebb.network.Cell;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Tokens;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Recurred;
import dev.hebb.network.SameRank;
import dev.hebb.network.Stage;
import dev.hebb.onnx.Onnx;
import dev.hebb.onnx.in.OnnxModel;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.Preset;
import dev.hebb.stream.Stream;
import dev.hebb.stream.Streams;
import dev.hebb.text.Decoded;
import dev.hebb.text.Decoder;
import dev.hebb.text.Decoding;
import dev.hebb.text.TextPredictor;
import dev.hebb.text.TokenBatch;
import dev.hebb.text.Tokenizer;
import dev.hebb.text.Vocabulary;
import dev.hebb.training.Checkpoints;
import dev.hebb.training.Confusion;
import dev.hebb.training.EarlyStopping;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;
import dev.hebb.training.Progress;
import dev.hebb.training.ReduceOnPlateau;
import dev.hebb.training.TensorBoard;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Columns;
import dev.hebb.training.data.Csv;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Example;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.Idx;
import dev.hebb.training.data.ImageFolder;
import dev.hebb.training.data.Images;
import dev.hebb.training.data.Jdbc;
import dev.hebb.training.data.LabelledImages;
import dev.hebb.training.data.Pixels;
import dev.hebb.training.data.Table;
import dev.hebb.training.data.Windows;
import dev.hebb.training.schedule.Schedule;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README; it runs. */
class ReadmeCodeTest {
  @TempDir Path folder;

  static Network<Sequence, Vector> declared() {
    // spotless:off
    Network<Sequence, Vector> stock =
        network("stock", sequence(ANY, 1).named("returns").unit("%"))
            .then(lstm(20).returnSequences())
            .then(dropout(0.2))
            .then(lstm(10))
            .then(dropout(0.2))
            .then(dense(1))
            .build();
    // spotless:on
    return stock;
  }

  @Test
  void theWholePath() {
    Network<Sequence, Vector> stock = declared();
    float[] returns = Prices.read().returns();
    Path file = folder.resolve("stock.onnx");
    // spotless:off
    Dataset windows = Windows.of(returns, 30).dataset();

    Trained trained =
        Trainer.of(stock)
            .loss(meanSquaredError())
            .optimizer(adam())
            .metrics(meanAbsoluteError())
            .epochs(3)
            .batchSize(64)
            .validationSplit(0.2)
            .seed(42)
            .fit(windows);

    Onnx.export(trained.model()).to(file); // refuses to write what it cannot prove equal
    // spotless:on
    float[] window = Windows.of(returns, 30).latest().toFloats();
    float next = predicted(file, window);
    assertThat(next).isBetween(-5f, 5f);
    assertThat(next).isEqualTo(predicted(file, window));
  }

  private static float predicted(Path file, float[] window) {
    // spotless:off
    try (Predictor p = Predictor.open(file)) { // needs hebb-runtime and ONNX Runtime, nothing else
      p.input().put(0, window);
      p.run();
      float next = p.output().get(0);
      // spotless:on
      return next;
    }
  }

  @Test
  void serving() {
    Path file = folder.resolve("served.onnx");
    Onnx.export(Model.initial(declared(), 42).noted("dim.time", "30")).to(file);
    float[] window = Windows.of(Prices.read().returns(), 30).latest().toFloats();
    // spotless:off
    try (Predictor p = Predictor.with().preset(Preset.LATENCY).rejectNaN().open(file)) {
      FloatBuffer prices = p.input().floats(); // the memory itself: nothing is copied
      prices.put(0, window);
      p.run();
      float next = p.output().get(0);
      p.bind(
          "batch", 8, "time",
          30); // other sizes, other inputs and outputs; the last 32 come back as they were
      p.input().put(7, window);
      // spotless:on
      p.run();
      assertThat(p.output().get(7)).isCloseTo(next, within(1e-5f));
    }
  }

  @Test
  void longRuns() {
    Network<Vector, Vector> net = network("net", vector(1)).then(dense(1)).build();
    float[] values = new float[100];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 100f;
    }
    Dataset all = Dataset.of(Tensor.of(values, 100, 1), Tensor.of(values, 100, 1));
    Dataset data = all.before(0.2);
    Dataset held = all.last(0.2);
    // spotless:off
    Trainer trainer =
        Trainer.of(net)
            .epochs(100)
            .validation(held)
            .callbacks(
                EarlyStopping.patience(10),
                ReduceOnPlateau.reduceOnPlateau().patience(3),
                TensorBoard.tensorBoard(folder.resolve("board")))
            .checkpoints(
                Checkpoints.in(folder.resolve("checkpoints")).everySteps(1_000).best("val_loss"));

    Trained trained =
        trainer.resume(data); // from the last checkpoint; from the beginning where there is none
    // spotless:on
    assertThat(trainer.resume(data).model()).isEqualTo(trained.model());
    assertThat(folder.resolve("checkpoints/best.hebb")).exists();
  }

  @Test
  void branches() {
    // spotless:off
    Stage<Image, Image> stem = network("block", image(32, 32, 3)).then(conv2d(16, 3).same());
    Stage<Image, Image> main =
        stem.then(batchNormalization()).then(conv2d(16, 3).same().activation(RELU));
    Network<Image, Vector> block =
        add(stem, main).then(globalAveragePool2d()).then(dense(10)).build();
    // spotless:on
    assertThat(block.graph().parameterCount()).isEqualTo(448 + 64 + 2320 + 170);
  }

  // Sentences of words 1, 2, 3, …, every other row one word shorter.
  private static Tensor words(int longest) {
    long[] words = new long[32 * longest];
    Arrays.setAll(words, i -> i % longest == longest - 1 && i / longest % 2 == 0 ? 0 : 1 + i);
    return Tensor.of(words, 32, longest);
  }

  @Test
  void anEncoderAndADecoder() {
    Tensor source = words(9);
    Tensor target = words(7);
    Tensor next = words(7);
    // spotless:off
    Recurred<Several, Sequence> encoded =
        branch("translator", tokens(ANY).named("source").time("source_time"))
            .then(embedding(2_000, 64).maskZero()) // zeros at the end of a row are padding
            .then(lstm(128).returnSequences().returnState());
    Stage<Several, Sequence> decoded =
        branch("translator", tokens(ANY).named("target").time("target_time"))
            .then(embedding(2_000, 64).maskZero())
            .then(lstm(128).returnSequences().from(encoded.states()));
    Stage<Several, Sequence> context = decoded.then(attention().over(encoded.output()));
    Network<Several, Sequence> translator =
        concat(decoded, context).then(dense(2_000).activation(SOFTMAX)).build();

    Dataset sentences = new Dataset(List.of(source, target), List.of(next));
    Trained trained = Trainer.of(translator).loss(sparseCategoricalCrossentropy()).fit(sentences);
    // spotless:on
    Path file = folder.resolve("translator.onnx");
    Onnx.export(trained.model()).to(file);
    try (Predictor p = Predictor.with().dim("source_time", 9).dim("target_time", 1).open(file)) {
      assertThat(p.inputs()).extracting(port -> port.name()).containsExactly("source", "target");
      assertThat(p.output().dims()).containsExactly(1, 1, 2_000);
    }
    written(trained, new long[] {5, 6, 7, 8});
  }

  @Test
  void aStream() {
    Path file = folder.resolve("stock.step.onnx");
    Model model = Model.initial(declared(), 42);
    float tick = 0.3f;
    // spotless:off
    Onnx.export(model).streaming().to(file);

    try (Streams streams = Streams.open(file)) { // one session
      Stream stock = streams.open(); // one of thousands, each costs what it remembers
      stock.input().set(0, tick);
      stock.step();
      float next = stock.output().get(0);
      // spotless:on
      float alone = predictedOf(model, tick);
      assertThat(next).isCloseTo(alone, within(1e-6f));
    }
  }

  private float predictedOf(Model model, float tick) {
    Path file = folder.resolve("window.onnx");
    Onnx.export(model).to(file);
    try (Predictor p = Predictor.with().dim("time", 1).open(file)) {
      p.input().set(0, tick);
      p.run();
      return p.output().get(0);
    }
  }

  // spotless:off
  /** What is too low costs q, what is too high 1 - q: the least of it is a quantile. */
  record Pinball(double q) implements Loss {
    @Override
    public String name() {
      return "pinball";
    }

    @Override
    public Value lower(Value prediction, Value target, Scope scope) {
      Formula f = new Formula(scope);
      Value error = f.minus(target, prediction);
      return f.mean(f.max(f.times(error, q), f.times(error, q - 1)), -1);
    }
  }

  // spotless:on
  @Test
  void lossesAndMetrics() {
    Stage<Vector, Vector> text = network("reviews", vector(4)).then(dense(8).activation(RELU));
    Stage<Vector, Vector> topic = text.then("topic", dense(3).activation(SOFTMAX));
    Network<Vector, Vector> topics = topic.build();
    Network<Vector, Rank.Several> reviews =
        Network.of(List.of(topic, text.then("stars", dense(1))));
    Tensor rows = Tensor.zeros(40, 4);
    Tensor classes = Tensor.of(new long[40], 40);
    Tensor trust = Tensor.of(new float[40], 40);
    Dataset texts = new Dataset(List.of(rows), List.of(classes, Tensor.zeros(40, 1)));
    Dataset labelled = Dataset.of(rows, classes);
    // spotless:off
    Trained trained =
        Trainer.of(reviews)
            .losses(Map.of("topic", sparseCategoricalCrossentropy(), "stars", huber().delta(0.5)))
            .lossWeights(Map.of("stars", 0.2))
            .metrics(
                Map.of(
                    "topic",
                    List.of(accuracy(), f1Score().average(MACRO)),
                    "stars",
                    List.of(r2Score())))
            .fit(texts.weights(trust)); // a number a row

    Trained rare =
        Trainer.of(topics)
            .loss(sparseCategoricalCrossentropy())
            .classWeights(Map.of(2, 5.0))
            .weightedMetrics(accuracy())
            .fit(labelled);
    Confusion confusion = rare.confusion(labelled);
    // spotless:on
    assertThat(trained.history().last().figures().keySet())
        .containsExactly(
            "loss",
            "topic_loss",
            "stars_loss",
            "topic_accuracy",
            "topic_f1_score",
            "stars_r2_score");
    assertThat(trained.history().of("loss")).containsExactly(0.0);
    assertThat(confusion.total()).isEqualTo(40);
    Trainer.of(topics).loss(new Pinball(0.8)).fit(Dataset.of(rows, Tensor.zeros(40, 3)));
  }

  @Test
  void rowsOfDifferentLengths() {
    Tensor steps = Tensor.zeros(32, 9, 5);
    long[] each = new long[32];
    Arrays.setAll(each, row -> 1 + row % 9);
    Tensor lengths = Tensor.of(each, 32);
    Tensor wanted = Tensor.zeros(32, 8);
    // spotless:off
    Network<Sequence, Vector> walks =
        network("walks", sequence(ANY, 5).withLengths())
            .then(bidirectional(lstm(16).returnSequences()))
            .then(globalAveragePool1d())
            .then(dense(8))
            .build();
    Trainer.of(walks).fit(new Dataset(List.of(steps, lengths), List.of(wanted)));
    // spotless:on
    assertThat(walks.graph().inputs()).extracting(Port::name).containsExactly("input", "lengths");
  }

  private void written(Trained trained, long[] sentence) {
    Path file = folder.resolve("whole.onnx");
    Path begin = folder.resolve("begin.onnx");
    Path step = folder.resolve("step.onnx");
    // spotless:off
    Generation words =
        Generation.greedy(2, 3).over("target_time").most(30); // between start 2 and end 3
    Onnx.export(trained.model()).generating(words).to(file);
    Onnx.export(trained.model()).streaming().over("target_time").begin(begin).to(step);

    try (Decoder decoder = Decoder.with().marks(2, 3).most(30).open(begin, step)) {
      decoder.feed("source", sentence);
      Decoded best = decoder.decode(Decoding.beam(4).lengthPenalty(0.6)).get(0);
      // spotless:on
      assertThat(best.logarithm()).isNegative();
      List<Long> greedy = decoder.decode(Decoding.greedy()).get(0).tokens();
      try (Predictor loop = Predictor.with().dim("source_time", 4).open(file)) {
        loop.input().put(0, sentence);
        loop.run();
        for (int i = 0; i < 30; i++) {
          assertThat(loop.output().getLong(i)).isEqualTo(i < greedy.size() ? greedy.get(i) : 0);
        }
      }
    }
  }

  @Test
  void aKnownArchitecture() {
    // spotless:off
    Network<Image, Vector> food =
        network("food-101", image(224, 224, 3))
            .then(denseNet201().withoutTop().frozen())
            .then(globalAveragePool2d())
            .then(dense(101).activation(SOFTMAX))
            .build();
    // spotless:on
    assertThat(food.graph().parameterCount()).isEqualTo(18_321_984 + 194_021);
  }

  // Compiled only: KerasTest runs the same on files of Keras.
  static Model fromKeras(Path h5, Network<Sequence, Vector> stock) {
    // spotless:off
    WeightsFile saved =
        Keras.weights(h5); // kernels laid out anew, gates and biases where they belong
    Matching report =
        Pretrained.of(stock)
            .match(saved); // printed: a line for what went where, and for what is left
    Model theirs = Pretrained.of(stock).from(saved); // says what Keras says
    // spotless:on
    assertThat(report.isWhole()).isTrue();
    return theirs;
  }

  // Compiled only: the file is for the reader to fetch. TransferTest runs the same on a small one.
  static Trained fineTuned(
      Path file, Network<Image, Vector> food, Network<Image, Vector> thawed, Dataset pictures) {
    // spotless:off
    Model imageNet = denseNet201().pretrained().from(file);
    Trained head = Trainer.of(Model.initial(food, 42).with(imageNet)).fit(pictures);
    Trained whole =
        Trainer.of(head.model().in(thawed)).optimizer(adam().learningRate(1e-5)).fit(pictures);
    // spotless:on
    return whole;
  }

  // Compiled only: the file is for the reader to fetch. OnnxModelTest runs the same on a small one.
  static Trained tunedFurther(Path file, Path better, Dataset pictures) {
    // spotless:off
    OnnxModel resnet =
        Onnx.read(file)
            .dim("height", 224)
            .dim("width", 224); // free axes stay free, or get a length
    Trained tuned = Trainer.of(resnet.frozenUntil("/layer4/Add_output_0").model()).fit(pictures);
    Onnx.export(tuned.model()).to(better);

    OnnxModel body =
        resnet.named("body").upTo("/Flatten_output_0"); // cut there: what is behind is not read
    Network<Several, Vector> trunk = Network.toVector(body);
    Network<Several, Vector> food =
        network("food", trunk.input()).then(trunk.frozen()).then(dense(101)).build();
    Trained head = Trainer.of(Model.initial(food, 42).with(body.model())).fit(pictures);
    // spotless:on
    return head;
  }

  private static Tensor drawn(int row) {
    float[] values = new float[64 * 64 * 3];
    Arrays.fill(values, row % 2 == 0 ? 0.2f : 0.8f);
    return Tensor.of(values, 64, 64, 3);
  }

  private static Example flipped(Example example) {
    float[] values = example.input().toFloats();
    float[] mirrored = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int pixel = i / 3;
      int from = pixel / 64 * 64 + 63 - pixel % 64;
      mirrored[i] = values[from * 3 + i % 3];
    }
    return example.withInput(Tensor.of(mirrored, 64, 64, 3));
  }

  @Test
  void data() {
    for (int i = 0; i < 64; i++) {
      Path file = folder.resolve(i % 2 == 0 ? "cat" : "dog").resolve(i + ".png");
      Images.write(drawn(i), Pixels.UNIT, file);
    }
    Path images = folder.resolve("images.idx");
    Path labels = folder.resolve("labels.idx");
    Idx.write(Tensor.wrap(DataType.UINT8, ByteBuffer.allocate(2 * 784), 2, 28, 28), images);
    Idx.write(Tensor.wrap(DataType.UINT8, ByteBuffer.allocate(2), 2), labels);
    Network<Image, Vector> net =
        network("pets", image(64, 64, 3))
            .then(globalAveragePool2d())
            .then(dense(2).activation(SOFTMAX))
            .build();
    // spotless:off
    LabelledImages pets =
        ImageFolder.of(folder).size(64, 64).unit().open(); // one sub-folder a class
    Examples clothes = Idx.mapped(images, labels, Pixels.UNIT); // MNIST's format, left on the disk
    Examples own = Examples.of(1_000, row -> Example.of(drawn(row), row % 2)); // anything

    Trained trained =
        Trainer.of(net)
            .loss(sparseCategoricalCrossentropy())
            .metrics(accuracy())
            .validation(own)
            .fit(pets.map((example, random) -> random.nextBoolean() ? flipped(example) : example));
    // spotless:on
    assertThat(clothes.rows()).isEqualTo(2);
    assertThat(pets.labels()).containsExactly("cat", "dog");
    assertThat(trained.history().last().figures()).containsKey("val_accuracy");
    assertThat(trained.history().last().times().data()).isPositive();
  }

  @Test
  void optimizers() {
    Network<Image, Vector> backbone =
        network("backbone", image(8, 8, 3))
            .then(conv2d(4, 3))
            .then(batchNormalization())
            .then(globalAveragePool2d())
            .build();
    Network<Image, Vector> net =
        network("pets", image(8, 8, 3)).then(backbone).then(dense(1)).build();
    float[] values = new float[320 * 8 * 8 * 3];
    float[] wanted = new float[320];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = i % 2;
      Arrays.fill(values, i * 192, (i + 1) * 192, wanted[i]);
    }
    Dataset pictures = Dataset.of(Tensor.of(values, 320, 8, 8, 3), Tensor.of(wanted, 320, 1));
    // spotless:off
    long steps = Schedule.steps(pictures.rows(), 32, 20); // of 20 epochs, in batches of 32

    Trained trained =
        Trainer.of(net)
            .optimizer(
                adamW()
                    .learningRate(cosineDecay(3e-3, steps - 100).warmUp(100))
                    .weightDecay(0.01)
                    .excludeFromWeightDecay("bias", "gamma", "beta")
                    .globalClipNorm(1)
                    .ema(0.99)
                    .learningRate("backbone", 0.1)) // a part learns at a tenth
            .epochs(20)
            .batchSize(32)
            .fit(pictures);
    // spotless:on
    assertThat(steps).isEqualTo(200);
    List<Double> losses = trained.history().of("loss");
    assertThat(losses.get(19)).isLessThan(losses.get(0));
  }

  @Test
  void tables() throws Exception {
    Path file = Files.writeString(folder.resolve("houses.csv"), table("area;city;price\n"));
    Path later = Files.writeString(folder.resolve("later.csv"), "area;city\n90;Oslo\n");
    Path json = folder.resolve("columns.json");
    Network<Vector, Vector> prices =
        network("prices", vector(4)).then(standardScaler("scaler")).then(dense(1)).build();
    // spotless:off
    Columns columns =
        Columns.of(number("area").orMedian(), category("city").orUnknown().oneHot())
            .target(number("price"));
    try (Table houses = Csv.of(file).separator(';').missing("NA").read(columns)) {
      Trained priced = Trainer.of(prices).fit(houses);
      houses.columns().write(json); // medians and categories, as found
      Table asked = Csv.of(later).separator(';').read(Columns.read(json).withoutTargets());
      Tensor answers = priced.predict(asked);
      // spotless:on
      assertThat(answers.dims()).containsExactly(1, 1);
      assertThat(asked.example(0).input().toFloats()).containsExactly(90, 1, 0, 0);
    }
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:houses;DB_CLOSE_DELAY=-1");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table house as select x area, 'Rome' city, 2 * x price, dateadd(day, x, date '2026-01-01') sold"
              + " from system_range(1, 60)");
    }
    LocalDate day = LocalDate.of(2026, 1, 31);
    // spotless:off
    Jdbc query = Jdbc.query(database, "select area, city, price from house where sold > ?", day);
    try (Table houses = query.read(columns)) {
      // spotless:on
      assertThat(houses.rows()).isEqualTo(30);
    }
  }

  private static String table(String header) {
    StringBuilder rows = new StringBuilder(header);
    for (int i = 0; i < 64; i++) {
      rows.append(i % 9 == 0 ? "NA" : 40 + i)
          .append(i % 2 == 0 ? ";Rome;" : ";Paris;")
          .append(i * 3)
          .append('\n');
    }
    return rows.toString();
  }

  @Test
  void text() {
    List<String> bad = List.of("Terrible!", "so boring", "bad");
    List<String> good = List.of("Wonderful!", "fun", "I love it");
    List<String> reviews = new ArrayList<>();
    long[] said = new long[48];
    for (int i = 0; i < said.length; i++) {
      said[i] = i % 2;
      reviews.add((i % 2 == 0 ? bad : good).get(i / 2 % 3) + " A little film, " + i);
    }
    Tensor liked = Tensor.of(said, said.length);
    Path file = folder.resolve("sentiment.onnx");
    // spotless:off
    Tokenizer words =
        Tokenizer.words().lowerCase().fit(reviews, Vocabulary.with().maximumSize(5_000));
    Network<Tokens, Vector> sentiment =
        network("sentiment", tokens(ANY).named("words"))
            .then(embedding(words.size(), 8).maskZero())
            .then(globalAveragePool1d())
            .then(dense(2).activation(SOFTMAX))
            .build();
    TokenBatch rows = words.encode(reviews);
    Tensor numbers = Tensor.of(rows.values(), rows.rows(), rows.time());
    Trained trained =
        Trainer.of(sentiment)
            .loss(sparseCategoricalCrossentropy())
            .optimizer(adam().learningRate(0.05))
            .epochs(50)
            .fit(Dataset.of(numbers, liked));
    Onnx.export(trained.model())
        .text("words", words)
        .labels("dense", List.of("bad", "good"))
        .to(file);

    try (TextPredictor predictor = TextPredictor.open(file)) {
      String label = predictor.label("A wonderful little film!");
      // spotless:on
      assertThat(label).isEqualTo("good");
      assertThat(predictor.label(List.of("so terrible", "great fun")))
          .containsExactly("bad", "good");
    }
  }

  // spotless:off
  /** x·sigmoid(β·x) on any rank, as a layer of one's own: it trains and exports as it is. */
  record Gate(double beta) implements SameRank<Rank> {
    @Override
    public String kind() {
      return "gate";
    }

    @Override
    public String declaration() {
      return "gate(" + beta + ")";
    }

    @Override
    public Value lower(Value x, Scope scope) {
      Value scaled = scope.arithmetic(Operator.MUL, x, scope.constant(beta));
      return scope.arithmetic(Operator.MUL, x, scope.activate(Activation.SIGMOID, scaled));
    }
  }

  /** h = relu(x·W + b + u∘h₋₁): units that remember only themselves (IndRNN, Li et al. 2018). */
  record IndRnn(int units) implements Cell {
    @Override
    public String kind() {
      return "ind_rnn";
    }

    @Override
    public String declaration() {
      return "indRnn(" + units + ")";
    }

    @Override
    public List<Integer> states() {
      return List.of(units);
    }

    @Override
    public Step step(Value x, List<Value> states, Scope scope) {
      Value u = scope.param("u", List.of((long) units), Initializer.ones(), Fans.NONE);
      Value remembered = scope.arithmetic(Operator.MUL, states.get(0), u);
      Value sum = scope.arithmetic(Operator.ADD, dense(units).lower(x, scope), remembered);
      return Step.of(scope.activate(Activation.RELU, sum));
    }
  }

  // spotless:on

  @Test
  void aLayerOfOnesOwn() {
    exported(network("gated", sequence(ANY, 1)).then(lstm(4)).then(new Gate(1.5)).then(dense(1)));
  }

  @Test
  void aRecurrentLayerOfOnesOwn() {
    exported(network("own", sequence(ANY, 1)).then(rnn(new IndRnn(4))).then(dense(1)));
  }

  private void exported(Stage<Sequence, Vector> own) {
    Trained trained =
        Trainer.of(own.build())
            .progress(Progress.silent())
            .fit(Windows.of(Prices.read().returns(), 10).dataset());
    assertThat(Onnx.export(trained.model()).to(folder.resolve("own.onnx")).maxAbsDiff())
        .isLessThan(1e-5);
  }
}
