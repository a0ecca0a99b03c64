package io.guardlake.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.SplittableRandom;

/** A batch request to SQS of which some entries are held back and answered as failed. */
final class FaultyBatch {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode forwarded;
  private final ArrayNode failed = JSON.createArrayNode();

  private FaultyBatch(ObjectNode request) {
    this.forwarded = request;
  }

  static FaultyBatch split(byte[] request, Fault.FailedEntries fault, long seed)
      throws IOException {
    FaultyBatch batch = new FaultyBatch((ObjectNode) JSON.readTree(request));
    batch.holdBack(fault, new SplittableRandom(seed));
    return batch;
  }

  boolean forwardsAny() {
    return !forwarded.path("Entries").isEmpty();
  }

  byte[] forwarded() throws IOException {
    return JSON.writeValueAsBytes(forwarded);
  }

  /** The answer to the whole batch, from the server's answer to the entries that reached it. */
  String answer(String served) throws IOException {
    ObjectNode answer = (ObjectNode) JSON.readTree(served);
    JsonNode already = answer.path("Failed");
    ArrayNode all = JSON.createArrayNode();

    if (already instanceof ArrayNode failedAtServer) {
      all.addAll(failedAtServer);
    }

    answer.set("Failed", all.addAll(failed));

    if (!answer.has("Successful")) {
      answer.putArray("Successful");
    }

    return JSON.writeValueAsString(answer);
  }

  private void holdBack(Fault.FailedEntries fault, SplittableRandom random) {
    ArrayNode kept = JSON.createArrayNode();

    for (JsonNode entry : forwarded.path("Entries")) {
      if (random.nextDouble() >= fault.share()) {
        kept.add(entry);
        continue;
      }

      failed
          .addObject()
          .put("Id", entry.path("Id").asText())
          .put("SenderFault", !fault.code().startsWith("Internal"))
          .put("Code", fault.code())
          .put("Message", fault.message());
    }

    forwarded.set("Entries", kept);
  }
}
