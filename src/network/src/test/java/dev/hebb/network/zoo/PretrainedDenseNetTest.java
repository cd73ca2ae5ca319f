package dev.hebb.network.zoo;

import static dev.hebb.network.zoo.Zoo.denseNet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DataType;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Safetensors;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.graph.WeightsFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A DenseNet takes the weights of torchvision's. */
class PretrainedDenseNetTest {
  private static final DenseNet SMALL = denseNet(4, 8, 2, 2).input(16, 16, 1).classes(3);

  @TempDir Path folder;

  private static Tensor counted(int first, long... dims) {
    float[] values = new float[Math.toIntExact(Tensor.elements(dims))];
    for (int i = 0; i < values.length; i++) {
      values[i] = first + i;
    }
    return Tensor.of(values, dims);
  }

  private Path write(String name, Map<String, Tensor> tensors) {
    Path path = folder.resolve(name);
    new Safetensors(new Weights(tensors), Map.of("format", "pt")).write(path);
    return path;
  }

  /** The small one's in torchvision's names, each number another. */
  private static Map<String, Tensor> small() {
    Map<String, Tensor> file = new LinkedHashMap<>();
    int first = 0;
    for (Param param : SMALL.graph().params()) {
      String name = param.name();
      long[] dims = param.sizes();
      if (name.equals("classifier/kernel")) {
        dims = new long[] {dims[1], dims[0]};
      }
      file.put(
          name.replace("/kernel", ".weight")
              .replace("/gamma", ".weight")
              .replace("/beta", ".bias")
              .replace("/bias", ".bias")
              .replace("/moving_mean", ".running_mean")
              .replace("/moving_variance", ".running_var"),
          counted(first, dims));
      first += Math.toIntExact(param.size());
      if (name.endsWith("moving_variance")) {
        ByteBuffer counter = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        file.put(
            name.replace("/moving_variance", ".num_batches_tracked"),
            Tensor.wrap(DataType.INT64, counter));
      }
    }
    return file;
  }

  private static void isSmall(Model model) {
    int first = 0;
    for (Param param : SMALL.graph().params()) {
      Tensor wanted = counted(first, param.sizes());
      if (param.name().equals("classifier/kernel")) {
        wanted = turned(wanted, param.sizes());
      }
      assertThat(model.weights().get(param.name())).as(param.name()).isEqualTo(wanted);
      first += Math.toIntExact(param.size());
    }
  }

  private static Tensor turned(Tensor tensor, long... dims) {
    float[] from = tensor.toFloats();
    float[] to = new float[from.length];
    for (int i = 0; i < dims[0]; i++) {
      for (int j = 0; j < dims[1]; j++) {
        to[(int) (i * dims[1] + j)] = from[(int) (j * dims[0] + i)];
      }
    }
    return Tensor.of(to, dims);
  }

  @Test
  void byTorchvisionsNamesAndCountersPassedOver() {
    isSmall(SMALL.pretrained().from(write("small.safetensors", small())));
  }

  @Test
  void byTheNamesOfOlderCheckpointsAndOfTrainingOnSeveralDevices() {
    Map<String, Tensor> old = new LinkedHashMap<>();
    small()
        .forEach(
            (name, tensor) ->
                old.put("module." + name.replaceAll("\\.(norm|conv)([12])\\.", ".$1.$2."), tensor));
    assertThat(old).containsKey("module.features.denseblock1.denselayer2.norm.1.running_var");
    isSmall(SMALL.pretrained().from(write("old.safetensors", old)));
  }

  @Test
  void anotherArchitectureIsRefused() {
    Path file = write("small.safetensors", small());
    DenseNet other = denseNet(4, 8, 2, 3).input(16, 16, 3).classes(3);
    assertThatThrownBy(() -> other.pretrained().from(file))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "small.safetensors: expected the 62 weights of densenet, got 46 of them; of another shape:"
                + " features.conv0.weight [8, 1, 3, 3] for features.conv0.weight [8, 3, 3, 3],"
                + " features.norm5.weight [16] for features.norm5.weight [20],"
                + " features.norm5.bias [16] for features.norm5.bias [20] and 3 more; missing:"
                + " features.denseblock2.denselayer3.norm1.weight [16],"
                + " features.denseblock2.denselayer3.norm1.bias [16],"
                + " features.denseblock2.denselayer3.norm1.running_mean [16] and 7 more. Declare the"
                + " network that the file is of, leave layers out with without(\"...\"), or take what fits"
                + " with partial().");
  }

  @Test
  void aHeadIsLeftOut() {
    Path file = write("small.safetensors", small());
    DenseNet five = SMALL.classes(5);
    Model model = five.pretrained().without("classifier").seed(4).from(file);
    assertThat(model.weights().get("features.conv0/kernel")).isEqualTo(counted(0, 8, 1, 3, 3));
    assertThat(model.weights().get("classifier/kernel"))
        .isEqualTo(Weights.initial(five.graph(), 4).get("classifier/kernel"));
    // Another layer that only begins so is not meant.
    assertThatThrownBy(() -> five.pretrained().without("class").from(file))
        .hasMessageContaining(
            "of another shape: classifier.weight [3, 16] for classifier.weight [5, 16]");
  }

  @Test
  void foldedBatchNormalisationIsNamed() {
    List<WeightsFile.Entry> entries = new ArrayList<>();
    small()
        .forEach(
            (name, tensor) -> {
              if (!name.contains("norm")) {
                String role = name.substring(name.lastIndexOf('.') + 1);
                entries.add(new WeightsFile.Entry(name, role, tensor));
              }
            });
    assertThatThrownBy(() -> SMALL.pretrained().from(new WeightsFile("f.onnx", entries)))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "f.onnx: expected densenet with all its batch normalisations, got it without 10 of them, which are"
                + " folded into the convolutions before them. Take the checkpoint in place of the exported"
                + " file, or export it in training mode.");
  }
}
