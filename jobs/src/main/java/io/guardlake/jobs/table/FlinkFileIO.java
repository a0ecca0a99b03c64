package io.guardlake.jobs.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.fs.Path;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Iceberg's files through Flink's file systems, so that S3 is configured once, for checkpoints and
 * tables alike. Locations are URIs with a scheme that Flink knows, such as {@code file:///dir/x} or
 * {@code s3://bucket/x}, and are handed back as the very string they came as: Iceberg compares
 * them.
 */
public final class FlinkFileIO implements FileIO {
  private static final long serialVersionUID = 1;

  private Map<String, String> properties = Map.of();

  @Override
  public void initialize(Map<String, String> values) {
    properties = new HashMap<>(values);
  }

  @Override
  public Map<String, String> properties() {
    return Map.copyOf(properties);
  }

  @Override
  public InputFile newInputFile(String location) {
    return new FlinkInputFile(location, -1);
  }

  @Override
  public InputFile newInputFile(String location, long length) {
    return new FlinkInputFile(location, length);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new FlinkOutputFile(location);
  }

  /** Deletes a file; one that is not there is no error. */
  @Override
  public void deleteFile(String location) {
    Path path = new Path(location);

    try {
      path.getFileSystem().delete(path, false);
    } catch (FileNotFoundException e) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete %s.".formatted(location), e);
    }
  }
}
