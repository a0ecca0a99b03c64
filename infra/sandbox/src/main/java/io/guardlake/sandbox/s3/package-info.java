/** An S3 endpoint on this machine, in a process of its own, and a bucket as GuardDuty fills it. */
package io.guardlake.sandbox.s3;
