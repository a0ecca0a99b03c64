package io.guardlake.schemas.finding;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Compares the reader with Jackson's bare tokenizing in one JVM, in turns of a few milliseconds and
 * by the processor time of the thread, so that the ratios hold on a busy machine too.
 */
public final class ReaderRatios {
  private static final int WARM_UP = 60;
  private static final int ROUNDS = 120;
  private static final int TURN = 2_000;

  private final ReaderBenchmark benchmark = new ReaderBenchmark();
  private final ReaderBenchmark.Bytes bytes = new ReaderBenchmark.Bytes();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private Object last;

  private ReaderRatios() {}

  private interface Operation {
    Object run() throws IOException, JsonFault;
  }

  public static void main(String[] arguments) throws IOException, JsonFault {
    new ReaderRatios().compare();
  }

  private void compare() throws IOException, JsonFault {
    benchmark.generate();

    Operation[] operations = {
      () -> benchmark.jacksonTokens(bytes),
      () -> benchmark.hash(bytes),
      () -> benchmark.columns(bytes),
      () -> benchmark.read(bytes)
    };
    double[][] micros = new double[operations.length][ROUNDS];

    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (int i = 0; i < operations.length; i++) {
        double turn = turn(operations[i]);

        if (round >= 0) {
          micros[i][round] = turn;
        }
      }
    }

    double tokens = median(micros[0]);
    double hash = median(micros[1]);
    double columns = median(micros[2]);
    double read = median(micros[3]);
    System.out.printf("microseconds of processor time a finding, medians of %d turns%n", ROUNDS);
    System.out.printf("Jackson's tokenizing  %6.2f%n", tokens);
    System.out.printf("hash                  %6.2f%n", hash);
    System.out.printf(
        "columns               %6.2f  %.2f of tokenizing%n", columns, tokens / columns);
    System.out.printf("read, hash included   %6.2f  %.2f of tokenizing%n", read, tokens / read);
    System.out.printf("read less the hash    %6.2f  %.2f%n", read - hash, tokens / (read - hash));
  }

  private double turn(Operation operation) throws IOException, JsonFault {
    long begin = threads.getCurrentThreadCpuTime();

    for (int i = 0; i < TURN; i++) {
      last = operation.run();
    }

    if (last == null) {
      throw new IllegalStateException("an operation gave nothing");
    }

    return (threads.getCurrentThreadCpuTime() - begin) / 1e3 / TURN;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
