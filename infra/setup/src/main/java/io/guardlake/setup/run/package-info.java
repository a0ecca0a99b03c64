/** Setups as people run them: plans in files, journals, backups, and taking back. */
package io.guardlake.setup.run;
