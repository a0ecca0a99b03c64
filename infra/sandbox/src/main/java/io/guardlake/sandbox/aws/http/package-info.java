/** The one endpoint: signatures, AWS's protocols and their errors, and the way to each service. */
package io.guardlake.sandbox.aws.http;
