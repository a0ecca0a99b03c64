package io.guardlake.jobs.source;

/**
 * Finds objects by messages that tell of them, beside listing. Every method is called in the
 * coordinator's thread, but for {@link #close}, which comes when that thread has ended.
 */
interface MessageFeed {
  /** For a source that is only listed. */
  MessageFeed NONE =
      new MessageFeed() {
        @Override
        public void start() {}

        @Override
        public void resume() {}

        @Override
        public void snapshot(long checkpoint) {}

        @Override
        public void completed(long checkpoint) {}

        @Override
        public void close() {}
      };

  void start();

  /** There is room for more objects. */
  void resume();

  /** The enumerator's state is taken: it holds all that was told before. */
  void snapshot(long checkpoint);

  /** A checkpoint is complete, and with it every one before. */
  void completed(long checkpoint);

  void close();
}
