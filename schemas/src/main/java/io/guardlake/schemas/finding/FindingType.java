package io.guardlake.schemas.finding;

/**
 * The parts of a finding type, {@code
 * ThreatPurpose:ResourceTypeAffected/ThreatFamilyName[.DetectionMechanism][!Artifact]}, the format
 * that the GuardDuty user guide gives. Parts that a type does not have are null, all of them if it
 * is not of that format.
 */
record FindingType(
    String threatPurpose,
    String resourceAffected,
    String threatFamily,
    String detectionMechanism,
    String artifact) {
  private static final FindingType UNKNOWN = new FindingType(null, null, null, null, null);

  static FindingType of(String type) {
    int colon = type.indexOf(':');
    int slash = type.indexOf('/', colon + 1);

    if (colon < 1 || slash < colon + 2 || slash == type.length() - 1) {
      return UNKNOWN;
    }

    int exclamation = type.indexOf('!', slash + 1);
    int familyAndMechanismEnd = exclamation < 0 ? type.length() : exclamation;
    int dot = type.indexOf('.', slash + 1);
    boolean mechanism = dot >= 0 && dot < familyAndMechanismEnd;

    return new FindingType(
        type.substring(0, colon),
        type.substring(colon + 1, slash),
        part(type, slash + 1, mechanism ? dot : familyAndMechanismEnd),
        mechanism ? part(type, dot + 1, familyAndMechanismEnd) : null,
        exclamation < 0 ? null : part(type, exclamation + 1, type.length()));
  }

  private static String part(String type, int from, int to) {
    return from >= to ? null : type.substring(from, to);
  }
}
