/** The services that alerts go to and that keep secrets, as their clients meet them. */
package io.guardlake.sandbox.aws.receive;
