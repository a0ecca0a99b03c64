package io.guardlake.jobs.alert.notice;

/** The names of alerting's metrics and of the groups they are in. */
public final class AlertMetrics {
  public static final String RULE = "rule";
  public static final String SINK = "sink";

  public static final String FIRED = "guardlakeAlertsFired";
  public static final String SUPPRESSED = "guardlakeAlertsSuppressed";
  public static final String DIGESTED = "guardlakeAlertsDigested";
  public static final String DELIVERED = "guardlakeAlertsDelivered";
  public static final String RETRIED = "guardlakeAlertsRetried";
  public static final String DEAD_LETTERED = "guardlakeAlertsDeadLettered";
  public static final String WAITING = "guardlakeAlertsWaiting";
  public static final String CIRCUIT_OPEN = "guardlakeAlertCircuitOpen";
  public static final String LATENCY = "guardlakeAlertLatencyMillis";

  private AlertMetrics() {}
}
