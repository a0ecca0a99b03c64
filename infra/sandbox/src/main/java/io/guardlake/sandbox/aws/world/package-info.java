/** Who and where: accounts, their credentials and regions, the clock and the knobs. */
package io.guardlake.sandbox.aws.world;
