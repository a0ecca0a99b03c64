/** One organization: its accounts and units, and the services it trusts. */
package io.guardlake.sandbox.aws.organizations;
