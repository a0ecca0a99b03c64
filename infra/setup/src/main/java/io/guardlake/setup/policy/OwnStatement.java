package io.guardlake.setup.policy;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Set;
import java.util.stream.Stream;

/**
 * The statements that a setup may own. An id is {@code Guardlake}, the setup's name, and the
 * statement's: letters and digits alone, which every kind of policy takes. Equality with one of
 * these ids, and nothing looser, makes a statement ours.
 */
public enum OwnStatement {
  /** GuardDuty may encrypt with the key. */
  EXPORT_KEY("ExportKey", PolicyKind.KEY),
  /** Readers may decrypt with the key. */
  READERS_DECRYPT("ReadersDecrypt", PolicyKind.KEY),
  /** GuardDuty may ask where the bucket is. */
  EXPORT_LOCATION("ExportLocation", PolicyKind.BUCKET),
  /** GuardDuty may put objects. */
  EXPORT_WRITE("ExportWrite", PolicyKind.BUCKET),
  /**
   * GuardDuty's account, when it is not the bucket's, may see whether the folder is there: making a
   * destination with a folder asks for it.
   */
  EXPORT_FOLDER("ExportFolder", PolicyKind.BUCKET),
  /** Readers of other accounts may list. */
  READERS_LIST("ReadersList", PolicyKind.BUCKET),
  /** Readers of other accounts may get objects. */
  READERS_GET("ReadersGet", PolicyKind.BUCKET),
  DENY_UNENCRYPTED("DenyUnencrypted", PolicyKind.BUCKET),
  DENY_OTHER_KEY("DenyOtherKey", PolicyKind.BUCKET),
  DENY_INSECURE_TRANSPORT("DenyInsecureTransport", PolicyKind.BUCKET);

  private final String suffix;
  private final PolicyKind kind;

  OwnStatement(String suffix, PolicyKind kind) {
    this.suffix = suffix;
    this.kind = kind;
  }

  public PolicyKind kind() {
    return kind;
  }

  public String sid(String setup) {
    return "Guardlake" + setup + suffix;
  }

  /** All ids that a setup may own in a kind of policy. */
  public static Set<String> sids(String setup, PolicyKind kind) {
    return Stream.of(values())
        .filter(each -> each.kind == kind)
        .map(each -> each.sid(setup))
        .collect(toUnmodifiableSet());
  }
}
