package io.guardlake.jobs.table;

import java.lang.reflect.Constructor;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.crypto.FileDecryptionProperties;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetMetricsCallback;

/**
 * Options for parquet-java's reader that load no Hadoop class. Its own builder makes a Hadoop codec
 * factory before a caller can say which one to use, so the constructor behind the builder is called
 * instead; it is not public in parquet-java 1.18.1, and a test without Hadoop on the class path
 * notices when that changes.
 */
public final class ReadOptions {
  private static final int ALLOCATION_BYTES = 8 << 20;

  private ReadOptions() {}

  /** Options with codecs of ours, which verify page checksums. */
  public static ParquetReadOptions of(CompressionCodecFactory codecs) {
    try {
      Constructor<ParquetReadOptions> constructor =
          ParquetReadOptions.class.getDeclaredConstructor(
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              FilterCompat.Filter.class,
              ParquetMetadataConverter.MetadataFilter.class,
              CompressionCodecFactory.class,
              ByteBufferAllocator.class,
              int.class,
              Map.class,
              FileDecryptionProperties.class,
              ParquetMetricsCallback.class,
              ParquetConfiguration.class);
      constructor.setAccessible(true);
      boolean filters = false;
      boolean checksums = true;
      boolean other = false;
      return constructor.newInstance(
          other,
          filters,
          filters,
          filters,
          filters,
          checksums,
          filters,
          other,
          other,
          FilterCompat.NOOP,
          ParquetMetadataConverter.NO_FILTER,
          codecs,
          new HeapByteBufferAllocator(),
          ALLOCATION_BYTES,
          Map.of(),
          null,
          null,
          new PlainParquetConfiguration());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This version of parquet-java has no reader that works without Hadoop.", e);
    }
  }
}
