package io.guardlake.jobs.dedup;

import static java.util.Objects.requireNonNull;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * The type of a stream or state whose values a serializer of ours writes, so that Kryo never does.
 */
public final class SerializerType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1;

  private final Class<T> valueClass;
  private final TypeSerializer<T> serializer;
  private final boolean key;

  private SerializerType(Class<T> valueClass, TypeSerializer<T> serializer, boolean key) {
    this.valueClass = requireNonNull(valueClass, "valueClass is null");
    this.serializer = requireNonNull(serializer, "serializer is null");
    this.key = key;
  }

  /** A type of values. */
  public static <T> SerializerType<T> ofValue(Class<T> valueClass, TypeSerializer<T> serializer) {
    return new SerializerType<>(valueClass, serializer, false);
  }

  /** A type of values that a stream may be keyed by. */
  public static <T> SerializerType<T> ofKey(Class<T> valueClass, TypeSerializer<T> serializer) {
    return new SerializerType<>(valueClass, serializer, true);
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return valueClass;
  }

  @Override
  public boolean isKeyType() {
    return key;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer;
  }

  @Override
  public String toString() {
    return "SerializerType(" + valueClass.getSimpleName() + ")";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SerializerType<?> type
        && valueClass == type.valueClass
        && serializer.equals(type.serializer)
        && key == type.key;
  }

  @Override
  public int hashCode() {
    return valueClass.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SerializerType<?>;
  }
}
