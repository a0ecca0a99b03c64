package io.guardlake.jobs.source.lines;

import java.io.IOException;

/** An object unpacks to more than the limit. */
public final class ObjectTooLargeException extends IOException {
  private static final long serialVersionUID = 1;

  public ObjectTooLargeException(long limit) {
    super(
        "The object unpacks to more than "
            + limit
            + " bytes; what follows was not read. Raise the limit if the object is genuine.");
  }
}
