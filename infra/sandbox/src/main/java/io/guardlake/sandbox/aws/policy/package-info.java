/** What a resource's policy answers to a request. */
package io.guardlake.sandbox.aws.policy;
