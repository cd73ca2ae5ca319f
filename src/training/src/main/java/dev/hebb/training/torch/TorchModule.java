package dev.hebb.training.torch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.hebb.graph.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A printed program, loaded. Owns all native memory that it and its calls take; whatever a call
 * makes is freed when the call ends. What PyTorch cannot do is told as {@link Failure} has it. Not
 * thread-safe.
 */
final class TorchModule implements AutoCloseable {
  private final String network;
  private final boolean autograd;
  private final PtNDManager manager;
  private final PtNDManager host;
  private final PtSymbolBlock block;
  private final Map<String, PtNDArray> methods = new HashMap<>();

  /** On the CPU. */
  TorchModule(Program program) {
    this(program, Device.cpu());
  }

  TorchModule(Loadable program, Device device) {
    Native.engine();
    network = program.network();
    autograd = program.autograd();
    manager = (PtNDManager) NDManager.newBaseManager(device, "PyTorch");
    host = (PtNDManager) NDManager.newBaseManager(Device.cpu(), "PyTorch");
    try {
      block = loaded(program);
    } catch (EngineException refused) {
      close(manager, host);
      throw new IllegalStateException(
          "PyTorch refused the printed program: " + refused.getMessage() + "\n" + program.text(),
          refused);
    } catch (IOException failure) {
      close(manager, host);
      throw noRoom(failure);
    }
  }

  /** What is said where a program cannot be written. */
  static UncheckedIOException noRoom(IOException failure) {
    return new UncheckedIOException(
        "the program could not be written to the temporary folder: %s. Make room there, or name another with -Djava.io.tmpdir."
            .formatted(failure.getMessage()),
        failure);
  }

  // Through a file: read from a stream, PyTorch would hold all weights four times over.
  private PtSymbolBlock loaded(Loadable program) throws IOException {
    Path file = Files.createTempFile("hebb", ".pt");
    try {
      program.write(file);
      // The last: else the weights could not be trained.
      return JniUtils.loadModule(manager, file, false, new String[0], new String[0], true);
    } finally {
      Files.delete(file);
    }
  }

  /** Copies numbers to the device, until the module is closed. */
  PtNDArray put(Tensor tensor) {
    try {
      return array(manager, tensor);
    } catch (EngineException refused) {
      throw new Failure(network, "put", refused).told();
    }
  }

  /** Whole numbers in memory, until the module is closed. The buffer is their memory. */
  record Longs(LongBuffer buffer, PtNDArray array) {}

  /** Numbers in memory, until the module is closed. The buffer is their memory. */
  record Doubles(DoubleBuffer buffer, PtNDArray array) {}

  Longs longs(int count) {
    ByteBuffer bytes = direct(count * Long.BYTES);
    return new Longs(bytes.asLongBuffer(), host.create(bytes, new Shape(count), DataType.INT64));
  }

  Doubles doubles(int count) {
    ByteBuffer bytes = direct(count * Double.BYTES);
    return new Doubles(
        bytes.asDoubleBuffer(), host.create(bytes, new Shape(count), DataType.FLOAT64));
  }

