/**
 * Policies of keys and buckets: read without losing a byte, edited by statement, and evaluated for
 * those who ask.
 */
package io.guardlake.setup.policy;
