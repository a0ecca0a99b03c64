package io.guardlake.schemas.finding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.guardduty.model.Finding;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * What AWS says a finding can have, from a source that our reader knows nothing of: the model in
 * the AWS SDK, and a list of what the service's model of August 2026 has beyond that SDK.
 */
final class ServiceModel {
  private static final String NEWER = "newer-than-sdk.txt";
  private static final String UNKNOWN = "UNKNOWN_TO_SDK_VERSION";

  private final ModelField root = ModelField.root();
  private final Deque<Class<?>> within = new ArrayDeque<>();

  private ServiceModel() {}

  static ModelField read() {
    ServiceModel model = new ServiceModel();
    model.addFields(model.root, Finding.builder().build());

    for (String line : newer()) {
      model.addNewer(line);
    }

    return model.root;
  }

  private void addFields(ModelField parent, SdkPojo shape) {
    Class<?> type = shape.getClass();

    if (within.contains(type)) {
      // A shape within itself: what it can have is known already.
      return;
    }

    within.push(type);

    for (SdkField<?> field : shape.sdkFields()) {
      ModelField added = parent.child(field.locationName());
      added.addValues(enumValues(type, field.memberName()));
      addType(added, field);
    }

    within.pop();
  }

  private void addType(ModelField field, SdkField<?> type) {
    ListTrait list = type.getTrait(ListTrait.class);
    MapTrait map = type.getTrait(MapTrait.class);

    if (list != null) {
      addType(field, list.memberFieldInfo());
    } else if (map != null) {
      addType(field.child(ModelField.ANY_KEY), map.valueFieldInfo());
    } else if (type.constructor() != null) {
      // The supplier gives the builder of a shape, which knows the shape's fields.
      addFields(field, built(type.constructor().get()));
    }
  }

  /** The shape itself: only it has the methods that return enums. */
  private static SdkPojo built(SdkPojo builder) {
    return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
  }

  private static Set<String> enumValues(Class<?> shape, String memberName) {
    for (Method method : shape.getMethods()) {
      if (method.getName().equalsIgnoreCase(memberName) && method.getReturnType().isEnum()) {
        return Arrays.stream(method.getReturnType().getEnumConstants())
            .filter(constant -> !((Enum<?>) constant).name().equals(UNKNOWN))
            .map(Object::toString)
            .collect(Collectors.toCollection(LinkedHashSet::new));
      }
    }

    return Set.of();
  }

  /** {@code PATH}, or {@code PATH = VALUE | VALUE} for a field with a closed set of values. */
  private void addNewer(String line) {
    String[] parts = line.split(" = ", 2);
    ModelField field = root;

    for (String name : parts[0].split("\\.", -1)) {
      field = field.child(name);
    }

    if (parts.length == 2) {
      field.addValues(List.of(parts[1].split(" \\| ", -1)));
    }
  }

  private static List<String> newer() {
    try (InputStream in = ServiceModel.class.getResourceAsStream(NEWER)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(NEWER + " is not readable among the tests' resources", e);
    }
  }
}
