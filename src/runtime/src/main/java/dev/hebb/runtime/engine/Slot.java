package dev.hebb.runtime.engine;

import dev.hebb.runtime.Element;
import dev.hebb.runtime.PredictorException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.StringJoiner;

/** A declared input or output with every size known, and the messages that name those sizes. */
public final class Slot {
  private final Declared declared;
  private final long[] sizes;
  private final int rows;
  private final int rowLength;

  /**
   * Binds a declaration to sizes.
   *
   * @throws PredictorException when it would take 2 GB or more, which no Java buffer holds
   */
  public Slot(Declared declared, long[] sizes) {
    this.declared = declared;
    this.sizes = sizes.clone();
    double bytes = declared.type().bytes();
    for (long size : sizes) {
      bytes *= size;
    }
    if (bytes > Integer.MAX_VALUE) {
      throw declared.error(
          "takes more than 2 GB at " + product(sizes) + ". Bind smaller dimensions.");
    }
    this.rows = sizes.length == 0 ? 1 : (int) sizes[0];
    int row = 1;
    for (int axis = 1; axis < sizes.length; axis++) {
      row *= (int) sizes[axis];
    }
    this.rowLength = row;
  }

  public Declared declared() {
    return declared;
  }

  public String name() {
    return declared.name();
  }

  public Element type() {
    return declared.type();
  }

  public long[] sizes() {
    return sizes.clone();
  }

  public int rows() {
    return rows;
  }

  public int length() {
    return rows * rowLength;
  }

  public int rowLength() {
    return rowLength;
  }

  /** Bytes of all elements. */
  public int bytes() {
    return rows * rowLength * type().bytes();
  }

  /** Memory for all elements, seen as such; zeros. */
  public Buffer allocate() {
    if (type() == Element.STRING) {
      return ByteBuffer.allocate(0);
    }
    return type().view(ByteBuffer.allocateDirect(bytes()).order(ByteOrder.nativeOrder()));
  }

  /** "[batch=1, time=60, 5]". */
  public String shape() {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (int axis = 0; axis < sizes.length; axis++) {
      boolean symbolic = axis < declared.dims().size() && !declared.dims().get(axis).isFixed();
      text.add(
          symbolic ? declared.dims().get(axis).symbol() + "=" + sizes[axis] : "" + sizes[axis]);
    }
    return text.toString();
  }

  public PredictorException wrongType(Element asked) {
    String call = declared.isInput() ? "put" : "get";
    String view = type().view().isEmpty() ? "" : type().view() + "() or ";
    return declared.error(
        "holds %s, not %s. Use %s%s(row, %s[])."
            .formatted(type(), asked, view, call, type().javaName()));
  }

  public PredictorException wrongIndex(int index) {
    return declared.error(
        "has %s (0 to %s), got index %s.".formatted(type().count(length()), length() - 1, index));
  }

  public PredictorException wrongRow(int given) {
    String shape = sizes.length > 2 ? " (" + product(rowSizes()) + ")" : "";
    return declared.error(
        "%s %s a row%s, got %s.".formatted(verb(), type().count(rowLength), shape, given));
  }

  public PredictorException wrongLength(int given) {
    String shape = sizes.length > 1 ? " (" + product(sizes) + ")" : "";
    return declared.error(
        "%s %s in all%s, got %s.".formatted(verb(), type().count(length()), shape, given));
  }

  public PredictorException noSuchRow(int row) {
    return declared.error(
        "has %s (0 to %s), got row %s.%s"
            .formatted(rows == 1 ? "1 row" : rows + " rows", rows - 1, row, moreRows()));
  }

  private String moreRows() {
    if (declared.dims().isEmpty() || declared.dims().get(0).isFixed()) {
      return "";
    }
    String symbol = declared.dims().get(0).symbol();
    String bind = symbol.equals("batch") ? "batch(n)" : "dim(\"" + symbol + "\", n)";
    return " Open with " + declared.door().with() + "." + bind + " for more rows.";
  }

  private String verb() {
    return declared.isInput() ? "takes" : "gives";
  }

  private long[] rowSizes() {
    return Arrays.copyOfRange(sizes, 1, sizes.length);
  }

  private static String product(long[] sizes) {
    StringJoiner text = new StringJoiner(" x ");
    for (long size : sizes) {
      text.add(Long.toString(size));
    }
    return text.toString();
  }
}
