package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.dedup.SerializerType;
import io.guardlake.jobs.source.store.ObjectStoreFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Reads GuardDuty exports line by line, in {@link ReadMode.Bounded} or {@link ReadMode.Continuous}
 * mode. Every object is read once for each job history: after a restart, reading goes on in the
 * middle of an object. With something to learn, its records ({@link ExportRecord.Known}) come
 * first, and no object is read before a checkpoint holds them; the job needs checkpoints then.
 */
public final class ExportSource
    implements Source<ExportRecord, ExportSplit, EnumeratorState>,
        ResultTypeQueryable<ExportRecord> {
  private static final long serialVersionUID = 1;

  /** The type of the source's stream. */
  static final TypeInformation<ExportRecord> TYPE =
      SerializerType.ofValue(ExportRecord.class, ExportRecordSerializer.INSTANCE);

  private final ExportSourceSettings settings;
  private final ObjectStoreFactory stores;

  /** Reads from S3 by the standard AWS environment, and from directories of this machine. */
  public ExportSource(ExportSourceSettings settings) {
    this(settings, ObjectStoreFactory.standard());
  }

  /** Reads from other stores. */
  public ExportSource(ExportSourceSettings settings, ObjectStoreFactory stores) {
    this.settings = requireNonNull(settings, "settings is null");
    this.stores = requireNonNull(stores, "stores is null");
  }

  @Override
  public Boundedness getBoundedness() {
    return settings.isBounded() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<ExportRecord, ExportSplit> createReader(SourceReaderContext context) {
    return ExportReader.create(settings, stores, context);
  }

  @Override
  public SplitEnumerator<ExportSplit, EnumeratorState> createEnumerator(
      SplitEnumeratorContext<ExportSplit> context) {
    return restoreEnumerator(context, EnumeratorState.empty());
  }

  @Override
  public SplitEnumerator<ExportSplit, EnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<ExportSplit> context, EnumeratorState state) {
    Background background = new CoordinatorBackground(context, Discovery.threads(settings));

    if (settings.access() == null) {
      return new ExportEnumerator(settings, stores, context, background, state);
    }

    return new ClaimingEnumerator(
        settings,
        context,
        background,
        state,
        (granted, from) -> new ExportEnumerator(granted, stores, context, background, from));
  }

  @Override
  public SimpleVersionedSerializer<ExportSplit> getSplitSerializer() {
    return new ExportSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
    return new EnumeratorStateSerializer();
  }

  @Override
  public TypeInformation<ExportRecord> getProducedType() {
    return TYPE;
  }
}
