package io.guardlake.sandbox.fault;

import static java.util.Objects.requireNonNull;

/** One entry of a proxy's journal: a fault that struck a call. */
public record AppliedFault(Call call, Fault fault) {
  public AppliedFault {
    requireNonNull(call, "call is null");
    requireNonNull(fault, "fault is null");
  }
}
