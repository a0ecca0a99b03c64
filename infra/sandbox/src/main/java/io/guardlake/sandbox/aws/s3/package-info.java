/**
 * S3's buckets with owners, regions, policies and settings, in front of the one that keeps objects.
 */
package io.guardlake.sandbox.aws.s3;
