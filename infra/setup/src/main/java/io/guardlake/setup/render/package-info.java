/** A setup as texts that people can own: the least that each role must be allowed. */
package io.guardlake.setup.render;
