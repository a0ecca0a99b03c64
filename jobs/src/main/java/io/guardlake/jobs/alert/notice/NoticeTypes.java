package io.guardlake.jobs.alert.notice;

import io.guardlake.jobs.dedup.SerializerType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types of the streams and states of alerting. */
public final class NoticeTypes {
  /** What a rule fired for. */
  public static final TypeInformation<Fired> FIRED =
      SerializerType.ofValue(Fired.class, FiredSerializer.INSTANCE);

  /** What is told. */
  public static final TypeInformation<Notice> NOTICE =
      SerializerType.ofValue(Notice.class, NoticeSerializer.INSTANCE);

  /** A digest that is being gathered. */
  public static final TypeInformation<Digest> DIGEST =
      SerializerType.ofValue(Digest.class, DigestSerializer.INSTANCE);

  private NoticeTypes() {}
}
