/** S3's event notifications, which S3Proxy lacks, delivered to queues well or badly. */
package io.guardlake.sandbox.notification;
