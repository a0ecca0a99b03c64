/** KMS's keys, their policies and aliases. Nothing is encrypted. */
package io.guardlake.sandbox.aws.kms;
