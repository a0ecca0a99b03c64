package io.guardlake.jobs.alert;

import io.guardlake.jobs.alert.rule.AlertRules;
import io.guardlake.jobs.alert.rule.RulesReader;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.schemas.yaml.YamlException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/** The rules file, wherever it is. */
public final class AlertFile {
  private static final int MOST_BYTES = 1 << 20;

  private AlertFile() {}

  /**
   * Reads a file.
   *
   * @param uri a path, or a URI of a file system that Flink knows
   * @throws UsageException if it cannot be read, or with all that is wrong with it
   */
  public static AlertRules read(String uri) {
    try {
      return RulesReader.read(uri, text(uri));
    } catch (YamlException e) {
      throw new UsageException(e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw new UsageException("%s is not UTF-8 text.".formatted(uri), e);
    } catch (IOException e) {
      throw new UsageException(
          "The rules file %s cannot be read: %s. Check --alerts.".formatted(uri, e.getMessage()),
          e);
    }
  }

  private static String text(String uri) throws IOException {
    Path path = new Path(uri);

    try (FSDataInputStream in = path.getFileSystem().open(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }
}
