package io.guardlake.sandbox.generator;

/**
 * A call of the Kubernetes API.
 *
 * @param group the API's group and version, as in its addresses
 * @param subresource empty for most
 */
record KubernetesCall(String verb, String resource, String group, String subresource) {
  /** Calls by the finding types that they cause. */
  static final ByType<KubernetesCall> BY_TYPE =
      new ByType<>(
          "kubernetes-calls.tsv",
          5,
          row -> new KubernetesCall(row.get(1), row.get(2), row.get(3), row.get(4)));

  /** Whether the resource belongs to a namespace. */
  boolean isNamespaced() {
    return !resource.startsWith("cluster") && !resource.startsWith("self");
  }

  /** Whether the address names one resource. */
  boolean isNamed() {
    return !verb.equals("list") && (!verb.equals("create") || !subresource.isEmpty());
  }

  /** The address called. */
  String uri(String namespace, String name) {
    String uri = "/" + group + (isNamespaced() ? "/namespaces/" + namespace : "") + "/" + resource;

    if (isNamed()) {
      uri += "/" + name;
    }

    return subresource.isEmpty() ? uri : uri + "/" + subresource;
  }
}
