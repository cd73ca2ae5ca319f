package dev.hebb.runtime.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.hebb.runtime.Element;
import dev.hebb.runtime.Port;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * ONNX Runtime's tensors over the memory of ports, by name, as {@code OrtSession.run} takes them.
 *
 * <p>A run walks this map once, with the one iterator it has: that walk allocates nothing. Not
 * thread-safe, unmodifiable.
 */
public final class Tensors extends AbstractMap<String, OnnxTensor> implements AutoCloseable {
  private final List<Map.Entry<String, OnnxTensor>> entries;
  private final Walk walk = new Walk();
  private final Set<Map.Entry<String, OnnxTensor>> set = new Entries();

  /** Over tensors of somebody else's, who closes them. */
  public Tensors(List<Map.Entry<String, OnnxTensor>> entries) {
    this.entries = List.copyOf(entries);
  }

  public static Tensors over(Engine engine, List<? extends Port> ports) throws OrtException {
    List<Map.Entry<String, OnnxTensor>> entries = new ArrayList<>();
    try {
      for (Port port : ports) {
        if (port.type() != Element.STRING) { // Those are made for each run.
          OnnxTensor tensor = engine.tensor(port.type(), port.memory(), port.dims());
          entries.add(Map.entry(port.name(), tensor));
        }
      }
      return new Tensors(entries);
    } catch (OrtException | RuntimeException e) {
      entries.forEach(entry -> entry.getValue().close());
      throw e;
    }
  }

  @Override
  public Set<Map.Entry<String, OnnxTensor>> entrySet() {
    return set;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Releases the tensors; the memory stays with the ports. */
  @Override
  public void close() {
    for (Map.Entry<String, OnnxTensor> entry : entries) {
      entry.getValue().close();
    }
  }

  private final class Entries extends AbstractSet<Map.Entry<String, OnnxTensor>> {
    @Override
    public Iterator<Map.Entry<String, OnnxTensor>> iterator() {
      walk.next = 0;
      return walk;
    }

    @Override
    public int size() {
      return entries.size();
    }
  }

  private final class Walk implements Iterator<Map.Entry<String, OnnxTensor>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < entries.size();
    }

    @Override
    public Map.Entry<String, OnnxTensor> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return entries.get(next++);
    }
  }
}
