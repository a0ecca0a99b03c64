package io.guardlake.jobs.table;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Column readers want a converter for each column, which is only called for whole records. */
final class UnusedConverter extends GroupConverter {
  private static final PrimitiveConverter NONE = new PrimitiveConverter() {};

  @Override
  public Converter getConverter(int index) {
    return this;
  }

  @Override
  public PrimitiveConverter asPrimitiveConverter() {
    return NONE;
  }

  @Override
  public void start() {}

  @Override
  public void end() {}
}
