/** What people and programs are shown of plans, checks and regions. */
package io.guardlake.setup.text;
