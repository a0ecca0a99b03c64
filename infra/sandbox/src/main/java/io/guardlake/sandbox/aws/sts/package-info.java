/** STS: who one is, and roles. */
package io.guardlake.sandbox.aws.sts;
