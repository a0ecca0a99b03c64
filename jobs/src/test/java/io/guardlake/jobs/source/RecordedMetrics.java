package io.guardlake.jobs.source;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Keeps metrics by their names, with those of their groups before them. */
final class RecordedMetrics extends UnregisteredMetricsGroup implements SplitEnumeratorMetricGroup {
  private final Map<String, Metric> metrics;
  private final String prefix;

  RecordedMetrics() {
    this(new HashMap<>(), "");
  }

  private RecordedMetrics(Map<String, Metric> metrics, String prefix) {
    this.metrics = metrics;
    this.prefix = prefix;
  }

  long count(String name) {
    return ((Counter) metrics.get(name)).getCount();
  }

  Object gauge(String name) {
    return ((Gauge<?>) metrics.get(name)).getValue();
  }

  HistogramStatistics histogram(String name) {
    return ((Histogram) metrics.get(name)).getStatistics();
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return new RecordedMetrics(metrics, prefix + key + "." + value + ".");
  }

  @Override
  public Counter counter(String name) {
    return counter(name, new SimpleCounter());
  }

  @Override
  public <C extends Counter> C counter(String name, C counter) {
    metrics.put(prefix + name, counter);
    return counter;
  }

  @Override
  public <H extends Histogram> H histogram(String name, H histogram) {
    metrics.put(prefix + name, histogram);
    return histogram;
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    metrics.put(prefix + name, gauge);
    return gauge;
  }

  @Override
  public <G extends Gauge<Long>> G setUnassignedSplitsGauge(G gauge) {
    return gauge;
  }
}
