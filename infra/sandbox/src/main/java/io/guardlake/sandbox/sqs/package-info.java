/** An SQS endpoint on this machine, in a process of its own. */
package io.guardlake.sandbox.sqs;
