package io.guardlake.sandbox.generator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * Writes one JSON object into memory, fields in the order they are given. A null text is written as
 * an explicit null, as GuardDuty does.
 */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator generator;

  private Json(JsonGenerator generator) {
    this.generator = generator;
  }

  /** What writes the fields of an object, or the elements of an array. */
  @FunctionalInterface
  interface Body {
    void write(Json json) throws IOException;
  }

  static byte[] bytes(Body fields) {
    ByteArrayOutputStream output = new ByteArrayOutputStream(4096);
    try (JsonGenerator generator = FACTORY.createGenerator(output)) {
      generator.writeStartObject();
      fields.write(new Json(generator));
      generator.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("Writing JSON into memory failed.", impossible);
    }

    return output.toByteArray();
  }

  Json object(String name, Body fields) throws IOException {
    generator.writeObjectFieldStart(name);
    fields.write(this);
    generator.writeEndObject();
    return this;
  }

  Json array(String name, Body elements) throws IOException {
    generator.writeArrayFieldStart(name);
    elements.write(this);
    generator.writeEndArray();
    return this;
  }

  /** One object as an element of the array being written. */
  Json element(Body fields) throws IOException {
    generator.writeStartObject();
    fields.write(this);
    generator.writeEndObject();
    return this;
  }

  Json texts(String name, List<String> values) throws IOException {
    generator.writeArrayFieldStart(name);

    for (String value : values) {
      generator.writeString(value);
    }

    generator.writeEndArray();
    return this;
  }

  Json text(String name, String value) throws IOException {
    generator.writeStringField(name, value);
    return this;
  }

  Json nothing(String name) throws IOException {
    generator.writeNullField(name);
    return this;
  }

  Json flag(String name, boolean value) throws IOException {
    generator.writeBooleanField(name, value);
    return this;
  }

  Json number(String name, long value) throws IOException {
    generator.writeNumberField(name, value);
    return this;
  }

  /** A number with a fraction; from ten million on it comes in scientific notation, as in AWS. */
  Json decimal(String name, double value) throws IOException {
    generator.writeNumberField(name, value);
    return this;
  }

  /** A time in the given style. */
  Json time(String name, Instant time, TimeStyle style) throws IOException {
    return switch (style) {
      case SCIENTIFIC -> decimal(name, time.toEpochMilli() / 1000.0);
      case DECIMAL -> literal(name, BigDecimal.valueOf(time.toEpochMilli(), 3).toPlainString());
      case ISO -> text(name, Scene.millis(time));
    };
  }

  /** A number exactly as written. */
  Json literal(String name, String number) throws IOException {
    generator.writeFieldName(name);
    generator.writeNumber(number);
    return this;
  }
}
