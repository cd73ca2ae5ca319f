package dev.hebb.cli;

import dev.hebb.cli.Finding.State;
import dev.hebb.runtime.OnnxRuntime;
import dev.hebb.runtime.PredictorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for everything that training and prediction need on a machine. */
record Examination(Machine machine) {
  private static final int JAVA = 17;
  private static final int FOREIGN_FUNCTIONS = 22;
  private static final Pattern VERSION = Pattern.compile("(?m)^__version__ = '([0-9.]+)");

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(platform());
    Finding driver = driver();
    boolean gpu = driver.state() == State.OK;
    findings.add(onnxRuntime(gpu));
    findings.add(driver);
    if (gpu) {
      findings.add(library("CUDA 12 runtime", "libcudart.so.12", "the CUDA 12 toolkit"));
      findings.add(library("cuDNN 9", "libcudnn.so.9", "cuDNN 9 for CUDA 12"));
    }
    findings.add(
        Trainer.version()
            .map(version -> pyTorch(version, gpu))
            .orElse(
                Finding.none(
                    "PyTorch",
                    "no trainer on the class path: training, export and verify --against need it",
                    "Add dev.hebb:hebb-training to the class path, or use scripts/hebb.")));
    return findings;
  }

  private static Finding java() {
    int feature = Runtime.version().feature();
    String what = System.getProperty("java.version") + ", " + System.getProperty("java.vendor");
    if (feature < JAVA) {
      return Finding.missing("Java", what, "Install a JDK from 17 on.");
    }
    return feature < FOREIGN_FUNCTIONS
        ? Finding.ok(
            "Java", what + " (predictions go through JNI; from 22 on through foreign functions)")
        : Finding.ok("Java", what);
  }

  private static Finding platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    boolean intel = arch.equals("amd64") || arch.equals("x86_64");
    boolean known =
        (os.startsWith("linux") && (intel || arch.equals("aarch64")))
            || (os.startsWith("mac") && arch.equals("aarch64"))
            || (os.startsWith("windows") && intel);
    String what = System.getProperty("os.name") + " " + arch;
    return known
        ? Finding.ok("platform", what)
        : Finding.missing(
            "platform",
            what,
            "PyTorch and ONNX Runtime come for Linux (x86-64, aarch64), macOS (aarch64) and Windows (x86-64).");
  }

  private static Finding onnxRuntime(boolean gpu) {
    try {
      OnnxRuntime there = OnnxRuntime.load();
      String what = there.version() + ", providers " + there.providers();
      boolean cuda = there.providers().stream().anyMatch(each -> each.startsWith("CUDA"));
      Artifact build =
          new Artifact("com.microsoft.onnxruntime", "onnxruntime_gpu", there.version(), "");
      return gpu && !cuda
          ? Finding.none(
              "ONNX Runtime", what, "For Provider.CUDA, instead of onnxruntime: " + build.lines())
          : Finding.ok("ONNX Runtime", what);
    } catch (PredictorException missing) {
      return Finding.missing(
          "ONNX Runtime",
          missing.getMessage(),
          "Put com.microsoft.onnxruntime:onnxruntime on the class path, for a GPU com.microsoft.onnxruntime:onnxruntime_gpu instead of it.");
    }
  }

  private Finding driver() {
    Optional<String> gpus =
        machine.asked(
            "nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader");
    return gpus.map(each -> Finding.ok("GPU", each.replace("\n", "; ")))
        .orElse(
            Finding.none(
                "GPU",
                "none that nvidia-smi sees",
                "Training and prediction use the CPU. For a GPU: an NVIDIA GPU and its driver."));
  }

  private Finding library(String name, String file, String bring) {
    return machine
        .library(file)
        .map(folder -> Finding.ok(name, folder.resolve(file).toString()))
        .orElse(
            Finding.none(
                name,
                file + " is nowhere on LD_LIBRARY_PATH or among the system's libraries",
                "ONNX Runtime needs it for Provider.CUDA: install " + bring + "."));
  }

  private Finding pyTorch(String wanted, boolean gpu) {
    Optional<String> path = machine.variable("PYTORCH_LIBRARY_PATH");
    String bring =
        "For training on a GPU: pip install torch==%s with its CUDA 12.8 wheel, then export PYTORCH_LIBRARY_PATH=<site-packages>/torch/lib PYTORCH_VERSION=%s PYTORCH_FLAVOR=cu128."
            .formatted(wanted, wanted);
    if (path.isEmpty()) {
      return bundled(wanted, gpu, bring);
    }
    Path folder = Path.of(path.get());
    if (!Files.exists(folder.resolve("libtorch_cpu.so"))) {
      return Finding.missing(
          "PyTorch",
          "PYTORCH_LIBRARY_PATH names " + folder + ", where there is no libtorch_cpu.so",
          bring);
    }
    String version = version(folder);
    if (!version.equals(wanted)) {
      return Finding.missing("PyTorch", version + " in " + folder + ", expected " + wanted, bring);
    }
    boolean cuda = Files.exists(folder.resolve("libtorch_cuda.so"));
    return cuda || !gpu
        ? Finding.ok("PyTorch", version + (cuda ? " for CUDA in " : " for the CPU in ") + folder)
        : Finding.none("PyTorch", version + " for the CPU in " + folder, bring);
  }

  private static Finding bundled(String wanted, boolean gpu, String bring) {
    if (Trainer.library().isEmpty()) {
      return Finding.none(
          "PyTorch",
          "its library is not on the class path: training, export and verify --against need it",
          Trainer.artifact(wanted).lines());
    }
    String cpu = "the CPU build " + wanted + " of ai.djl.pytorch:pytorch-native-cpu";
    return gpu ? Finding.none("PyTorch", cpu, bring) : Finding.ok("PyTorch", cpu);
  }

  private static String version(Path folder) {
    try {
      Path python = folder.resolveSibling("version.py");
      if (Files.exists(python)) {
        Matcher version = VERSION.matcher(Files.readString(python));
        return version.find() ? version.group(1) : "an unknown version";
      }
      Path built = folder.resolveSibling("build-version");
      return Files.exists(built)
          ? Files.readString(built).strip().replaceAll("\\+.*", "")
          : "an unknown version";
    } catch (IOException unreadable) {
      return "an unknown version";
    }
  }
}
