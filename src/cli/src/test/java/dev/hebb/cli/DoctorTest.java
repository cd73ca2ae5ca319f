package dev.hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class DoctorTest {
  @TempDir Path root;

  private final Map<String, String> environment = new HashMap<>();

  private List<Finding> findings() {
    return new Examination(new Machine(environment, root)).findings();
  }

  private String said() {
    return Doctor.answer(findings()).text(false).replaceAll(" +", " ");
  }

  private void gpu() throws IOException {
    Path program = root.resolve("bin/nvidia-smi");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\necho 'Some GPU, 80 GiB, 570.1'\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    environment.put("PATH", program.getParent() + ":" + System.getenv("PATH"));
  }

  private Path torch(String version, String... libraries) throws IOException {
    Path folder = Files.createDirectories(root.resolve("torch/lib"));
    for (String each : libraries) {
      Files.createFile(folder.resolve(each));
    }
    Files.writeString(
        root.resolve("torch/version.py"), "x = 1\n__version__ = '" + version + "+cu128'\n");
    environment.put("PYTORCH_LIBRARY_PATH", folder.toString());
    return folder;
  }

  @Test
  void aMachineWithoutAGpuIsWell() {
    assertThat(said())
        .contains("\n ok ONNX Runtime ", "CPU")
        .contains("\n - GPU none that nvidia-smi sees")
        .contains("\n ok PyTorch the CPU build 2.7.1 of ai.djl.pytorch:pytorch-native-cpu");
    assertThat(Doctor.status(findings())).isZero();
  }

  @Test
  void whatAGpuNeedsIsNamed() throws IOException {
    gpu();
    assertThat(said())
        .contains("\n ok GPU Some GPU, 80 GiB, 570.1")
        .contains(
            "libcudart.so.12 is nowhere on LD_LIBRARY_PATH or among the system's libraries",
            "ONNX Runtime needs it for Provider.CUDA: install the CUDA 12 toolkit.",
            "ONNX Runtime needs it for Provider.CUDA: install cuDNN 9 for CUDA 12.",
            "For Provider.CUDA, instead of onnxruntime: <dependency><groupId>com.microsoft.onnxruntime</groupId><artifactId>onnxruntime_gpu</artifactId><version>",
            "For training on a GPU: pip install torch==2.7.1 with its CUDA 12.8 wheel, then export PYTORCH_LIBRARY_PATH=<site-packages>/torch/lib PYTORCH_VERSION=2.7.1 PYTORCH_FLAVOR=cu128.");
  }

  @Test
  void programsGetTheSame() {
    JsonObject json = JsonParser.parseString(Doctor.answer(findings()).json()).getAsJsonObject();
    assertThat(json.getAsJsonArray("findings").get(3))
        .hasToString(
            "{\"state\":\"none\",\"name\":\"GPU\",\"what\":\"none that nvidia-smi sees\",\"remedy\":\"Training and prediction use the CPU. For a GPU: an NVIDIA GPU and its driver.\"}");
    assertThat(Run.of("doctor").status()).isZero();
  }

  @Test
  void whatIsThereIsFound() throws IOException {
    gpu();
    Path folder = torch("2.7.1", "libtorch_cpu.so", "libtorch_cuda.so");
    Path cuda = Files.createDirectories(root.resolve("usr/local/cuda/lib64"));
    Files.createFile(cuda.resolve("libcudart.so.12"));
    environment.put("LD_LIBRARY_PATH", root.resolve("dnn").toString());
    Files.createDirectories(root.resolve("dnn"));
    Files.createFile(root.resolve("dnn/libcudnn.so.9"));
    assertThat(said())
        .contains("\n ok CUDA 12 runtime " + cuda.resolve("libcudart.so.12"))
        .contains("\n ok cuDNN 9 " + root.resolve("dnn/libcudnn.so.9"))
        .contains("\n ok PyTorch 2.7.1 for CUDA in " + folder);
  }

  @Test
  void anotherPyTorchIsMissing() throws IOException {
    Path folder = torch("2.11.0", "libtorch_cpu.so");
    assertThat(said()).contains("\n missing PyTorch 2.11.0 in " + folder + ", expected 2.7.1");
    assertThat(Doctor.status(findings())).isEqualTo(1);
    environment.put("PYTORCH_LIBRARY_PATH", root.toString());
    assertThat(said())
        .contains("PYTORCH_LIBRARY_PATH names " + root + ", where there is no libtorch_cpu.so");
  }
}
