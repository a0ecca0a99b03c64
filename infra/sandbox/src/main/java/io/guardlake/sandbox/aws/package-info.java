/** AWS's control plane on one endpoint: what the setup of an export talks to. */
package io.guardlake.sandbox.aws;
