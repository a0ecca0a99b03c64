package io.guardlake.jobs.source.lines;

/** Takes the lines of a text, numbered from 1; blank ones are numbered but not given. */
public interface LineSink {
  /** A line, without its ending; the array is the sink's to keep. */
  void line(int number, byte[] bytes);

  /** A line past the limit, with its beginning. */
  void tooLong(int number, byte[] beginning);
}
