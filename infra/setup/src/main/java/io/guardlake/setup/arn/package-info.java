/** Names as AWS writes them: partitions and ARNs. */
package io.guardlake.setup.arn;
