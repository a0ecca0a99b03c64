package io.guardlake.sandbox.notification;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.fault.ObjectWrite;

/** A fault that struck the events of a written object. */
public record AppliedEventFault(ObjectWrite write, EventFault fault) {
  public AppliedEventFault {
    requireNonNull(write, "write is null");
    requireNonNull(fault, "fault is null");
  }
}
