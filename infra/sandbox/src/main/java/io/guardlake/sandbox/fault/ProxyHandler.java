package io.guardlake.sandbox.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.http.ConnectionClosedException;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpCoreContext;
import org.apache.http.protocol.HttpRequestHandler;
import org.apache.http.util.EntityUtils;

/** Counts each request, lets the plan's faults strike it, and forwards what reaches the server. */
final class ProxyHandler implements HttpRequestHandler {
  private static final long LOOK_MILLIS = 100;

  private final CallReader calls;
  private final FaultPlan plan;
  private final Forwarding forwarding;
  private final ListingHistory listings = new ListingHistory();
  private final Map<Operation, Long> counts = new ConcurrentHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  ProxyHandler(CallReader calls, FaultPlan plan, Forwarding forwarding) {
    this.calls = calls;
    this.plan = plan;
    this.forwarding = forwarding;
  }

  RequestCounts counts() {
    return new RequestCounts(counts);
  }

  void forgetListings() {
    listings.clear();
  }

  /** Lets go of the calls that are never answered. */
  void close() {
    closed.set(true);
  }

  @Override
  public void handle(HttpRequest head, HttpResponse answer, HttpContext context)
      throws HttpException, IOException {
    ClientConnection client =
        (ClientConnection) context.getAttribute(HttpCoreContext.HTTP_CONNECTION);
    ClientRequest request = new ClientRequest(head);
    Call call = calls.read(request);
    counts.merge(call.operation(), 1L, Long::sum);

    List<Fault> faults = plan.strike(call);

    for (Fault fault : faults) {
      if (fault instanceof Fault.Latency latency) {
        Pause.millis(latency.delay().toMillis());
      }
    }

    Optional<Fault> fault =
        faults.stream().filter(any -> !(any instanceof Fault.Latency)).findFirst();
    copy(respond(call, request, client, fault), answer);
  }

  private HttpResponse respond(
      Call call, ClientRequest request, ClientConnection client, Optional<Fault> struck)
      throws HttpException, IOException {
    Fault fault = struck.orElse(null);

    if (fault instanceof Fault.ErrorAnswer error) {
      return ErrorAnswers.of(call, error);
    }

    if (fault instanceof Fault.ConnectionReset) {
      throw new ConnectionClosedException("Reset on purpose.");
    }

    if (fault instanceof Fault.NoAnswer) {
      awaitDeparture(client);
      throw new ConnectionClosedException("Not answered on purpose.");
    }

    HttpResponse response = serve(call, request, client, fault);

    if (fault instanceof Fault.LostAnswer) {
      EntityUtils.consume(response.getEntity());
      throw new ConnectionClosedException("Lost on purpose.");
    }

    if (fault instanceof Fault.TruncatedBody truncated && response.getEntity() != null) {
      response.setEntity(FaultyBody.truncated(response.getEntity(), truncated.keptBytes(), client));
    } else if (fault instanceof Fault.SlowBody slow && response.getEntity() != null) {
      response.setEntity(FaultyBody.slow(response.getEntity(), slow.bytesPerSecond(), client));
    }

    return response;
  }

  private HttpResponse serve(Call call, ClientRequest request, ClientConnection client, Fault fault)
      throws HttpException, IOException {
    if (fault instanceof Fault.FailedEntries entries && call.operation().isBatch()) {
      return forwarding.forward(request, entries, plan.seedFor(call), client.upstream());
    }

    HttpResponse response = forwarding.forward(call, request, client.upstream());
    boolean lists =
        call.operation() == Operation.LIST_OBJECTS
            && response.getStatusLine().getStatusCode() == 200;
    boolean records = lists && plan.hasAny(Fault.RepeatedListing.class::isInstance);

    if (!lists || !(records || changesListings(fault))) {
      return response;
    }

    String target = request.head().getRequestLine().getUri();
    String body = EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8);

    if (records) {
      listings.add(target, body);
    }

    return ErrorAnswers.withBody(response, "application/xml", changed(body, target, fault));
  }

  private static boolean changesListings(Fault fault) {
    return fault instanceof Fault.OmittedKeys
        || fault instanceof Fault.StaleListing
        || fault instanceof Fault.RepeatedListing;
  }

  private String changed(String body, String target, Fault fault) {
    if (fault instanceof Fault.OmittedKeys omitted) {
      return new Listing(body).withoutKeys(omitted.keys()).xml();
    }

    if (fault instanceof Fault.StaleListing stale) {
      return new Listing(body).withoutWritesSince(Instant.now().minus(stale.age())).xml();
    }

    if (fault instanceof Fault.RepeatedListing repeated) {
      return listings.before(target, repeated.requestsAgo());
    }

    return body;
  }

  private void awaitDeparture(ClientConnection client) throws IOException {
    while (!closed.get() && !client.isStale()) {
      Pause.millis(LOOK_MILLIS);
    }
  }

  private static void copy(HttpResponse from, HttpResponse to) {
    to.setStatusLine(from.getStatusLine());
    to.setHeaders(from.getAllHeaders());
    to.setEntity(from.getEntity());
  }
}
