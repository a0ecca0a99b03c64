/** The table of accounts: what fills it. */
package io.guardlake.jobs.accounts;
