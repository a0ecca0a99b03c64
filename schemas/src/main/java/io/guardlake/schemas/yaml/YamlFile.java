package io.guardlake.schemas.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a YAML file whose every field is known. One reading finds all that is wrong with it. */
public final class YamlFile {
  private YamlFile() {}

  /**
   * Reads a file.
   *
   * @throws YamlException with every problem, each with its line and field
   */
  public static <T> T read(Path file, Function<YamlFields, Optional<T>> reader) {
    try {
      return read(file.toString(), Files.readString(file, StandardCharsets.UTF_8), reader);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read as UTF-8 text.".formatted(file), e);
    }
  }

  /**
   * Reads a text.
   *
   * @param file what errors call it
   * @param reader makes a value of the fields; empty only where it reported a problem
   * @throws YamlException with every problem, each with its line and field
   */
  public static <T> T read(String file, String yaml, Function<YamlFields, Optional<T>> reader) {
    YamlProblems problems = new YamlProblems();
    YamlFields fields = new YamlFields(compose(file, yaml), "", problems);
    Optional<T> value = reader.apply(fields);
    fields.finish();

    if (problems.any()) {
      throw new YamlException(file, problems.sorted());
    }

    return value.orElseThrow();
  }

  private static Node compose(String file, String yaml) {
    try {
      return new Compose(LoadSettings.builder().setLabel(file).build())
          .composeString(yaml)
          .orElseThrow(
              () -> whole(file, 1, 1, "is empty; begin with the example that comes with this."));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(1);
      throw whole(file, line, column, "This is not YAML: %s.".formatted(e.getProblem()));
    } catch (YamlEngineException e) {
      throw whole(file, 1, 1, "This is not YAML: %s.".formatted(e.getMessage()));
    }
  }

  private static YamlException whole(String file, int line, int column, String sentence) {
    return new YamlException(file, List.of(new YamlProblem(line, column, "", sentence)));
  }
}
