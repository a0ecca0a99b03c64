/** What AWS says when it refuses, and what to do about it. */
package io.guardlake.setup.message;
