package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Model;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Examples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResumeTest {
  @TempDir Path folder;

  /** Ends the program's part of a training as an exception of a user's callback does. */
  private static final class Fails implements Callback {
    private final long step;

    private Fails(long step) {
      this.step = step;
    }

    @Override
    public void onBatchEnd(Run run) {
      if (run.step() == step) {
        throw new IllegalStateException("enough");
      }
    }
  }

  private Trainer trainer(String name) {
    return ResumedRun.trainer(folder.resolve(name));
  }

  private static void fail(Trainer trainer, Examples data, long step) {
    Trainer failing = trainer.callbacks(ResumedRun.with(trainer.callbacks, new Fails(step)));
    assertThatThrownBy(() -> failing.resume(data)).hasMessage("enough");
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false", "44, false", "130, false", "131, true", "400, true", "515, false"})
  void endsAsIfItHadNeverBeenEnded(long step, boolean streamed) {
    Examples data = streamed ? ResumedRun.augmented() : ResumedRun.data();
    Trained whole = trainer("whole").fit(data);
    fail(trainer("parts"), data, step);
    fail(trainer("parts"), data, step + 1);
    Trained parts = trainer("parts").resume(data);
    assertThat(parts.model().weights()).isEqualTo(whole.model().weights());
    assertThat(parts.model().notes()).isEqualTo(whole.model().notes());
    for (String figure : whole.history().last().figures().keySet()) {
      assertThat(parts.history().of(figure)).isEqualTo(whole.history().of(figure));
    }
    assertThat(parts.history().epochs().stream().map(History.Epoch::learningRate))
        .isEqualTo(whole.history().epochs().stream().map(History.Epoch::learningRate).toList());
    assertThat(whole.history().last().learningRate()).as("was lowered").isLessThan(7e-4);
  }

  @Test
  void aTrainingThatIsOverIsGivenBack() {
    Dataset data = ResumedRun.data();
    Trained whole = trainer("a").fit(data);
    Trained again = trainer("a").resume(data);
    assertThat(again.model()).isEqualTo(whole.model());
    assertThat(again.history()).isEqualTo(whole.history());
  }

  @Test
  void moreEpochsGoOnWhereTheyWereOver() {
    Dataset data = ResumedRun.data();
    trainer("a").epochs(4).fit(data);
    Trained more = trainer("a").resume(data);
    assertThat(more.model().weights()).isEqualTo(trainer("b").fit(data).model().weights());
  }

  @Test
  void onlyTheLatestStayAndEachIsAModelFile() {
    trainer("a").fit(ResumedRun.data());
    List<Path> files = files(folder.resolve("a"));
    assertThat(files.stream().map(file -> file.getFileName().toString()))
        .containsExactly("checkpoint-000000000513.hebb", "checkpoint-000000000516.hebb");
    assertThat(Model.load(files.get(1)).graph()).isEqualTo(trainer("a").source.graph());
  }

  @Test
  void theBestModelIsKeptApart() {
    Checkpoints best =
        Checkpoints.in(folder.resolve("a")).everyEpochs(5).keep(3).best("val_mean_absolute_error");
    Trained trained = trainer("a").callbacks().checkpoints(best).fit(ResumedRun.data());
    List<Double> seen = trained.history().of("val_mean_absolute_error");
    double least = seen.stream().mapToDouble(value -> value).min().orElseThrow();
    Model model = Model.load(folder.resolve("a/best.hebb"));
    assertThat(
            new Trained(model, trained.history(), trained.loss(), trained.metrics())
                .evaluate(ResumedRun.data().last(0.2))
                .get("mean_absolute_error"))
        .isCloseTo(least, within(1e-6));
    assertThat(files(folder.resolve("a"))).hasSize(4);
  }

  @Test
  void aDamagedCheckpointIsPassedOver() throws IOException {
    Dataset data = ResumedRun.data();
    fail(trainer("a"), data, 100);
    List<Path> files = files(folder.resolve("a"));
    byte[] last = Files.readAllBytes(files.get(1));
    last[last.length - 9] ^= 1;
    Files.write(files.get(1), last);
    Files.write(folder.resolve("a/.checkpoint-000000000099.hebb.x.tmp"), new byte[3]);
    Trained resumed = trainer("a").resume(data);
    assertThat(resumed.model().weights()).isEqualTo(trainer("b").fit(data).model().weights());
    assertThat(files(folder.resolve("a")).toString()).doesNotContain(".tmp");
  }

  @Test
  void whereAllAreDamagedNothingIsBegunAnew() throws IOException {
    fail(trainer("a"), ResumedRun.data(), 1);
    Path only = files(folder.resolve("a")).get(0);
    Files.write(only, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> trainer("a").resume(ResumedRun.data()))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(
            "checkpoints: expected one that can be read, got 1 damaged ones in " + only.getParent())
        .hasMessageEndingWith(" Copy the folder from a backup, or begin anew in another one.");
    assertThat(Files.readAllBytes(only)).containsExactly(1, 2, 3);
  }

  @Test
  void fitDoesNotMixTwoTrainings() {
    fail(trainer("a"), ResumedRun.data(), 4);
    assertThatThrownBy(() -> trainer("a").fit(ResumedRun.data()))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "checkpoints: expected a folder without any, got %s with 2 of a training before. Go on with that one with resume(...), or name another folder."
                .formatted(folder.resolve("a")));
  }

  @Test
  void anotherTrainingIsNotGoneOnWith() {
    fail(trainer("a"), ResumedRun.data(), 4);
    assertThatThrownBy(() -> trainer("a").seed(10).resume(ResumedRun.data()))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "resumed: resume: expected the training that was saved, got another seed: 10 instead of 9. Say what was said then, or begin anew in another folder.");
    assertThatThrownBy(() -> trainer("a").resume(ResumedRun.data().before(0.1)))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(
            "resumed: resume: expected the training that was saved, got another data: ");
  }

  @Test
  void withoutAFolderThereIsNothingToGoOnWith() {
    assertThatThrownBy(
            () -> Trainer.of(trainer("a").source).batchSize(15).resume(ResumedRun.data()))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "resumed: resume: expected a folder with checkpoints, got none. Say checkpoints(Checkpoints.in(folder)), in the training before too.");
  }

  @Test
  void aFolderThatCannotBeWrittenIsFoundBeforeTheFirstStep() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[1]);
    Trainer trainer = ResumedRun.trainer(file.resolve("inside"));
    Trainer failing = trainer.callbacks(ResumedRun.with(trainer.callbacks, new Fails(1)));
    assertThatThrownBy(() -> failing.fit(ResumedRun.data()))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "checkpoints: %s: the folder cannot be made: java.nio.file.FileSystemException: %s: Not a directory. Name one that can be written."
                .formatted(file.resolve("inside"), file.resolve("inside")));
  }

  @Test
  void anInterruptedThreadSavesAndSaysWhere() {
    Callback interrupts =
        new Callback() {
          @Override
          public void onBatchEnd(Run run) {
            if (run.step() == 50) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Trainer trainer = trainer("a");
    Trainer ends = trainer.callbacks(ResumedRun.with(trainer.callbacks, interrupts));
    assertThatThrownBy(() -> ends.fit(ResumedRun.data()))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "resumed: training was interrupted at step 50 (epoch 2). All of it is saved in %s: go on with resume(...)."
                .formatted(folder.resolve("a")));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(files(folder.resolve("a")).toString()).contains("checkpoint-000000000050.hebb");
    assertThat(trainer("a").resume(ResumedRun.data()).model().weights())
        .isEqualTo(trainer("b").fit(ResumedRun.data()).model().weights());
  }
}
