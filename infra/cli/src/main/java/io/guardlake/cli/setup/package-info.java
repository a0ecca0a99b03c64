/** {@code guardlake setup}: the commands over the export's setup. */
package io.guardlake.cli.setup;
