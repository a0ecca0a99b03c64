package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.Serializable;
import java.util.Map;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Table;

/**
 * What a writer must know of an Iceberg table, in a form that travels to it: the table's own field
 * ids and partition spec, and where its files go.
 *
 * @param name the table's name in its database
 * @param dataLocation the directory of data files, without a trailing slash
 */
public record TableTarget(String name, String schemaJson, String specJson, String dataLocation)
    implements Serializable {

  private static final long serialVersionUID = 1;
  private static final String DATA_PATH_PROPERTY = "write.data.path";

  public TableTarget {
    requireNonNull(name, "name is null");
    requireNonNull(schemaJson, "schemaJson is null");
    requireNonNull(specJson, "specJson is null");
    requireNonNull(dataLocation, "dataLocation is null");
  }

  /** The target that a table is now. */
  public static TableTarget of(TableDefinition definition, Table table) {
    Map<String, String> properties = table.properties();
    String location = properties.getOrDefault(DATA_PATH_PROPERTY, table.location() + "/data");
    return new TableTarget(
        definition.name(),
        SchemaParser.toJson(table.schema()),
        PartitionSpecParser.toJson(table.spec()),
        location);
  }

  public Schema schema() {
    return SchemaParser.fromJson(schemaJson);
  }

  public PartitionSpec spec() {
    return PartitionSpecParser.fromJson(schema(), specJson);
  }

  /** Tells which partition rows belong to; not thread-safe. */
  public Partitioner partitioner() {
    Schema schema = schema();
    return new Partitioner(schema, spec());
  }

  /** Computes partitions of rows, into one key that is reused. */
  public static final class Partitioner {
    private final PartitionKey key;
    private final RowStruct struct;

    private Partitioner(Schema schema, PartitionSpec spec) {
      this.key = new PartitionKey(spec, schema);
      this.struct = new RowStruct(schema);
    }

    /** The row's partition; valid until the next call, so a copy is what to keep. */
    public PartitionKey partition(TableRow row) {
      key.partition(struct.wrap(row));
      return key;
    }
  }
}
