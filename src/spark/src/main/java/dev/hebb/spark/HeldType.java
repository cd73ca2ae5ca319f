package dev.hebb.spark;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.UserDefinedType;

/** The type of a column whose values are {@link Held}. Public for the code that Spark generates. */
public final class HeldType extends UserDefinedType<Held> {
  private static final long serialVersionUID = 1;

  private final DataType held;

  /** As generated code makes it, to convert values of any type. */
  public HeldType() {
    this(DataTypes.NullType);
  }

  HeldType(DataType held) {
    this.held = held;
  }

  @Override
  public DataType sqlType() {
    return held;
  }

  @Override
  public Object serialize(Held value) {
    return value.value();
  }

  @Override
  public Held deserialize(Object value) {
    return Held.copyOf(value);
  }

  @Override
  public Class<Held> userClass() {
    return Held.class;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeldType type && held.equals(type.held);
  }

  @Override
  public int hashCode() {
    return held.hashCode();
  }
}
