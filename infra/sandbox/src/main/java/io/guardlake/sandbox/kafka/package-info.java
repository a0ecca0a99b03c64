/** Kafka in a process of its own. */
package io.guardlake.sandbox.kafka;
