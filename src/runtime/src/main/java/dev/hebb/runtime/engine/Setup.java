package dev.hebb.runtime.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.Provider;
import dev.hebb.runtime.SessionOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says to ONNX Runtime how a session runs. */
record Setup(ModelFile file, SessionOptions how, OrtSession.SessionOptions options) {
  private static final int DEVICE = 0;

  /** All of it. */
  void apply(boolean arena) throws OrtException {
    if (how.shared() && Loader.isPooled()) {
      options.disablePerSessionThreads();
    }
    options.setIntraOpNumThreads(how.threads());
    options.setInterOpNumThreads(1);
    String spinning = how.preset().spinning() ? "1" : "0";
    options.addConfigEntry("session.intra_op.allow_spinning", spinning);
    options.addConfigEntry("session.inter_op.allow_spinning", "0");
    options.addConfigEntry(
        "session.model_external_initializers_file_folder_path", file.folder().toString());
    options.setCPUArenaAllocator(arena);
    // What goes wrong is thrown; nothing is to be printed besides.
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    List<Provider> wanted = how.providers();
    if (!wanted.isEmpty() && !wanted.contains(Provider.CPU)) {
      options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
    }
    for (Provider provider : wanted) {
      check(provider);
      add(provider);
    }
  }

  private void check(Provider provider) {
    EnumSet<OrtProvider> there = OrtEnvironment.getAvailableProviders();
    if (!there.contains(provider.provider())) {
      throw new PredictorException(
          file.name(),
          "was to be run on %s, but the ONNX Runtime %s on this classpath has only %s. %s"
              .formatted(
                  provider,
                  Loader.version(),
                  there.stream().map(Setup::title).sorted().collect(Collectors.joining(", ")),
                  remedy(provider)));
    }
  }

  private static String remedy(Provider provider) {
    return provider.artifact().isEmpty()
        ? "No Maven artifact has it: build ONNX Runtime with it, and point -Donnxruntime.native.path at the result."
        : "Put %s:%s in the place of the ONNX Runtime that is there."
            .formatted(provider.artifact(), Loader.version());
  }

  private static String title(OrtProvider there) {
    for (Provider provider : Provider.values()) {
      if (provider.provider() == there) {
        return provider.toString();
      }
    }
    return there.getName();
  }

  private void add(Provider provider) throws OrtException {
    Loader.unpack(provider);
    try {
      switch (provider) {
        case CPU -> options.addCPU(how.preset().arena());
        case CUDA -> {
          try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(DEVICE)) {
            options.addCUDA(cuda);
          }
        }
        case TENSORRT -> {
          try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(DEVICE)) {
            options.addTensorrt(tensorRt);
          }
        }
        case OPENVINO -> options.addOpenVINO("");
        case COREML -> options.addCoreML();
        case DIRECTML -> options.addDirectML(DEVICE);
        case ROCM -> options.addROCM(DEVICE);
        case DNNL -> options.addDnnl(how.preset().arena());
        case XNNPACK -> options.addXnnpack(Map.of());
        case NNAPI -> options.addNnapi();
        case QNN -> options.addQnn(Map.of());
        case WEBGPU -> options.addWebGPU(Map.of());
      }
    } catch (OrtException e) {
      throw new PredictorException(
          file.name(),
          "cannot be run on %s here (ONNX Runtime %s: \"%s\"). Install what it needs, or open with .on(Provider.CPU)."
              .formatted(provider, Loader.version(), OrtMessage.text(e)),
          e);
    }
  }
}
