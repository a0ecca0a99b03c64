/** Whether findings arrive: what GuardDuty found last against what was exported last. */
package io.guardlake.setup.status;
