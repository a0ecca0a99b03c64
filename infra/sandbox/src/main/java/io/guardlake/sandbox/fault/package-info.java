/**
 * A proxy between clients and the sandbox's S3 and SQS that makes them fail as AWS does, by rules
 * and a seed, and counts the requests that pass.
 */
package io.guardlake.sandbox.fault;
