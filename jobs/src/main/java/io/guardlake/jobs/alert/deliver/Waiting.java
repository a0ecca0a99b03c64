package io.guardlake.jobs.alert.deliver;

/** A message that is not delivered yet. Changed by {@link DeliveryQueue} alone. */
final class Waiting {
  final Message message;

  /** How often it was sent. */
  int sent;

  /** How often it was sent in vain while the sink took others. */
  int strikes;

  /** How many the sink had taken when it was sent last. */
  long takenBefore;

  /** Not to be sent before this. */
  long notBefore;

  String detail = "It was not sent.";

  Waiting(Message message) {
    this.message = message;
  }
}
