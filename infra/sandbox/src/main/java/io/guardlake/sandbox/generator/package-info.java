/**
 * Realistic GuardDuty findings and the export tree they come in, made from a seed, with the truth
 * about them counted on the way. Every address, domain, account and hash is made up: addresses come
 * from the documentation ranges of RFC 5737 and RFC 3849, domains from those of RFC 2606.
 */
package io.guardlake.sandbox.generator;