  private static ByteBuffer direct(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  /** Numbers in memory, until the module is closed. The buffer is their memory. */
  record Bytes(ByteBuffer buffer, PtNDArray array) {}

  Bytes bytes(dev.hebb.graph.DataType type, long... dims) {
    ByteBuffer bytes = direct(Math.toIntExact(Tensor.elements(dims) * type.bytes()));
    return new Bytes(bytes, host.create(bytes, new Shape(dims), type(type)));
  }

  private static PtNDArray array(NDManager owner, Tensor tensor) {
    ByteBuffer copy = direct(tensor.bytes().remaining());
    copy.put(tensor.bytes()).flip();
    return (PtNDArray) owner.create(copy, new Shape(tensor.dims()), type(tensor.type()));
  }

  private static DataType type(dev.hebb.graph.DataType type) {
    return switch (type) {
      case FLOAT32 -> DataType.FLOAT32;
      case INT64 -> DataType.INT64;
      case INT32 -> DataType.INT32;
      case UINT8 -> DataType.UINT8;
      default -> throw new IllegalArgumentException("PyTorch is not fed " + type + ".");
    };
  }

  /** Calls a method that gives back one tensor. */
  float[] train(String method, List<PtNDArray> tensors) {
    try (NDList results = call(method, tensors)) {
      return results.get(0).toFloatArray();
    } catch (EngineException refused) {
      throw new Failure(network, method, refused).told();
    }
  }

  /**
   * Calls a method, with gradients on where there are any but printed ones; else in PyTorch's
   * inference mode, in which every operation is cheaper. What it gives back is the caller's to
   * close.
   */
  NDList call(String method, List<PtNDArray> tensors) {
    NDList arguments = new NDList(tensors.size() + 1);
    arguments.addAll(tensors);
    arguments.add(methods.computeIfAbsent(method, this::named));
    // Both are switches of the thread. The optimizing executor recompiles for every new shape and
    // fuses into other roundings.
    JniUtils.setGradMode(autograd);
    JniUtils.setGraphExecutorOptimize(false);
    try {
      return IValueUtils.forward(block, arguments, autograd);
    } catch (EngineException refused) {
      throw new Failure(network, method, refused).told();
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  // DJL takes the method's name from an argument of this name.
  private PtNDArray named(String method) {
    PtNDArray name = (PtNDArray) host.create(new float[] {0}, new Shape(1));
    name.setName("module_method:" + method);
    return name;
  }

  /** Calls a method that gives back one tensor, in inference mode. */
  double[] figures(String method, List<PtNDArray> tensors) {
    List<IValue> arguments = tensors.stream().map(IValue::from).toList();
    try (PtNDManager call = (PtNDManager) manager.newSubManager();
        IValue result = IValueUtils.runMethod(block, method, arguments.toArray(IValue[]::new))) {
      float[] figures = result.toTensor(call).toFloatArray();
      return IntStream.range(0, figures.length).mapToDouble(i -> figures[i]).toArray();
    } catch (EngineException refused) {
      throw new Failure(network, method, refused).told();
    } finally {
      arguments.forEach(IValue::close);
    }
  }

  /** Calls {@code forward}. */
  List<Tensor> forward(List<Tensor> inputs) {
    List<IValue> arguments = new ArrayList<>();
    try (PtNDManager call = (PtNDManager) manager.newSubManager()) {
      inputs.forEach(input -> arguments.add(IValue.from(array(call, input))));
      try (IValue result =
          IValueUtils.runMethod(block, "forward", arguments.toArray(IValue[]::new))) {
        List<Tensor> outputs = new ArrayList<>();
        for (PtNDArray output : result.toTensorArray(call)) {
          outputs.add(tensor(output));
        }
        return outputs;
      }
    } catch (EngineException refused) {
      throw new Failure(network, "forward", refused).told();
    } finally {
      arguments.forEach(IValue::close);
    }
  }

  /** Calls a method with one list of tensors. */
  void give(String method, List<Tensor> tensors) {
    try (PtNDManager call = (PtNDManager) manager.newSubManager();
        IValue given =
            IValue.listFrom(
                tensors.stream().map(each -> array(call, each)).toArray(PtNDArray[]::new))) {
      IValueUtils.runMethod(block, method, given).close();
    } catch (EngineException refused) {
      throw new Failure(network, method, refused).told();
    }
  }

  /** Copies of the float tensors that a method gives back. */
  List<Tensor> copies(String method) {
    try (PtNDManager call = (PtNDManager) manager.newSubManager();
        IValue result = IValueUtils.runMethod(block, method)) {
      List<Tensor> copies = new ArrayList<>();
      for (PtNDArray each : result.toTensorArray(call)) {
        ByteBuffer own = direct(Math.toIntExact(each.size() * Float.BYTES));
        own.put(each.toByteBuffer(true)).flip();
        copies.add(Tensor.wrap(dev.hebb.graph.DataType.FLOAT32, own, each.getShape().getShape()));
      }
      return copies;
    } catch (EngineException refused) {
      throw new Failure(network, method, refused).told();
    }
  }

  private static Tensor tensor(PtNDArray array) {
    long[] dims = array.getShape().getShape();
    return array.getDataType() == DataType.INT64
        ? Tensor.of(array.toLongArray(), dims)
        : Tensor.of(array.toFloatArray(), dims);
  }

  @Override
  public void close() {
    block.close();
    close(manager, host);
  }

  private static void close(PtNDManager... managers) {
    for (PtNDManager each : managers) {
      each.close();
    }
  }
}
