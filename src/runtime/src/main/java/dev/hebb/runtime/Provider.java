package dev.hebb.runtime;

import ai.onnxruntime.OrtProvider;

/** Who computes: an execution provider of ONNX Runtime. */
public enum Provider {
  /** The processor; always there. */
  CPU("CPU", OrtProvider.CPU, ""),
  /** NVIDIA's GPUs. */
  CUDA("CUDA", OrtProvider.CUDA, Provider.GPU),
  /** NVIDIA's GPUs, by engines that TensorRT builds when the file is opened. */
  TENSORRT("TensorRT", OrtProvider.TENSOR_RT, Provider.GPU),
  /** Intel's processors, GPUs and NPUs. */
  OPENVINO("OpenVINO", OrtProvider.OPEN_VINO, ""),
  /** Apple's neural engine and GPUs. */
  COREML("CoreML", OrtProvider.CORE_ML, Provider.PLAIN),
  /** GPUs on Windows. */
  DIRECTML("DirectML", OrtProvider.DIRECT_ML, ""),
  /** AMD's GPUs. */
  ROCM("ROCm", OrtProvider.ROCM, ""),
  /** Intel's oneDNN. */
  DNNL("oneDNN", OrtProvider.DNNL, ""),
  /** Processors of phones and small boards. */
  XNNPACK("XNNPACK", OrtProvider.XNNPACK, "com.microsoft.onnxruntime:onnxruntime-android"),
  /** Android's accelerators. */
  NNAPI("NNAPI", OrtProvider.NNAPI, "com.microsoft.onnxruntime:onnxruntime-android"),
  /** Qualcomm's NPUs. */
  QNN("QNN", OrtProvider.QNN, "com.microsoft.onnxruntime:onnxruntime-android-qnn"),
  /** GPUs through WebGPU. */
  WEBGPU("WebGPU", OrtProvider.WEBGPU, "");

  private static final String PLAIN = "com.microsoft.onnxruntime:onnxruntime";
  private static final String GPU = "com.microsoft.onnxruntime:onnxruntime_gpu";

  private final String title;
  private final OrtProvider provider;
  private final String artifact;

  Provider(String title, OrtProvider provider, String artifact) {
    this.title = title;
    this.provider = provider;
    this.artifact = artifact;
  }

  /** What ONNX Runtime's Java classes call it. */
  public OrtProvider provider() {
    return provider;
  }

  /** The Maven artifact that has it, to be there instead of any other; empty when none has. */
  public String artifact() {
    return artifact;
  }

  /** The name that its maker gives it. */
  @Override
  public String toString() {
    return title;
  }
}
