/** What AWS's answers look like, without what is in them: recorded, and compared with others. */
package io.guardlake.setup.probe;
