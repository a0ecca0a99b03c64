package io.guardlake.jobs.alert.aws;

import static java.util.stream.Collectors.toMap;

import io.guardlake.jobs.alert.deliver.Message;
import io.guardlake.jobs.alert.deliver.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What an AWS service's answer, or the lack of one, means for the messages of a request. What
 * concerns the whole request is never the end of a message: a policy, a queue or a network can be
 * mended, and then it goes.
 */
final class AwsAnswers {
  private AwsAnswers() {}

  /** Makes a request, and turns its failure into outcomes. */
  static List<Outcome> of(List<Message> messages, Supplier<List<Outcome>> request) {
    try {
      return request.get();
    } catch (AwsServiceException e) {
      String code = e.awsErrorDetails() == null ? "no code" : e.awsErrorDetails().errorCode();
      String said = "AWS answered %d %s.".formatted(e.statusCode(), code);
      return Collections.nCopies(messages.size(), Outcome.later(said));
    } catch (SdkClientException e) {
      String said = "AWS cannot be reached; check the network, the region and the credentials.";
      return Collections.nCopies(messages.size(), Outcome.later(said));
    }
  }

  /** The entries of a request, each named by its place, which is what failures are told by. */
  static <E> List<E> entries(List<Message> messages, BiFunction<String, Message, E> entry) {
    return IntStream.range(0, messages.size())
        .mapToObj(place -> entry.apply(Integer.toString(place), messages.get(place)))
        .toList();
  }

  /**
   * The outcomes of a request that was answered entry by entry.
   *
   * @param failures by the message's place in the request; what is not in it was delivered
   */
  static List<Outcome> of(List<Message> messages, Map<String, Outcome> failures) {
    return IntStream.range(0, messages.size())
        .mapToObj(place -> failures.getOrDefault(Integer.toString(place), Outcome.delivered()))
        .toList();
  }

  /** What is said of the entries that failed, by their places in the request. */
  static <F> Map<String, Outcome> failures(
      List<F> failed,
      Function<F, String> place,
      Function<F, String> code,
      Function<F, Boolean> senderFault) {
    return failed.stream()
        .collect(
            toMap(
                place,
                each -> failed(code.apply(each), Boolean.TRUE.equals(senderFault.apply(each)))));
  }

  /** A message's attributes as a service has them. */
  static <A> Map<String, A> attributes(Message message, Function<String, A> attribute) {
    return message.attributes().entrySet().stream()
        .collect(toMap(Map.Entry::getKey, each -> attribute.apply(each.getValue())));
  }

  /**
   * The outcome of one entry that failed.
   *
   * @param senderFault whether it would fail again
   */
  static Outcome failed(String code, boolean senderFault) {
    String said = "AWS answered %s for this message.".formatted(code);
    return senderFault ? new Outcome.Refused(said) : Outcome.later(said);
  }
}
