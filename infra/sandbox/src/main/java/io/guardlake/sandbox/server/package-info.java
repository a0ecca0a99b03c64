/** Servers that run in JVMs of their own, with class paths of their own, and end with ours. */
package io.guardlake.sandbox.server;
